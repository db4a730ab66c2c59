import {readdirSync, readFileSync} from 'node:fs'
import {posix} from 'node:path'
import {expect, test} from 'vitest'

// `src/README.md` is the map of the house. What it says of who imports whom is compared with what the files import.

const SRC = new URL('../src/', import.meta.url)
const IMPORT = /(?:^(?:import|export)\s+(?<types>type\s+)?[^;'"]*?from\s+|import\()'(?<file>\.[^']+)'/gm

/** A room, or the files of which only types or errors are taken. */
const takenFrom = (room: string, file: string, isOfTypes: boolean): string =>
  isOfTypes ? `types of ${room}` : file.endsWith('-errors.js') ? `errors of ${room}` : room

/** What each room takes, with values standing for the types that come with them. */
function imports(): readonly string[] {
  const files = readdirSync(SRC, {recursive: true, encoding: 'utf8'}).map(name => name.replaceAll('\\', '/'))
  const found = files
    .filter(name => name.includes('/') && name.endsWith('.ts'))
    .flatMap(name =>
      [...readFileSync(new URL(name, SRC), 'utf8').matchAll(IMPORT)].map(({groups = {}}) => {
        const to = posix.join(posix.dirname(name), groups.file ?? '')
        return {
          from: roomOf(name),
          room: roomOf(to),
          taken: takenFrom(roomOf(to), to, 'types' in groups && groups.types !== undefined),
        }
      }),
    )
    .filter(({from, room}) => from !== room)
  const all = new Set(found.map(({from, taken}) => `${from} → ${taken}`))
  return found
    .filter(({from, room, taken}) => taken === room || !all.has(`${from} → ${room}`))
    .filter(({from, room, taken}) => !taken.startsWith('types') || !all.has(`${from} → errors of ${room}`))
    .map(({from, taken}) => `${from} → ${taken}`)
}

const roomOf = (file: string): string => file.slice(0, file.indexOf('/'))

function written(): readonly string[] {
  const map = readFileSync(new URL('README.md', SRC), 'utf8')
  const [, list = ''] = /## Who may import whom\n\n```\n([^`]*)```/.exec(map) ?? []
  return list
    .trim()
    .split('\n')
    .map(line => line.split(' → ').map(names => names.split(', ')))
    .flatMap(([rooms = [], taken = []]) => rooms.flatMap(room => taken.map(each => `${room} → ${each}`)))
}

test('the map says of each room what it imports, and of nothing more', () => {
  expect([...new Set(imports())].toSorted()).toEqual(written().toSorted())
})
