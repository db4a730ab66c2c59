import type {Contract} from '../domain/contract.js'
import {ok} from '../domain/refusal.js'
import {takeDuration} from '../domain/work-text.js'
import {writtenDates} from '../domain/written-dates.js'
import type {Store} from '../storage/store.js'
import {askFor, askOneOf, askText} from './ask.js'
import {UsageError} from './failure.js'

/** Asks which contract the work was for. */
export async function chooseContract(store: Store): Promise<string> {
  const ids = await store.listContracts()
  if (ids.length === 0) {
    throw new UsageError('NO_CONTRACTS', 'There is no contract yet.', 'Open one with: hourbank contract add')
  }
  const choices = await Promise.all(
    ids.map(async id => ({name: `${id}  ${(await store.readContract(id))?.customer.name ?? ''}`, value: id})),
  )
  return askOneOf('Contract', choices)
}

/** Asks how long it took and what was done: the words that would have been typed. */
export async function askWork(contract: Contract): Promise<readonly string[]> {
  const isRange = (answer: string) => answer.includes('-') || answer.includes('–')
  const duration = await askFor('How long (45, 1h30, 14:00-15:30)', answer =>
    isRange(answer) ? ok(answer) : typedDuration(answer),
  )
  const text = await askText(`What was done for ${contract.customer.name}`)
  return text === '' ? [duration] : [duration, text]
}

function typedDuration(answer: string) {
  const taken = takeDuration([answer], writtenDates)
  return taken.ok ? ok(answer) : taken
}
