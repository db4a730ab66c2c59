import {parseInstant} from '../domain/calendar.js'
import type {Minutes} from '../domain/minutes.js'
import {ok} from '../domain/refusal.js'
import {type Cell, type CellResult, type Cells, emptyCell, problem} from './cells.js'
import type {MappingWithDays} from './csv-days.js'
import type {CsvReason} from './csv-problem.js'
import type {Length, Moment} from './reading.js'

export interface ReadStart {
  readonly moment: Moment
  readonly hasTime: boolean
}

/** When the work of a row began: at the mapping's default time where it says a day only. */
export function readStart(cells: Cells, mapping: MappingWithDays): CellResult<ReadStart, CsvReason> {
  const field = cells.get('day') ? 'day' : 'start'
  const cell = cells.get(field)
  if (!cell) return emptyCell(cells, cells.columnOf('day') === null ? 'start' : 'day')
  const defaultMinute = minuteOfDay(mapping.defaultTime ?? '09:00') ?? 0
  if (field === 'start') return readMoment(cell, mapping, defaultMinute)

  const day = mapping.readDay(cell.text)
  if (!day.ok) return problem(day.refusal, cell)
  const time = cells.get('time')
  const minute = time ? minuteOfDay(time.text) : defaultMinute
  if (minute === undefined) return problem({kind: 'invalid-time'}, time)
  return ok({
    moment: {kind: 'local', day: day.value, minuteOfDay: minute},
    hasTime: time !== undefined,
  })
}

/** A day, then perhaps `T` or a space and a time of day, then perhaps an offset from UTC. */
const MOMENT = /^(.+?)(?:(?:T|\s+)(\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?)?$/

function readMoment(
  cell: Cell,
  mapping: MappingWithDays,
  defaultMinute: Minutes,
): CellResult<ReadStart, CsvReason> {
  const [, dayText = '', time, offset] = MOMENT.exec(cell.text) ?? []
  const day = mapping.readDay(dayText)
  if (!day.ok) return problem(day.refusal, cell)
  const minute = time === undefined ? defaultMinute : minuteOfDay(time)
  if (minute === undefined) return problem({kind: 'invalid-time'}, cell)
  if (time === undefined || offset === undefined) {
    return ok({
      moment: {kind: 'local', day: day.value, minuteOfDay: minute},
      hasTime: time !== undefined,
    })
  }
  const instant = parseInstant(`${day.value}T${isoTime(time)}${isoOffset(offset)}`)
  if (instant === undefined) return problem({kind: 'invalid-time'}, cell)
  return ok({moment: {kind: 'instant', instant}, hasTime: true})
}

/** Minutes since midnight; seconds are passed over. Undefined if there is no such time of day. */
function minuteOfDay(text: string): Minutes | undefined {
  const [, hourText, minuteText, half] =
    /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?\s*([ap]m)?$/i.exec(text) ?? []
  if (hourText === undefined) return undefined
  const hour = Number(hourText)
  if (half === undefined) return hour * 60 + Number(minuteText)
  if (hour < 1 || hour > 12) return undefined
  return ((hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)) * 60 + Number(minuteText)
}

/** `9:00` → `09:00`, `9:00:00,5` → `09:00:00.5` */
const isoTime = (time: string) => time.replace(/^\d:/, '0$&').replace(',', '.')

/** `+0100` → `+01:00` */
const isoOffset = (offset: string) => offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')

/** Until when it took, which says how long only if the start has a time of day. */
export function readEnd(
  cells: Cells,
  mapping: MappingWithDays,
  hasTime: boolean,
): CellResult<Length, CsvReason> {
  const cell = cells.get('end')
  if (!cell) return emptyCell(cells, 'end')
  if (!hasTime) return problem({kind: 'missing-time'}, cell)
  const minute = minuteOfDay(cell.text)
  if (minute !== undefined) return ok({kind: 'until', end: {kind: 'time', minuteOfDay: minute}})
  const end = readMoment(cell, mapping, 0)
  if (!end.ok) return end
  return end.value.hasTime
    ? ok({kind: 'until', end: end.value.moment})
    : problem({kind: 'missing-time'}, cell)
}
