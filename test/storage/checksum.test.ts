import fc from 'fast-check'
import {expect, test} from 'vitest'
import {checksumOf} from '../../src/storage/checksum.js'
import {configureRuns} from '../support/property-runs.js'

configureRuns()

test('a checksum has fourteen digits, and is that of a text whenever it is asked for', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), text => {
      expect(checksumOf(text)).toMatch(/^[0-9a-f]{14}$/)
      expect(checksumOf(text)).toBe(checksumOf(text))
    }),
  )
})

test('a text in which one character is another, is gone, or was put in has another checksum', () => {
  const texts = fc.tuple(fc.string({minLength: 1}), fc.nat(), fc.constantFrom('a', '"', '7', 'ü'))
  fc.assert(
    fc.property(texts, ([text, place, character]) => {
      const at = place % text.length
      const before = text.slice(0, at)
      const changed = [before + character + text.slice(at + 1), before + text.slice(at + 1)]
      for (const each of [...changed, before + character + text.slice(at)])
        if (each !== text) expect(checksumOf(each)).not.toBe(checksumOf(text))
    }),
  )
})
