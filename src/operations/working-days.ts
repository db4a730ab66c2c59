import {addDays, type Day, monthOf, weekdayOf, yearOf} from '../domain/calendar.js'
import {termsIn} from '../domain/contract.js'
import {isSameRegion} from '../domain/holidays.js'
import type {Account} from '../domain/page.js'

/**
 * The working days from one day to another of the same month: Monday to Friday without the public holidays of the contract's
 * region that were looked up for some entry. A look ahead is not worth loading a calendar for.
 */
export function workingDaysIn(
  {contract, holidays}: Account,
  {from, to}: {readonly from: Day; readonly to: Day},
): readonly Day[] {
  const region = termsIn(contract, monthOf(from)).bands.holidays
  const calendar = region && holidays.find(each => isSameRegion(each.region, region))
  const free = new Set(calendar?.years[yearOf(from)])
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1))
    if (!['sat', 'sun'].includes(weekdayOf(day)) && !free.has(day)) days.push(day)
  return days
}
