import {defineConfig} from 'vitest/config'

/** What the bundle takes as text as well. */
const sqlAsText = {
  name: 'sql-as-text',
  transform: (code: string, id: string) =>
    id.endsWith('.sql') ? `export default ${JSON.stringify(code)}` : undefined,
}

export default defineConfig({
  plugins: [sqlAsText],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 900_000, // for what hangs: no test fails because a machine is slow
    hookTimeout: 900_000,
    maxWorkers: '100%', // the programs that tests start need a core of their own less often than the tests do
    reporters: process.env.CI ? ['default', ['json', {outputFile: 'coverage/tests.json'}]] : ['default'],
    coverage: {
      include: ['src/domain/**', 'src/operations/**'],
      reporter: ['text-summary'],
      thresholds: {lines: 100, branches: 100, functions: 100, statements: 100},
    },
  },
})
