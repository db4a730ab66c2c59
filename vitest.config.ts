import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    reporters: process.env.CI ? ['default', ['json', {outputFile: 'coverage/tests.json'}]] : ['default'],
    coverage: {
      include: ['src/domain/**', 'src/operations/**'],
      reporter: ['text-summary'],
      thresholds: {lines: 100, branches: 100, functions: 100, statements: 100},
    },
  },
})
