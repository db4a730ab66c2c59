import * as v from 'valibot'
import {CAUSES, CHANNELS, ENTRY_CLASSES, NO_WORK_DEFAULTS} from '../domain/contract.js'
import {ENTRY_ID_PATTERN} from '../domain/entry.js'
import {type ClosedPage, type OpenPage, PAGE_FORMAT, type PageFormat, type SealRule} from '../domain/page.js'
import {NO_REQUESTS, NO_RESPONSE_TIMES} from '../domain/request-month.js'
import type {StatementView} from '../domain/statement-view.js'
import {accountRecordSchema, NO_ACCOUNT_RECORDS} from './account-record.js'
import {contractIdSchema, customerIn} from './contract.js'
import {recordIn, since} from './grown.js'
import {
  centsSchema,
  currencySchema,
  daySchema,
  factorSchema,
  instantSchema,
  minutesSchema,
  monthSchema,
  nameSchema,
  nullableName,
  percentSchema,
  positiveMinutesSchema,
  signedCentsSchema,
  signedMinutesSchema,
  textSchema,
  timezoneSchema,
} from './parts.js'
import {providerIn} from './profile.js'
import {carriedRequestsSchema, NO_RECORDS, requestRecordSchema, responseTimesSchema} from './request.js'
import {completeTerms, termsOfFormat1} from './terms.js'

const idSchema = v.pipe(v.string(), v.regex(ENTRY_ID_PATTERN, 'an id of letters, digits and . _ : -'))
export const numberSchema = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d?\/\d{4}$/, 'a statement number such as 1/2026'),
)
export const sealSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal digits'))

const chargeSchema = v.strictObject({
  kind: v.picklist(['call-out', 'work', 'overage', 'top-up', 'pay-out']),
  quantityMinutes: v.nullable(signedMinutesSchema),
  unitPriceCents: centsSchema,
  perMinutes: v.nullable(positiveMinutesSchema),
  netCents: signedCentsSchema,
  vatPercent: percentSchema,
  entry: v.nullable(idSchema),
})

const stepSchema = v.variant('rule', [
  v.strictObject({
    rule: v.literal('class'),
    class: v.picklist(ENTRY_CLASSES),
    activity: nullableName,
    minutes: minutesSchema,
  }),
  v.strictObject({rule: v.literal('cause'), cause: v.picklist(CAUSES), minutes: minutesSchema}),
  v.strictObject({
    rule: v.literal('increment'),
    workedMinutes: minutesSchema,
    unitMinutes: positiveMinutesSchema,
    minimumMinutes: minutesSchema,
    minutes: minutesSchema,
  }),
  v.strictObject({
    rule: v.literal('ticket-day'),
    workedMinutes: minutesSchema,
    totalMinutes: minutesSchema,
    beforeMinutes: minutesSchema,
    unitMinutes: positiveMinutesSchema,
    minimumMinutes: minutesSchema,
    minutes: minutesSchema,
  }),
  v.strictObject({
    rule: v.literal('bands'),
    parts: v.array(v.strictObject({name: nameSchema, minutes: positiveMinutesSchema, factor: factorSchema})),
    minutes: minutesSchema,
  }),
  v.strictObject({
    rule: v.literal('call-out-cause'),
    cause: v.nullable(v.picklist(CAUSES)),
    isFeeDue: v.boolean(),
    isWorkDue: v.boolean(),
    minutes: minutesSchema,
  }),
  v.strictObject({
    rule: v.literal('call-out-work'),
    workedMinutes: minutesSchema,
    includedMinutes: minutesSchema,
    unitMinutes: positiveMinutesSchema,
    minutes: minutesSchema,
  }),
  v.strictObject({rule: v.literal('settled-in-money'), minutes: minutesSchema}),
  v.strictObject({
    rule: v.literal('settled-in-hours'),
    feeMinutes: minutesSchema,
    workMinutes: minutesSchema,
    factor: factorSchema,
    minutes: minutesSchema,
  }),
])

const referenceSchema = v.strictObject({contract: contractIdSchema, id: idSchema})

const takingBack = {reason: textSchema, at: instantSchema, by: nameSchema}
const voiding = {
  fields: {...takingBack, replacedBy: v.nullable(idSchema)},
  later: {tell: v.nullable(textSchema), movedTo: v.nullable(referenceSchema)},
  before: () => ({tell: null, movedTo: null}),
}

