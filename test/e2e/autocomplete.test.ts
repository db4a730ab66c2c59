import {spawnSync} from 'node:child_process'
import {chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'
import {hasTmux, quoted, Terminal} from '../support/terminal.js'

/** A home of its own; there is no store in it yet. */
const atHome = (): Program => programFor(() => new Program().inOneProcess())
const read = (program: Program, name: string): string => readFileSync(join(program.folder, name), 'utf8')
const BASH_SCRIPT = '.local/share/bash-completion/completions/hourbank'

describe('autocomplete', () => {
  test('writes the script, adds two lines to what the shell reads, and says how that is undone', () => {
    const program = atHome()
    writeFileSync(join(program.folder, '.bashrc'), 'alias ll="ls -l"')
    const script = join(program.folder, BASH_SCRIPT)
    const bashrc = join(program.folder, '.bashrc')
    const {stdout} = program.ok('autocomplete', 'bash')
    expect(stdout.split('\n')).toEqual([
      `wrote ${script}`,
      `added to ${bashrc}`,
      '  # Completes command lines of hourbank; "hourbank autocomplete" wrote these two lines.',
      `  [ -r '${script}' ] && . '${script}'`,
      'Shells that you open from now on complete.',
      `To undo, remove ${script}, and from ${bashrc} the two lines of hourbank.`,
      '',
    ])
    expect(read(program, '.bashrc')).toBe(
      `alias ll="ls -l"\n\n${stdout
        .split('\n')
        .slice(2, 4)
        .map(line => line.trim())
        .join('\n')}\n`,
    )
    expect(read(program, BASH_SCRIPT)).toBe(program.ok('autocomplete', 'bash', '--print').stdout)
  })

  test('changes nothing when it is run again, and renews a script of an earlier version', () => {
    const program = atHome()
    program.ok('autocomplete', 'bash')
    const before = [read(program, '.bashrc'), read(program, BASH_SCRIPT)]
    const {json} = program.ok('autocomplete', 'bash', '--json')
    expect(json.changes.map(({what}: {what: string}) => what)).toEqual(['unchanged', 'unchanged'])
    writeFileSync(join(program.folder, BASH_SCRIPT), '# Completion of hourbank for bash, as it was\n')
    program.ok('autocomplete', 'bash')
    expect([read(program, '.bashrc'), read(program, BASH_SCRIPT)]).toEqual(before)
  })

  test('changes nothing at all with --dry-run or --print, and needs no store', () => {
    const program = atHome()
    const planned = program.ok('autocomplete', 'zsh', '--dry-run').stdout
    expect(planned).toContain('would write ')
    expect(planned).toContain('would add to ')
    expect(program.ok('autocomplete', 'zsh', '--print').stdout).toContain('#compdef hourbank hb\n')
    expect(readdirSync(program.folder)).toEqual([])
  })

  test.each([
    ['/usr/bin/bash', [BASH_SCRIPT, '.bashrc']],
    ['/bin/zsh', ['.local/share/zsh/site-functions/_hourbank', '.zshrc']],
    ['/usr/bin/fish', ['.config/fish/completions/hourbank.fish', '.config/fish/completions/hb.fish']],
    [
      '/usr/bin/pwsh',
      ['.config/powershell/hourbank.ps1', '.config/powershell/Microsoft.PowerShell_profile.ps1'],
    ],
  ])('goes by SHELL: %s', (SHELL, files) => {
    const program = atHome()
    const {json} = program.runWith({env: {SHELL}}, 'autocomplete', '--json')
    expect(json.changes.map(({file}: {file: string}) => file)).toEqual(
      files.map(name => join(program.folder, name)),
    )
    for (const name of files) expect(read(program, name)).not.toBe('')
  })

  test('goes by the variables that move such folders, where they are whole paths', () => {
    const program = atHome()
    const folder = join(program.folder, "it's")
    const env = {ZDOTDIR: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: 'relative'}
    program.runWith({env}, 'autocomplete', 'zsh')
    expect(read(program, "it's/.zshrc")).toContain(
      `source '${folder.replace("'", `'\\''`)}/zsh/site-functions/_hourbank'`,
    )
    program.runWith({env}, 'autocomplete', 'fish')
    expect(read(program, '.config/fish/completions/hb.fish')).toContain('__hourbank_complete')
  })

  test('leaves a link to where somebody keeps such files, and what is in it', () => {
    const program = atHome()
    mkdirSync(join(program.folder, 'dotfiles'))
    const bytes = Buffer.from('# M\xfcller\n', 'latin1')
    writeFileSync(join(program.folder, 'dotfiles/bashrc'), bytes)
    chmodSync(join(program.folder, 'dotfiles/bashrc'), 0o600)
    symlinkSync('dotfiles/bashrc', join(program.folder, '.bashrc'))
    program.ok('autocomplete', 'bash')
    expect(lstatSync(join(program.folder, '.bashrc')).isSymbolicLink()).toBe(true)
    const after = readFileSync(join(program.folder, 'dotfiles/bashrc'))
    expect(after.subarray(0, bytes.length).equals(bytes)).toBe(true)
    expect(after.toString('latin1')).toContain(BASH_SCRIPT)
  })

  test('refuses a shell that it does not know, and to write over what is somebody else’s', () => {
    const program = atHome()
    expect(program.run('autocomplete', 'tcsh')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('bash, zsh, fish'),
    })
    expect(program.runWith({env: {SHELL: ''}}, 'autocomplete').code).toBe(2)
    mkdirSync(join(program.folder, '.config/fish/completions'), {recursive: true})
    writeFileSync(join(program.folder, '.config/fish/completions/hb.fish'), '# mine\n')
    expect(program.run('autocomplete', 'fish')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('hb.fish'),
    })
    expect(readdirSync(join(program.folder, '.config/fish/completions'))).toEqual(['hb.fish'])
    expect(read(program, '.config/fish/completions/hb.fish')).toBe('# mine\n')
  })

  test('a script of PowerShell asks by its words, with "=" before the one at the cursor, and quotes nothing itself', () => {
    const {stdout} = atHome().ok('autocomplete', 'powershell', '--print')
    expect(stdout).toContain('Register-ArgumentCompleter -Native -CommandName hourbank, hb -ScriptBlock {')
    expect(stdout).toContain('hourbank __complete powershell @words "=$wordToComplete" 2>$null')
    expect(stdout).not.toMatch(/Invoke-Expression|iex/)
    for (const [open, close] of ['{}', '()', '[]'].map(pair => pair.split('')))
      expect(stdout.split(open ?? '').length).toBe(stdout.split(close ?? '').length)
  })
})

/** How each shell starts as a person's own, and what shows that it waits for something to be typed. */
const INTERACTIVE = {
  bash: 'bash --noprofile',
  zsh: 'zsh -d',
  fish: 'fish',
} as const

type Interactive = keyof typeof INTERACTIVE

/** A store with requesters whose names try the shells. */
const withNames = (): Program => {
  const program = Program.withAcme('2026-11-21T15:00:00+01:00').inOneProcess()
  const requesters = ['Frau Müller', `O'Brien $(touch ran) \`touch ran\` & "x"`, 'a:b=c']
  const bin = join(program.folder, 'bin')
  mkdirSync(bin)
  for (const name of ['hourbank', 'hb']) {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(executable)} "$@"\n`)
    chmodSync(join(bin, name), 0o755)
  }
  program.okAll(
    ...requesters.map((requester, hour) => [
      'log',
      'acme',
      '15',
      'x',
      '--for',
      requester,
      '--at',
      `${hour + 8}:00`,
    ]),
    ['ticket', 'open', 'acme', 'Scanner', '--number', 'T-8'],
  )
  return program
}

for (const shell of Object.keys(INTERACTIVE) as Interactive[]) {
  const isThere = hasTmux && spawnSync(shell, ['--version']).status === 0
  if (!isThere) test.skip(`${shell} completes: needs tmux and ${shell}, which are not there`, () => {})

  describe.runIf(isThere)(`once it is set up, ${shell}`, () => {
    test('completes at the press of a key, and nothing that is suggested is carried out', async () => {
      const program = programFor(withNames)
      program.ok('autocomplete', shell)
      const env = {
        ...program.env,
        PATH: `${join(program.folder, 'bin')}:${program.env.PATH}`,
        LANG: 'C.UTF-8',
      }
      const variables = Object.entries(env).map(([name, value]) => quoted(`${name}=${value}`))
      const terminal = new Terminal({
        columns: 150,
        lines: 30,
        command: `cd ${quoted(program.folder)} && exec env -i TERM="$TERM" ${variables.join(' ')} ${INTERACTIVE[shell]}`,
      })
      const marker = (count: number) => `ready-${count}`
      /** Types the beginning of a line and the key, and waits for what becomes of it; then lets the line go. */
      let count = 0
      const completes = async (typed: string, line: string) => {
        terminal.presses('C-u')
        terminal.types(`echo ready''-${++count}`)
        await terminal.sees(marker(count))
        terminal.writes(typed)
        await terminal.sees(typed)
        terminal.presses('Tab')
        await terminal.until(screen => screen.includes(line), `"${typed}" did not become "${line}"`)
      }
      await completes('hourbank lo', 'hourbank log')
      await completes('hb log acme --for Fr', 'hb log acme --for Frau\\ Müller')
      await completes('hb log acme --for "Frau M', 'hb log acme --for "Frau Müller"')
      await completes('hb log acme --for=Fr', '--for=Frau\\ Müller')
      await completes('hb log acme --for O', "O\\'Brien\\ \\$\\(touch\\ ran\\)")
      await completes('hb log acme "$(touch ran)" --whe', '--where')
      await completes('hb ticket respond T', 'respond T-8')
      expect(readdirSync(program.folder)).not.toContain('ran')
      terminal.presses('C-u')
      terminal.types('exit')
      await terminal.until(screen => screen === '') // before its home is removed
    })
  })
}
