import {spawnSync} from 'node:child_process'
import {onTestFinished} from 'vitest'

/** Whether there is tmux, which tests on a terminal need. */
export const hasTmux = spawnSync('tmux', ['-V']).status === 0

export const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

export interface Window {
  readonly columns: number
  readonly lines: number
  /** What runs in it, as a shell reads it. */
  readonly command: string
}

/** A terminal with somebody who reads and types. */
export class Terminal {
  static #count = 0
  // A server for each: one that is about to end takes a new session down with it.
  readonly #socket = `hourbank-${process.pid}-${++Terminal.#count}`

  constructor({columns, lines, command}: Window) {
    const size = ['-x', String(columns), '-y', String(lines)]
    const {status, stderr} = this.#tmux('-u', 'new-session', '-d', ...size, 'sh', '-c', command)
    if (status !== 0) throw new Error(stderr)
    onTestFinished(() => void this.#tmux('kill-server'))
  }

  /** Waits until the screen shows it. */
  sees(text: string): Promise<string> {
    return this.until(screen => screen.includes(text), `"${text}" did not appear`)
  }

  /** Waits until the screen is as it should be. */
  async until(
    isReady: (screen: string) => boolean,
    otherwise = 'It did not come to an end',
  ): Promise<string> {
    for (let attempt = 0; attempt < 600; attempt++) {
      const screen = this.screen()
      if (isReady(screen)) return screen
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    throw new Error(`${otherwise} on:\n${this.screen()}`)
  }

  screen(): string {
    return this.#tmux('capture-pane', '-p').stdout
  }

  /** What is on the screen, with its colours. */
  coloured(): string {
    return this.#tmux('capture-pane', '-p', '-e').stdout
  }

  types(text: string): void {
    this.writes(text)
    this.#tmux('send-keys', 'Enter')
  }

  /** Types without the key at the end. */
  writes(text: string): void {
    this.#tmux('send-keys', '-l', '--', text)
  }

  presses(key: string): void {
    this.#tmux('send-keys', key)
  }

  #tmux(...args: readonly string[]) {
    return spawnSync('tmux', ['-L', this.#socket, ...args], {encoding: 'utf8'})
  }
}
