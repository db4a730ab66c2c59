import {defineConfig} from 'vitest/config'

/** The tests of the rules alone, with few random histories, and each time the same: a mutant costs a run of them. */
export default defineConfig({
  test: {
    include: ['test/{domain,operations,properties}/**/*.test.ts'],
    exclude: ['test/domain/calendar.test.ts'], // sets the process's time zone, which the threads of this run cannot
    testTimeout: 60_000,
    env: {FC_RUNS: '30', FC_SEED: '1'},
  },
})
