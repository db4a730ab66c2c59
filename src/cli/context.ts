import type {Authorship} from '../domain/account-record.js'
import {type Instant, instantAt, inZone, isStillTimeZone, parseInstant} from '../domain/calendar.js'
import {findConsultant} from '../domain/consultants.js'
import {MAX_NAME_LENGTH} from '../domain/entry.js'
import type {Profile} from '../domain/provider.js'
import type {Store} from '../storage/store.js'
import {StoreDamagedError} from '../storage/store-errors.js'
import {RefusalError, UsageError} from './failure.js'
import {readText} from './text-values.js'

/** What every command works with: built once, before it begins. */
export interface Context {
  readonly store: Store
  readonly profile: Profile
  /** The clock, read once, in the store's time zone. */
  readonly now: Instant
  /** Who is at the keyboard, if that was said: `HOURBANK_BY`, else the profile's consultant. */
  readonly operator: string | null
  /** Whose doing is on record: the operator, else who the system says it is. */
  readonly author: string | null
  /** Whether the operator may say that somebody else did or records something: on a database that is a right. */
  readonly mayActForOthers: boolean
}

/** @throws NoStoreError where no store was made · StoreDamagedError where its time zone is none */
export async function openContext(store: Store, env: NodeJS.ProcessEnv): Promise<Context> {
  const profile = await store.readProfile()
  const {timezone, by} = profile.defaults
  useTimeZone(timezone)
  if (!isStillTimeZone(timezone)) throw noTimeZone(timezone)
  const now = readClock(env, timezone)
  const user = await store.readUser()
  if (user === null || user.mayActForOthers) {
    const operator = operatorIn(env) ?? by
    return {store, profile, now, operator, author: operator ?? userIn(env), mayActForOthers: true}
  }
  const known = findConsultant(profile.consultants, user.name)
  const operator = known.ok ? known.value : user.name
  return {store, profile, now, operator, author: operator, mayActForOthers: false}
}

/** It was one when it was set, so somebody else changed it since. */
const noTimeZone = (timezone: string) =>
  new StoreDamagedError('The profile', {
    kind: 'invalid-fields',
    problems: [{path: 'defaults.timezone', message: `${timezone} is not a time zone such as Europe/Berlin`}],
  })

/**
 * Makes the store's zone that of this process. The calendar asks the process for offsets in its own zone, which costs
 * a tenth of a millisecond; the first question to `Intl` about any other zone costs ten.
 */
function useTimeZone(timezone: string): void {
  process.env.TZ = timezone
}

/** What the calendar can look back and ahead from by years. */
const CLOCK_YEARS = /^(?:19[2-9]|2[0-9]{2})\d/

/** The time, to the second; `HOURBANK_NOW` replaces the clock. */
export function readClock(env: NodeJS.ProcessEnv, timezone: string): Instant {
  const said = env.HOURBANK_NOW
  if (said === undefined || said === '') return instantAt(Date.now(), timezone)
  const instant = parseInstant(said)
  if (instant === undefined || !CLOCK_YEARS.test(said)) {
    throw new UsageError(
      'INVALID_NOW',
      `HOURBANK_NOW is "${said}", which is not a time.`,
      'Give it as 2026-11-21T14:00:00+01:00, or unset it.',
    )
  }
  return inZone(instant, timezone)
}

/** Whose doing it is where no profile can be asked. */
export const authorIn = (env: NodeJS.ProcessEnv): string | null => operatorIn(env) ?? userIn(env)

/** Whose session of the system it is, as far as that says so. */
function userIn({USER, LOGNAME, USERNAME}: NodeJS.ProcessEnv): string | null {
  const name = USER || LOGNAME || USERNAME || ''
  return /^[\p{L}\p{N}._@\\-]{1,64}$/u.test(name) ? name : null
}

/** Who does something to an account, and when. */
export const authorship = ({now, author}: Pick<Context, 'now' | 'author'>): Authorship => ({
  at: now,
  by: author,
})

function operatorIn({HOURBANK_BY: name = ''}: NodeJS.ProcessEnv): string | null {
  return name.trim() === '' ? null : readText('HOURBANK_BY', name, MAX_NAME_LENGTH)
}

/**
 * Who it is: the flag, else who is at the keyboard. Refused where neither is known, or the profile lists consultants and
 * it is none of them.
 * @param what what is missing then: `who did the work`
 */
export async function personOf(
  by: string | undefined,
  {operator, profile, mayActForOthers}: Context,
  what: string,
): Promise<string> {
  const name = by?.trim() || operator
  if (!name) throw new RefusalError({kind: 'missing-value', flag: '--by', what})
  const person = await consultantNamed(name, profile)
  if (!mayActForOthers && person !== operator)
    throw new RefusalError({kind: 'not-for-others', user: operator ?? '', by: person})
  return person
}

/** The name of a consultant as the profile has it. Refused as `findConsultant` refuses, with the nearest name. */
export async function consultantNamed(name: string, {consultants}: Profile): Promise<string> {
  const found = findConsultant(consultants, name)
  if (found.ok) return found.value
  const {refusal} = found
  if (refusal.kind === 'ambiguous-consultant') throw new RefusalError(refusal)
  const {closest, distance} = await import('fastest-levenshtein')
  const nearest = closest(name, [...refusal.consultants])
  const isNear = distance(name, nearest) <= Math.max(2, name.length / 3)
  throw new RefusalError({...refusal, ...(isNear ? {suggestion: nearest} : {})})
}

const ID_LETTERS = 12

/**
 * An id for a new entry or credit: twelve letters and digits. `Math.random` will do: an id has to be unique, not
 * secret, and loading a cryptographic source would cost more than writing the entry.
 */
export function newId(): string {
  const half = () =>
    Math.floor(Math.random() * 36 ** (ID_LETTERS / 2))
      .toString(36)
      .padStart(ID_LETTERS / 2, '0')
  return half() + half()
}
