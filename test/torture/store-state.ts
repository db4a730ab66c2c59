import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {join, relative} from 'node:path'

/**
 * What a store holds, read by nobody's code but this: by contract (`''` for what is shared), its files with the journal
 * played, as JSON without white space and checksums. What is made at random is numbered as it comes, so that two stores
 * in which the same was done are alike. Locks, temporary files, the index of requests, the note of the last backup and the
 * witness are left out: what may be missing of these is told by `verify`.
 */
export type StoreState = ReadonlyMap<string, string>

const LEFT_OUT =
  /(?:^|\/)(?:lock|[^/]*\.lock|\.[^/]*\.tmp|backup\.json|seals\.jsonl|pending\.json)$|^requests\//
const TEMPORARY = /^\..*\.tmp$/
const MADE_AT_RANDOM = /"(?:[0-9a-z]{12}|[0-9a-f]{64})"/g

export function stateOf(store: string): StoreState {
  const state = new Map<string, string>()
  const parts = new Map<string, string[]>()
  for (const [name, text] of filesOf(store)) {
    const [, contract = ''] = /^contracts\/([^/]+)\//.exec(name) ?? []
    parts.set(contract, [...(parts.get(contract) ?? []), `${name}: ${plain(text)}`])
  }
  for (const contract of [...parts.keys()].sort()) {
    const known = new Map<string, string>()
    const numbered = (made: string): string => {
      const number = known.get(made) ?? `"#${known.size + 1}"`
      known.set(made, number)
      return number
    }
    state.set(contract, (parts.get(contract) ?? []).join('\n').replaceAll(MADE_AT_RANDOM, numbered))
  }
  return state
}

/** All files by name, with the journals played. */
function filesOf(store: string): readonly (readonly [string, string])[] {
  const files = new Map<string, string>()
  for (const folder of foldersOf(store)) {
    const inside = relative(store, folder)
    const named = (name: string): string => (inside === '' ? name : `${inside}/${name}`)
    for (const name of readdirSync(folder)) {
      if (LEFT_OUT.test(named(name)) || !statSync(join(folder, name)).isFile()) continue
      files.set(named(name), readFileSync(join(folder, name), 'utf8'))
    }
    const journal = join(folder, 'pending.json')
    if (!existsSync(journal)) continue
    const {files: pending} = JSON.parse(readFileSync(journal, 'utf8'))
    for (const [name, text] of Object.entries<string | null>(pending)) {
      if (text === null) files.delete(named(name))
      else if (!LEFT_OUT.test(named(name))) files.set(named(name), text)
    }
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1))
}

function foldersOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const inner = readdirSync(folder, {withFileTypes: true}).filter(each => each.isDirectory())
  return [folder, ...inner.flatMap(({name}) => foldersOf(join(folder, name)))]
}

/** JSON without white space and checksums; what is no JSON as it is. */
function plain(text: string): string {
  try {
    const value = JSON.parse(text)
    if (typeof value === 'object' && value !== null) delete value.checksum
    return JSON.stringify(value)
  } catch {
    return text
  }
}

export const isSameState = (one: StoreState, other: StoreState): boolean =>
  one.size === other.size && [...one].every(([name, text]) => other.get(name) === text)

/** Whether each part is as it was, or as it is to be. */
export const isBetween = (state: StoreState, before: StoreState, after: StoreState): boolean =>
  [...new Set([...state.keys(), ...before.keys(), ...after.keys()])].every(
    name => state.get(name) === before.get(name) || state.get(name) === after.get(name),
  )

/** What writers that were killed left behind, by name. */
export const leftoversIn = (store: string): readonly string[] =>
  foldersOf(store).flatMap(folder => readdirSync(folder).filter(name => TEMPORARY.test(name)))
