import fc from 'fast-check'

/** So many runs of a property where one takes milliseconds, and where one writes files. */
export const RUNS_WHERE_SLOW = 300
export const RUNS_WITH_FILES = 100

/**
 * 1,000 runs of each property, or as many as are said; `FC_RUNS` makes it another number, `FC_SEED` repeats a run that
 * was reported.
 */
export function configureRuns(usual = 1000): void {
  const {FC_RUNS, FC_SEED} = process.env
  const seed = FC_SEED === undefined ? {} : {seed: Number(FC_SEED)}
  fc.configureGlobal({numRuns: Number(FC_RUNS ?? usual), ...seed})
}
