import {isWhole, madeWhole} from '../domain/whole-text.js'
import {StoreDamagedError} from './store-errors.js'

const [COLON, BACKSLASH, SPACE, NEWLINE, RETURN, TAB] = [0x3a, 0x5c, 0x20, 0x0a, 0x0d, 0x09]

/**
 * JSON as this program stores it: indented by two, with a newline at the end.
 *
 * @throws TypeError where a text has half a letter, which every input refuses
 */
export function formatJson(value: unknown): string {
  const json = `${JSON.stringify(value, null, 2)}\n`
  if (hasHalfLetter(json)) throw new TypeError('a text with half a letter is not stored')
  return json
}

/** Whether a text in some JSON has half a letter: then it is written with an escape, and seldom is one without. */
export const hasHalfLetter = (json: string): boolean =>
  /\\u[dD][89a-fA-F]/.test(json) && !isWhole(JSON.parse(json))

/**
 * The object or array in `text`. Stricter than `JSON.parse`, with which of two equal keys the first would
 * vanish at the next write. `path` is for the error. Half a letter, which earlier versions stored, is read as `\ufffd`, so
 * that the month can be closed.
 *
 * @throws StoreDamagedError `not-json`, `not-an-object`, `duplicate-key` or `boundless`
 */
export function parseJson(text: string, path: string): object {
  const value = parseAny(text, path)
  if (typeof value !== 'object' || value === null) throw new StoreDamagedError(path, 'not-an-object')
  const keys = countKeysOf(value)
  if (keys === undefined) throw new StoreDamagedError(path, 'boundless')
  if (keys !== countKeysIn(text)) throw new StoreDamagedError(path, 'duplicate-key')
  return hasHalfLetter(text) ? madeWhole(value) : value
}

function parseAny(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new StoreDamagedError(path, 'not-json', cause)
  }
}

// In valid JSON a quote starts or ends a string, and only a key is followed by a colon. By hand, since an expression
// keeps a way back from every escape, of which a journal has a dozen for each line of a page: at 3.35 million of them
// the stack is full.
function countKeysIn(json: string): number {
  let keys = 0
  let opening = json.indexOf('"')
  while (opening !== -1) {
    let next = closingQuote(json, opening) + 1
    while (isSpace(json.charCodeAt(next))) next++
    if (json.charCodeAt(next) === COLON) keys++
    opening = json.indexOf('"', next)
  }
  return keys
}

function closingQuote(json: string, opening: number): number {
  let quote = json.indexOf('"', opening + 1)
  while (isEscaped(json, quote)) quote = json.indexOf('"', quote + 1)
  return quote
}

function isEscaped(json: string, quote: number): boolean {
  let start = quote
  while (json.charCodeAt(start - 1) === BACKSLASH) start--
  return (quote - start) % 2 === 1
}

const isSpace = (code: number): boolean =>
  code === SPACE || code === NEWLINE || code === RETURN || code === TAB

/** Far more than the program ever writes, and far less than a call stack holds. */
const MAX_DEPTH = 100

/**
 * Undefined where there is a number beyond all that JSON means (`1e400`), or where it is deeper than {@link MAX_DEPTH}:
 * what is not looked at field by field, such as a statement that was printed, would end the program later on.
 * Level by level, because a hostile file nests deeper than the call stack.
 */
function countKeysOf(root: object): number | undefined {
  let level: readonly unknown[] = [root]
  let keys = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return undefined
    const below: unknown[] = []
    for (const value of level) {
      if (typeof value === 'number' && !Number.isFinite(value)) return undefined
      if (typeof value !== 'object' || value === null) continue
      const inner: readonly unknown[] = Object.values(value)
      if (!Array.isArray(value)) keys += inner.length
      for (const one of inner) below.push(one)
    }
    level = below
  }
  return keys
}
