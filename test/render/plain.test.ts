import stringWidth from 'string-width'
import {describe, expect, test} from 'vitest'
import {cutText, textWidth, wrapLines, wrapText} from '../../src/render/fit-text.js'
import {neutralise} from '../../src/render/plain.js'

describe('neutralise', () => {
  test.each([
    ['\u001b[31mred', '\ufffd[31mred'],
    ['a\r\n\tb', 'a b'],
    ['a\u2028b', 'a b'],
    ['1.234,50\u00a0€', '1.234,50 €'],
    ['\u202egnirts', '\ufffdgnirts'],
    ['👩\u200d💻', '👩\ufffd💻'],
    ['\ud800', '\ufffd'],
    ['\ufeffSilben\u00adtrennung null\u200bbreit\u2060', 'Silbentrennung nullbreit'],
    ['\ue000', '\ufffd'],
    ['Frau Müller 😀', 'Frau Müller 😀'],
  ])('makes %j to %j', (text, expected) => {
    expect(neutralise(text)).toBe(expected)
  })
})

describe('text that must fit', () => {
  test('is measured as wide as a terminal shows it', () => {
    for (let code = 0xc0; code < 0x300; code += 1) {
      const letter = String.fromCharCode(code)
      expect(textWidth(letter)).toBe(stringWidth(letter))
    }
    expect([
      textWidth('–…€·©'),
      textWidth('東京'),
      textWidth('e\u0301'),
      textWidth('\u001b[1mx\u001b[22m'),
    ]).toEqual([6, 4, 1, 1])
  })

  test('is cut with an ellipsis, wide characters counted twice', () => {
    expect(cutText('ABCDEF', 6)).toBe('ABCDEF')
    expect(cutText('ABCDEFG', 6)).toBe('ABCDE…')
    expect(cutText('東京東京', 6)).toBe('東京…')
  })

  test('wraps between words, and inside a word that is too long', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three'])
    expect(wrapText('abcdefgh ij', 5)).toEqual(['abcde', 'fgh', 'ij'])
    expect(wrapText('😀😀😀', 4)).toEqual(['😀😀', '😀'])
    expect(wrapText('', 4)).toEqual([''])
  })
})

test('lines that are too long go on at their indent, and others stay as they are', () => {
  expect(wrapLines('a short line\n  one that is longer\n', 12)).toBe(
    'a short line\n  one that\n  is longer\n',
  )
})
