import * as v from 'valibot'
import {
  CAUSES,
  type Cause,
  CHANNELS,
  type Changes,
  type Increment,
  NO_WORK_DEFAULTS,
  type Terms,
  type Units,
} from '../domain/contract.js'
import {BEYOND_POLICIES, type Rollover, type RolloverPolicy, SETTLEMENT_POLICIES} from '../domain/policies.js'
import {
  centsSchema,
  countSchema,
  factorSchema,
  minutesSchema,
  nameSchema,
  nullableName,
  percentSchema,
  positiveMinutesSchema,
  recordOf,
  timezoneSchema,
} from './parts.js'

/** What a schema makes of something that is not said: it takes the usual value, or asks for it. */
export type Fill = <T>(schema: v.GenericSchema<unknown, T>, usual: unknown) => v.GenericSchema<unknown, T>

/** Takes the usual value. @param usual as somebody could have written it; what it leaves unsaid is filled in as well */
export const filled: Fill = <T>(schema: v.GenericSchema<unknown, T>, usual: unknown) =>
  v.optional(schema, usual) as v.GenericSchema<unknown, T>
/** Asks for it. */
export const asked: Fill = schema => schema
/** Lets it be left out, and puts nothing in its place. */
const leftOut: Fill = <T>(schema: v.GenericSchema<unknown, T>) =>
  v.exactOptional(schema) as v.GenericSchema<unknown, T>

/** What is done about a whole term that is not said, and about what of one is not. */
interface Filling {
  readonly term: Fill
  /** About a part of a term that an amendment need not name whole. */
  readonly part: Fill
  /** About a detail of any other term. */
  readonly detail: Fill
  /** And about terms that format 1 did not have. */
  readonly later: Fill
}

/** Terms at the start: what is not named has the usual value. */
const AT_START: Filling = {term: filled, part: filled, detail: filled, later: filled}
/** Only what changes, of some terms only the part that does; details of what is named have their usual value. */
const CHANGED: Filling = {term: leftOut, part: leftOut, detail: filled, later: leftOut}
/** Some terms, each of them whole: what is not named of one has its usual value. */
const NAMED: Filling = {term: leftOut, part: filled, detail: filled, later: leftOut}
/** As they were in force when the month was closed: nothing is filled in later. */
const COMPLETE: Filling = {term: asked, part: asked, detail: asked, later: asked}

// Hours of the week

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
const weeklyListSchema = v.pipe(v.array(weeklyHoursSchema), v.minLength(1))
const hoursSchema = v.union([v.literal('always'), weeklyListSchema])

// Pieces of the terms

const channelSchema = v.picklist(CHANNELS)
const chargedClassSchema = v.picklist(['standard', 'extended'])

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

const unitSchema = v.pipe(positiveMinutesSchema, v.maxValue(1440))
const minimumSchema = v.pipe(minutesSchema, v.maxValue(1440))
const overrideBy = (detail: Fill) =>
  v.pipe(
    v.strictObject({
      channel: v.exactOptional(channelSchema),
      place: v.exactOptional(nameSchema),
      minutes: unitSchema,
      minimum: detail(minimumSchema, undefined),
    }),
    v.check(o => o.channel !== undefined || o.place !== undefined, 'a channel or a place that it is for'),
    v.transform(({minimum, ...override}) => ({...override, minimum: minimum ?? override.minutes})),
  )

function incrementBy(filling: Filling): v.GenericSchema<unknown, Increment> {
  const {part, detail} = filling
  const schema = v.strictObject({
    minutes: part(unitSchema, 15),
    minimum: part(minimumSchema, undefined),
    per: part(v.picklist(['entry', 'ticket-day']), 'entry'),
    overrides: part(v.array(overrideBy(detail)), []),
  })
  // {"minutes": 5} means started five minutes, with one unit as the minimum; in an amendment it depends on what was agreed.
  return filling === CHANGED ? schema : v.pipe(schema, v.transform(withOneUnitAtLeast))
}

const withOneUnitAtLeast = <U extends Units>({minutes, minimum, ...rest}: U) => ({
  minutes,
  minimum: minimum ?? minutes,
  ...rest,
})

const factor = {name: nameSchema, factor: factorSchema}
const namedFactorSchema = v.strictObject(factor)
/** Minutes that lie in no band. */
const OTHERWISE = {name: 'any time', factor: 1}
const bandSchema = v.pipe(v.strictObject({...factor, ...weekly}), isForward())
const hasCalendar = <T extends {readonly holiday: unknown; readonly holidays: unknown}>() =>
  v.check<T, string>(
    ({holiday, holidays}) => holiday === null || holidays !== null,
    'a holiday calendar ("holidays") for the holiday factor',
  )

const regionBy = (detail: Fill) =>
  v.strictObject({
    country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'a country code such as DE')),
    state: detail(
      v.nullable(v.pipe(v.string(), v.regex(/^[A-Z0-9-]{1,6}$/, 'a state code such as BY'))),
      null,
    ),
  })
export const holidayRegionSchema = regionBy(filled)

const causeRuleSchema = v.exactOptional(
  v.strictObject({
    callOut: v.exactOptional(v.boolean()),
    work: v.exactOptional(v.boolean()),
    includedMinutes: v.exactOptional(minutesSchema),
  }),
)
const causesSchema = v.strictObject({
  customer: causeRuleSchema,
  provider: causeRuleSchema,
  application: causeRuleSchema,
  unknown: causeRuleSchema,
} satisfies {readonly [C in Cause]: unknown})

