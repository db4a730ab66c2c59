import {parseCause, parseChannel, parseEntryClass} from '../domain/choice-text.js'
import {CAUSES, CHANNELS, ENTRY_CLASSES} from '../domain/contract.js'
import {contractIdFrom} from '../domain/contract-id.js'
import {ENTRY_ID_PATTERN, MAX_NAME_LENGTH} from '../domain/entry.js'
import {ok, type Result} from '../domain/refusal.js'
import {type CellResult, type Cells, emptyCell, problem} from './cells.js'
import type {Draft, Field, RowReason} from './reading.js'

/** What each format writes in its own way. */
export type When = 'start' | 'isDayOnly' | 'length'

/**
 * Makes a draft of what a row says.
 * @param readWhen when the work was and how long it took
 */
export function readDraft<Reason>(
  cells: Cells,
  readWhen: () => CellResult<Pick<Draft, When>, Reason>,
): CellResult<Omit<Draft, 'formerIdentity'>, Reason | RowReason> {
  const id = cells.get('id')
  if (id && !ENTRY_ID_PATTERN.test(id.text)) return problem({kind: 'invalid-entry-id'}, id)
  const contract = readContract(cells)
  if (!contract.ok) return contract
  const when = readWhen()
  if (!when.ok) return when
  const channel = readChoice(cells, 'channel', parseChannel, CHANNELS)
  if (!channel.ok) return channel
  const entryClass = readChoice(cells, 'class', parseEntryClass, ENTRY_CLASSES)
  if (!entryClass.ok) return entryClass
  const cause = readChoice(cells, 'cause', parseCause, CAUSES)
  if (!cause.ok) return cause
  const texts = readTexts(cells)
  if (!texts.ok) return texts
  return ok({
    id: id?.text ?? null,
    contract: contract.value,
    ...when.value,
    ...texts.value,
    ...channel.value,
    ...entryClass.value,
    ...cause.value,
  })
}

const NAMES = ['requester', 'consultant', 'ticket', 'place', 'activity'] as const
const FREE_TEXTS = [...NAMES, 'text'] as const

function readTexts(cells: Cells): CellResult<{readonly [F in (typeof FREE_TEXTS)[number]]?: string}> {
  const filled = FREE_TEXTS.flatMap(field => {
    const cell = cells.get(field)
    return cell ? [[field, cell.text] as const] : []
  })
  const halved = FREE_TEXTS.find(field => cells.get(field)?.text.isWellFormed() === false)
  if (halved) return problem({kind: 'half-letter'}, cells.get(halved))
  const tooLong = NAMES.find(field => (cells.get(field)?.text.length ?? 0) > MAX_NAME_LENGTH)
  if (tooLong) return problem({kind: 'text-too-long', max: MAX_NAME_LENGTH}, cells.get(tooLong))
  return ok(Object.fromEntries(filled))
}

function readChoice<F extends Field, T extends string>(
  cells: Cells,
  field: F,
  parse: (text: string) => Result<T>,
  allowed: readonly T[],
): CellResult<{readonly [K in F]?: T}> {
  const cell = cells.get(field)
  if (!cell) return ok({})
  const choice = parse(cell.text)
  if (!choice.ok) return problem({kind: 'unknown-value', allowed}, cell)
  return ok({[field]: choice.value} as {readonly [K in F]?: T})
}

function readContract(cells: Cells): CellResult<string> {
  const cell = cells.get('contract')
  if (!cell) return emptyCell(cells, 'contract')
  const id = contractIdFrom(cell.text)
  return id === undefined ? problem({kind: 'invalid-contract-id'}, cell) : ok(id)
}
