// A thread that passes commands on to one-process-program.js, so that tests can wait for the answer where they are.
import {spawn} from 'node:child_process'
import {mkdtempSync, openSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {workerData} from 'node:worker_threads'

const {port, signal, dist} = workerData
const folder = mkdtempSync(join(tmpdir(), 'hourbank-one-process-'))
const [out, error] = ['out', 'error'].map(name => openSync(join(folder, name), 'a+'))
rmSync(folder, {recursive: true}) // open files stay

const answer = message => {
  port.postMessage(message)
  Atomics.store(signal, 0, 1)
  Atomics.notify(signal, 0)
}

const program = fileURLToPath(new URL('one-process-program.js', import.meta.url))
const child = spawn(process.execPath, [program, dist], {stdio: ['ignore', out, error, 'ipc']})
const answerThatItEnded = () => answer({code: null, stdout: '', stderr: 'the one process has ended'})
child.on('exit', answerThatItEnded)
const isReady = new Promise(resolve => {
  child.once('message', resolve)
  child.once('exit', resolve)
})
await isReady
child.on('message', answer)
port.on('message', command => (child.connected ? child.send(command) : answerThatItEnded()))
