import {defineConfig} from 'vitest/config'

/** The tests of the rules alone, with few random histories, and each time the same: a mutant costs a run of them. */
export default defineConfig({
  test: {
    include: ['test/{domain,operations,properties}/**/*.test.ts'],
    exclude: [
      'test/domain/calendar.test.ts', // sets the process's time zone, which the threads of this run cannot
      'test/domain/{*-text,what-people-type,written-dates}.test.ts', // make no figures
      'test/operations/import-entries.test.ts', // books 6,000 rows; that each is booked as by hand is a property
    ],
    isolate: true, // without it Stryker sees coverage of the first file alone that loads a module
    testTimeout: 60_000,
    env: {FC_RUNS: '10', FC_SEED: '1'},
  },
})
