import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {onTestFinished} from 'vitest'
import {askOneProcess} from './one-process.js'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const executable = join(root, 'bin/run.js')

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
  #isInOneProcess = false

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
    program.#isInOneProcess = this.#isInOneProcess
    cpSync(this.store, program.store, {recursive: true})
    return program
  }

  /**
   * From now on one process answers all commands of this program and its copies, but for those that read standard input:
   * 5 ms for each, not 150. For what only the answers matter of; what makes a process needs one of its own.
   */
  inOneProcess(): this {
    this.#isInOneProcess = true
    return this
  }

  run(...args: readonly string[]): Outcome {
    return this.runWith({}, ...args)
  }

  /** @param input what is on standard input: nothing, if left out */
  runWith(
    {env = {}, input}: {readonly env?: Env; readonly input?: string},
    ...args: readonly string[]
  ): Outcome {
    if (this.#isInOneProcess && input === undefined) return this.#ask(args, env)
    const options = {
      ...{env: {...this.env, ...env}, cwd: this.folder},
      ...{input: input ?? '', encoding: 'utf8' as const},
    }
    const {status, stdout, stderr} = spawnSync(process.execPath, [executable, ...args], options)
    return outcome(status, stdout, stderr)
  }

  /** Runs what must succeed. */
  ok(...args: readonly string[]): Outcome {
    return succeeded(args, this.run(...args))
  }

  /** Runs one command after the other in one process, for what is prepared, and for tables of answers. */
  runAll(commands: readonly CommandLine[], env: Env = {}): readonly Outcome[] {
    return commands.map(args => this.#ask(args, env))
  }

  /** Runs one command after the other in one process; all must succeed. */
  okAll(...commands: readonly CommandLine[]): readonly Outcome[] {
    return commands.map(args => succeeded(args, this.#ask(args, {})))
  }

  #ask(args: CommandLine, env: Env): Outcome {
    const command = {args, env: {...this.env, ...env}, cwd: this.folder}
    const {code, stdout, stderr} = askOneProcess(join(root, 'dist'), command)
    if (code === null) throw new Error(`${args.join(' ')}: ${stderr}`)
    return outcome(code, stdout, stderr)
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

  /** One number for all that is in the store: names, kinds and bytes. The locks, which say who held them last, are left out. */
  fingerprint(): string {
    const hash = createHash('sha256')
    const visit = (path: string) => {
      const stat = lstatSync(path)
      if (stat.isSymbolicLink()) hash.update(`link ${path} ${readlinkSync(path)}\n`)
      else if (stat.isDirectory()) {
        hash.update(`folder ${path}\n`)
        for (const name of readdirSync(path).sort()) if (!name.endsWith('lock')) visit(join(path, name))
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
