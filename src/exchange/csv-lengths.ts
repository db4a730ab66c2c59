import type {Minutes} from '../domain/minutes.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {type CellResult, type Cells, emptyCell, problem} from './cells.js'
import type {MappingWithDays} from './csv-days.js'
import {readEnd} from './csv-moments.js'
import type {CsvReason} from './csv-problem.js'
import {LENGTHS, type Length} from './reading.js'
import {typedMinutes, withinADay} from './worked-time.js'

/** How long the work of a row took, or until when. */
export function readLength(
  cells: Cells,
  mapping: MappingWithDays,
  hasTime: boolean,
): CellResult<Length, CsvReason> {
  const field = LENGTHS.find(each => cells.get(each)) ?? LENGTHS.find(each => cells.columnOf(each) !== null)
  if (field === 'end') return readEnd(cells, mapping, hasTime)
  const cell = field && cells.get(field)
  if (!field || !cell) return emptyCell(cells, field ?? 'duration')
  const minutes =
    field === 'duration'
      ? typedMinutes(cell.text)
      : decimalMinutes(cell.text, field === 'hours' ? 60 : 1, mapping.decimal)
  return minutes.ok ? ok({kind: 'worked', minutes: minutes.value}) : problem(minutes.refusal, cell)
}

/**
 * Whole minutes of a decimal, rounded half up, from its digits: no binary fraction is involved.
 * 7.333 h are 440 minutes, 0,7 h are 42, 0.025 h (a minute and a half) are 2.
 */
function decimalMinutes(
  text: string,
  minutesPerUnit: 1 | 60,
  decimal: ',' | '.' | undefined,
): Result<Minutes, CsvReason> {
  const match = /^([+-]?)(\d{0,9})(?:([.,])(\d{0,20}))?$/.exec(text)
  const [, sign, whole = '', point, fraction = ''] = match ?? []
  if (!match || `${whole}${fraction}` === '' || (point && decimal && point !== decimal)) {
    return refuse({kind: 'invalid-number', ...(decimal && {decimal})})
  }
  const scale = 10n ** BigInt(fraction.length)
  const scaled = BigInt(`${whole}${fraction}`) * BigInt(minutesPerUnit)
  if (scaled === 0n) return refuse({kind: 'zero-duration'})
  if (sign === '-') return refuse({kind: 'negative-duration'})
  const minutes = Number((2n * scaled + scale) / (2n * scale))
  return minutes === 0 ? refuse({kind: 'under-half-a-minute'}) : withinADay(minutes)
}
