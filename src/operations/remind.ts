import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  firstDay,
  lastDay,
  type Month,
  weekdayOf,
} from '../domain/calendar.js'
import {findConsultant} from '../domain/consultants.js'
import {isCovered, termsIn} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import {compareText} from '../domain/order.js'
import {type Account, percentUsed} from '../domain/page.js'
import type {Consultant} from '../domain/provider.js'
import type {Reminded, Reminder} from '../domain/reminder.js'
import {lapsesWithin} from './lapses.js'
import {openPage} from './ledger.js'
import {readBalance} from './read-balance.js'

/** How many days ahead it is told what lapses and what ends. */
const LAPSE_DAYS = 14
const END_DAYS = 30

/** What there is to be told of an account: the alert that its month has passed, what lapses soon, and that it ends soon. */
export function remindOfAccount(account: Account, today: Day): readonly Reminder[] {
  const {id: contract, to} = account.contract
  if (!isCovered(account.contract, today)) return []
  const lapses = lapsesWithin(account, today, LAPSE_DAYS).map(({on, minutes}): Reminder => {
    return {kind: 'lapsing', contract, minutes, on, since: addDays(on, -LAPSE_DAYS)}
  })
  const endsSoon = to !== null && daysBetween(today, to) <= END_DAYS
  const ending: readonly Reminder[] = endsSoon
    ? [{kind: 'ending', contract, on: to, since: addDays(to, -END_DAYS)}]
    : []
  return [...passedAlert(account, today), ...lapses, ...ending]
}

/** The highest alert that is passed. */
function passedAlert(account: Account, today: Day): readonly Reminder[] {
  const {contract} = account
  const balance = readBalance(account, today)
  const {month} = balance
  const used = percentUsed(balance) ?? 0
  const passed = termsIn(contract, month).alerts.filter(alert => used >= alert)
  if (passed.length === 0) return []
  const percent = Math.max(...passed)
  const since = dayCharged(account, month, (percent * (balance.openingMinutes + balance.creditMinutes)) / 100)
  return [{kind: 'alert', contract: contract.id, month, percent, usedPercent: Math.floor(used), since}]
}

/** The day of a month by whose end so much of its work is charged; what was booked late counts from its first day. */
function dayCharged(account: Account, month: Month, minutes: Minutes): Day {
  const first = firstDay(month)
  const works = openPage(account, month)
    .entries.filter(({voided}) => voided === null)
    .map(({start, chargedMinutes}) => ({day: dayOf(start) < first ? first : dayOf(start), chargedMinutes}))
    .toSorted((a, b) => compareText(a.day, b.day))
  let charged = 0
  for (const {day, chargedMinutes} of works) {
    charged += chargedMinutes
    if (charged >= minutes) return day
  }
  return first
}

/** The last day on which somebody logged work, by whatever name. */
export interface LastLogged {
  readonly consultant: string
  readonly day: Day
}

/** Who logged work when for the last time, from a day on, in an account of which the pages since were read. */
export function lastLogged({open, closed}: Account, from: Day): readonly LastLogged[] {
  const last = new Map<string, Day>()
  for (const {voided, start, consultant} of [...closed, ...open].flatMap(({entries}) => entries)) {
    const day = dayOf(start)
    if (voided === null && day >= (last.get(consultant) ?? from)) last.set(consultant, day)
  }
  return [...last].map(([consultant, day]) => ({consultant, day}))
}

export interface Silence {
  /** Those whom the profile lists; where it lists none, whoever logged something is one. */
  readonly consultants: readonly Consultant[]
  readonly logged: readonly LastLogged[]
  /** From when on it is known what was logged, and there was something to log for. */
  readonly from: Day
  readonly today: Day
  /** After so many working days it is told. */
  readonly days: number
  /** Public holidays. */
  readonly holidays: ReadonlySet<Day>
}

/** Who has logged nothing for so many working days that are over. */
export function silentConsultants({
  consultants,
  logged,
  from,
  today,
  days,
  holidays,
}: Silence): readonly Reminder[] {
  const last = new Map<string, Day | null>(consultants.map(({name}) => [name, null]))
  for (const {consultant, day} of logged) {
    const found = findConsultant(consultants, consultant)
    if (!found.ok) continue
    const before = last.get(found.value) ?? day
    last.set(found.value, before > day ? before : day)
  }
  return [...last]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([consultant, since]): Extract<Reminder, {kind: 'nothing-logged'}> => {
      const workingDays = workingDaysIn(since === null ? from : addDays(since, 1), today, holidays)
      return {kind: 'nothing-logged', consultant, workingDays, since}
    })
    .filter(({workingDays}) => workingDays >= days)
}

/** Working days from a day on and before another one. */
function workingDaysIn(from: Day, before: Day, holidays: ReadonlySet<Day>): number {
  let count = 0
  for (let day = from; day < before; day = addDays(day, 1))
    if (!['sat', 'sun'].includes(weekdayOf(day)) && !holidays.has(day)) count += 1
  return count
}

/** The reminders that were not told yet. */
export const untold = (reminders: readonly Reminder[], told: readonly Reminded[]): readonly Reminder[] =>
  reminders.filter(reminder => {
    const {what, level} = remindedBy(reminder)
    return !told.some(each => each.what === what && each.level >= level)
  })

export interface Telling {
  readonly today: Day
  /** Whether these are all reminders that there are; else what is not among them may still be so. */
  readonly isComplete: boolean
}

/** What is told once these reminders are, without what nobody could tell any more: so it does not grow for ever. */
export function afterTelling(
  reminders: readonly Reminder[],
  told: readonly Reminded[],
  {today, isComplete}: Telling,
): readonly Reminded[] {
  const kept = told.filter(({until}) => !isComplete || (until !== null && until >= today))
  const all = new Map<string, Reminded>()
  for (const each of [...kept, ...reminders.map(remindedBy)]) {
    const before = all.get(each.what)
    if (before === undefined || before.level < each.level) all.set(each.what, each)
  }
  return [...all.values()]
}

function remindedBy(reminder: Reminder): Reminded {
  switch (reminder.kind) {
    case 'nothing-logged':
      return {
        what: JSON.stringify([reminder.kind, reminder.consultant]),
        // A silence that begins later is another one; of a long one it is forgotten at last when it began.
        level: reminder.since === null ? 0 : daysBetween(EPOCH, reminder.since),
        until: null,
      }
    case 'alert':
      return {
        what: JSON.stringify([reminder.kind, reminder.contract, reminder.month]),
        level: reminder.percent,
        until: lastDay(reminder.month),
      }
    case 'lapsing':
    case 'ending':
      return {
        what: JSON.stringify([reminder.kind, reminder.contract, reminder.on]),
        level: 0,
        until: reminder.on,
      }
  }
}

const EPOCH = '1970-01-01' as Day
