import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {
  closeSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const executable = join(root, 'bin/run.js')
const oneProcess = join(root, 'test/support/one-process.js')

export type CommandLine = readonly string[]

export type Env = Readonly<Record<string, string>>

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  /** What is on standard output, as JSON; throws where it is something else. */
  readonly json: ReturnType<typeof JSON.parse>
}

export interface Running {
  readonly process: ChildProcess
  readonly finished: Promise<Outcome>
}

/**
 * The built program with a store of its own in a temporary folder and an environment without anything of the host's.
 * @example new Program().run('balance', '--json').json
 */
export class Program {
  readonly folder = mkdtempSync(join(tmpdir(), 'hourbank-e2e-'))
  readonly store = join(this.folder, 'store')
  env: Env

  constructor(now = '2026-11-21T15:00:00+01:00') {
    this.env = {
      PATH: process.env.PATH ?? '',
      HOME: this.folder,
      XDG_CACHE_HOME: join(tmpdir(), 'hourbank-e2e-cache'),
      HOURBANK_STORE: this.store,
      HOURBANK_BY: 'J. Weber',
      HOURBANK_NOW: now,
    }
  }

  /** With a store, and `acme`: 10 hours a month, cap 15:00, overdraft 5:00, more is billed at 120.00. */
  static withAcme(now?: string, from = '2026-01-01'): Program {
    const program = new Program(now)
    const terms = [
      '--credit',
      '10h',
      '--cap',
      '15h',
      '--overdraft',
      '5h',
      '--beyond',
      'charge',
      '--rate',
      '120',
    ]
    program.okAll(
      ['init', '--provider', 'Muster IT GmbH'],
      ['contract', 'add', 'acme', '--customer', 'ACME GmbH', '--from', from, ...terms],
    )
    return program
  }

  /** The same store once more, to be spoilt. */
  copy(): Program {
    const program = new Program(this.env.HOURBANK_NOW)
    cpSync(this.store, program.store, {recursive: true})
    return program
  }

  run(...args: readonly string[]): Outcome {
    return this.runWith({}, ...args)
  }

  /** @param input what is on standard input: nothing, if left out */
  runWith(
    {env = {}, input = ''}: {readonly env?: Env; readonly input?: string},
    ...args: readonly string[]
  ): Outcome {
    const options = {env: {...this.env, ...env}, cwd: this.folder, input, encoding: 'utf8' as const}
    const {status, stdout, stderr} = spawnSync(process.execPath, [executable, ...args], options)
    return outcome(status, stdout, stderr)
  }

  /** Runs what must succeed. */
  ok(...args: readonly string[]): Outcome {
    return succeeded(args, this.run(...args))
  }

  /**
   * Runs one command after the other in one process, which takes a twentieth of the time: for what is prepared, and for
   * tables in which only the answers differ. Each command has arguments and environment of its own, as if it were alone.
   */
  runAll(commands: readonly CommandLine[], env: Env = {}): readonly Outcome[] {
    const [out, error] = ['out', 'error'].map(name => join(this.folder, `.all-${name}`)) as [string, string]
    const files = [openSync(out, 'w'), openSync(error, 'w')] as const
    const {status, output} = spawnSync(process.execPath, [oneProcess, join(root, 'dist')], {
      env: {...this.env, ...env},
      cwd: this.folder,
      input: JSON.stringify(commands),
      stdio: ['pipe', ...files, 'pipe'],
      encoding: 'utf8',
    })
    const [stdout, stderr] = [readFileSync(out), readFileSync(error)]
    for (const file of files) closeSync(file)
    for (const path of [out, error]) rmSync(path)
    if (status !== 0) throw new Error(`one process for all exited with ${status}: ${stderr}`)
    const ends: readonly {code: number; stdout: number; stderr: number}[] = JSON.parse(output[3] ?? '')
    return ends.map((end, index) => {
      const start = ends[index - 1] ?? {stdout: 0, stderr: 0}
      return outcome(
        end.code,
        stdout.toString('utf8', start.stdout, end.stdout),
        stderr.toString('utf8', start.stderr, end.stderr),
      )
    })
  }

  /** Runs one command after the other in one process; all must succeed. */
  okAll(...commands: readonly CommandLine[]): readonly Outcome[] {
    return this.runAll(commands).map((result, index) => succeeded(commands[index] ?? [], result))
  }

  /** Starts the program without waiting for it. */
  start(...args: readonly string[]): Running {
    const child = spawn(process.execPath, [executable, ...args], {
      env: this.env,
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text
    })
    const finished = new Promise<Outcome>(resolve => {
      child.on('close', code => resolve(outcome(code, stdout, stderr)))
    })
    return {process: child, finished}
  }

  at(now: string): this {
    this.env = {...this.env, HOURBANK_NOW: now}
    return this
  }

  /** What a file of the store says, for what need not be asked of the program: each question costs a start. */
  stored(...path: readonly string[]): ReturnType<typeof JSON.parse> {
    return JSON.parse(readFileSync(join(this.store, ...path), 'utf8'))
  }

  /** Where the page of a month is kept. */
  page(contract: string, month: string): string {
    return join(this.store, 'contracts', contract, `${month}.json`)
  }

  /** One number for all that is in the store: names, kinds and bytes. The locks, which are empty, are left out. */
  fingerprint(): string {
    const hash = createHash('sha256')
    const visit = (path: string) => {
      const stat = lstatSync(path)
      if (stat.isSymbolicLink()) hash.update(`link ${path} ${readlinkSync(path)}\n`)
      else if (stat.isDirectory()) {
        hash.update(`folder ${path}\n`)
        for (const name of readdirSync(path).sort()) if (name !== 'lock') visit(join(path, name))
      } else hash.update(`file ${path} ${stat.size}\n`).update(readFileSync(path))
    }
    mkdirSync(this.store, {recursive: true})
    visit(this.store)
    return hash.digest('hex')
  }

  remove(): void {
    rmSync(this.folder, {recursive: true, force: true})
  }
}

/** A program for one test, removed when the test is over. */
export function programFor(make: () => Program): Program {
  const program = make()
  onTestFinished(() => program.remove())
  return program
}

function succeeded(args: CommandLine, result: Outcome): Outcome {
  if (result.code !== 0)
    throw new Error(`${args.join(' ')} exited with ${result.code}: ${result.stderr}${result.stdout}`)
  return result
}

function outcome(code: number | null, stdout: string, stderr: string): Outcome {
  return {
    code,
    stdout,
    stderr,
    get json() {
      return JSON.parse(stdout)
    },
  }
}
