import * as v from 'valibot'
import {isTimeZone, monthOf} from '../domain/calendar.js'
import {CHANNELS, type Contract, type Terms, termsIn, type WeeklyHours} from '../domain/contract.js'
import {CONTRACT_ID_PATTERN} from '../domain/contract-id.js'
import type {HolidayRegion} from '../domain/holidays.js'
import {
  BEYOND,
  BEYOND_POLICIES,
  type Rollover,
  type RolloverPolicy,
  SETTLEMENT_POLICIES,
} from '../domain/policies.js'
import type {Defaults} from '../domain/provider.js'
import {type FieldProblem, ok, type Result, refuse} from '../domain/refusal.js'
import {
  centsSchema,
  countSchema,
  currencySchema,
  daySchema,
  factorSchema,
  isCurrency,
  localeSchema,
  minutesSchema,
  monthSchema,
  nameSchema,
  nullableName,
  percentSchema,
  positiveMinutesSchema,
  timezoneSchema,
} from './parts.js'
import {problemsOf} from './problems.js'

export const contractIdSchema = v.pipe(
  v.string(),
  v.regex(
    CONTRACT_ID_PATTERN,
    'small letters, digits and hyphens, at most 63, beginning with a letter or digit, and no name that a system reserves',
  ),
)

const channelSchema = v.picklist(CHANNELS)
const chargedClassSchema = v.picklist(['standard', 'extended'])
const WALL_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const fromTimeSchema = v.pipe(v.string(), v.regex(WALL_TIME, 'a time such as 08:00'))
const toTimeSchema = v.pipe(
  v.string(),
  v.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time such as 18:00, at most 24:00'),
)

const weekly = {
  days: v.pipe(v.array(v.picklist(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])), v.minLength(1)),
  from: fromTimeSchema,
  to: toTimeSchema,
}
const isForward = <T extends {readonly from: string; readonly to: string}>() =>
  v.check<T, string>(({from, to}) => from.padStart(5, '0') < to.padStart(5, '0'), '"to" later than "from"')
const weeklyHoursSchema = v.pipe(v.strictObject(weekly), isForward())

const rolloverSchemas = {
  none: v.strictObject({policy: v.literal('none')}),
  unlimited: v.strictObject({policy: v.literal('unlimited')}),
  cap: v.strictObject({policy: v.literal('cap'), capMinutes: minutesSchema}),
  expiry: v.strictObject({
    policy: v.literal('expiry'),
    afterMonths: countSchema,
    capMinutes: v.exactOptional(minutesSchema),
  }),
} satisfies {readonly [P in RolloverPolicy]: v.GenericSchema<Rollover<P>>}
const rolloverSchema = v.variant('policy', Object.values(rolloverSchemas))

const limitSchema = minutesSchema
const beyondSchema = v.picklist(BEYOND_POLICIES)

const unitSchema = v.pipe(positiveMinutesSchema, v.maxValue(1440))
const minimumSchema = v.pipe(minutesSchema, v.maxValue(1440))
const perSchema = v.picklist(['entry', 'ticket-day'])
const overridesSchema = v.array(
  v.pipe(
    v.strictObject({
      channel: v.exactOptional(channelSchema),
      place: v.exactOptional(nameSchema),
      minutes: unitSchema,
      minimum: minimumSchema,
    }),
    v.check(o => o.channel !== undefined || o.place !== undefined, 'a channel or a place that it is for'),
  ),
)

const factor = {name: nameSchema, factor: factorSchema}
const bandListSchema = v.array(v.pipe(v.strictObject({...factor, ...weekly}), isForward()))
const factorObject = v.strictObject(factor)
export const holidayRegionSchema = v.strictObject({
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'a country code such as DE')),
  state: v.optional(
    v.nullable(v.pipe(v.string(), v.regex(/^[A-Z0-9-]{1,6}$/, 'a state code such as BY'))),
    null,
  ),
})
const holidaysSchema = v.nullable(holidayRegionSchema)
const hasCalendar = <T extends {readonly holiday: unknown; readonly holidays: unknown}>() =>
  v.check<T, string>(
    ({holiday, holidays}) => holiday === null || holidays !== null,
    'a holiday calendar ("holidays") for the holiday factor',
  )

