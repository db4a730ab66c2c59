import {mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import {
  type FolderView,
  namesLeftIn,
  readConsistently,
  recover,
  updateFolder,
} from '../../../src/storage/files/commit.js'
import {JsonFile} from '../../../src/storage/files/json-file.js'
import {withLock} from '../../../src/storage/files/lock.js'
import {NeverStillError, StoreDamagedError} from '../../../src/storage/store-errors.js'
import {formatJson} from '../../../src/storage/stored-json.js'
import {Books} from '../../support/account-builder.js'
import {buildWorker, makeTemporaryFolder, startWorker} from './run-worker.js'

let worker: ReturnType<typeof buildWorker>
let root: string
let folder: string

beforeAll(() => {
  worker = buildWorker()
})

afterAll(() => worker.remove())

beforeEach(() => {
  root = makeTemporaryFolder()
  folder = join(root, 'acme')
  mkdirSync(folder)
})

afterEach(() => rmSync(root, {recursive: true, force: true}))

const put = (name: string, text: string): void => writeFileSync(join(folder, name), text)
const journal = (files: unknown): string => JSON.stringify({format: 1, files})

describe('an update', () => {
  test('writes one file and two files alike', () => {
    updateFolder(folder, draft => draft.write('a.json', '1'))
    updateFolder(folder, draft => {
      draft.write('a.json', '2')
      draft.write('b.json', '2')
    })
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'b.json'])
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('2')
  })

  test('reads and lists what it has written so far', () => {
    put('a.json', 'old')
    put('lock', '')
    updateFolder(folder, draft => {
      draft.write('b.json', 'new')
      draft.write('a.json', 'new')
      expect([draft.read('a.json'), draft.read('b.json'), draft.read('c.json')]).toEqual([
        'new',
        'new',
        undefined,
      ])
      expect(draft.list()).toEqual(['a.json', 'b.json'])
    })
  })

  test('removes one file and two files alike, and does not list what it has removed', () => {
    for (const name of ['a.json', 'b.json', 'c.json', 'd.json']) put(name, 'old')
    updateFolder(folder, draft => {
      draft.remove('a.json')
      expect(draft.read('a.json')).toBeUndefined()
      expect(draft.list()).toEqual(['b.json', 'c.json', 'd.json'])
    })
    updateFolder(folder, draft => {
      draft.remove('b.json')
      draft.remove('c.json')
      draft.write('d.json', 'new')
    })
    expect(readdirSync(folder)).toEqual(['d.json'])
    expect(readFileSync(join(folder, 'd.json'), 'utf8')).toBe('new')
  })

  test('writes nothing when the change throws, and gives back what it returns', () => {
    const failing = (): unknown =>
      updateFolder(folder, draft => {
        draft.write('a.json', 'new')
        throw new Error('refused')
      })
    expect(failing).toThrow('refused')
    expect(readdirSync(folder)).toEqual([])
    expect(updateFolder(folder, () => 7)).toBe(7)
  })

  test('goes through lowdb, several files at once', () => {
    updateFolder(folder, draft => {
      const form = {decode: (value: unknown) => value as object, encode: (value: object) => value}
      for (const name of ['2026-10.json', '2026-11.json'])
        new JsonFile(draft, name, form, null).change(() => ({name}))
    })
    const names = readConsistently(folder, view =>
      view.list().map(name => JSON.parse(view.read(name) ?? '').name),
    )
    expect(names).toEqual(['2026-10.json', '2026-11.json'])
  })

  test.each([
    '../x.json',
    'a/b.json',
    '.json',
    '..json',
    'A.json',
    'a.txt',
    'pending.json',
    '',
  ])('refuses %j as a name', name => {
    expect(() => updateFolder(folder, draft => draft.write(name, ''))).toThrow(RangeError)
    expect(() => updateFolder(folder, draft => draft.read(name))).toThrow(RangeError)
  })

  test('refuses a folder that is a link', () => {
    symlinkSync(folder, join(root, 'link'))
    const link = join(root, 'link')
    expect(() => updateFolder(link, draft => draft.write('a.json', '1'))).toThrow(StoreDamagedError)
    expect(() => readConsistently(link, view => view.list())).toThrow(StoreDamagedError)
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a journal that a killed writer left', () => {
  beforeEach(() => {
    put('a.json', 'new')
    put('b.json', 'old')
    put('pending.json', journal({'a.json': 'new', 'b.json': 'new', 'c.json': 'new'}))
  })

  test('is seen by readers, who leave it alone', () => {
    expect(readConsistently(folder, view => view.list().map(view.read))).toEqual(['new', 'new', 'new'])
    expect(readFileSync(join(folder, 'b.json'), 'utf8')).toBe('old')
  })

  test('is finished by the next writer before it reads, and may be finished twice', () => {
    expect(updateFolder(folder, draft => draft.read('b.json'))).toBe('new')
    recover(folder)
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'b.json', 'c.json'])
  })

  test('takes files away for readers and for the next writer, as those that it has changed', () => {
    put('pending.json', journal({'a.json': null, 'b.json': 'new', 'gone.json': null}))
    put('notes.txt', 'of somebody')
    const read = () =>
      readConsistently(folder, view => [view.list(), view.read('a.json'), view.read('b.json')])
    expect(read()).toEqual([['b.json'], undefined, 'new'])
    expect(namesLeftIn(folder)).toEqual(['b.json', 'notes.txt'])
    recover(folder)
    expect(read()).toEqual([['b.json'], undefined, 'new'])
    expect(readdirSync(folder).sort()).toEqual(['b.json', 'notes.txt'])
  })

  test('is finished also when it holds a page of 30,000 entries', () => {
    const {account, entry} = new Books().log('2026-01-10', 60)
    const entries = Array.from({length: 30_000}, (_, i) => ({...entry, id: `entry-${i}`}))
    const text = formatJson({...account.open[0], entries})
    put('pending.json', journal({'2026-11.json': text, 'contract.json': 'new'}))
    expect(readConsistently(folder, view => view.read('2026-11.json'))).toBe(text)
    recover(folder)
    expect(readFileSync(join(folder, '2026-11.json'), 'utf8')).toBe(text)
  })

  test('is refused, untouched, where whoever knows the folder says that it is not of this program', () => {
    const text = readFileSync(join(folder, 'pending.json'), 'utf8')
    const mayPlay = (changes: ReadonlyMap<string, string | null>, on: Pick<FolderView, 'list' | 'read'>) => {
      expect([on.list(), on.read('b.json'), [...changes.keys()]]).toEqual([
        ['a.json', 'b.json'],
        'old',
        ['a.json', 'b.json', 'c.json'],
      ])
      return false
    }
    const planted = expect.objectContaining({defect: 'planted-journal', place: join(folder, 'pending.json')})
    for (const use of [
      () => updateFolder(folder, () => {}, mayPlay),
      () => readConsistently(folder, () => {}, mayPlay),
      () => namesLeftIn(folder, mayPlay),
    ])
      expect(use).toThrow(planted)
    expect(readFileSync(join(folder, 'pending.json'), 'utf8')).toBe(text)
  })

  test.each([
    '',
    'null',
    '[]',
    '{"format": 2, "files": {}}',
    '{"format": 1}',
    '{"format": 1, "files": null}',
    journal({'../a.json': 'x'}),
    journal({'pending.json': 'x'}),
    journal({'a.json': 1}),
    '{"format": 1, "files": {"__proto__": "x"}}',
  ])('is refused, untouched, when it holds %j', text => {
    put('pending.json', text)
    expect(() => updateFolder(folder, draft => draft.write('b.json', 'x'))).toThrow(StoreDamagedError)
    expect(() => readConsistently(folder, view => view.read('a.json'))).toThrow(StoreDamagedError)
    expect(readFileSync(join(folder, 'b.json'), 'utf8')).toBe('old')
    expect(readFileSync(join(folder, 'pending.json'), 'utf8')).toBe(text)
  })
})

