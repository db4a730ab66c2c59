import * as v from 'valibot'
import type {Reminded} from '../domain/reminder.js'
import {REMINDED_FORMAT, remindedSchema} from '../schema/reminded.js'
import {parsedRecord} from './account-codec.js'

/** What was told as it is stored: what could not be read again is never written. */
export const encodeReminded = (told: readonly Reminded[]): object =>
  v.parse(remindedSchema, {format: REMINDED_FORMAT, told})

export const decodeReminded = (value: unknown): readonly Reminded[] =>
  parsedRecord(remindedSchema, value).told
