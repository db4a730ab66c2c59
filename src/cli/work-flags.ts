import {Flags} from '@oclif/core'
import {dayOf, type Instant, inZone} from '../domain/calendar.js'
import type {Contract} from '../domain/contract.js'
import {parseDayText} from '../domain/day-text.js'
import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH, type Work} from '../domain/entry.js'
import type {Minutes} from '../domain/minutes.js'
import {datesFor} from '../domain/read-typed.js'
import {parseTime, type TimeContext} from '../domain/time-text.js'
import type {SaidOfWork} from '../domain/timer.js'
import {takeWork} from '../domain/work-text.js'
import type {Warning} from '../operations/warnings.js'
import {causeFlag, channelFlag, classFlag} from './choice-flags.js'
import type {Context} from './context.js'
import {accepted, UsageError} from './failure.js'
import {notTooLong, withTexts} from './text-values.js'

/** The flags that say one field of the work each. */
export const fieldFlags = {
  for: Flags.string({helpValue: 'REQUESTER', description: 'Who was supported'}),
  where: Flags.string({helpValue: 'remote|SITE', description: 'Where: remote, or the name of a site'}),
  how: channelFlag(),
  by: Flags.string({
    helpValue: 'CONSULTANT',
    description: 'Who did the work (else HOURBANK_BY, else the profile)',
  }),
  ticket: Flags.string({helpValue: 'N', description: 'Ticket number'}),
  class: classFlag(),
  cause: causeFlag(),
  activity: Flags.string({
    helpValue: 'NAME',
    description: 'Kind of work that the terms class as standard or extended',
  }),
}

/** The fields of work that are not in the words but have a flag. */
type FlaggedField = Exclude<keyof Work, 'start' | 'workedMinutes' | 'text'>

/** Which flag says which field: a field without one does not compile. */
const FLAG_OF: {readonly [F in FlaggedField]: keyof typeof fieldFlags} = {
  requester: 'for',
  place: 'where',
  channel: 'how',
  consultant: 'by',
  ticket: 'ticket',
  class: 'class',
  cause: 'cause',
  activity: 'activity',
}

/** The fields that the flags say, and no others. */
function workSaidBy(flags: FieldFlags): Partial<Pick<Work, FlaggedField>> {
  const said = Object.entries(FLAG_OF).map(([field, flag]) => [field, flags[flag]] as const)
  return Object.fromEntries(said.filter(([, value]) => value !== undefined))
}

/** What the flags say of work that is timed, of which the timer knows whose it is. */
export function saidOfWork(flags: FieldFlags): SaidOfWork {
  const {consultant: _, ...said} = workSaidBy(flags)
  return said
}

/** The same as it would have been typed. */
export const typedWork = (said: SaidOfWork): readonly string[] =>
  Object.entries(FLAG_OF).flatMap(([field, flag]) => {
    const value = said[field as keyof SaidOfWork]
    return typeof value === 'string' ? [`--${flag}`, value] : []
  })

/** All that the words and the flags say of work; a start that nobody said is not there. */
export const saidWork = (flags: FieldFlags, {minutes, start, text}: SaidWork) => ({
  ...workSaidBy(flags),
  ...(start === null ? {} : {start}),
  ...{workedMinutes: minutes, text},
})

export const forceFlag = {
  force: Flags.boolean({
    description: 'Record it although the overdraft limit says no; needs --reason',
    default: false,
  }),
}

export const textFlags = {
  text: Flags.string({helpValue: 'TEXT', description: 'The text, where it begins like a time'}),
}

/** The flags that say what was done, for whom, where and how: of `log` and of `entry correct`. */
export const workFlags = {
  at: Flags.string({
    helpValue: 'TIME',
    description: 'When the work began: 14:00, "yesterday 14:00", "21.11. 14:00"; for a range its day',
  }),
  ...fieldFlags,
  ...textFlags,
  ...forceFlag,
}

/** The work flags with their names read. */
export const withNames = <F extends NameFlags>(flags: F): F =>
  withTexts<NameFlags>(flags, {
    ...{
      for: MAX_NAME_LENGTH,
      where: MAX_NAME_LENGTH,
      by: MAX_NAME_LENGTH,
      ticket: MAX_NAME_LENGTH,
      activity: MAX_NAME_LENGTH,
    },
    reason: MAX_TEXT_LENGTH,
  }) as F

interface NameFlags {
  readonly for?: string | undefined
  readonly where?: string | undefined
  readonly by?: string | undefined
  readonly ticket?: string | undefined
  readonly activity?: string | undefined
  readonly reason?: string | undefined
}

type FieldFlags = {readonly [F in keyof typeof fieldFlags]?: string | undefined}

/** How long, since when if that was said, and the rest of the words. */
export interface SaidWork {
  readonly minutes: Minutes
  /** Null: it ended now. */
  readonly start: Instant | null
  readonly text: string
  readonly warnings: readonly Warning[]
}

export interface SaidAt {
  readonly words: readonly string[]
  readonly at: string | undefined
  readonly text: string | undefined
}

/**
 * Understands `DURATION|RANGE [TEXT…]` with `--at` and `--text`: by the clocks of a contract, which is known only when
 * its account is read. What it takes to read dates is loaded before that.
 *
 * @returns of which the second parameter is how long it took if no words say it
 */
export async function workReader(
  said: SaidAt,
  {now, profile}: Pick<Context, 'now' | 'profile'>,
): Promise<(contract: Contract, usual?: Minutes) => SaidWork> {
  const contextIn = (timezone: string) => ({now: inZone(now, timezone), timezone, reading: 'past'}) as const
  const dates = await datesFor(asked => {
    const context = {...contextIn(profile.defaults.timezone), dates: asked}
    takeWork(said.words, context)
    if (said.at === undefined) return
    parseTime(said.at, context)
    parseDayText(said.at, {...context, today: dayOf(context.now)})
  })
  return ({timezone}, minutes) => {
    const words = said.words.length === 0 && minutes !== undefined ? [`${minutes}m`] : said.words
    return understandWork({...said, words}, {...contextIn(timezone), dates})
  }
}

function understandWork({words, at, text}: SaidAt, context: TimeContext): SaidWork {
  const {now, dates, reading} = context
  const day = at === undefined ? undefined : parseDayText(at, {today: dayOf(now), dates, reading})
  const work = accepted(takeWork(words, day?.ok ? {...context, day: day.value} : context))
  const said = {minutes: work.minutes, text: onlyText(work.text, text)}
  if (work.start !== undefined) {
    if (at !== undefined && !day?.ok) {
      throw new UsageError(
        'TIME_TWICE',
        `--at "${at}" gives a time, and the range does too.`,
        'With a range, --at takes a day only.',
      )
    }
    return {...said, start: work.start, warnings: warnTwice(work.warning, work.start)}
  }
  if (at === undefined) return {...said, start: null, warnings: []}
  const {instant, warning} = accepted(parseTime(at, context))
  return {...said, start: instant, warnings: warnTwice(warning, instant)}
}

/** The text that the words or the flag say; refused where both do. */
export function onlyText(inWords: string, inFlag: string | undefined): string {
  if (inFlag !== undefined && inWords !== '') {
    throw new UsageError(
      'TEXT_TWICE',
      `There is a text twice: "${inWords}" and --text "${inFlag}".`,
      'Give one of them.',
    )
  }
  return notTooLong('The text', inFlag ?? inWords, MAX_TEXT_LENGTH)
}

export const warnTwice = (warning: 'exists-twice' | undefined, start: Instant): readonly Warning[] =>
  warning === undefined ? [] : [{kind: 'time-exists-twice', start}]
