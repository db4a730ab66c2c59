#!/usr/bin/env node
// Starts the built program.
const main = new URL('../dist/main.js', import.meta.url).href
try {
  await import(main)
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.url !== main) throw error
  process.stderr.write('hourbank is not built yet. Build it with: npm install && npm run build\n')
  process.exitCode = 1
}