const entryIn = (format: PageFormat) =>
  recordIn(format)({
    fields: {
      id: idSchema,
      start: instantSchema,
      workedMinutes: v.pipe(positiveMinutesSchema, v.maxValue(1440)),
      class: v.picklist(ENTRY_CLASSES),
      cause: v.nullable(v.picklist(CAUSES)),
      activity: nullableName,
      requester: nullableName,
      place: nullableName,
      channel: v.nullable(v.picklist(CHANNELS)),
      consultant: nameSchema,
      ticket: nullableName,
      text: textSchema,
      chargedMinutes: minutesSchema,
      charges: v.array(chargeSchema),
      explanation: v.array(stepSchema),
      recordedAt: instantSchema,
      recordedBy: nameSchema,
      replaces: v.nullable(idSchema),
      forcedBecause: v.nullable(textSchema),
      voided: v.nullable(recordIn(format)(voiding)),
    },
    later: {movedFrom: v.nullable(referenceSchema)},
    before: () => ({movedFrom: null}),
  })

const creditIn = (format: PageFormat) =>
  recordIn(format)({
    fields: {
      id: idSchema,
      kind: v.picklist(['top-up', 'goodwill']),
      minutes: positiveMinutesSchema,
      reason: textSchema,
      expires: v.nullable(monthSchema),
      priceCents: v.nullable(centsSchema),
      approvedBy: nullableName,
      recordedAt: instantSchema,
      recordedBy: nameSchema,
    },
    later: {
      ticket: nullableName,
      voided: v.nullable(v.strictObject({...takingBack, tell: v.nullable(textSchema)})),
    },
    before: () => ({ticket: null, voided: null}),
  })

const reversalIn = (format: PageFormat) =>
  recordIn(format)({
    fields: {entry: entryIn(format), entryMonth: monthSchema, ...voiding.fields},
    later: {...voiding.later, minutes: minutesSchema},
    before: ({entry}) => ({...voiding.before(), minutes: entry.chargedMinutes}),
  })

const creditReversalSchema = v.strictObject({
  credit: creditIn(PAGE_FORMAT),
  creditMonth: monthSchema,
  minutes: minutesSchema,
  lotMinutes: minutesSchema,
  charges: v.array(chargeSchema),
  ...takingBack,
  tell: v.nullable(textSchema),
})

const lotSchema = v.strictObject({
  kind: v.picklist(['credit', 'top-up', 'goodwill', 'reversal']),
  granted: monthSchema,
  minutes: v.pipe(signedMinutesSchema, v.minValue(1)),
  expires: v.nullable(monthSchema),
})
const holding = {minutes: signedMinutesSchema, lots: v.array(lotSchema)}

/** What the customer got is kept as it was printed, to the byte; its seal tells whether that was changed. */
const printedSchema = v.custom<StatementView | null>(
  value => typeof value === 'object' && value !== null && !Array.isArray(value),
  'is not what the customer got, as an object',
)

const head = {contract: contractIdSchema, month: monthSchema}

const closingsIn = (format: PageFormat) =>
  v.array(
    recordIn(format)({
      fields: {month: monthSchema, minutes: signedMinutesSchema},
      later: {chargedMinutes: v.nullable(minutesSchema)},
      before: () => ({chargedMinutes: null}),
    }),
  )

/** The bookings of a page, and what only later formats have beside them. */
const bookingsIn = (format: PageFormat) => ({
  entries: v.array(entryIn(format)),
  credits: v.array(creditIn(format)),
  reversals: v.array(reversalIn(format)),
  requestRecords: since(3, format, v.array(requestRecordSchema), NO_RECORDS),
  accountRecords: since(5, format, v.array(accountRecordSchema), NO_ACCOUNT_RECORDS),
})
const laterHead = (format: PageFormat) => ({
  format: v.literal(format) as v.GenericSchema<unknown, PageFormat>,
  creditReversals: v.array(creditReversalSchema),
})
const headBefore = () => ({format: 1 as PageFormat, creditReversals: []})

