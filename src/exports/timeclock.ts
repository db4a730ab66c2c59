import {addMinutes, epochMs, type Instant, offsetMinutes} from '../domain/calendar.js'
import type {Entry} from '../domain/entry.js'
import {compareText} from '../domain/order.js'
import {bookedEntries} from '../operations/list-entries.js'
import {isWithin} from '../operations/statement-months.js'
import {harmless} from './harmless.js'
import {type ExportedAccount, fromRangeOn, type Writing} from './writing.js'

/**
 * A timeclock file as hledger reads it: worked time, clocked in and out on the account that is called like the contract, by
 * the contract's clocks, of which the format says nothing. Every out stands right after its in, so that entries may overlap.
 * What was taken back is left out.
 */
export const timeclock: Writing = {name: 'timeclock', scope: fromRangeOn, head: '', textOf: sessionsOf}

function sessionsOf({account, range}: ExportedAccount): string {
  const {id, timezone} = account.contract
  return bookedEntries(account)
    .filter(({bookedMonth}) => isWithin(range, bookedMonth))
    .flatMap(({entry}) => (entry.voided === null ? entry : []))
    .toSorted((a, b) => epochMs(a.start) - epochMs(b.start) || compareText(a.id, b.id))
    .flatMap(entry => withinOffsets(entry, timezone).map(session => sessionText(id, session)))
    .join('')
}

type Session = Pick<Entry, 'start' | 'workedMinutes' | 'text'>

/**
 * Work during which the clocks change (which they do once in a day at most) is clocked out and in again at that moment: times
 * have no zone, so that an hour would be lost or won.
 */
function withinOffsets(work: Session, timezone: string): readonly Session[] {
  const {start, workedMinutes, text} = work
  const at = (minute: number) => addMinutes(start, minute, timezone)
  const hasChanged = (minute: number) => offsetMinutes(at(minute)) !== offsetMinutes(at(0))
  if (!hasChanged(workedMinutes)) return [work]
  let minute = 1
  while (!hasChanged(minute)) minute += 1
  const before = {start, workedMinutes: minute, text}
  if (minute === workedMinutes) return [before]
  return [before, {start: at(minute), workedMinutes: workedMinutes - minute, text}]
}

function sessionText(contract: string, {start, workedMinutes, text}: Session): string {
  // By the clocks that the session began by: those of UTC do not change.
  const [begin, end] = [wallClock(start), wallClock(addMinutes(atUtc(start), workedMinutes, 'UTC'))]
  const description = harmless(text)
  return `i ${begin} ${contract}${description === '' ? '' : `  ${description}`}\no ${end}\n`
}

const atUtc = (instant: Instant): Instant => `${instant.slice(0, 19)}Z` as Instant

/** @example wallClock('2026-11-21T14:00:00+01:00') // '2026-11-21 14:00:00' */
const wallClock = (instant: Instant): string => instant.slice(0, 19).replace('T', ' ')
