import {defineConfig} from 'vitest/config'

/** The tests of the rules alone, with few random histories, and each time the same: a mutant costs a run of them. */
export default defineConfig({
  test: {
    include: ['test/mutants/rules.ts'],
    testTimeout: 60_000,
    env: {FC_RUNS: '10', FC_SEED: '1'},
  },
})
