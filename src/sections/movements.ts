import {addMinutes, type Day} from '../domain/calendar.js'
import type {Entry} from '../domain/entry.js'
import {formatDuration, type Minutes} from '../domain/minutes.js'
import type {Movement, Statement} from '../domain/statement.js'
import {formatChange, formatDay, formatDecimalHours} from '../locale/formats.js'
import {movementText} from '../locale/movements.js'
import {supportParts, valueDateText} from '../locale/support.js'
import type {Words} from '../locale/words.js'
import {type Cell, type Column, figure, type Row, type Section} from './section.js'

/** All that can be said of a movement, in the order in which a file has it; table and paper show some of it. */
export type MovementColumn = keyof Words['csv']['headings']

/** One record for each line of a statement, of which every form takes the cells that it shows. */
export type MovementCells = Readonly<Record<MovementColumn, Cell>>

export interface MovementSection extends Section<MovementColumn> {
  readonly opening: readonly MovementRow[]
  readonly rows: readonly MovementRow[]
  readonly sums: readonly MovementRow[]
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
  const row = (line: Line): MovementRow => ({
    cells: cellsOf(line, statement, {words, written}),
    carried: formatDuration(line.balanceMinutes),
  })
  const balance = (kind: string, day: Day, balanceMinutes: Minutes): MovementRow => ({
    ...row({...NO_MOVEMENT, kind, what: {text: kind, data: ''}, ...on(day), balanceMinutes}),
    isStrong: true,
  })
  return {
    heading: labels.movements,
    columns: shownColumns(words),
    opening: [balance(labels.opening, period.from, opening.minutes)],
    rows: statement.movements.map(movement => row(lineOf(movement, statement, words))),
    sums: [balance(labels.closing, period.to, closing.minutes)],
  }
}

/** What a person is shown of a movement, on a terminal and on paper. */
const shownColumns = ({statement: labels}: Words): readonly Column<MovementColumn>[] => [
  {name: 'bookingDate', heading: labels.bookingDate},
  {name: 'text', heading: labels.event, isFlexible: true},
  {name: 'worked', heading: labels.worked, align: 'right'},
  {name: 'time', heading: labels.change, align: 'right'},
  {name: 'balance', heading: labels.balance, align: 'right'},
]

/** A movement, or a balance that stands before or after them. */
interface Line extends Pick<Movement, 'bookingDate' | 'valueDate' | 'balanceMinutes'> {
  readonly kind: string
  readonly what: Cell
  readonly minutes: Minutes | null
  readonly entry: Entry | null
}

const NO_MOVEMENT = {minutes: null, entry: null} as const

const on = (day: Day) => ({bookingDate: day, valueDate: day})

function lineOf(movement: Movement, statement: Statement, words: Words): Line {
  const {bookingDate, valueDate, minutes, balanceMinutes} = movement
  const entry = movement.kind === 'entry' ? movement.entry : null
  const text = movementText(movement, statement, words)
  const remark = valueDateText(movement, words)
  const details = [
    ...(entry === null ? [] : [supportParts(entry, statement.timezone, words)]),
    ...(remark === null ? [] : [remark]),
  ]
  const kind = words.statement.kinds[movement.kind]
  return {bookingDate, valueDate, minutes, balanceMinutes, entry, kind, what: {text, details}}
}

const NOTHING: Cell = {text: ''}

function cellsOf(
  {kind, what, bookingDate, valueDate, minutes, balanceMinutes, entry}: Line,
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
    bookingDate: day(bookingDate),
    valueDate: day(valueDate),
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
    balance: {...figure(formatDuration(balanceMinutes)), isNegative: balanceMinutes < 0},
    decimalHours: ofChange(change => figure(formatDecimalHours(change, written))),
  }
}
