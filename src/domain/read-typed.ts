import type {Day} from './calendar.js'
import type {WrittenDates} from './written-dates.js'

/**
 * The dates that `read` needs to understand a text: dayjs is loaded only if it asks for it. So a plain `45`,
 * `14:00-15:30` or `2026-10` costs nothing. `read` is tried for that, so it must not do anything but read.
 */
export async function datesFor(read: (dates: WrittenDates) => unknown): Promise<WrittenDates> {
  let isAsked = false
  const ask = () => {
    isAsked = true
    return undefined
  }
  const unasked = {
    readDay: ask,
    monthNamed: ask,
    weekdayNamed: ask,
    mondayOf: (day: Day) => {
      ask()
      return day
    },
  }
  read(unasked)
  return isAsked ? (await import('./written-dates.js')).writtenDates : unasked
}

/**
 * What `read` makes of a text, with the dates that it needs.
 *
 * @example await readTyped(dates => parseDayText('21.11.', {today, dates}))
 */
export async function readTyped<T>(read: (dates: WrittenDates) => T): Promise<T> {
  return read(await datesFor(read))
}
