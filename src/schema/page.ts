import * as v from 'valibot'
import {CAUSES, CHANNELS, ENTRY_CLASSES} from '../domain/contract.js'
import {ENTRY_ID_PATTERN} from '../domain/entry.js'
import type {ClosedPage, OpenPage} from '../domain/page.js'
import {completeCustomerSchema, contractIdSchema} from './contract.js'
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
import {providerSchema} from './profile.js'
import {completeTerms} from './terms.js'

const idSchema = v.pipe(v.string(), v.regex(ENTRY_ID_PATTERN, 'an id of letters, digits and . _ : -'))
const numberSchema = v.pipe(v.string(), v.regex(/^[1-9]\d?\/\d{4}$/, 'a statement number such as 1/2026'))
const sealSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal digits'))

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
    cause: v.picklist(CAUSES),
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

const voiding = {reason: textSchema, at: instantSchema, by: nameSchema, replacedBy: v.nullable(idSchema)}

const entrySchema = v.strictObject({
  id: idSchema,
  start: instantSchema,
  workedMinutes: v.pipe(positiveMinutesSchema, v.maxValue(1440)),
  class: v.picklist(ENTRY_CLASSES),
  cause: v.picklist(CAUSES),
  activity: nullableName,
  requester: nullableName,
  place: nameSchema,
  channel: v.picklist(CHANNELS),
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
  voided: v.nullable(v.strictObject(voiding)),
})

const creditSchema = v.strictObject({
  id: idSchema,
  kind: v.picklist(['top-up', 'goodwill']),
  minutes: positiveMinutesSchema,
  reason: textSchema,
  expires: v.nullable(monthSchema),
  priceCents: v.nullable(centsSchema),
  approvedBy: nullableName,
  recordedAt: instantSchema,
  recordedBy: nameSchema,
})

const reversalSchema = v.strictObject({entry: entrySchema, entryMonth: monthSchema, ...voiding})

const lotSchema = v.strictObject({
  kind: v.picklist(['credit', 'top-up', 'goodwill', 'reversal']),
  granted: monthSchema,
  minutes: v.pipe(signedMinutesSchema, v.minValue(1)),
  expires: v.nullable(monthSchema),
})
const holding = {minutes: signedMinutesSchema, lots: v.array(lotSchema)}

const bookings = {
  entries: v.array(entrySchema),
  credits: v.array(creditSchema),
  reversals: v.array(reversalSchema),
}
const head = {contract: contractIdSchema, month: monthSchema}

const closingsSchema = v.array(v.strictObject({month: monthSchema, minutes: signedMinutesSchema}))

const openPageSchema = v.strictObject({
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
          closings: closingsSchema,
        }),
      ),
    }),
  ),
  ...bookings,
})

const closedPageSchema = v.strictObject({
  status: v.literal('closed'),
  ...head,
  number: numberSchema,
  provider: providerSchema,
  customer: completeCustomerSchema,
  covered: v.strictObject({from: daySchema, to: v.nullable(daySchema)}),
  timezone: timezoneSchema,
  currency: currencySchema,
  terms: v.strictObject(completeTerms()),
  ...bookings,
  end: v.strictObject({
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
  }),
  closings: closingsSchema,
  money: v.strictObject({
    netCents: signedCentsSchema,
    vat: v.array(
      v.strictObject({percent: percentSchema, netCents: signedCentsSchema, vatCents: signedCentsSchema}),
    ),
    grossCents: signedCentsSchema,
  }),
  closedAt: instantSchema,
  seal: v.strictObject({sha256: sealSchema, previous: v.nullable(sealSchema)}),
})

/** A page as the store keeps it: one contract and month, open or closed, keys in this order. */
export const pageSchema = v.variant('status', [openPageSchema, closedPageSchema])

/** A page with the contract it belongs to, which an open page in memory leaves to its account. */
export type StoredPage = (OpenPage & {readonly contract: string}) | ClosedPage
