import {formatDuration} from '../domain/minutes.js'
import type {RowReason} from '../exchange/reading.js'
import type {Said} from './refusals.js'

/** Why a row of any format was not imported and what would be right, in English. */
export function rowReasonText(reason: RowReason): string {
  const words = REASONS[reason.kind] as (of: RowReason) => string
  return words(reason)
}

const REASONS: Said<RowReason, string> = {
  empty: () => 'The cell is empty, and is needed.',
  'nul-character': () => 'The cell holds a NUL character: it may be damaged, or in another encoding.',
  'half-letter': () => 'The text has half a letter in it: it was cut there.',
  'text-too-long': ({max}) => `The text is longer than ${max} characters.`,
  'invalid-entry-id': () =>
    'This cannot be an id: use up to 64 letters, digits and . _ : -, beginning with a letter or digit.',
  'invalid-contract-id': () =>
    'No contract id of up to 63 letters, digits and hyphens can be made of this name: translate it under "values" in the mapping.',
  'invalid-day': ({formats}) => `This is not a day: write it as ${either(formats)}.`,
  'impossible-day': () => 'There is no such day in the calendar.',
  'invalid-time': () => 'This is not a time of day: write it as 14:00.',
  'nonexistent-time': ({timezone}) =>
    `This time does not exist in ${timezone}, where the clocks go forward: write one before or after the gap, or with its offset.`,
  'end-not-after-start': () => 'The work ends before it begins, or at once: write a later end.',
  'missing-time': () =>
    'The work has an end but its start has no time of day: without one its length is not known.',
  'invalid-duration': ({readings = []}) =>
    readings.length > 0
      ? `This could be two durations: write ${either(readings)}.`
      : 'This is not a duration: write it as 1h30, 1:30, 1.5h or 90m.',
  'negative-duration': () => 'Worked time cannot be negative: void the entry that it takes back.',
  'zero-duration': () => 'No time was worked: an entry has at least one minute.',
  'under-half-a-minute': () => 'This rounds to no time at all: an entry has at least one minute.',
  'over-a-day': ({minutes}) =>
    `${formatDuration(minutes)} is longer than a day: split it into entries of at most 24:00 hours.`,
  'still-running': () => 'It is still running: stop it there, and import it then.',
  'no-contract': () =>
    'Nothing in it says which contract it is for: name one there, or give all such rows one with --contract.',
  'unknown-value': ({allowed}) =>
    `Only ${allowed.join(', ')} are known here: translate the others under "values" in the mapping.`,
}

export const either = (values: readonly string[]): string => values.join(' or ')
