import {addDays, type Day, parseDay} from '../domain/calendar.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import type {ContractNames} from './contract-names.js'
import type {Length, Moment, Reading, RowReason} from './reading.js'
import {isObject, type Json, parseExport, textIn} from './tool-json.js'
import type {ToolRefusal} from './tool-problem.js'
import {readingOf, type ToolRow} from './tool-rows.js'
import {withinADay} from './worked-time.js'

const MINUTES_OF_DAY = 1440
/** When work began of which only the length is known. */
const USUAL_START = 9 * 60

/**
 * What `klog json` prints of a file: records of days with entries that are ranges, durations, or still open. The first tag
 * that names a contract is that, of the entry or of its record. A time such as `<23:00` is of the day before.
 */
export function readKlog(bytes: Uint8Array, names: ContractNames): Result<Reading, ToolRefusal> {
  const json = parseExport('klog', bytes)
  if (!json.ok) return json
  const records = isObject(json.value) ? json.value.records : undefined
  if (!Array.isArray(records) || !records.every(isRecord))
    return refuse({kind: 'not-of-tool', tool: 'klog', looksLike: null})
  const entries = records.flatMap(record => entriesIn(record).map(entry => ({record, entry})))
  const rows = entries.map(({record, entry}, index) => rowOf(record, entry, {index, names}))
  return ok(readingOf(rows, names))
}

const isRecord = (value: unknown): value is Json => isObject(value) && typeof value.date === 'string'

const entriesIn = ({entries}: Json): readonly Json[] =>
  Array.isArray(entries) ? entries.filter(isObject) : []

function rowOf(
  record: Json,
  entry: Json,
  {index, names}: {readonly index: number; readonly names: ContractNames},
): ToolRow {
  const tags = [...tagsIn(entry), ...tagsIn(record)]
  const day = parseDay(textIn(record.date).replaceAll('/', '-'))
  const summary = textIn(entry.summary) || textIn(record.summary)
  return {
    line: index + 1,
    contract: tags.find(tag => names.find(tag) !== undefined) ?? tags[0] ?? '',
    text: summary.replace(/\s+/g, ' '),
    start: day === undefined ? refuse({kind: 'impossible-day'}) : startOf(day, entry),
    isDayOnly: typeof entry.start_mins !== 'number',
    length: lengthOf(entry),
  }
}

/** Without their sign. */
const tagsIn = ({tags}: Json): readonly string[] =>
  Array.isArray(tags) ? tags.map(tag => textIn(tag).replace(/^#/, '')).filter(tag => tag !== '') : []

function startOf(day: Day, {start_mins: start}: Json): Result<Moment, RowReason> {
  if (start === undefined) return ok({kind: 'local', day, minuteOfDay: USUAL_START})
  if (!Number.isSafeInteger(start)) return refuse({kind: 'invalid-time'})
  const minute = start as number
  const days = Math.floor(minute / MINUTES_OF_DAY)
  if (Math.abs(days) > 1) return refuse({kind: 'invalid-time'})
  return ok({kind: 'local', day: addDays(day, days), minuteOfDay: minute - days * MINUTES_OF_DAY})
}

function lengthOf({type, total_mins: total}: Json): Result<Length, RowReason> {
  if (type === 'open_range') return refuse({kind: 'still-running'})
  if (!Number.isSafeInteger(total)) return refuse({kind: 'invalid-duration'})
  const minutes = total as number
  if (minutes === 0) return refuse({kind: 'zero-duration'})
  if (minutes < 0) return refuse({kind: 'negative-duration'})
  const within = withinADay(minutes)
  return within.ok ? ok({kind: 'worked', minutes: within.value}) : within
}
