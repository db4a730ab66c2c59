import * as v from 'valibot'
import {CHANNELS} from '../domain/contract.js'
import {MAX_MESSAGE_ID_LENGTH} from '../domain/mail.js'
import type {OutcomeState} from '../domain/outcome.js'
import {ESCALATION_REASONS, EVENT_KINDS, REQUEST_NUMBER_PATTERN} from '../domain/request.js'
import type {CarriedRequests, RequestRecord, ResponseTimes} from '../domain/request-month.js'
import {TARGET_EVENTS} from '../domain/target.js'
import {
  instantSchema,
  minutesSchema,
  monthSchema,
  nameSchema,
  nullableName,
  positiveMinutesSchema,
  textSchema,
} from './parts.js'

const numberSchema = v.pipe(
  v.string(),
  v.regex(REQUEST_NUMBER_PATTERN, 'a request number of letters, digits and . _ -'),
)
const eventIdSchema = v.pipe(v.string(), v.regex(/^[1-9]\d{0,6}$/, 'the number of an event'))
const takenSchema = v.strictObject({reason: textSchema, at: instantSchema, by: nameSchema})

const eventSchema = v.strictObject({
  id: eventIdSchema,
  kind: v.picklist(EVENT_KINDS),
  at: instantSchema,
  by: nameSchema,
  recordedAt: instantSchema,
  note: v.nullable(textSchema),
  escalation: v.nullable(
    v.strictObject({
      level: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(9)),
      team: nameSchema,
      reason: v.picklist(ESCALATION_REASONS),
    }),
  ),
  expected: v.nullable(instantSchema),
  messageId: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_MESSAGE_ID_LENGTH))),
  voided: v.nullable(takenSchema),
})

const facts = {
  number: numberSchema,
  subject: textSchema,
  channel: v.picklist(CHANNELS),
  requester: nullableName,
  kind: nullableName,
  priority: nullableName,
  address: nullableName,
  isEmergency: v.boolean(),
}

const stateSchema = v.picklist([
  'pending',
  'met',
  'missed',
  'not-promised',
  'withdrawn',
] satisfies OutcomeState[])
const targetEventSchema = v.picklist(TARGET_EVENTS)
const secondsSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const carriedSchema = v.strictObject({
  ...facts,
  events: v.tupleWithRest([eventSchema], eventSchema),
  voided: v.nullable(takenSchema),
  told: v.array(
    v.strictObject({
      event: targetEventSchema,
      startAt: instantSchema,
      dueAt: v.nullable(instantSchema),
      state: stateSchema,
      month: monthSchema,
    }),
  ),
  keptUntil: v.nullable(monthSchema),
})

/** What the requests of a month hand on to the next. */
export const carriedRequestsSchema: v.GenericSchema<unknown, CarriedRequests> = v.strictObject({
  lastNumber: minutesSchema,
  requests: v.array(carriedSchema),
})

/** What is recorded of requests in a page. */
export const requestRecordSchema: v.GenericSchema<unknown, RequestRecord> = v.variant('record', [
  v.strictObject({record: v.literal('opened'), facts: v.strictObject(facts), event: eventSchema}),
  v.strictObject({record: v.literal('recalled'), request: carriedSchema}),
  v.strictObject({record: v.literal('kept'), number: numberSchema, until: monthSchema}),
  v.strictObject({record: v.literal('event'), number: numberSchema, event: eventSchema}),
  v.strictObject({
    record: v.literal('event-voided'),
    number: numberSchema,
    event: eventIdSchema,
    voided: takenSchema,
  }),
  v.strictObject({record: v.literal('request-voided'), number: numberSchema, voided: takenSchema}),
])

/** What pages had before anything of requests was recorded. */
export const NO_RECORDS: readonly RequestRecord[] = []

/** The response times of a closed month. */
export const responseTimesSchema: v.GenericSchema<unknown, ResponseTimes> = v.strictObject({
  outcomes: v.array(
    v.strictObject({
      ticket: numberSchema,
      event: targetEventSchema,
      channel: v.nullable(v.picklist(CHANNELS)),
      kind: nullableName,
      priority: nullableName,
      withinMinutes: positiveMinutesSchema,
      startAt: instantSchema,
      state: stateSchema,
      dueAt: v.nullable(instantSchema),
      decidedAt: v.nullable(instantSchema),
      happenedAt: v.nullable(instantSchema),
      elapsedSeconds: v.nullable(secondsSchema),
    }),
  ),
  corrections: v.array(
    v.strictObject({
      ticket: numberSchema,
      event: targetEventSchema,
      startAt: instantSchema,
      month: monthSchema,
      from: stateSchema,
      to: stateSchema,
      dueAt: v.nullable(instantSchema),
      happenedAt: v.nullable(instantSchema),
    }),
  ),
})