const causeRuleSchema = v.exactOptional(
  v.strictObject({
    callOut: v.exactOptional(v.boolean()),
    work: v.exactOptional(v.boolean()),
    includedMinutes: v.exactOptional(minutesSchema),
  }),
)
const callOut = {
  includedMinutes: v.optional(minutesSchema, 0),
  causes: v.optional(
    v.strictObject({
      customer: causeRuleSchema,
      provider: causeRuleSchema,
      application: causeRuleSchema,
      unknown: causeRuleSchema,
    }),
    {},
  ),
  callBackMinutes: v.optional(v.nullable(positiveMinutesSchema), null),
}
const emergencySchema = v.nullable(
  v.variant('settle', [
    v.strictObject({
      settle: v.literal('money'),
      callOut: v.strictObject({
        bands: v.optional(
          v.array(v.pipe(v.strictObject({...weekly, feeCents: centsSchema}), isForward())),
          [],
        ),
        otherwiseFeeCents: centsSchema,
      }),
      work: v.strictObject({rateCents: centsSchema, perMinutes: unitSchema, incrementMinutes: unitSchema}),
      ...callOut,
    }),
    v.strictObject({
      settle: v.literal('hours'),
      callOut: v.strictObject({
        bands: v.optional(
          v.array(v.pipe(v.strictObject({...weekly, feeMinutes: minutesSchema}), isForward())),
          [],
        ),
        otherwiseFeeMinutes: minutesSchema,
      }),
      work: v.strictObject({factor: factorSchema, incrementMinutes: unitSchema}),
      ...callOut,
    }),
  ]),
)

const hoursSchema = v.union([v.literal('always'), v.pipe(v.array(weeklyHoursSchema), v.minLength(1))])
const slaSchema = v.nullable(
  v.strictObject({
    targets: v.array(
      v.strictObject({
        event: v.picklist(['acknowledged', 'first-response', 'update', 'resolved', 'call-back']),
        channel: v.exactOptional(channelSchema),
        withinMinutes: positiveMinutesSchema,
      }),
    ),
    clock: v.optional(hoursSchema, 'always'),
    address: v.optional(nullableName, null),
    levels: v.optional(
      v.array(
        v.strictObject({
          level: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9)),
          team: nameSchema,
          timezone: v.exactOptional(timezoneSchema),
          hours: hoursSchema,
        }),
      ),
      [],
    ),
  }),
)

const activitiesSchema = v.record(nameSchema, chargedClassSchema)
const alertsSchema = v.pipe(
  v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000))),
  v.maxLength(20),
)
const settlementSchema = v.picklist(SETTLEMENT_POLICIES)

/** The terms at the start: what is not named has the usual value. */
const initialTermsSchema = v.strictObject({
  from: v.exactOptional(monthSchema),
  creditMinutes: v.optional(minutesSchema, 0),
  prorate: v.optional(v.boolean(), true),
  rollover: v.optional(rolloverSchema, {policy: 'unlimited'}),
  overdraft: v.optional(
    v.strictObject({limitMinutes: v.optional(limitSchema, 0), beyond: v.optional(beyondSchema, 'refuse')}),
    {},
  ),
  rateCents: v.optional(centsSchema, 0),
  vatPercent: v.optional(percentSchema, 19),
  increment: v.optional(
    v.pipe(
      v.strictObject({
        minutes: v.optional(unitSchema, 15),
        minimum: v.optional(minimumSchema),
        per: v.optional(perSchema, 'entry'),
        overrides: v.optional(overridesSchema, []),
      }),
      // {"minutes": 5} alone means started five minutes: the minimum is one unit.
      v.transform(({minutes, minimum, per, overrides}) => ({
        minutes,
        minimum: minimum ?? minutes,
        per,
        overrides,
      })),
    ),
    {},
  ),
  bands: v.optional(
    v.pipe(
      v.strictObject({
        list: v.optional(bandListSchema, []),
        otherwise: v.optional(factorObject, {name: 'any time', factor: 1}),
        holiday: v.optional(v.nullable(factorObject), null),
        holidays: v.optional(holidaysSchema, null),
      }),
      hasCalendar(),
    ),
    {},
  ),
  defaultClass: v.optional(chargedClassSchema, 'extended'),
  activities: v.optional(activitiesSchema, {}),
  emergency: v.optional(emergencySchema, null),
  sla: v.optional(slaSchema, null),
  alerts: v.optional(alertsSchema, [75, 90, 100]),
  settlement: v.optional(settlementSchema, 'lapses'),
})

