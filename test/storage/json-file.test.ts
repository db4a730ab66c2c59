import {describe, expect, test} from 'vitest'
import {DamagedFileError} from '../../src/storage/durable-file.js'
import {formatJson, openJson, parseJson, type TextFiles} from '../../src/storage/json-file.js'

function filesInMemory(
  texts: Readonly<Record<string, string>> = {},
): TextFiles & {readonly texts: Map<string, string>} {
  const stored = new Map(Object.entries(texts))
  return {
    texts: stored,
    pathOf: name => `/store/${name}`,
    read: name => stored.get(name),
    write: (name, text) => {
      stored.set(name, text)
    },
  }
}

function damageOf(text: string): string {
  try {
    parseJson(text, '/store/page.json')
  } catch (error) {
    if (error instanceof DamagedFileError && error.path === '/store/page.json') return error.what
  }
  return 'none'
}

describe('a database over one file', () => {
  test('has no data where there is no file, and then writes nothing', () => {
    const files = filesInMemory()
    const page = openJson(files, 'page.json', value => value)
    page.write()
    expect(page.data).toBeNull()
    expect(files.texts.size).toBe(0)
  })

  test('writes what it reads again, indented by two', () => {
    const files = filesInMemory()
    const page = openJson(files, 'page.json', value => value)
    page.data = {minutes: 90}
    page.write()
    expect(files.texts.get('page.json')).toBe('{\n  "minutes": 90\n}\n')
    expect(openJson(files, 'page.json', value => value).data).toEqual({minutes: 90})
  })

  test('gives what the parser makes of the file', () => {
    const files = filesInMemory({'page.json': '{"minutes": 90}'})
    expect(openJson(files, 'page.json', value => Object.keys(value as object)).data).toEqual(['minutes'])
  })

  test('never replaces a damaged file by nothing', () => {
    expect(() => openJson(filesInMemory({'page.json': 'null'}), 'page.json', value => value)).toThrow(
      DamagedFileError,
    )
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
    [`${'{"a":'.repeat(100_000)}`, 'not-json'],
  ])('%j is damaged: %s', (text, what) => {
    expect(damageOf(text)).toBe(what)
  })

  test.each([
    '{"a\\"": "b\\\\", "c": ": {\\"c\\": 1}"}',
    '{"a": {"a": [{"a": "a"}, {"a": null}]}}',
    '{"__proto__": {"a": 1}, "constructor": 2, "1": 3}',
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    formatJson({text: 'x'.repeat(5_000_000)}),
  ])('%.40s is sound', text => {
    expect(damageOf(text)).toBe('none')
  })
})
