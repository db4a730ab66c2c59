// Runs several command lines with the built program in this process, one after the other: starting Node takes twenty
// times as long as most commands do. Each begins with the same environment and no exit code. They come as JSON on
// standard input; standard output and error have to be files, and on 3 is said where the answer to each ends in them.
import {fstatSync, readFileSync, writeSync} from 'node:fs'

const [dist] = process.argv.slice(2)
const environment = {...process.env}
const {runProgram} = await import(`${dist}/program.js`)

const ends = []
for (const argv of JSON.parse(readFileSync(0, 'utf8'))) {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
  Object.assign(process.env, environment)
  process.exitCode = 0
  await runProgram(argv, dist)
  for (const event of ['beforeExit', 'uncaughtException']) process.removeAllListeners(event)
  ends.push({code: process.exitCode, stdout: fstatSync(1).size, stderr: fstatSync(2).size})
}
process.exitCode = 0
writeSync(3, JSON.stringify(ends))
