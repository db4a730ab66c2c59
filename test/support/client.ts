import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, mkdtempSync, openSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import type {Answer} from './one-process.js'
import {type CommandLine, type Env, root} from './program.js'

/** Somebody with a process of their own, who types one command after the other. */
export class Client {
  readonly #process: ChildProcess
  readonly #isReady: Promise<unknown>
  readonly #env: Env
  readonly #folder: string

  /** @param folder where it works */
  constructor(env: Env, folder: string) {
    this.#env = env
    this.#folder = folder
    const program = fileURLToPath(new URL('one-process-program.js', import.meta.url))
    const files = mkdtempSync(join(tmpdir(), 'hourbank-client-'))
    const [out, error] = ['out', 'error'].map(name => openSync(join(files, name), 'a+'))
    this.#process = spawn(process.execPath, [program, join(root, 'dist')], {
      stdio: ['ignore', out, error, 'ipc'],
    })
    for (const file of [out, error]) if (file !== undefined) closeSync(file)
    rmSync(files, {recursive: true}) // open files stay
    this.#isReady = once(this.#process, 'message')
  }

  /** Types a command and waits until it has ended. */
  async run(...args: CommandLine): Promise<Answer> {
    await this.#isReady
    const answer = once(this.#process, 'message')
    this.#process.send({args, env: this.#env, cwd: this.#folder})
    const [said]: Answer[] = await answer
    if (said === undefined) throw new Error(`no answer: ${args.join(' ')}`)
    return said
  }

  /** Runs what must succeed. */
  async ok(...args: CommandLine): Promise<Answer> {
    const said = await this.run(...args)
    if (said.code !== 0) throw new Error(`${args.join(' ')}: ${said.code} ${said.stderr}${said.stdout}`)
    return said
  }

  end(): void {
    this.#process.disconnect()
  }
}
