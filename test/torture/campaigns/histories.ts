import {isDeepStrictEqual} from 'node:util'
import fc from 'fast-check'
import {verifyAccount} from '../../../src/operations/verify-account.js'
import {asNaive} from '../../support/as-naive.js'
import {anyHistory, type History, Player} from '../../support/histories.js'
import {NaiveLedger} from '../../support/naive-ledger.js'
import {type Campaign, RUNS_ANYWHERE} from '../campaign.js'
import type {Tally} from '../tally.js'

const AT_ONCE = 100

/** Lives accounts through the program and through a second set of the rules, which knows only the domain page. */
export const histories: Campaign = {
  name: 'histories',
  about: 'random histories of an account against a plain model that shares no code with the program',
  unit: 'histories',
  rounds: {short: 300, long: 10_000},
  missing: RUNS_ANYWHERE,
  run(tally, {rounds, random, watch}) {
    for (let done = 0; done < rounds; done += AT_ONCE) {
      const numRuns = Math.min(AT_ONCE, rounds - done)
      const seed = random.below(2 ** 31)
      for (const history of fc.sample(anyHistory, {numRuns, seed})) live(tally, history)
      watch(done, rounds)
    }
  },
}

function live(tally: Tally, history: History): void {
  tally.count('attempts')
  tally.count('steps', history.steps.length)
  const player = new Player(history).playAll()
  const naive = new NaiveLedger(history).playAll()
  const told = JSON.stringify(history)
  if (!isDeepStrictEqual(player.outcomes, naive.outcomes))
    tally.found('lie', `outcomes or balances of ${told}`)
  const {account} = player.closeAll().books
  tally.count('months closed', account.closed.length)
  if (!isDeepStrictEqual(account.closed.map(asNaive), naive.closeAll().closed))
    tally.found('lie', `closed months of ${told}`)
  if (verifyAccount(account).length > 0) tally.found('broken', `verify of ${told}`)
}
