import {ok, type Result, refuse} from '../domain/refusal.js'
import type {ContractNames} from './contract-names.js'
import type {Reading} from './reading.js'
import {instantOf, lengthBetween, momentAt, parseExport, textIn} from './tool-json.js'
import type {ToolRefusal} from './tool-problem.js'
import {readingOf, type ToolRow} from './tool-rows.js'

/**
 * Watson's file of frames: an array of `[start, stop, project, id, tags, updated]` with seconds since 1970. The project is the
 * contract, the tags are the text, and the id is the frame's own.
 */
export function readWatson(bytes: Uint8Array, names: ContractNames): Result<Reading, ToolRefusal> {
  const json = parseExport('watson', bytes)
  if (!json.ok) return json
  if (!Array.isArray(json.value) || !json.value.every(isFrame))
    return refuse({kind: 'not-of-tool', tool: 'watson', looksLike: null})
  return ok(readingOf(json.value.map(rowOf), names))
}

type Frame = readonly [start: number, stop: number, project: string, ...others: readonly unknown[]]

const isFrame = (value: unknown): value is Frame =>
  Array.isArray(value) &&
  value.length >= 4 &&
  typeof value[0] === 'number' &&
  typeof value[1] === 'number' &&
  typeof value[2] === 'string'

function rowOf([start, stop, project, id, tags]: Frame, index: number): ToolRow {
  const began = instantOf(start)
  return {
    line: index + 1,
    contract: project.trim(),
    id: textIn(id) || undefined,
    text: Array.isArray(tags) ? tags.map(textIn).join(', ') : '',
    start: began === undefined ? refuse({kind: 'invalid-time'}) : momentAt(began),
    length: lengthBetween(start, stop),
  }
}
