import * as v from 'valibot'
import {instantSchema} from './parts.js'

/** What a store knows of its last backup. */
export const lastBackupSchema = v.strictObject({
  format: v.literal(1),
  takenAt: instantSchema,
  place: v.pipe(v.string(), v.minLength(1)),
})
