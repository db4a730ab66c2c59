/**
 * A process of its own for the tests of locks and crashes: `node worker.mjs TASK FOLDER …`.
 * It prints a line for everything that the store has confirmed.
 */
import fs, {writeSync} from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'
import {join} from 'node:path'
import {writeDurably} from '../../../src/disk/durable-file.js'
import {readConsistently, updateFolder} from '../../../src/storage/files/commit.js'
import {FileStore} from '../../../src/storage/files/file-store.js'
import {JsonFile} from '../../../src/storage/files/json-file.js'
import {withLock} from '../../../src/storage/files/lock.js'
import {formatJson} from '../../../src/storage/stored-json.js'

interface Counter {
  readonly total: number
  readonly byWorker: Readonly<Record<string, number>>
}

const nothingCounted: Counter = {total: 0, byWorker: {}}
const counterForm = {decode: (value: unknown) => value as Counter, encode: (counter: Counter) => counter}

const [task = '', folder = '', ...rest] = process.argv.slice(2)
const lockFile = join(folder, 'lock')
// Straight to the descriptor, so that a line that was printed is out before the process can die.
const print = (line: string | number): unknown => writeSync(1, `${line}\n`)

const tasks: Readonly<Record<string, () => Promise<void> | void>> = {
  /** `increment FOLDER ME TIMES`: prints how long each write waited and took, in milliseconds. */
  increment: async () => {
    const [me = '', times = '0'] = rest
    for (let expected = 0; expected < Number(times); expected++) {
      const start = performance.now()
      await withLock(lockFile, {waitSeconds: 10}, () => {
        const waited = performance.now() - start
        updateFolder(folder, draft => {
          const file = new JsonFile(draft, 'counter.json', counterForm, nothingCounted)
          file.change(({total, byWorker}) => {
            if ((byWorker[me] ?? 0) !== expected) throw new Error(`${me} was lost or came twice`)
            return {total: total + 1, byWorker: {...byWorker, [me]: expected + 1}}
          })
        })
        print(`${waited} ${performance.now() - start}`)
      })
    }
  },
  /** `pairs FOLDER [TIMES]`: raises the number in two files that must always be equal; prints each number. */
  pairs: async () => {
    for (let left = Number(rest[0] ?? Infinity); left > 0; left--) {
      await withLock(lockFile, {waitSeconds: 10}, () => {
        print(raisePair())
      })
    }
  },
  /** `die-before FOLDER N`: one pair, killed right before its Nth call that changes the disk. */
  'die-before': async () => {
    dieBeforeCall(Number(rest[0]))
    await withLock(lockFile, {waitSeconds: 5}, raisePair)
    print('finished')
  },
  /** `die-removing STORE N`: removes the account `acme`, killed right before its Nth call that changes the disk. */
  'die-removing': async () => {
    dieBeforeCall(Number(rest[0]))
    await new FileStore(folder, 5).removeAccount('acme', () => null)
    print('finished')
  },
  /** `replace FOLDER`: one durable write of other content; prints the code of the error, or `done`. */
  replace: () => {
    try {
      writeDurably(join(folder, 'a.json'), 'new '.repeat(500))
      print('done')
    } catch (error) {
      print(`${(error as Error).name} ${(error as NodeJS.ErrnoException).code}`)
    }
  },
  /** `watch FOLDER`: reads the pair until it is killed; prints how often, and fails on a half-seen change. */
  watch: () => {
    for (let reads = 1; ; reads++) {
      const [a, b] = readConsistently(folder, view => [view.read('a.json'), view.read('b.json')])
      if (a !== b) throw new Error(`half a change: ${a} ${b}`)
      print(reads)
    }
  },
}

function raisePair(): number {
  return updateFolder(folder, draft => {
    const n = Number(JSON.parse(draft.read('a.json') ?? '{"n":0}').n) + 1
    draft.write('a.json', formatJson({n}))
    draft.write('b.json', formatJson({n}))
    return n
  })
}

function dieBeforeCall(n: number): void {
  let calls = 0
  const counted =
    <A extends readonly unknown[], R>(call: (...args: A) => R) =>
    (...args: A): R => {
      if (++calls === n) process.kill(process.pid, 'SIGKILL')
      return call(...args)
    }
  Object.assign(fs, {
    openSync: counted(fs.openSync),
    writeSync: counted(fs.writeSync),
    fsyncSync: counted(fs.fsyncSync),
    renameSync: counted(fs.renameSync),
    rmSync: counted(fs.rmSync),
  })
  syncBuiltinESMExports()
}

await tasks[task]?.()
