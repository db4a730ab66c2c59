import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {RequestIndex} from '../../../src/storage/files/request-index.js'

/** An index in a folder of its own, over the requests that there are. */
function indexOf(census: Record<string, readonly string[]> = {}) {
  const parent = mkdtempSync(join(tmpdir(), 'hourbank-index-'))
  onTestFinished(() => rmSync(parent, {recursive: true}))
  const folder = join(parent, 'requests')
  const requests = new Map(Object.entries(census))
  const asked = {count: 0}
  const index = new RequestIndex(folder, 10, () => {
    asked.count += 1
    return requests
  })
  return {folder, requests, asked, index}
}

test('where there is no index, all pages are read, and nothing is written by whoever only asks', () => {
  const {index, folder} = indexOf({7: ['acme']})
  expect(index.find('7')).toEqual(['acme'])
  expect(index.find('8')).toEqual([])
  expect(() => readdirSync(folder)).toThrow('ENOENT')
})

test('the first request makes it, with those that there were; from then on no page is read', async () => {
  const {index, folder, asked} = indexOf({7: ['acme'], 'A-1': ['acme', 'beta']})
  await index.add(['8'], 'gamma')
  expect(asked.count).toBe(1)
  expect(['7', '8', 'A-1', '9'].map(number => index.find(number))).toEqual([
    ...[['acme'], ['gamma'], ['acme', 'beta'], []],
  ])
  expect(asked.count).toBe(1)
  expect(readdirSync(folder).filter(name => name !== 'lock')).toHaveLength(16)
})

test('numbers are spread over its files, a contract is entered once, and several of one number are kept', async () => {
  const {index, folder} = indexOf()
  for (let number = 1; number <= 200; number += 1) await index.add([String(number)], 'acme')
  const sizes = readdirSync(folder)
    .filter(name => name !== 'lock')
    .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')).numbers.length)
  expect(Math.max(...sizes)).toBeLessThan(30)
  await index.add(['7'], 'acme')
  await index.add(['7'], 'aaa')
  expect(index.find('7')).toEqual(['aaa', 'acme'])
})

test.each([
  '',
  'null',
  '{"numbers": 1}',
  '{"numbers": [["7", "acme"]]}',
])('a file with %j is made anew with all others by the next request, and not believed before', async text => {
  const {index, folder, requests} = indexOf({7: ['acme']})
  await index.add(['8'], 'acme')
  requests.set('8', ['acme'])
  for (const name of readdirSync(folder)) if (name !== 'lock') writeFileSync(join(folder, name), text)
  expect(index.find('7')).toEqual(['acme'])
  await index.add(['9'], 'beta')
  expect(['7', '8', '9'].map(number => index.find(number))).toEqual([['acme'], ['acme'], ['beta']])
})

test('numbers that every object has a property of are numbers', async () => {
  const {index} = indexOf()
  expect(index.find('constructor')).toEqual([])
  await index.add(['constructor'], 'acme')
  await index.add(['toString'], 'acme')
  expect([index.find('constructor'), index.find('toString'), index.find('valueOf')]).toEqual([
    ['acme'],
    ['acme'],
    [],
  ])
})

test('what is not in it, and should be, is told by the number and its file', async () => {
  const {index, folder, requests} = indexOf()
  await index.add(['7'], 'acme')
  requests.set('7', ['acme', 'beta'])
  const [damage, ...others] = index.inspect()
  expect(others).toEqual([])
  expect(damage?.defect).toEqual({kind: 'not-indexed', number: '7', contract: 'beta'})
  expect(damage?.place.startsWith(folder)).toBe(true)
})

test('many numbers are entered at once, beside those that are known', async () => {
  const {index, asked} = indexOf()
  await index.add(['2'], 'acme')
  const numbers = Array.from({length: 500}, (_, number) => String(number))
  await index.add(numbers, 'acme')
  expect(numbers.filter(number => !index.find(number).includes('acme'))).toEqual([])
  await index.add([], 'acme')
  expect(asked.count).toBe(1)
})

test('a part that is damaged is made anew, also where another part is asked for first', async () => {
  const {index, folder, requests} = indexOf({7: ['acme']})
  await index.add(['8'], 'acme')
  requests.set('8', ['acme'])
  const part = readdirSync(folder).find(
    name => name !== 'lock' && readFileSync(join(folder, name), 'utf8').includes('"7"'),
  )
  writeFileSync(join(folder, part ?? ''), 'null')
  await index.add(['9', '7'], 'beta')
  expect(['7', '8', '9'].map(number => index.find(number))).toEqual([['acme', 'beta'], ['acme'], ['beta']])
})