/** Later terms: only what changes, but each of those terms whole, so that no part of it changes unsaid. */
export const changesSchema = v.strictObject({
  creditMinutes: v.exactOptional(minutesSchema),
  prorate: v.exactOptional(v.boolean()),
  rollover: v.exactOptional(rolloverSchema),
  overdraft: v.exactOptional(v.strictObject({limitMinutes: limitSchema, beyond: beyondSchema})),
  rateCents: v.exactOptional(centsSchema),
  vatPercent: v.exactOptional(percentSchema),
  increment: v.exactOptional(
    v.strictObject({minutes: unitSchema, minimum: minimumSchema, per: perSchema, overrides: overridesSchema}),
  ),
  bands: v.exactOptional(
    v.pipe(
      v.strictObject({
        list: bandListSchema,
        otherwise: factorObject,
        holiday: v.nullable(factorObject),
        holidays: holidaysSchema,
      }),
      hasCalendar(),
    ),
  ),
  defaultClass: v.exactOptional(chargedClassSchema),
  activities: v.exactOptional(activitiesSchema),
  emergency: v.exactOptional(emergencySchema),
  sla: v.exactOptional(slaSchema),
  alerts: v.exactOptional(alertsSchema),
  settlement: v.exactOptional(settlementSchema),
})
const amendmentSchema = v.strictObject({from: monthSchema, ...changesSchema.entries})

/** Complete terms, as a closed page keeps them. */
export const termsSchema = v.strictObject(v.omit(initialTermsSchema, ['from']).entries)

export const customerSchema = v.strictObject({
  name: nameSchema,
  number: v.optional(nullableName, null),
  address: v.optional(v.array(nameSchema), []),
  email: v.optional(nullableName, null),
  locale: v.optional(localeSchema, 'de'),
  contacts: v.optional(v.array(nameSchema), []),
})

/** A contract as JSON: what `contract add --file` takes, `contract show --json` prints and the store keeps. */
export const contractSchema = v.strictObject({
  id: contractIdSchema,
  customer: customerSchema,
  from: daySchema,
  to: v.optional(v.nullable(daySchema), null),
  timezone: v.optional(timezoneSchema, 'Europe/Berlin'),
  currency: v.optional(currencySchema, 'EUR'),
  terms: v.optional(v.tupleWithRest([initialTermsSchema], amendmentSchema), [{}]),
})

/** What a contract says where its file is silent: those of the profile. */
export type ContractDefaults = Pick<Defaults, 'timezone' | 'currency' | 'locale' | 'country' | 'state'>

/**
 * Reads a contract that somebody wrote.
 *
 * @param json as parsed from a file; refused as `invalid-terms`, with every problem named by its path
 */
export function parseNewContract(json: unknown, defaults: ContractDefaults): Result<Contract> {
  const parsed = parseContract(withDefaults(json, defaults))
  if (!parsed.ok) return parsed
  const {timezone, currency} = parsed.value
  const problems: FieldProblem[] = []
  if (!isTimeZone(timezone))
    problems.push({path: 'timezone', message: `${timezone} is not a time zone such as Europe/Berlin`})
  if (!isCurrency(currency))
    problems.push({path: 'currency', message: `${currency} is not a currency with two decimals such as EUR`})
  parsed.value.terms.forEach((terms, index) => {
    problems.push(...zoneProblemsIn(terms, `terms[${index}].`))
  })
  return problems.length === 0 ? parsed : refuse({kind: 'invalid-terms', problems})
}

/** Reads terms that somebody wrote to change some of a contract's; refused as `invalid-terms`. */
export function parseChanges(json: unknown): Result<Partial<Terms>> {
  const parsed = v.safeParse(changesSchema, json)
  const problems = parsed.success ? zoneProblemsIn(parsed.output, '') : problemsOf(parsed.issues)
  return parsed.success && problems.length === 0
    ? ok(parsed.output)
    : refuse({kind: 'invalid-terms', problems})
}