const moneyBandSchema = v.pipe(v.strictObject({...weekly, feeCents: centsSchema}), isForward())
const hoursBandSchema = v.pipe(v.strictObject({...weekly, feeMinutes: minutesSchema}), isForward())

function emergencyBy(detail: Fill) {
  const callOut = {
    includedMinutes: detail(minutesSchema, 0),
    causes: detail(causesSchema, {}),
    callBackMinutes: detail(v.nullable(positiveMinutesSchema), null),
  }
  return v.variant('settle', [
    v.strictObject({
      settle: detail(v.literal('money'), 'money'),
      callOut: v.strictObject({bands: detail(v.array(moneyBandSchema), []), otherwiseFeeCents: centsSchema}),
      work: v.strictObject({rateCents: centsSchema, perMinutes: unitSchema, incrementMinutes: unitSchema}),
      ...callOut,
    }),
    v.strictObject({
      settle: v.literal('hours'),
      callOut: v.strictObject({
        bands: detail(v.array(hoursBandSchema), []),
        otherwiseFeeMinutes: minutesSchema,
      }),
      work: v.strictObject({factor: factorSchema, incrementMinutes: unitSchema}),
      ...callOut,
    }),
  ])
}

const clockBy = (detail: Fill) =>
  v.union([
    hoursSchema,
    v.strictObject({
      timezone: timezoneSchema,
      hours: weeklyListSchema,
      holidays: v.exactOptional(regionBy(detail)),
    }),
  ])
const levelBy = (detail: Fill) =>
  v.strictObject({
    level: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9)),
    team: nameSchema,
    timezone: v.exactOptional(timezoneSchema),
    hours: hoursSchema,
    holidays: v.exactOptional(regionBy(detail)),
  })
const targetBy = (detail: Fill) =>
  v.strictObject({
    event: v.picklist(['acknowledged', 'first-response', 'update', 'resolved', 'call-back']),
    channel: v.exactOptional(channelSchema),
    kind: v.exactOptional(nameSchema),
    priority: v.exactOptional(nameSchema),
    withinMinutes: positiveMinutesSchema,
    clock: v.exactOptional(clockBy(detail)),
  })
const kindBy = (detail: Fill) =>
  v.strictObject({
    name: nameSchema,
    typical: detail(
      v.nullable(v.strictObject({fromMinutes: minutesSchema, toMinutes: v.nullable(minutesSchema)})),
      null,
    ),
  })
const serviceLevelsBy = (detail: Fill) =>
  v.strictObject({
    targets: v.array(targetBy(detail)),
    clock: detail(clockBy(detail), 'always'),
    address: detail(nullableName, null),
    levels: detail(v.array(levelBy(detail)), []),
    kinds: v.exactOptional(v.pipe(v.array(kindBy(detail)), v.minLength(1))),
  })

const alertsSchema = v.pipe(
  v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1000))),
  v.maxLength(20),
)

/** What holds of work of which nobody says it; null: it stays unsaid. */
export const workDefaults = (part: Fill) => ({
  place: part(nullableName, null),
  channel: part(v.nullable(channelSchema), null),
  cause: part(v.nullable(v.picklist(CAUSES)), null),
})

// All terms

/** Every term once, with its usual value. */
function termsBy(filling: Filling) {
  const {term, part, detail, later} = filling
  return {
    creditMinutes: term(minutesSchema, 0),
    prorate: term(v.boolean(), true),
    rollover: term(v.variant('policy', Object.values(rolloverSchemas)), {policy: 'unlimited'}),
    overdraft: term(
      v.strictObject({
        limitMinutes: part(minutesSchema, 0),
        beyond: part(v.picklist(BEYOND_POLICIES), 'refuse'),
      }),
      {},
    ),
    rateCents: term(centsSchema, 0),
    vatPercent: term(percentSchema, 19),
    increment: term(incrementBy(filling), {}),
    bands: term(
      v.pipe(
        v.strictObject({
          list: detail(v.array(bandSchema), []),
          otherwise: detail(v.strictObject({...factor, name: detail(nameSchema, OTHERWISE.name)}), OTHERWISE),
          holiday: detail(v.nullable(namedFactorSchema), null),
          holidays: detail(v.nullable(regionBy(detail)), null),
        }),
        hasCalendar(),
      ),
      {},
    ),
    defaultClass: term(chargedClassSchema, 'extended'),
    activities: term(recordOf(nameSchema, chargedClassSchema), {}),
    emergency: term(v.nullable(emergencyBy(detail)), null),
    sla: term(v.nullable(serviceLevelsBy(detail)), null),
    alerts: term(alertsSchema, [75, 90, 100]),
    defaults: later(v.strictObject(workDefaults(part)), NO_WORK_DEFAULTS),
    settlement: term(v.picklist(SETTLEMENT_POLICIES), 'lapses'),
  } satisfies {readonly [K in keyof Terms]: v.GenericSchema<unknown, Terms[K]>}
}

/** The terms of a contract at its start, as somebody wrote them. */
export const initialTerms = termsBy(AT_START)

/** Ready terms, of which a contract may take as many as are named. */
export const namedTerms = () => termsBy(NAMED)

/** What an amendment changes. */
export const changedTerms = termsBy(CHANGED)
export const changesSchema = v.strictObject(changedTerms) as v.GenericSchema<unknown, Changes>

/** Terms as this program wrote them: each is there, and none is filled up with what is usual today. */
export const completeTerms = termsBy(COMPLETE)

/** The same as format 1 wrote them. */
export const {defaults: _, ...termsOfFormat1} = completeTerms

/** The same where format 1 or a later one may have written them: what could not be agreed yet did not hold. */
export const storedTerms = termsBy({...COMPLETE, later: filled})
