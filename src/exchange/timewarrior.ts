import {epochMs, type Instant, parseInstant} from '../domain/calendar.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {type ContractNames, joinedName} from './contract-names.js'
import type {Reading} from './reading.js'
import {isObject, type Json, lengthBetween, momentAt, parseExport, textIn} from './tool-json.js'
import type {ToolRefusal} from './tool-problem.js'
import {readingOf, type ToolRow} from './tool-rows.js'

/**
 * What `timew export` prints: an array of intervals with UTC times, tags and perhaps an annotation. The first tag that names
 * a contract is that; the others are the text where there is no annotation. Its ids count back from the last
 * interval and change with each new one, so they are no ids.
 */
export function readTimewarrior(bytes: Uint8Array, names: ContractNames): Result<Reading, ToolRefusal> {
  const json = parseExport('timewarrior', bytes)
  if (!json.ok) return json
  if (!Array.isArray(json.value) || !json.value.every(isInterval))
    return refuse({kind: 'not-of-tool', tool: 'timewarrior', looksLike: null})
  return ok(
    readingOf(
      json.value.map((interval, index) => rowOf(interval, index, names)),
      names,
    ),
  )
}

const isInterval = (value: unknown): value is Json => isObject(value) && typeof value.start === 'string'

function rowOf(interval: Json, index: number, names: ContractNames): ToolRow {
  const tags = Array.isArray(interval.tags) ? interval.tags.map(textIn).filter(tag => tag !== '') : []
  const ours = tags.find(tag => names.find(tag) !== undefined)
  const others = tags.filter(tag => tag !== ours)
  const start = instantIn(interval.start)
  const end = instantIn(interval.end)
  return {
    line: index + 1,
    contract: ours ?? joinedName(tags),
    text: textIn(interval.annotation) || others.join(', '),
    start: start === undefined ? refuse({kind: 'invalid-time'}) : momentAt(start),
    length:
      interval.end === undefined
        ? refuse({kind: 'still-running'})
        : start === undefined || end === undefined
          ? refuse({kind: 'invalid-time'})
          : lengthBetween(epochMs(start) / 1000, epochMs(end) / 1000),
  }
}

/** `20261121T130000Z` */
function instantIn(value: unknown): Instant | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(textIn(value)) ?? []
  return year === undefined ? undefined : parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
