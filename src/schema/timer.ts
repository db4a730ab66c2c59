import * as v from 'valibot'
import {epochMs} from '../domain/calendar.js'
import {CAUSES, CHANNELS, ENTRY_CLASSES} from '../domain/contract.js'
import {ENTRY_ID_PATTERN} from '../domain/entry.js'
import type {Timer} from '../domain/timer.js'
import {contractIdSchema} from './contract.js'
import {instantSchema, nameSchema, nullableName, textSchema} from './parts.js'

export const TIMER_FORMAT = 1

const pauseSchema = v.strictObject({from: instantSchema, to: v.nullable(instantSchema)})

const saidSchema = v.strictObject({
  class: v.exactOptional(v.picklist(ENTRY_CLASSES)),
  cause: v.exactOptional(v.nullable(v.picklist(CAUSES))),
  activity: v.exactOptional(nullableName),
  requester: v.exactOptional(nullableName),
  place: v.exactOptional(nullableName),
  channel: v.exactOptional(v.nullable(v.picklist(CHANNELS))),
  ticket: v.exactOptional(nullableName),
})

/** Whether each instant is at or after the one before, and only the last pause lasts. */
function isInOrder({startedAt, pauses}: Pick<Timer, 'startedAt' | 'pauses'>): boolean {
  const ends = pauses.flatMap(({from, to}) => (to === null ? [from] : [from, to]))
  const instants = [startedAt, ...ends].map(epochMs)
  return (
    instants.every((each, index) => index === 0 || each >= (instants[index - 1] ?? each)) &&
    pauses.slice(0, -1).every(({to}) => to !== null)
  )
}

/** A timer as it is stored: what runs is the work of one consultant. */
export const timerSchema = v.pipe(
  v.strictObject({
    format: v.literal(TIMER_FORMAT),
    id: v.pipe(v.string(), v.regex(ENTRY_ID_PATTERN, 'the id of an entry')),
    consultant: nameSchema,
    contract: contractIdSchema,
    startedAt: instantSchema,
    text: textSchema,
    said: saidSchema,
    pauses: v.array(pauseSchema),
  }),
  v.check(timer => isInOrder(timer), 'pauses in their order, of which only the last may have no end'),
)
