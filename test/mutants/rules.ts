import {readdirSync} from 'node:fs'
import {describe} from 'vitest'

/**
 * The tests of the rules as one file, so that a mutant costs one loading of the modules and not one for each file. (In
 * files of their own without isolation, Stryker sees what the first file covers and no other.)
 */

const ROOMS = ['domain', 'operations', 'properties']

const LEFT_OUT: readonly string[] = [
  'calendar.test.ts', // sets the process's time zone, which the threads of this run cannot
  'import-entries.test.ts', // books 6,000 rows; that each is booked as by hand is a property
  'what-people-type.test.ts',
  'written-dates.test.ts',
]

for (const room of ROOMS) {
  for (const name of readdirSync(new URL(`../${room}`, import.meta.url))) {
    if (LEFT_OUT.includes(name) || name.endsWith('-text.test.ts')) continue // what reads texts makes no figures
    describe(`${room}/${name}`, async () => {
      await import(`../${room}/${name}`)
    })
  }
}
