#!/usr/bin/env node
// Starts the built program. Node keeps the compiled code in a cache of this user's own, not in the shared /tmp
// that is Node's default: whoever can write there could hand us code to run.
import module from 'node:module'

const {env, platform} = process
const home =
  platform === 'darwin' ? env.HOME && `${env.HOME}/Library/Caches` : env.HOME && `${env.HOME}/.cache`
const caches = env.XDG_CACHE_HOME || (platform === 'win32' ? env.LOCALAPPDATA : home)
if (caches) module.enableCompileCache?.(`${caches}/hourbank/compiled`)

const main = new URL('../dist/main.js', import.meta.url).href
try {
  await import(main)
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.url !== main) throw error
  process.stderr.write('hourbank is not built yet. Build it with: npm install && npm run build\n')
  process.exitCode = 1
}
