import * as v from 'valibot'
import {isTimeZone} from '../domain/calendar.js'
import {NO_WORK_DEFAULTS} from '../domain/contract.js'
import type {PageFormat} from '../domain/page.js'
import type {Profile} from '../domain/provider.js'
import {type FieldProblem, ok, type Result, refuse} from '../domain/refusal.js'
import {recordIn} from './grown.js'
import {
  closingTextSchema,
  currencySchema,
  instantSchema,
  isCurrency,
  localeSchema,
  nameSchema,
  nullableName,
  timezoneSchema,
} from './parts.js'
import {problemsOf} from './problems.js'
import {asked, workDefaults} from './terms.js'

/** The provider as a format wrote it. */
export const providerIn = (format: PageFormat) =>
  recordIn(format)({
    fields: {
      name: nameSchema,
      address: v.array(nameSchema),
      taxNumber: nullableName,
      bank: nullableName,
      logo: nullableName,
    },
    later: {
      vatNumber: nullableName,
      register: nullableName,
      phone: nullableName,
      email: nullableName,
      web: nullableName,
      closingText: closingTextSchema,
    },
    before: () => ({vatNumber: null, register: null, phone: null, email: null, web: null, closingText: null}),
  })

const defaults = {
  locale: localeSchema,
  timezone: timezoneSchema,
  currency: currencySchema,
  country: nullableName,
  state: nullableName,
  by: nullableName,
}

const defaultsSince2 = {...defaults, ...workDefaults(asked)}
const nullablePath = v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4096)))
const defaultsSince4 = {witness: nullablePath}

const signingKeySchema = v.strictObject({
  publicKey: v.pipe(
    v.string(),
    v.regex(/^ssh-ed25519 [A-Za-z0-9+/]{68}$/, 'this is not a public key such as "ssh-ed25519 AAAA…"'),
  ),
  since: instantSchema,
})

/** The format of the stores that this program writes; it reads earlier ones as well. */
export const STORE_FORMAT = 5

/** What `store.json` has said since format 2, the format's version first, but for the defaults. */
const storeSince2 = <F extends PageFormat>(format: F) => ({
  format: v.literal(format),
  provider: providerIn(format),
  consultants: v.array(v.strictObject({name: nameSchema, aliases: v.array(nameSchema)})),
})

/** `store.json`: the format's version first, so that any version can be told. */
export const storeSchema = v.strictObject({
  ...storeSince4(STORE_FORMAT),
  signingKeys: v.array(signingKeySchema),
})

/** What it has said since format 4. */
function storeSince4<F extends PageFormat>(format: F) {
  return {
    ...storeSince2(format),
    defaults: v.strictObject({...defaultsSince2, ...defaultsSince4}),
  }
}

/** `store.json` as format 4 wrote it. */
const storeOfFormat4Schema = v.pipe(
  v.strictObject(storeSince4(4)),
  v.transform(store => ({...store, signingKeys: []})),
)

/** `store.json` as format 1 wrote it. */
const storeOfFormat1Schema = v.pipe(
  v.strictObject({format: v.literal(1), provider: providerIn(1), defaults: v.strictObject(defaults)}),
  v.transform(store => ({
    ...store,
    defaults: {...store.defaults, ...NO_WORK_DEFAULTS, witness: null},
    consultants: [],
    signingKeys: [],
  })),
)

/** `store.json` as formats 2 and 3 wrote it. */
const storeBefore4 = <F extends PageFormat>(format: F) =>
  v.pipe(
    v.strictObject({...storeSince2(format), defaults: v.strictObject(defaultsSince2)}),
    v.transform(store => ({...store, defaults: {...store.defaults, witness: null}, signingKeys: []})),
  )

/** `store.json` in any format there was. */
export const anyStoreSchema = v.variant('format', [
  storeSchema,
  storeOfFormat4Schema,
  storeBefore4(3),
  storeBefore4(2),
  storeOfFormat1Schema,
])

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
