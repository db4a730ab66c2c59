import {basename} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isTimerFolder, timerFolder} from '../../src/storage/timer-place.js'
import {configureRuns} from '../support/property-runs.js'

configureRuns()

const nameOf = (consultant: string) => basename(timerFolder('/store', consultant))

test('the folder of a timer is one of the store’s, whatever the name of its consultant', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 30}), consultant => {
      expect(timerFolder('/store', consultant)).toBe(`/store/timers/${nameOf(consultant)}`)
      expect(isTimerFolder(nameOf(consultant))).toBe(true)
    }),
  )
})

test('a hundred thousand names have as many folders', () => {
  const names = Array.from({length: 25_000}, (_, index) => [
    ...[`C${index}`, `c${index}`],
    ...[`${index} Weber`, `Jürgen ${index * 7919}`],
  ]).flat()
  expect(new Set(names.map(nameOf)).size).toBe(names.length)
})

test('the folder of a name stays the same: a timer that runs is found by the next version', () => {
  expect(nameOf('J. Weber')).toMatchInlineSnapshot(`"a76db110a2e97145"`)
})