const openPageIn = (format: PageFormat) =>
  recordIn(format)({
    fields: {
      status: v.literal('open'),
      ...head,
      opening: v.nullable(
        v.strictObject({
          ...holding,
          previous: v.nullable(
            v.strictObject({
              month: monthSchema,
              number: numberSchema,
              seal: sealSchema,
              closings: closingsIn(format),
            }),
          ),
          carried: since(3, format, carriedRequestsSchema, NO_REQUESTS),
        }),
      ),
      ...bookingsIn(format),
    },
    later: laterHead(format),
    before: headBefore,
  })

const closedPageIn = (format: PageFormat) =>
  recordIn(format)({
    fields: {
      status: v.literal('closed'),
      ...head,
      number: numberSchema,
      provider: providerIn(format),
      customer: customerIn(format),
      covered: v.strictObject({from: daySchema, to: v.nullable(daySchema)}),
      timezone: timezoneSchema,
      currency: currencySchema,
      terms: recordIn(format)({
        fields: termsOfFormat1,
        later: {defaults: completeTerms.defaults},
        before: () => ({defaults: NO_WORK_DEFAULTS}),
      }),
      ...bookingsIn(format),
      end: recordIn(format)({
        fields: {
          opening: v.strictObject(holding),
          monthlyCredit: v.nullable(lotSchema),
          totals: v.strictObject({
            creditMinutes: signedMinutesSchema,
            chargedMinutes: signedMinutesSchema,
            adjustmentMinutes: signedMinutesSchema,
            lapsedMinutes: signedMinutesSchema,
            overageMinutes: signedMinutesSchema,
          }),
          balanceMinutes: signedMinutesSchema,
          lapsed: v.array(lotSchema),
          paidOutMinutes: signedMinutesSchema,
          closing: v.strictObject(holding),
          charges: v.array(chargeSchema),
        },
        later: {writtenOffMinutes: minutesSchema},
        before: () => ({writtenOffMinutes: 0}),
      }),
      closings: closingsIn(format),
      responseTimes: since(3, format, responseTimesSchema, NO_RESPONSE_TIMES),
      carried: since(3, format, carriedRequestsSchema, NO_REQUESTS),
      money: v.strictObject({
        netCents: signedCentsSchema,
        vat: v.array(
          v.strictObject({percent: percentSchema, netCents: signedCentsSchema, vatCents: signedCentsSchema}),
        ),
        grossCents: signedCentsSchema,
      }),
      closedAt: instantSchema,
      closedBy: since(5, format, nullableName, null),
      seal: recordIn(format)({
        fields: {sha256: sealSchema, previous: v.nullable(sealSchema)},
        later: {
          rule: v.literal(2) as v.GenericSchema<unknown, SealRule>,
          internalSha256: v.nullable(sealSchema),
        },
        before: () => ({rule: 1 as SealRule, internalSha256: null}),
      }),
    },
    later: {...laterHead(format), statement: printedSchema},
    before: () => ({...headBefore(), statement: null}),
  })

/** The schemas of pages as a format wrote them, each made when it is asked for: making one costs more than using it. */
class PageSchemas {
  readonly #format: PageFormat
  #open: ReturnType<typeof openPageIn> | undefined
  #closed: ReturnType<typeof closedPageIn> | undefined

  constructor(format: PageFormat) {
    this.#format = format
  }

  of(status: unknown): v.GenericSchema<unknown, StoredPage> {
    if (status === 'closed') {
      this.#closed ??= closedPageIn(this.#format)
      return this.#closed
    }
    this.#open ??= openPageIn(this.#format)
    return this.#open
  }
}

/** By the label that a page has; format 1 had none. */
const SCHEMAS = new Map<unknown, PageSchemas>([
  [undefined, new PageSchemas(1)],
  [2, new PageSchemas(2)],
  [3, new PageSchemas(3)],
  [4, new PageSchemas(4)],
])
const TODAY = new PageSchemas(PAGE_FORMAT)

/** What a page's record says of itself. */
interface PageLabel {
  readonly status?: unknown
  /** Absent in format 1, which did not say so. */
  readonly format?: unknown
}

/** A page as the store has it, one contract and month, in the format it was written in; keys in this order. */
export const schemaOfPage = ({status, format}: PageLabel): v.GenericSchema<unknown, StoredPage> =>
  (SCHEMAS.get(format) ?? TODAY).of(status)

/** A page with its format and the contract it belongs to, which an open page in memory leaves to its account. */
export type StoredPage = (OpenPage & {readonly contract: string; readonly format: PageFormat}) | ClosedPage
