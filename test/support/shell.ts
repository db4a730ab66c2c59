import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process'
import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {executable} from './program.js'

export interface Answer {
  /** Standard output and standard error, as a terminal would show them. */
  readonly text: string
  readonly code: number
}

/** Ends every answer, with the exit code. */
const END_OF_ANSWER = /⟦(\d+)⟧/

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/**
 * One bash with a home folder of its own, in which `hourbank` and `hb` are the built program. What a command exports,
 * and its exit code in `$?`, is there for the next one.
 */
export class Shell {
  readonly #folder = mkdtempSync(join(tmpdir(), 'hourbank-shell-'))
  readonly home = join(this.#folder, 'home')
  readonly #bash: ChildProcessWithoutNullStreams
  #unread = ''
  #onText: () => void = () => {}

  constructor() {
    const bin = join(this.#folder, 'bin')
    mkdirSync(bin)
    mkdirSync(this.home)
    for (const name of ['hourbank', 'hb']) {
      writeFileSync(
        join(bin, name),
        `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(executable)} "$@"\n`,
      )
      chmodSync(join(bin, name), 0o755)
    }
    this.#bash = spawn('bash', ['--norc', '--noprofile'], {
      cwd: this.home,
      env: {
        PATH: `${bin}:${process.env.PATH ?? ''}`,
        HOME: this.home,
        XDG_CACHE_HOME: join(tmpdir(), 'hourbank-e2e-cache'),
        LANG: 'C.UTF-8',
        TZ: 'UTC',
      },
    })
    this.#bash.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#unread += text
      this.#onText()
    })
    this.#bash.on('close', () => this.#onText())
    this.#bash.stdin.write('exec 2>&1\n')
  }

  /** Runs what somebody typed, which may be several lines. */
  async run(command: string): Promise<Answer> {
    this.#bash.stdin.write(`eval ${quoted(command)} </dev/null\n`)
    this.#bash.stdin.write(`code=$?; printf '⟦%d⟧' "$code"; (exit "$code")\n`)
    let end = END_OF_ANSWER.exec(this.#unread)
    while (end === null) {
      if (this.#bash.exitCode !== null) throw new Error(`The shell ended in: ${command}\n${this.#unread}`)
      await new Promise<void>(resolve => {
        this.#onText = resolve
      })
      end = END_OF_ANSWER.exec(this.#unread)
    }
    const text = this.#unread.slice(0, end.index)
    this.#unread = this.#unread.slice(end.index + end[0].length)
    return {text, code: Number(end[1])}
  }

  close(): void {
    this.#bash.kill()
    rmSync(this.#folder, {recursive: true, force: true})
  }
}
