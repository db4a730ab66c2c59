import fc from 'fast-check'
import {expect, test} from 'vitest'
import {anyHistory, type History, Player} from '../support/histories.js'
import {configureRuns} from '../support/property-runs.js'

configureRuns()

/** Histories of an account under `refuse` whose terms stay as they are and whose entries nobody forces. */
const heldToTheLimit = anyHistory.map((history): History => {
  const steps = history.steps
    .filter(({action}) => action.kind !== 'amend' && action.kind !== 'void-credit')
    .map(({waitDays, action}) => ({
      waitDays,
      action: action.kind === 'log' ? {...action, isForced: false} : action,
    }))
  return {...history, steps, terms: {...history.terms, beyond: 'refuse'}}
})

test('no account under `refuse` ever closes a month below its limit, whatever is late, ahead or corrected', () => {
  let closed = 0
  fc.assert(
    fc.property(heldToTheLimit, history => {
      const {account} = new Player(history).playAll().closeAll().books
      for (const {month, end, terms} of account.closed) {
        closed += 1
        expect(end.balanceMinutes + terms.overdraft.limitMinutes, month).toBeGreaterThanOrEqual(0)
      }
    }),
  )
  expect(closed).toBeGreaterThan(0)
})
