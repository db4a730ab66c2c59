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
 * @throws StoreDamagedError `not-json`, `not-an-object` or `duplicate-key`
 */
export function parseJson(text: string, path: string): object {
  const value = parseAny(text, path)
  if (typeof value !== 'object' || value === null) throw new StoreDamagedError(path, 'not-an-object')
  if (countKeysOf(value) !== countKeysIn(text)) throw new StoreDamagedError(path, 'duplicate-key')
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

// With a list of what is left to visit, because a hostile file nests deeper than the call stack.
function countKeysOf(root: object): number {
  const left: unknown[] = [root]
  let keys = 0
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value !== 'object' || value === null) continue
    const inner: readonly unknown[] = Object.values(value)
    if (!Array.isArray(value)) keys += inner.length
    for (const one of inner) left.push(one)
  }
  return keys
}
