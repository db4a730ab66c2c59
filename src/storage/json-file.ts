import {LowSync} from 'lowdb'
import {DamagedFileError} from './durable-file.js'

/** Texts by name: what {@link openJson} reads from and writes to, such as the `FolderDraft` of `commit.ts`. */
export interface TextFiles {
  /** Where the files are, for errors. */
  readonly pathOf: (name: string) => string
  readonly read: (name: string) => string | undefined
  readonly write: (name: string, text: string) => void
}

/**
 * A lowdb database over one JSON file, already read. `data` is null when there is no such file: there is no
 * default that could silently replace a damaged one. `parse` turns what was read into a T, or throws.
 *
 * @throws DamagedFileError `not-json`, `not-an-object`, `duplicate-key`, and whatever `parse` finds
 * @example
 * const page = openJson(draft, '2026-11.json', parsePage)
 * page.data = withEntry(page.data ?? emptyPage, entry)
 * page.write()
 */
export function openJson<T>(files: TextFiles, name: string, parse: (value: unknown) => T): LowSync<T | null> {
  const database = new LowSync<T | null>(
    {
      read: () => {
        const text = files.read(name)
        return text === undefined ? null : parse(parseJson(text, files.pathOf(name)))
      },
      write: data => files.write(name, formatJson(data)),
    },
    null,
  )
  database.read()
  return database
}

/** JSON as this program stores it: indented by two, with a newline at the end. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

/**
 * The object or array in `text`. Stricter than `JSON.parse`: lowdb takes `null`, `0` or `""` for "no data", and
 * of two equal keys the first would vanish at the next write. `path` is for the error.
 *
 * @throws DamagedFileError `not-json`, `not-an-object` or `duplicate-key`
 */
export function parseJson(text: string, path: string): object {
  const value = parseAny(text, path)
  if (typeof value !== 'object' || value === null) throw new DamagedFileError(path, 'not-an-object')
  if (countKeysOf(value) !== countKeysIn(text)) throw new DamagedFileError(path, 'duplicate-key')
  return value
}

function parseAny(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DamagedFileError(path, 'not-json', cause)
  }
}

// In valid JSON a quote starts or ends a string, and only a key is followed by a colon.
function countKeysIn(json: string): number {
  let keys = 0
  for (const [, colon] of json.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*(:)?/g)) if (colon !== undefined) keys++
  return keys
}

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
