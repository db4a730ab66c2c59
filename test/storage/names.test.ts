import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {beforeEach, expect, onTestFinished, test} from 'vitest'
import {StoreNames} from '../../src/storage/names.js'

let folder = ''
let store = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hourbank-names-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  store = join(folder, 'store')
  write('store.json', '{"provider": {"name": "Muster"}}')
  write('contracts/acme/contract.json', '{"id": "acme"}')
  for (const month of ['2026-09', '2026-11', '2026-10'])
    write(`contracts/acme/${month}.json`, `{"month": "${month}"}`)
})

function write(name: string, content: string): void {
  const path = join(store, name)
  mkdirSync(join(path, '..'), {recursive: true})
  writeFileSync(path, content)
}

const names = () => new StoreNames(store)
const pagesOf = (id: string) => [...names().pages(id)]

test('a store names its profile, its contracts, their pages from the latest on, and its tariffs', () => {
  write('tariffs/gold.json', '{}')
  expect(names().profile()).toEqual({provider: {name: 'Muster'}})
  expect(names().contractIds()).toEqual(['acme'])
  expect(names().contract('acme')).toEqual({id: 'acme'})
  expect(pagesOf('acme')).toEqual([{month: '2026-11'}, {month: '2026-10'}, {month: '2026-09'}])
  expect(names().tariffs()).toEqual(['gold'])
})

test('where there is no store, there are no names', () => {
  const none = new StoreNames(join(folder, 'none'))
  expect([
    none.profile(),
    none.contractIds(),
    none.contract('acme'),
    [...none.pages('acme')],
    none.tariffs(),
  ]).toEqual([undefined, [], undefined, [], []])
})

test('a file that is no JSON, or not one that we write, has no names and does not hide others', () => {
  write('store.json', '{')
  write('contracts/acme/2026-10.json', '\u0000')
  write('contracts/acme/notes.json', '{}')
  expect(names().profile()).toBeUndefined()
  expect(pagesOf('acme')).toEqual([{month: '2026-11'}, undefined, {month: '2026-09'}])
})

test('what is left of a removed contract, and what is no id, is no contract', () => {
  write('contracts/gone/lock', '')
  write('contracts/Not An Id/contract.json', '{}')
  expect(names().contractIds()).toEqual(['acme'])
  expect(names().contract('../acme')).toBeUndefined()
})

test('links are not followed, be they to a file, to a contract or to all of them', () => {
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  writeFileSync(join(elsewhere, 'contract.json'), '{"secret": 1}')
  writeFileSync(join(elsewhere, '2026-12.json'), '{"secret": 1}')
  symlinkSync(elsewhere, join(store, 'contracts/linked'))
  symlinkSync(join(elsewhere, '2026-12.json'), join(store, 'contracts/acme/2026-12.json'))
  expect(names().contractIds()).toEqual(['acme'])
  expect(names().contract('linked')).toBeUndefined()
  expect(pagesOf('acme')[0]).toBeUndefined()

  const linked = join(folder, 'linked-store')
  mkdirSync(linked)
  symlinkSync(join(store, 'contracts'), join(linked, 'contracts'))
  expect(new StoreNames(linked).contractIds()).toEqual([])
  expect(new StoreNames(linked).contract('acme')).toBeUndefined()
})

test('nothing waits for a pipe, and nothing reads what is too large', () => {
  rmSync(join(store, 'store.json'))
  expect(spawnSync('mkfifo', [join(store, 'store.json')]).status).toBe(0)
  write('contracts/acme/contract.json', `"${'x'.repeat(5 * 1024 * 1024)}"`)
  expect(names().profile()).toBeUndefined()
  expect(names().contract('acme')).toBeUndefined()
})

test('of a large store so much is read as a person waits for', () => {
  const large = `"${'x'.repeat(3 * 1024 * 1024)}"`
  for (const month of ['2026-09', '2026-11', '2026-10']) write(`contracts/acme/${month}.json`, large)
  expect(pagesOf('acme').map(page => page !== undefined)).toEqual([true, true, false])
})
