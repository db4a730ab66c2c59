import {type ChildProcessByStdio, spawn} from 'node:child_process'
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Readable} from 'node:stream'
import {fileURLToPath} from 'node:url'
import {buildSync} from 'esbuild'

const project = fileURLToPath(new URL('../../..', import.meta.url))

/** A number from the environment, so that a campaign can be run longer than the tests need. */
export function sizeOf(variable: string, normal: number): number {
  return Number(process.env[variable] ?? normal)
}

/** A new folder of the system's for temporary files. */
export function makeTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hourbank-storage-'))
}

/** Builds `worker.ts`; inside the project, because the lock's binary is looked up from there. */
export function buildWorker(): {readonly path: string; readonly remove: () => void} {
  const cache = join(project, 'node_modules', '.cache')
  mkdirSync(cache, {recursive: true})
  const folder = mkdtempSync(join(cache, 'storage-worker-'))
  const path = join(folder, 'worker.mjs')
  buildSync({
    entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  })
  return {path, remove: () => rmSync(folder, {recursive: true, force: true})}
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Only whole lines: the last word of a killed process may be cut short. */
  readonly lines: readonly string[]
  readonly errors: string
}

export interface RunningWorker {
  readonly kill: () => void
  /** The lines so far. */
  readonly lines: () => readonly string[]
  readonly ended: Promise<Ended>
}

/** Starts the worker, under another program (such as strace) where `under` names one. */
export function startWorker(
  path: string,
  args: readonly string[],
  {under = []}: {readonly under?: readonly string[]} = {},
): RunningWorker {
  const [program = process.execPath, ...words] = [...under, process.execPath, path, ...args]
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(program, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', chunk => {
    output += chunk
  })
  child.stderr.setEncoding('utf8').on('data', chunk => {
    errors += chunk
  })
  const lines = (): readonly string[] => output.split('\n').slice(0, -1)
  return {
    kill: () => child.kill('SIGKILL'),
    lines,
    ended: new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code, signal) => resolve({code, signal, lines: lines(), errors}))
    }),
  }
}
