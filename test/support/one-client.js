// Runs command lines with the built program, one after the other in this one process, as one consultant types them. Each is a
// line of JSON on standard input; for each its exit code is printed, once the command has ended.
import {createInterface} from 'node:readline'

const [dist] = process.argv.slice(2)
const {runProgram} = await import(`${dist}/program.cjs`)
const print = process.stdout.write.bind(process.stdout)
process.stdout.write = () => true
let said = ''
process.stderr.write = text => {
  said += text
  return true
}

for await (const line of createInterface({input: process.stdin})) {
  process.exitCode = 0
  said = ''
  await runProgram(JSON.parse(line), dist)
  for (const event of ['beforeExit', 'uncaughtException']) process.removeAllListeners(event)
  print(`${JSON.stringify({code: process.exitCode, said})}\n`)
}
process.exitCode = 0
