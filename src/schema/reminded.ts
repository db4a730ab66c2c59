import * as v from 'valibot'
import {daySchema} from './parts.js'

export const REMINDED_FORMAT = 1

/** What `remind` has told, as it is stored. */
export const remindedSchema = v.strictObject({
  format: v.literal(REMINDED_FORMAT),
  told: v.array(
    v.strictObject({
      what: v.pipe(v.string(), v.minLength(1)),
      level: v.pipe(v.number(), v.minValue(0)),
      until: v.nullable(daySchema),
    }),
  ),
})
