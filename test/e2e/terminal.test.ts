import {spawnSync} from 'node:child_process'
import {describe, expect, onTestFinished, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'

const hasTmux = spawnSync('tmux', ['-V']).status === 0
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** The program on a terminal of its own, with somebody who reads and types. */
class Terminal {
  static #count = 0
  // A server for each: one that is about to end takes a new session down with it.
  readonly #socket = `hourbank-${process.pid}-${++Terminal.#count}`

  constructor(program: Program, ...args: readonly string[]) {
    const variables = Object.entries({...program.env, TERM: 'xterm-256color', LANG: 'C.UTF-8'})
    const env = variables.map(([name, value]) => quote(`${name}=${value}`)).join(' ')
    const command = ['exec', 'env', '-i', env, ...[process.execPath, executable, ...args].map(quote)].join(
      ' ',
    )
    const shell = `cd ${quote(program.folder)}; (${command}); echo "exit $?"; sleep 60`
    const {status, stderr} = this.#tmux('-u', 'new-session', '-d', '-x', '100', '-y', '40', 'sh', '-c', shell)
    if (status !== 0) throw new Error(stderr)
    onTestFinished(() => void this.#tmux('kill-server'))
  }

  /** Waits until the screen shows it. */
  async sees(text: string): Promise<string> {
    for (let attempt = 0; attempt < 150; attempt++) {
      const {stdout} = this.#tmux('capture-pane', '-p')
      if (stdout.includes(text)) return stdout
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    throw new Error(`"${text}" did not appear on:\n${this.#tmux('capture-pane', '-p').stdout}`)
  }

  #tmux(...args: readonly string[]) {
    return spawnSync('tmux', ['-L', this.#socket, ...args], {encoding: 'utf8'})
  }

  types(text: string): void {
    this.#tmux('send-keys', '-l', text)
    this.#tmux('send-keys', 'Enter')
  }

  presses(key: string): void {
    this.#tmux('send-keys', key)
  }
}

describe.skipIf(!hasTmux)('on a terminal', () => {
  test('init asks for the provider’s name, and not again until it gets one', async () => {
    const program = programFor(() => new Program())
    const terminal = new Terminal(program, 'init')
    await terminal.sees('Your firm')
    terminal.types('')
    await terminal.sees('cannot be empty')
    terminal.types('Müller & Söhne')
    await terminal.sees('exit 0')
    expect(program.ok('config', '--json').json.provider.name).toBe('Müller & Söhne')
  })

  test('contract add asks for what is missing, and explains what it does not understand', async () => {
    const program = programFor(() => Program.withAcme())
    const terminal = new Terminal(program, 'contract', 'add', '--from', '2026-11-01')
    await terminal.sees("The customer's name")
    terminal.types('Bäckerei Süß GmbH')
    await terminal.sees('Short name of the contract')
    terminal.types('')
    await terminal.sees('Hours credited each month')
    terminal.types('1.5')
    await terminal.sees('is not a duration')
    terminal.types('h')
    await terminal.sees('exit 0')
    expect(program.ok('contract', 'show', 'baeckerei-suess', '--json').json).toMatchObject({
      customer: {name: 'Bäckerei Süß GmbH'},
      from: '2026-11-01',
      terms: [{creditMinutes: 90}],
    })
  })

  test('log without arguments asks for contract, time and text', async () => {
    const program = programFor(() => Program.withAcme())
    program.ok('contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-11-01', '--credit', '1h')
    const terminal = new Terminal(program, 'log')
    await terminal.sees('beta  Beta AG')
    terminal.presses('Down')
    terminal.presses('Enter')
    await terminal.sees('How long')
    terminal.types('25')
    await terminal.sees('What was done for Beta AG')
    terminal.types('Printer queue')
    await terminal.sees('exit 0')
    expect(program.ok('entries', 'beta', '--json').json.entries).toMatchObject([
      {workedMinutes: 25, text: 'Printer queue'},
    ])
  })

  test('who leaves a prompt with Ctrl-C has changed nothing and sees no stack trace', async () => {
    const program = programFor(() => Program.withAcme())
    const before = program.fingerprint()
    const terminal = new Terminal(program, 'log', 'acme')
    await terminal.sees('How long')
    terminal.presses('C-c')
    const screen = await terminal.sees('exit 2')
    expect(screen).toContain('Cancelled')
    expect(screen).not.toMatch(/went wrong|^\s+at /m)
    expect(program.fingerprint()).toBe(before)
  })

  test('with --no-input and with --json nothing is asked', async () => {
    const program = programFor(() => Program.withAcme())
    const terminal = new Terminal(program, 'log', '--no-input')
    expect(await terminal.sees('exit 2')).toContain('CONTRACT')
    const asJson = new Terminal(program, 'log', '--json')
    expect(await asJson.sees('exit 2')).toContain('MISSING_VALUE')
  })
})
