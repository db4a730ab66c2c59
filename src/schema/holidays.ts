import * as v from 'valibot'
import {daySchema} from './parts.js'
import {holidayRegionSchema} from './terms.js'

/** The public holidays of a region, as the store keeps them: what an entry was rated by is never looked up again. */
export const holidayCalendarSchema = v.strictObject({
  region: holidayRegionSchema,
  years: v.record(v.pipe(v.string(), v.regex(/^\d{4}$/, 'a year')), v.array(daySchema)),
})
