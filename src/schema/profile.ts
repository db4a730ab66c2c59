import * as v from 'valibot'
import {isTimeZone} from '../domain/calendar.js'
import type {Profile} from '../domain/provider.js'
import {type FieldProblem, ok, type Result, refuse} from '../domain/refusal.js'
import {currencySchema, isCurrency, localeSchema, nameSchema, nullableName, timezoneSchema} from './parts.js'
import {problemsOf} from './problems.js'

export const providerSchema = v.strictObject({
  name: nameSchema,
  address: v.array(nameSchema),
  taxNumber: nullableName,
  bank: nullableName,
  logo: nullableName,
})

const defaultsSchema = v.strictObject({
  locale: localeSchema,
  timezone: timezoneSchema,
  currency: currencySchema,
  country: nullableName,
  state: nullableName,
  by: nullableName,
})

/** The format of the store that this program reads and writes. */
export const STORE_FORMAT = 1

/** `store.json`: the format's version first, so that any version can be told. */
export const storeSchema = v.strictObject({
  format: v.literal(STORE_FORMAT),
  provider: providerSchema,
  defaults: defaultsSchema,
})

/** Reads a profile that somebody wrote; refused as `invalid-profile`, with every problem named by its path. */
export function parseProfile(json: Profile): Result<Profile> {
  const parsed = v.safeParse(v.omit(storeSchema, ['format']), json)
  if (!parsed.success) return refuse({kind: 'invalid-profile', problems: problemsOf(parsed.issues)})
  const {timezone, currency} = parsed.output.defaults
  const problems: FieldProblem[] = []
  if (!isTimeZone(timezone)) {
    problems.push({
      path: 'defaults.timezone',
      message: `"${timezone}" is not a time zone such as Europe/Berlin`,
    })
  }
  if (!isCurrency(currency)) {
    problems.push({
      path: 'defaults.currency',
      message: `"${currency}" is not a currency with two decimals such as EUR`,
    })
  }
  return problems.length === 0 ? ok(parsed.output) : refuse({kind: 'invalid-profile', problems})
}