/** Time zones of support levels that do not exist. */
export function zoneProblemsIn({sla}: Partial<Terms>, prefix: string): readonly FieldProblem[] {
  return (sla?.levels ?? []).flatMap(({timezone}, index) => {
    if (timezone === undefined || isTimeZone(timezone)) return []
    const message = `${timezone} is not a time zone such as Europe/Berlin`
    return [{path: `${prefix}sla.levels[${index}].timezone`, message}]
  })
}

/** Reads a contract that this program wrote; refused as `invalid-terms`. */
export function parseContract(json: unknown): Result<Contract> {
  const parsed = v.safeParse(contractSchema, json)
  if (!parsed.success) return refuse({kind: 'invalid-terms', problems: problemsOf(parsed.issues)})
  const {terms, ...rest} = parsed.output
  const [{from, ...initial}, ...amendments] = terms
  const contract: Contract = {...rest, terms: [{from: from ?? monthOf(rest.from), ...initial}, ...amendments]}
  const problems = contradictionsIn(contract)
  return problems.length === 0 ? ok(contract) : refuse({kind: 'invalid-terms', problems})
}

function withDefaults(
  json: unknown,
  {timezone, currency, locale, country, state}: ContractDefaults,
): unknown {
  if (!isRecord(json)) return json
  const {customer, terms} = json
  const region = country === null ? null : {country, state}
  return {
    ...{timezone, currency},
    ...json,
    ...(isRecord(customer) ? {customer: {locale, ...customer}} : {}),
    ...(Array.isArray(terms) && region !== null ? {terms: terms.map(each => withRegion(each, region))} : {}),
  }
}

/** Terms with a factor for holidays that do not say whose: those of the profile. */
function withRegion(terms: unknown, holidays: HolidayRegion): unknown {
  if (!isRecord(terms) || !isRecord(terms.bands)) return terms
  const {bands} = terms
  return isRecord(bands.holiday) && bands.holidays === undefined
    ? {...terms, bands: {...bands, holidays}}
    : terms
}

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** What each field allows and the fields together do not. */
export function contradictionsIn(contract: Contract): readonly FieldProblem[] {
  const [initial] = contract.terms
  const problems: FieldProblem[] = []
  if (contract.to !== null && contract.to < contract.from) {
    problems.push({path: 'to', message: `${contract.to} is before the contract's start on ${contract.from}`})
  }
  if (initial.from !== monthOf(contract.from)) {
    const month = monthOf(contract.from)
    problems.push({
      path: 'terms[0].from',
      message: `${initial.from} is not the month the contract starts in, ${month}`,
    })
  }
  contract.terms.forEach(({from}, index) => {
    const before = contract.terms[index - 1]?.from
    if (before !== undefined && from <= before) {
      problems.push({
        path: `terms[${index}].from`,
        message: `${from} does not come after ${before}, the terms before it`,
      })
    }
    problems.push(...bandProblemsIn(contract.terms[index] ?? {}, `terms[${index}]`))
    const {overdraft, rateCents} = termsIn(contract, from)
    if (BEYOND[overdraft.beyond].isBilled && rateCents === 0) {
      const message = `overdraft.beyond is "${overdraft.beyond}", so an hour of overage needs a price (--rate)`
      problems.push({path: `terms[${index}].rateCents`, message})
    }
  })
  return problems
}

/** Bands that overlap: which of them counts would depend on their order, which nobody reads. */
export function bandProblemsIn({bands, emergency}: Partial<Terms>, path: string): readonly FieldProblem[] {
  return [
    ...overlapsIn(bands?.list ?? [], `${path}.bands.list`),
    ...overlapsIn(emergency?.callOut.bands ?? [], `${path}.emergency.callOut.bands`),
  ]
}

function overlapsIn(list: readonly WeeklyHours[], path: string): readonly FieldProblem[] {
  return list.flatMap((band, index) => {
    const earlier = list
      .slice(0, index)
      .findIndex(
        other =>
          other.days.some(day => band.days.includes(day)) && other.from < band.to && band.from < other.to,
      )
    if (earlier < 0) return []
    const message = `${band.from}–${band.to} overlaps with ${path.split('.').at(-1)}[${earlier}] on the same day`
    return [{path: `${path}[${index}]`, message}]
  })
}
