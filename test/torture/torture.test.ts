import {describe, expect, test} from 'vitest'
import {CAMPAIGNS} from './campaigns.js'
import {Random} from './random.js'
import {Tally} from './tally.js'

// Short, and the same each time but for the moments at which somebody is killed. The long ones: npm run torture.
const SEED = 1

describe.each(CAMPAIGNS)('$name', ({about, missing, rounds, run}) => {
  const why = missing()
  test.skipIf(why !== null)(`${about}${why === null ? '' : ` (skipped: ${why})`}`, async () => {
    const tally = new Tally()
    await run(tally, {rounds: rounds.short, random: new Random(SEED), isLarge: false, watch: () => {}})
    expect(tally.told).toEqual([])
    expect(tally.isClean).toBe(true)
  })
})

test('a malformed file in a store with a page of 30,000 entries and six million escapes is found, and named', async () => {
  const pages = CAMPAIGNS.find(({name}) => name === 'pages')
  const tally = new Tally()
  await pages?.run(tally, {rounds: 1, random: new Random(SEED), isLarge: true, watch: () => {}})
  expect(tally.told).toEqual([])
  expect(tally.figures.get('attempts')).toBe(1)
})
