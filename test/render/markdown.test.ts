import {expect, test} from 'vitest'
import {drawMarkdown} from '../../src/render/markdown.js'

const drawn = (page: string, width = 40, colour = false) => drawMarkdown(page, {width, colour}).split('\n')

test('headings are bold, and lines of a paragraph are broken anew', () => {
  expect(drawn('# Title\n\nOne line\nand [another](x.md) **one**.\n', 20, true)).toEqual([
    '\u001b[1mTitle\u001b[22m',
    '',
    'One line and another',
    'one.',
  ])
})

test('each item of a list begins a line, also where it took several', () => {
  expect(drawn('- first\n  of two\n- second')).toEqual(['- first of two', '- second'])
})

test('in a table the column with the longest text gives way', () => {
  expect(drawn('| a | b |\n| --- | --- |\n| x | one two three four five six |', 22)).toEqual([
    'a  b',
    'x  one two three four',
    '   five six',
  ])
})

test('what is typed is not broken', () => {
  expect(drawn('| a | b |\n| --- | --- |\n| `one two`, `three four`, `5` | x |', 20)).toEqual([
    'a                  b',
    'one two,           x',
    'three four, 5',
  ])
})

test('comments are not shown, and nothing steers the terminal', () => {
  expect(drawn('<!-- now -->\na\u001b[2Jb')).toEqual(['a\ufffd[2Jb'])
})
