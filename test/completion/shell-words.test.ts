import {spawnSync} from 'node:child_process'
import fc from 'fast-check'
import {beforeAll, describe, expect, test} from 'vitest'
import {replacedIn, splitLine, unquoted} from '../../src/completion/shell-words.js'
import {answerLines} from '../../src/completion/shells.js'
import {configureRuns, RUNS_WITH_FILES} from '../support/property-runs.js'

/** What bash has in COMP_WORDBREAKS. */
const BREAKS = ' \t\n"\'><=;|&(:'

describe('a line is split as a shell does, up to the cursor', () => {
  test.each([
    ['hb log acme', ['hb', 'log', 'acme']],
    ['hb log ', ['hb', 'log', '']],
    ['  hb   log', ['hb', 'log']],
    ['', ['']],
    ['hb --for "Frau Müller" ', ['hb', '--for', 'Frau Müller', '']],
    ['hb --for "Frau Mü', ['hb', '--for', '"Frau Mü']],
    ["hb 'it'\\''s' x", ['hb', "it's", 'x']],
    ['hb Frau\\ Müller x', ['hb', 'Frau Müller', 'x']],
    ['hb "a \\"b\\" $(c)" x', ['hb', 'a "b" $(c)', 'x']],
    ['hb a\\', ['hb', 'a\\']],
    ['hb "" x', ['hb', '', 'x']],
  ])('%s', (line, words) => {
    expect(splitLine(line)).toEqual(words)
  })

  test('without carrying anything out', () => {
    expect(splitLine('hb $(touch x) `y` $HOME ~ *.txt z')).toEqual([
      ...['hb', '$(touch', 'x)', '`y`', '$HOME', '~', '*.txt', 'z'],
    ])
  })
})

test.each([
  ['"Frau Mü', 'Frau Mü'],
  ['Frau\\ Mü', 'Frau Mü'],
  ["--for='Frau M", '--for=Frau M'],
  ['"50 \\$ \\', '50 $ '],
  ['', ''],
])('a word that is not complete yet loses its quotes: %s', (word, text) => {
  expect(unquoted(word)).toBe(text)
})

test.each([
  ['acme', {before: '', quote: undefined}],
  ['--for=Fr', {before: '--for=', quote: undefined}],
  ['--for="Fr', {before: '--for=', quote: '"'}],
  ["'Fr", {before: '', quote: "'"}],
  ['a:b', {before: 'a:', quote: undefined}],
  ['a\\:b', {before: '', quote: undefined}],
  ['"a"b', {before: 'a', quote: undefined}],
])('bash replaces what comes after the last letter that ends words for it: %s', (word, replaced) => {
  expect(replacedIn(word, BREAKS)).toEqual(replaced)
})

describe.runIf(spawnSync('bash', ['--version']).status === 0)('whatever is chosen', () => {
  beforeAll(() => configureRuns(RUNS_WITH_FILES))
  // No control characters: those are never suggested.
  const texts = fc
    .string({
      unit: fc.constantFrom(...' aZ9äß\'"\\$`!*?[]{}()<>|&;#~=:^%@,-é漢'),
      minLength: 1,
      maxLength: 12,
    })
    .filter(text => !text.startsWith('-'))

  /** The words that bash makes of a line; what it would run shows as its output. */
  const wordsOfBash = (words: readonly string[]): readonly string[] => {
    const {stdout} = spawnSync('bash', ['--norc', '-c', `printf '%s\\0' ${words.join(' ')}`], {
      encoding: 'utf8',
    })
    return stdout.split('\0').slice(0, -1)
  }
  const inserted = (value: string, line: string): string | undefined =>
    answerLines('bash', {kind: 'words', before: '', suggestions: [{value}]}, [BREAKS, line]).split('\n')[1]

  test.each([
    ['without quotes', '', ''],
    ['after a single quote', "'", "'"],
    ['after a double quote', '"', '"'],
  ])('is one word for bash, %s', (_, before, after) => {
    fc.assert(
      fc.property(fc.array(texts, {minLength: 1, maxLength: 40}), values => {
        const [sayable, lines] = [[] as string[], [] as string[]]
        for (const value of values) {
          const text = inserted(value, `hb log acme --for ${before}`)
          if (text === undefined) continue
          sayable.push(value)
          lines.push(`${before}${text}${after}`)
        }
        expect(wordsOfBash(lines)).toEqual(lines.length === 0 ? [''] : sayable)
        for (const [index, line] of lines.entries()) expect(unquoted(line)).toBe(sayable[index])
      }),
    )
  })
})
