import {expect, test} from 'vitest'
import {formatDuration} from '../../src/domain/minutes.js'

test.each([
  [450, '7:30'],
  [-135, '-2:15'],
  [0, '0:00'],
  [-5, '-0:05'],
  [6_000, '100:00'],
])('%i minutes are shown as %s', (minutes, shown) => {
  expect(formatDuration(minutes)).toBe(shown)
})
