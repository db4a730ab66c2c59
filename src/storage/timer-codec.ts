import * as v from 'valibot'
import type {Timer} from '../domain/timer.js'
import {TIMER_FORMAT, timerSchema} from '../schema/timer.js'
import {parsedRecord} from './account-codec.js'

/** A timer as it is stored: what could not be read again is never written. */
export const encodeTimer = (timer: Timer): object => v.parse(timerSchema, {format: TIMER_FORMAT, ...timer})

/** Reads the record of a timer. */
export function decodeTimer(value: unknown): Timer {
  const {format: _, ...timer} = parsedRecord(timerSchema, value)
  return timer
}
