import {addMinutes, type Day} from '../domain/calendar.js'
import type {Entry} from '../domain/entry.js'
import {formatDuration, type Minutes} from '../domain/minutes.js'
import type {Movement, Statement} from '../domain/statement.js'
import {chargedBecause} from '../locale/charged-time.js'
import {formatChange, formatDay, formatDecimalHours, withMinus} from '../locale/formats.js'
import {movementText} from '../locale/movements.js'
import {bookingText, supportParts} from '../locale/support.js'
import type {Words} from '../locale/words.js'
import {balanceFigure, type Cell, type Column, figure, type Row, type Section} from './section.js'

/** All that can be said of a movement, in the order in which a file has it; table and paper show some of it. */
export type MovementColumn = keyof Words['csv']['headings']

/** One record for each line of a statement, of which every form takes the cells that it shows. */
export type MovementCells = Readonly<Record<MovementColumn, Cell>>

export interface MovementSection extends Section<MovementColumn> {
  readonly opening: readonly MovementRow[]
  readonly rows: readonly MovementRow[]
  readonly closing: MovementRow
}

interface MovementRow extends Row<MovementColumn> {
  readonly cells: MovementCells
}

/**
 * Every movement with the balance after it, from the opening balance to the closing one.
 * @param written the language whose decimal sign the cells for programs have
 */
export function movementsOf(statement: Statement, words: Words, written: Words = words): MovementSection {
  const labels = words.statement
  const {period, opening, closing} = statement
  const referenceOf = references(statement)
  const row = (line: Line): MovementRow => ({
    cells: cellsOf(line, statement, {words, written}),
    carried: withMinus(formatDuration(line.balanceMinutes)),
  })
  const balance = (kind: string, day: Day, balanceMinutes: Minutes): MovementRow => ({
    ...row({...NO_MOVEMENT, kind, what: {text: kind, data: ''}, ...on(day), balanceMinutes}),
    isStrong: true,
  })
  const closingRow = balance(labels.closing, period.to, closing.minutes)
  return {
    heading: labels.movements,
    columns: shownColumns(words),
    opening: [balance(labels.opening, period.from, opening.minutes)],
    rows: statement.movements.map(movement => row(lineOf(movement, statement, {words, referenceOf}))),
    sums: [...totalOf(statement, words), closingRow],
    closing: closingRow,
  }
}

/** What a person is shown of a movement, on a terminal and on paper. */
const shownColumns = ({statement: labels}: Words): readonly Column<MovementColumn>[] => [
  {name: 'day', heading: labels.day},
  {name: 'text', heading: labels.event, isFlexible: true},
  {name: 'worked', heading: labels.worked, align: 'right'},
  {name: 'time', heading: labels.change, align: 'right'},
  {name: 'balance', heading: labels.balance, align: 'right'},
]

/** A movement, or a balance that stands before or after them. */
interface Line extends Pick<Movement, 'day' | 'bookingDate' | 'valueDate' | 'balanceMinutes'> {
  readonly kind: string
  readonly what: Cell
  readonly minutes: Minutes | null
  readonly entry: Entry | null
}

const NO_MOVEMENT = {minutes: null, entry: null} as const

const on = (day: Day) => ({day, bookingDate: day, valueDate: day})

/** What the entries come to, where there are several. */
function totalOf({movements}: Statement, words: Words): readonly Row<MovementColumn>[] {
  const entries = movements.flatMap(movement => (movement.kind === 'entry' ? movement.entry : []))
  if (entries.length < 2) return []
  const sumOf = (key: 'workedMinutes' | 'chargedMinutes') =>
    entries.reduce((sum, entry) => sum + entry[key], 0)
  return [
    {
      cells: {
        text: {text: words.statement.entries},
        worked: figure(formatDuration(sumOf('workedMinutes'))),
        time: figure(formatChange(0 - sumOf('chargedMinutes'))),
      },
    },
  ]
}

interface Telling {
  readonly words: Words
  readonly referenceOf: (entry: Entry) => string
}

