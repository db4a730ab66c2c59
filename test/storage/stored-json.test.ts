import {describe, expect, test} from 'vitest'
import {StoreDamagedError} from '../../src/storage/store-errors.js'
import {formatJson, parseJson} from '../../src/storage/stored-json.js'

function damageOf(text: string): string {
  try {
    parseJson(text, '/store/page.json')
    return 'none'
  } catch (error) {
    if (error instanceof StoreDamagedError && error.place === '/store/page.json') return String(error.defect)
    throw error
  }
}

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

  // What is not looked at field by field, as a statement that was printed, would end the program when its seal is checked.
  test.each([
    {what: 'lists 50,000 deep', text: `${'['.repeat(50_000)}${']'.repeat(50_000)}`},
    {what: 'a number beyond all', text: '{"a": [1e400]}'},
  ])('that holds $what is damaged: boundless', ({text}) => {
    expect(damageOf(text)).toBe('boundless')
  })

  test.each([
    {what: 'a quote in a key, a key in a text', text: '{"a\\"": "b\\\\", "c": ": {\\"c\\": 1}"}'},
    {what: 'a key in objects within each other', text: '{"a": {"a": [{"a": "a"}, {"a": null}]}}'},
    {what: 'keys that objects are born with', text: '{"__proto__": {"a": 1}, "constructor": 2, "1": 3}'},
    {what: 'lists 100 deep', text: `${'['.repeat(100)}${']'.repeat(100)}`},
    {what: 'a text of 5 million letters', text: formatJson({text: 'x'.repeat(5_000_000)})},
    {what: 'a text of 4 million escapes', text: formatJson({text: '"\n'.repeat(2_000_000)})},
    {what: 'a text of 4 million backslashes', text: formatJson({text: '\\'.repeat(4_000_000)})},
  ])('may hold $what', ({text}) => {
    expect(damageOf(text)).toBe('none')
  })
})
