import {describe, expect, test} from 'vitest'
import {InvalidRecord} from '../../../src/storage/account-codec.js'
import {JsonFile} from '../../../src/storage/files/json-file.js'
import {StoreDamagedError} from '../../../src/storage/store-errors.js'

interface Counter {
  readonly count: number
}

const counters = {
  decode(value: unknown): Counter {
    if ((value as {readonly count?: unknown}).count === 'many') throw new InvalidRecord({kind: 'no-opening'})
    return value as Counter
  },
  encode: ({count}: Counter) => ({count}),
}

function folderInMemory(texts: Readonly<Record<string, string>> = {}) {
  const stored = new Map(Object.entries(texts))
  let reads = 0
  return {
    texts: stored,
    reads: () => reads,
    pathOf: (name: string) => `/store/${name}`,
    list: () => [...stored.keys()],
    read: (name: string) => {
      reads++
      return stored.get(name)
    },
    write: (name: string, text: string) => {
      stored.set(name, text)
    },
  }
}

const open = (folder: ReturnType<typeof folderInMemory>) => new JsonFile(folder, 'page.json', counters, null)

describe('a file of JSON', () => {
  test('is what was said for a missing one where there is none', () => {
    expect(open(folderInMemory()).data).toBeNull()
    expect(new JsonFile(folderInMemory(), 'page.json', counters, {count: 0}).data).toEqual({count: 0})
  })

  test('is written as it is read again, indented by two', () => {
    const folder = folderInMemory()
    open(folder).change(() => ({count: 90}))
    expect(folder.texts.get('page.json')).toBe('{\n  "count": 90\n}\n')
    expect(open(folder).data).toEqual({count: 90})
  })

  test('is read once, changed from what it holds, and holds what was made of that', () => {
    const folder = folderInMemory({'page.json': '{"count": 1}'})
    const file = open(folder)
    file.change(counter => ({count: (counter?.count ?? 0) + 1}))
    file.change(counter => ({count: (counter?.count ?? 0) + 1}))
    expect(file.data).toEqual({count: 3})
    expect(folder.texts.get('page.json')).toContain('3')
    expect(folder.reads()).toBe(1)
  })

  test('stays as it is where the change throws', () => {
    const folder = folderInMemory({'page.json': '{"count": 1}'})
    const file = open(folder)
    const failing = () =>
      file.change(() => {
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(file.data).toEqual({count: 1})
    expect(folder.texts.get('page.json')).toBe('{"count": 1}')
  })

  test.each(['', 'null', '0', '""', 'false'])('is never taken for a missing one when it holds %j', text => {
    const folder = folderInMemory({'page.json': text})
    expect(() => new JsonFile(folder, 'page.json', counters, {count: 0})).toThrow(StoreDamagedError)
  })

  test('is named where its record is not what it should be', () => {
    const folder = folderInMemory({'page.json': '{"count": "many"}'})
    const damaged = {name: 'StoreDamagedError', place: '/store/page.json', defect: {kind: 'no-opening'}}
    expect(() => open(folder)).toThrow(expect.objectContaining(damaged))
  })

  test('is never written where files are only read', () => {
    const {write: _, ...view} = folderInMemory()
    const file = new JsonFile(view, 'page.json', counters, null)
    expect(() => file.change(() => ({count: 1}))).toThrow(TypeError)
  })
})
