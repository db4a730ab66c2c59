import * as v from 'valibot'
import type {AccountRecord, SomeTerms} from '../domain/account-record.js'
import type {Customer} from '../domain/contract.js'
import {
  daySchema,
  instantSchema,
  monthSchema,
  nameSchema,
  nullableName,
  positiveMinutesSchema,
} from './parts.js'
import {completeTerms} from './terms.js'

const CUSTOMER_FIELDS = [
  'name',
  'number',
  'address',
  'email',
  'locale',
  'contacts',
  'closingText',
] as const satisfies readonly (keyof Customer)[]

const authorship = {at: instantSchema, by: nullableName}
const someTerms = v.partial(v.strictObject(completeTerms)) as v.GenericSchema<unknown, SomeTerms>

/** What was done to an account as a whole. */
export const accountRecordSchema: v.GenericSchema<unknown, AccountRecord> = v.variant('event', [
  v.strictObject({...authorship, event: v.literal('opened')}),
  v.strictObject({
    ...authorship,
    event: v.literal('amended'),
    from: monthSchema,
    before: someTerms,
    after: someTerms,
  }),
  v.strictObject({
    ...authorship,
    event: v.literal('edited'),
    fields: v.array(v.picklist(CUSTOMER_FIELDS)),
  }),
  v.strictObject({...authorship, event: v.literal('ended'), on: daySchema, before: v.nullable(daySchema)}),
  v.strictObject({
    ...authorship,
    event: v.literal('imported'),
    format: nameSchema,
    entries: positiveMinutesSchema,
  }),
  v.strictObject({...authorship, event: v.literal('restored'), takenAt: instantSchema}),
])

/** What pages had before anything of this was recorded. */
export const NO_ACCOUNT_RECORDS: readonly AccountRecord[] = []
