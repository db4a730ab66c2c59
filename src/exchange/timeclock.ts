import {addDays, type Day, parseDay} from '../domain/calendar.js'
import {MAX_WORKED_MINUTES} from '../domain/entry.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import type {ContractNames} from './contract-names.js'
import type {Length, Moment, Reading, RowReason} from './reading.js'
import type {ToolRefusal} from './tool-problem.js'
import {readingOf, type ToolRow} from './tool-rows.js'

/** `i 2026/11/21 14:00:00 acme:support  Printer queue`; a zone behind the time is passed over, as hledger does. */
const LINE =
  /^([iobhO])\s+(\d{4}[-/.]\d\d?[-/.]\d\d?)\s+(\d\d?:\d\d(?::\d\d)?)(?:\s*[+-]\d{4})?(?:\s+(\S.*?))?\s*$/
const COMMENT = /^(?:\s*$|[;#*%])/

interface ClockIn {
  readonly line: number
  readonly moment: Result<LocalSecond, RowReason>
  readonly account: string
  readonly text: string
}

/** A local time, to the second. */
interface LocalSecond {
  readonly day: Day
  readonly second: number
}

/**
 * hledger's and ledger's timeclock: a line for coming in, with an account and perhaps a description two spaces behind it,
 * and one for going out. Their times have no zone; those of the contract count. The account, or the first part of
 * it that is one, is the contract.
 */
export function readTimeclock(bytes: Uint8Array, names: ContractNames): Result<Reading, ToolRefusal> {
  const text = new TextDecoder('utf-8').decode(bytes)
  const rows: ToolRow[] = []
  let came: ClockIn | null = null
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (COMMENT.test(line)) continue
    const [, letter, day = '', time = '', rest = ''] = LINE.exec(line) ?? []
    if (letter === undefined) return refuse({kind: 'not-of-tool', tool: 'timeclock', looksLike: null})
    if (letter === 'b' || letter === 'h') continue
    const moment = localSecond(day, time)
    if (letter === 'i') {
      if (came !== null) rows.push(rowOf(came, null))
      const [account = '', ...description] = rest.split(/\s{2,}/)
      came = {
        line: index + 1,
        moment,
        account: account.trim(),
        text: description.join(' ').replace(/^;\s*/, ''),
      }
    } else if (came !== null) {
      rows.push(rowOf(came, moment))
      came = null
    }
  }
  if (came !== null) rows.push(rowOf(came, null))
  if (rows.length === 0) return refuse({kind: 'not-of-tool', tool: 'timeclock', looksLike: null})
  return ok(readingOf(rows, names))
}

function rowOf({line, moment, account, text}: ClockIn, out: Result<LocalSecond, RowReason> | null): ToolRow {
  return {
    ...{line, text},
    contract: account.replaceAll(/\s*:\s*/g, ' / '),
    start: moment.ok ? ok(minuteAt(moment.value)) : moment,
    length: out === null ? refuse({kind: 'still-running'}) : lengthTo(moment, out),
  }
}

const minuteAt = ({day, second}: LocalSecond): Moment => ({
  ...{kind: 'local', day},
  minuteOfDay: Math.floor(second / 60),
})

const SECONDS_OF_DAY = 86_400

/**
 * Until when, as many whole minutes behind the start as its seconds come to, to the nearest: what the clocks did between the
 * two is known to the contract's zone.
 */
function lengthTo(
  came: Result<LocalSecond, RowReason>,
  went: Result<LocalSecond, RowReason>,
): Result<Length, RowReason> {
  if (!came.ok) return came
  if (!went.ok) return went
  const [start, end] = [came.value, went.value]
  const days = end.day === start.day ? 0 : end.day === addDays(start.day, 1) ? 1 : undefined
  const seconds = (days ?? 0) * SECONDS_OF_DAY + end.second - start.second
  if (end.day < start.day || (days !== undefined && seconds <= 0))
    return refuse({kind: 'end-not-after-start'})
  if (days === undefined) return refuse({kind: 'over-a-day', minutes: MAX_WORKED_MINUTES + 1})
  if (seconds < 30) return refuse({kind: 'under-half-a-minute'})
  const second = start.second - (start.second % 60) + 60 * Math.floor((seconds + 30) / 60)
  const isLater = second >= SECONDS_OF_DAY
  const day = isLater ? addDays(start.day, Math.floor(second / SECONDS_OF_DAY)) : start.day
  return ok({kind: 'until', end: minuteAt({day, second: second % SECONDS_OF_DAY})})
}

function localSecond(dayText: string, time: string): Result<LocalSecond, RowReason> {
  const [year = '', month = '', dayOfMonth = ''] = dayText.split(/[-/.]/)
  const day = parseDay(`${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`)
  if (day === undefined) return refuse({kind: 'impossible-day'})
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  if (hour > 23 || minute > 59 || second > 59) return refuse({kind: 'invalid-time'})
  return ok({day, second: hour * 3600 + minute * 60 + second})
}
