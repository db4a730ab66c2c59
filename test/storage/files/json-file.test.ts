import {describe, expect, test} from 'vitest'
import {formatJson, parseJson, readJson, writeJson} from '../../../src/storage/files/json-file.js'
import {DamagedFileError} from '../../../src/storage/store-errors.js'

function filesInMemory(texts: Readonly<Record<string, string>> = {}) {
  const stored = new Map(Object.entries(texts))
  return {
    texts: stored,
    pathOf: (name: string) => `/store/${name}`,
    read: (name: string) => stored.get(name),
    write: (name: string, text: string) => {
      stored.set(name, text)
    },
  }
}

function damageOf(text: string): string {
  try {
    parseJson(text, '/store/page.json')
    return 'none'
  } catch (error) {
    if (error instanceof DamagedFileError && error.path === '/store/page.json') return error.what
    throw error
  }
}

const whole = (value: unknown) => value

describe('a file of JSON', () => {
  test('is null where there is none', () => {
    expect(readJson(filesInMemory(), 'page.json', whole)).toBeNull()
  })

  test('is written as it is read again, indented by two', () => {
    const files = filesInMemory()
    writeJson(files, 'page.json', {minutes: 90})
    expect(files.texts.get('page.json')).toBe('{\n  "minutes": 90\n}\n')
    expect(readJson(files, 'page.json', whole)).toEqual({minutes: 90})
  })

  test('is written without a look at what was there', () => {
    const read = () => {
      throw new Error('was read')
    }
    const files = {...filesInMemory(), read}
    writeJson(files, 'page.json', {minutes: 90})
    expect(files.texts.size).toBe(1)
  })

  test('gives what the parser makes of it', () => {
    const files = filesInMemory({'page.json': '{"minutes": 90}'})
    expect(readJson(files, 'page.json', value => Object.keys(value as object))).toEqual(['minutes'])
  })

  test('is never taken for nothing when it is damaged', () => {
    const files = filesInMemory({'page.json': 'null'})
    expect(() => readJson(files, 'page.json', whole)).toThrow(DamagedFileError)
  })
})

describe('stored JSON', () => {
  test.each([
    ['', 'not-json'],
    ['{"a": 1', 'not-json'],
    ['{"a": 1}}', 'not-json'],
    ['\ufeff{}', 'not-json'],
    ['null', 'not-an-object'],
    ['0', 'not-an-object'],
    ['""', 'not-an-object'],
    ['false', 'not-an-object'],
    ['{"a": 1, "a": 1}', 'duplicate-key'],
    ['{"a": 1, "\\u0061": 2}', 'duplicate-key'],
    ['[{"a": {"b": 1, "b" : 2}}]', 'duplicate-key'],
    ['{"a\\\\": 1, "a\\\\"\r\n\t : 2}', 'duplicate-key'],
  ])('%j is damaged: %s', (text, what) => {
    expect(damageOf(text)).toBe(what)
  })

  test('that begins 100,000 objects within each other and ends none is damaged: not-json', () => {
    expect(damageOf('{"a":'.repeat(100_000))).toBe('not-json')
  })

  test.each([
    {what: 'a quote in a key, a key in a text', text: '{"a\\"": "b\\\\", "c": ": {\\"c\\": 1}"}'},
    {what: 'a key in objects within each other', text: '{"a": {"a": [{"a": "a"}, {"a": null}]}}'},
    {what: 'keys that objects are born with', text: '{"__proto__": {"a": 1}, "constructor": 2, "1": 3}'},
    {what: 'lists 50,000 deep', text: `${'['.repeat(50_000)}${']'.repeat(50_000)}`},
    {what: 'a text of 5 million letters', text: formatJson({text: 'x'.repeat(5_000_000)})},
    {what: 'a text of 4 million escapes', text: formatJson({text: '"\n'.repeat(2_000_000)})},
    {what: 'a text of 4 million backslashes', text: formatJson({text: '\\'.repeat(4_000_000)})},
  ])('may hold $what', ({text}) => {
    expect(damageOf(text)).toBe('none')
  })
})
