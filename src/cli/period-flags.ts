import {Flags} from '@oclif/core'
import {addDays, type Day, dayIn, type Instant, type Month} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import {UsageError} from './failure.js'
import {dayReader, monthReader} from './text-values.js'

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

/**
 * Reads the period, for one contract after the other in the time zone of each. Flags that say it twice, or turned round,
 * are refused.
 */
export async function periodReader(flags: PeriodFlags, now: Instant): Promise<(contract: InZone) => Period> {
  refuseTwo(flags)
  if (flags.month !== undefined) {
    const month = await monthReader(flags.month, now)
    return contract => ({...EVER, month: month(contract)})
  }
  if (flags.today) {
    return ({timezone}) => ({...EVER, from: dayIn(now, timezone), to: dayIn(now, timezone)})
  }
  if (flags.week) {
    const {mondayOf} = (await import('../domain/written-dates.js')).writtenDates
    return ({timezone}) => {
      const monday = mondayOf(dayIn(now, timezone))
      return {...EVER, from: monday, to: addDays(monday, 6)}
    }
  }
  const [from, to] = [
    await dayIfSaid(flags.day ?? flags.from, now),
    await dayIfSaid(flags.day ?? flags.to, now),
  ]
  return contract => inOrder({...EVER, from: from(contract), to: to(contract)})
}

type InZone = Pick<Contract, 'timezone'>

const dayIfSaid = async (text: string | undefined, now: Instant) =>
  text === undefined ? () => null : dayReader(text, now)

function inOrder(period: Period): Period {
  const {from, to} = period
  if (from === null || to === null || from <= to) return period
  throw new UsageError('CONTRADICTION', `--from ${from} is after --to ${to}.`, 'Turn them round.')
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
