import fc from 'fast-check'

/** 1,000 runs of each property; `FC_RUNS` makes it another number, `FC_SEED` repeats a run that was reported. */
export function configureRuns(): void {
  const {FC_RUNS, FC_SEED} = process.env
  const seed = FC_SEED === undefined ? {} : {seed: Number(FC_SEED)}
  fc.configureGlobal({numRuns: Number(FC_RUNS ?? 1000), ...seed})
}