function lineOf(movement: Movement, statement: Statement, {words, referenceOf}: Telling): Line {
  const {day, bookingDate, valueDate, minutes, balanceMinutes} = movement
  const entry = movement.kind === 'entry' ? movement.entry : null
  const text = movementText(movement, statement, words)
  const booking = bookingText(movement, words)
  const facts = [
    ...(movement.kind === 'entry' ? supportParts(movement, statement.timezone, words) : []),
    ...(booking === null ? [] : [booking]),
    ...(entry === null ? [] : chargedBecause(entry, words)),
    ...(entry === null ? [] : [words.entry.reference(referenceOf(entry))]),
  ]
  const details = facts.length === 0 ? [] : [facts]
  const kind = words.statement.kinds[movement.kind]
  return {day, bookingDate, valueDate, minutes, balanceMinutes, entry, kind, what: {text, details}}
}

/** Ids of programs are long; so much of one tells it from all others of most statements. */
const SHORTEST_REFERENCE = 6

/** What names an entry in a letter or on the phone: as much of its id as no other entry of the statement begins with. */
function references({movements}: Statement): (entry: Entry) => string {
  const ids = movements.flatMap(movement => (movement.kind === 'entry' ? movement.entry.id : [])).sort()
  const lengths = new Map(
    ids.map((id, index) => {
      const shared = Math.max(sharedLength(id, ids[index - 1]), sharedLength(id, ids[index + 1]))
      return [id, Math.max(SHORTEST_REFERENCE, shared + 1)] as const
    }),
  )
  return ({id}) => id.slice(0, lengths.get(id))
}

function sharedLength(id: string, other = ''): number {
  const differs = [...id].findIndex((letter, index) => letter !== other[index])
  return differs < 0 ? id.length : differs
}

const NOTHING: Cell = {text: ''}

function cellsOf(
  {kind, what, minutes, balanceMinutes, entry, ...dates}: Line,
  {contract, customer, month, number, timezone}: Statement,
  {words, written}: {readonly words: Words; readonly written: Words},
): MovementCells {
  const {classes, causes, channels, remote} = words.entry
  const day = (date: Day): Cell => ({text: formatDay(date, words), data: date})
  const ofEntry = (cell: (entry: Entry) => Cell): Cell => (entry === null ? NOTHING : cell(entry))
  const textOf = (text: (entry: Entry) => string | null): Cell =>
    ofEntry(entry => ({text: text(entry) ?? ''}))
  const ofChange = (cell: (minutes: Minutes) => Cell): Cell => (minutes === null ? NOTHING : cell(minutes))
  return {
    contract: {text: contract},
    customer: {text: customer.name},
    month: {text: month},
    number: {text: number ?? words.statement.provisionalTitle},
    kind: {text: kind},
    day: day(dates.day),
    bookingDate: day(dates.bookingDate),
    valueDate: day(dates.valueDate),
    start: textOf(({start}) => start),
    end: textOf(({start, workedMinutes}) => addMinutes(start, workedMinutes, timezone)),
    requester: textOf(({requester}) => requester),
    place: textOf(({place}) => (place === 'remote' ? remote : place)),
    channel: textOf(({channel}) => channel && channels[channel]),
    consultant: textOf(({consultant}) => consultant),
    ticket: textOf(({ticket}) => ticket),
    class: textOf(entry => classes[entry.class]),
    cause: textOf(({cause}) => cause && causes[cause]),
    text: what,
    entry: textOf(({id}) => id),
    workedMinutes: ofEntry(({workedMinutes}) => figure(String(workedMinutes))),
    minutes: ofChange(change => figure(String(change))),
    balanceMinutes: figure(String(balanceMinutes)),
    worked: ofEntry(({workedMinutes}) => figure(formatDuration(workedMinutes))),
    time: ofChange(change => figure(formatChange(change), formatDuration(change))),
    balance: balanceFigure(balanceMinutes),
    decimalHours: ofChange(change => figure(formatDecimalHours(change, written))),
  }
}
