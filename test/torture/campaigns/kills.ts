import {type Campaign, inPool, RUNS_ANYWHERE} from '../campaign.js'
import type {Tally} from '../tally.js'
import {judge, makeTrials, removeTrials, start, type Trial, withTwin} from '../trial.js'

/** Node starts in the first half of a command, and does nothing to a store. */
const FROM = 0.5
const TO = 1.05
/** Of one that is over before it is killed. */
const MOST_TRIES = 5

/** Kills commands at random moments. */
export const kills: Campaign = {
  name: 'kills',
  about: 'kill -9 at a random moment of every command that writes; then verify, and the same command again',
  unit: 'kills',
  rounds: {short: 28, long: 2000, large: 8},
  missing: RUNS_ANYWHERE,
  async run(tally, {rounds, random, isLarge, watch}) {
    const trials = makeTrials(isLarge)
    try {
      const usualMs = new Map<Trial, number>()
      await inPool(trials.map(trial => async () => void usualMs.set(trial, await timed(trial))))
      let done = 0
      const jobs = Array.from({length: rounds}, (_, index) => async () => {
        const trial = trials[index % trials.length] as Trial
        for (let tries = 0, isKilled = false; !isKilled && tries < MOST_TRIES; tries += 1) {
          const share = FROM + random.fraction() * (TO - FROM)
          const expectedMs = usualMs.get(trial) ?? 0
          const ms = await killOne(tally, trial, share, expectedMs)
          isKilled = ms === null
          // A machine gets faster and slower.
          if (ms !== null) usualMs.set(trial, (2 * expectedMs + ms) / 3)
        }
        watch(++done, rounds)
      })
      // While a large store is looked at nobody is killed in time.
      await inPool(jobs, isLarge ? 1 : 2)
    } finally {
      removeTrials(trials)
    }
  },
}

/** How long a command takes beside another one. */
async function timed(trial: Trial): Promise<number> {
  let ms = 0
  await withTwin(trial, async program => {
    const begin = performance.now()
    await start(trial, program).ended
    ms = performance.now() - begin
  })
  return ms
}

/** Returns the milliseconds of a command that was over before it was killed; null of one that was killed. */
async function killOne(tally: Tally, trial: Trial, share: number, usualMs: number): Promise<number | null> {
  let ms: number | null = null
  await withTwin(trial, async program => {
    const begin = performance.now()
    const {process: child, ended} = start(trial, program)
    const timer = setTimeout(() => child.kill('SIGKILL'), usualMs * share)
    const {code, signal, stdout, stderr} = await ended
    clearTimeout(timer)
    const isKilled = signal !== null
    if (!isKilled) ms = performance.now() - begin
    tally.count(isKilled ? 'killed' : 'over before they were killed')
    const how = `killed after ${Math.round(share * 100)} % of its time`
    judge(tally, trial, {program, how, outcome: isKilled ? null : {code, stdout, stderr}})
  })
  return ms
}
