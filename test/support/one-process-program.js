// Runs command lines with the built program, one after the other, as they are asked for by one-process-caller.js: starting
// Node takes twenty times as long as most commands do. Environment, folder and exit code are those of each command alone.
// Standard output and error are files to append to, which are read and emptied after each.
import {fstatSync, ftruncateSync, readSync} from 'node:fs'

const [dist] = process.argv.slice(2)
const {runProgram} = await import(`${dist}/program.cjs`)

/** What a command has printed there; nothing is left of it. */
function taken(descriptor) {
  const bytes = Buffer.alloc(fstatSync(descriptor).size)
  readSync(descriptor, bytes, 0, bytes.length, 0)
  ftruncateSync(descriptor, 0)
  return bytes.toString('utf8')
}

process.on('message', async ({args, env, cwd}) => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.chdir(cwd)
  process.exitCode = 0
  await runProgram(args, dist)
  for (const event of ['beforeExit', 'uncaughtException']) process.removeAllListeners(event)
  process.send({code: process.exitCode, stdout: taken(1), stderr: taken(2)})
  process.exitCode = 0
})
process.send('ready')