describe('a reader', () => {
  test('finds a missing folder empty', () => {
    const missing = join(root, 'missing')
    expect(readConsistently(missing, view => [view.list(), view.read('a.json')])).toEqual([[], undefined])
  })

  test('reads again when a file it has read was changed meanwhile', () => {
    put('a.json', 'old')
    let attempts = 0
    const seen = readConsistently(folder, view => {
      const a = view.read('a.json')
      if (attempts++ === 0)
        updateFolder(folder, draft => ['a.json', 'b.json'].map(name => draft.write(name, 'new')))
      return [a, view.read('b.json')]
    })
    expect(seen).toEqual(['new', 'new'])
    expect(attempts).toBe(2)
  })

  test('reads again when a name was added to a list it has seen', () => {
    let attempts = 0
    const seen = readConsistently(folder, view => {
      const names = view.list()
      if (attempts++ === 0) put('a.json', '')
      return names
    })
    expect(seen).toEqual(['a.json'])
  })

  test('does not report an error that comes from half a change', () => {
    put('a.json', 'old')
    let attempts = 0
    const seen = readConsistently(folder, view => {
      const a = view.read('a.json')
      if (attempts++ > 0) return a
      put('a.json', 'new')
      throw new Error('a and b do not fit')
    })
    expect(seen).toBe('new')
  })

  test('gives up when it is never left alone', () => {
    let n = 0
    const reading = (): unknown =>
      readConsistently(folder, view => {
        view.read('a.json')
        put('a.json', `${n++}`)
      })
    expect(reading).toThrow(NeverStillError)
  })

  test('beside a busy writer never sees half a change', async () => {
    const watcher = startWorker(worker.path, ['watch', folder])
    const writer = startWorker(worker.path, ['pairs', folder])
    const ended = Promise.race([watcher.ended, writer.ended]).then(() => true)
    // However slow the machine is, both are at it at once.
    while (Math.min(watcher.lines().length, writer.lines().length) < 300)
      if (await Promise.race([ended, sleep(5, false)])) break
    watcher.kill()
    writer.kill()
    expect((await watcher.ended).errors).toBe('')
    expect((await writer.ended).errors).toBe('')
  })
})

test('a writer killed before any of its calls has changed both files or neither, and holds up nobody', async () => {
  const outcomes = new Set<string>()
  let survivors = 0
  for (let call = 1; survivors === 0; call += 4) {
    const batch = [call, call + 1, call + 2, call + 3].map(async n => {
      const own = join(root, `at-${n}`)
      mkdirSync(own)
      for (const name of ['a.json', 'b.json']) writeFileSync(join(own, name), '{"n":1}')
      const {signal, lines} = await startWorker(worker.path, ['die-before', own, `${n}`]).ended
      if (signal === null) survivors++
      const read = (): string =>
        readConsistently(own, view =>
          ['a.json', 'b.json'].map(name => JSON.parse(view.read(name) ?? '').n).join(),
        )
      const seen = read()
      expect(['1,1', '2,2']).toContain(seen)
      if (lines.includes('finished')) expect(seen).toBe('2,2')
      await withLock(join(own, 'lock'), {waitSeconds: 0}, () => recover(own))
      expect(read()).toBe(seen)
      expect(readdirSync(own).sort()).toEqual(['a.json', 'b.json', 'lock'])
      outcomes.add(seen)
    })
    await Promise.all(batch)
  }
  expect([...outcomes].sort()).toEqual(['1,1', '2,2'])
}, 120_000)
