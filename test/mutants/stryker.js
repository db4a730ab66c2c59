// `npm run mutants`: changes what makes figures in some 830 small ways, and runs the tests of the rules on each
// change. What no test notices is in the report, and in ../README.md if it cannot change a figure.

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: [
    'src/domain/{lots,month-end,rating,units,bands,emergency,money}.ts',
    'src/operations/{close-month,log-entry}.ts',
  ],
  testRunner: 'vitest',
  vitest: {configFile: 'test/mutants/vitest.config.ts', related: false},
  coverageAnalysis: 'perTest',
  ignoreStatic: true, // what also runs while tests are collected is judged by the tests that run it themselves
  concurrency: 2,
  timeoutMS: 60_000, // a busy machine is no endless loop
  thresholds: {high: 95, low: 90, break: 90},
  // Stryker reads a tsconfig with the parser of a TypeScript before 7, which is not there; it needs none of ours.
  tsconfigFile: 'none.json',
  ignorePatterns: ['coverage', 'demo', 'dist', 'fixtures', 'test/e2e'],
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: {allowColor: false, logTests: false, reportTests: false},
  htmlReporter: {fileName: 'coverage/mutants.html'},
  jsonReporter: {fileName: 'coverage/mutants.json'},
  tempDirName: 'node_modules/.cache/mutants',
}
