import {type Instant, parseInstant} from '../domain/calendar.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import type {Length, Moment, RowReason} from './reading.js'
import type {Tool, ToolRefusal} from './tool-problem.js'
import {wholeMinutes} from './worked-time.js'

/** What is read of a JSON document, before anybody knows what it is. */
export type Json = Readonly<Record<string, unknown>>

/** The JSON of an export. Refused: bytes that are no UTF-8 or no JSON. */
export function parseExport(tool: Tool, bytes: Uint8Array): Result<unknown, ToolRefusal> {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', {fatal: true}).decode(bytes)))
  } catch (cause) {
    return refuse({kind: 'not-json', tool, reason: cause instanceof Error ? cause.message : String(cause)})
  }
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text, or none where it is something else. */
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

/** An instant as the start of work. */
export const momentAt = (instant: Instant): Result<Moment, RowReason> => ok({kind: 'instant', instant})

/** Seconds since 1970 as an instant; undefined where they are none. */
export function instantOf(seconds: unknown): Instant | undefined {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || Math.abs(seconds) > 253_402_300_799)
    return undefined
  return parseInstant(new Date(Math.trunc(seconds) * 1000).toISOString().replace('.000Z', 'Z'))
}

/** How long it took, to the nearest minute. */
export function lengthBetween(startSeconds: number, endSeconds: number): Result<Length, RowReason> {
  if (endSeconds <= startSeconds) return refuse({kind: 'end-not-after-start'})
  const minutes = wholeMinutes(Math.round(endSeconds - startSeconds))
  return minutes.ok ? ok({kind: 'worked', minutes: minutes.value}) : minutes
}
