import {Flags} from '@oclif/core'
import {addDays, type Day, dayIn, type Instant, type Month, WEEKDAYS, weekdayOf} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import {UsageError} from './failure.js'
import {readDay, readMonth} from './text-values.js'

/** Of when entries are: the month they are booked in, or the days on which their work began. */
export const periodFlags = {
  month: Flags.string({helpValue: 'M', description: 'Booked in this month: 2026-10, oct, last, this'}),
  day: Flags.string({helpValue: 'D', description: 'Begun on this day: 2026-11-21, 21.11., fri, yesterday'}),
  from: Flags.string({helpValue: 'D', description: 'Begun on this day or later'}),
  to: Flags.string({helpValue: 'D', description: 'Begun on this day or earlier'}),
  today: Flags.boolean({description: 'Begun today'}),
  week: Flags.boolean({description: 'Begun in this week, from Monday to Sunday'}),
} as const

export interface PeriodFlags {
  readonly month?: string | undefined
  readonly day?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly today: boolean
  readonly week: boolean
}

/** What the flags say; null where they say nothing. */
export interface Period {
  readonly month: Month | null
  readonly from: Day | null
  readonly to: Day | null
}

const EVER: Period = {month: null, from: null, to: null}

/** The period as it is in the contract's time zone. Flags that say it twice, or turned round, are refused. */
export async function readPeriod(
  flags: PeriodFlags,
  now: Instant,
  contract: Pick<Contract, 'timezone'>,
): Promise<Period> {
  refuseTwo(flags)
  const today = dayIn(now, contract.timezone)
  if (flags.month !== undefined) return {...EVER, month: await readMonth(flags.month, now, contract)}
  if (flags.today) return {...EVER, from: today, to: today}
  if (flags.week) return {...EVER, ...weekOf(today)}
  const day = async (text: string | undefined) =>
    text === undefined ? null : readDay(text, {today, reading: 'past'})
  const [from, to] = [await day(flags.day ?? flags.from), await day(flags.day ?? flags.to)]
  if (from !== null && to !== null && from > to)
    throw new UsageError('CONTRADICTION', `--from ${from} is after --to ${to}.`, 'Turn them round.')
  return {...EVER, from, to}
}

function weekOf(day: Day): Pick<Period, 'from' | 'to'> {
  const monday = addDays(day, -((WEEKDAYS.indexOf(weekdayOf(day)) + 6) % 7))
  return {from: monday, to: addDays(monday, 6)}
}

function refuseTwo({month, day, from, to, today, week}: PeriodFlags): void {
  const said = Object.entries({
    '--month': month !== undefined,
    '--day': day !== undefined,
    '--today': today,
    '--week': week,
    [from === undefined ? '--to' : '--from']: from !== undefined || to !== undefined,
  }).flatMap(([flag, isSaid]) => (isSaid ? [flag] : []))
  if (said.length < 2) return
  throw new UsageError(
    'CONTRADICTION',
    `${said.join(' and ')} each say when it was.`,
    'Leave all but one of them out.',
  )
}
