import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'

const canInject =
  spawnSync('strace', ['-qq', '-e', 'trace=fsync', '-e', 'inject=fsync:error=EIO', 'true']).status === 0
const injected = canInject ? describe : describe.skip

/** Runs a command while a call of the kernel on one path fails. */
function failing(program: Program, call: string, path: string, args: readonly string[]) {
  const under = [
    '-f',
    '-qq',
    '-o',
    '/dev/null',
    '-P',
    path,
    '-e',
    `trace=${call}`,
    '-e',
    `inject=${call}:error=EIO`,
  ]
  const {status, stdout, stderr} = spawnSync('strace', [...under, process.execPath, executable, ...args], {
    env: program.env,
    cwd: program.folder,
    encoding: 'utf8',
  })
  return {code: status, stdout, stderr}
}

test('a statement that cannot be written does not hide that its month is closed', () => {
  const program = programFor(() => Program.withAcme(undefined, '2026-10-01'))
  const out = join(program.folder, 'out')
  mkdirSync(join(out, 'acme-2026-10.pdf'), {recursive: true})
  const {code, json} = program.run('rollover', '--statements', out, '--json')
  expect({code, closed: json.closed.length}).toEqual({code: 1, closed: 1})
  const [{error}] = json.failed
  expect(error.code).toBe('FILE_FAULT')
  expect(error.hint).toContain('What was due of acme is closed.')
})

injected(
  `what fails when the work is done${canInject ? '' : ' (skipped: strace cannot inject faults here)'}`,
  () => {
    test.each([
      ['the lock', 'contracts/acme/lock'],
      ['the folder', 'contracts/acme'],
    ])('closing %s takes nothing back, so nobody is told that it does', (_, name) => {
      const program = programFor(() => Program.withAcme())
      const path = join(program.store, name)
      const {code, stdout, stderr} = failing(program, 'close', path, [
        'log',
        'acme',
        '30',
        'Drucker',
        '--id',
        'a',
      ])
      expect({code, stderr}).toEqual({code: 0, stderr: ''})
      expect(stdout).toContain('0:30')
      expect(program.ok('entry', 'show', 'a', '--json').json.entry.workedMinutes).toBe(30)
    })

    test('a contract whose folder cannot be flushed is not there, and that is said', () => {
      const program = programFor(() => Program.withAcme())
      const path = join(program.store, 'contracts')
      const add = [
        'contract',
        'add',
        'beta',
        '--customer',
        'Beta AG',
        '--from',
        '2026-01-01',
        '--credit',
        '2h',
      ]
      const {code, stderr} = failing(program, 'fsync', path, add)
      expect(code).toBe(1)
      expect(stderr).toContain('Nothing was changed')
      expect(existsSync(join(path, 'beta/contract.json'))).toBe(false)
      program.ok(...add)
      program.ok('verify')
    })

    test('a timer that cannot be ended says that its work is recorded, once, and is ended by the same command', () => {
      const program = programFor(() => Program.withAcme())
      program.okAll(['start', 'acme', 'Printer', '--at', '14:00'])
      const [name = ''] = readdirSync(join(program.store, 'timers'))
      const path = join(program.store, 'timers', name, 'timer.json')
      const {code, stderr} = failing(program, 'unlink', path, ['stop'])
      expect(code).toBe(1)
      expect(stderr).not.toContain('Nothing was changed')
      expect(stderr).toContain('The work is recorded, but the timer may still run.')
      program.okAll(['stop'], ['verify'])
      expect(program.ok('entries', '--json').json.entries).toHaveLength(1)
      expect(program.ok('status', '--json').json.timer).toBeNull()
    })

    test('a move of which the second half fails says that the first is done, and is finished by the same command', () => {
      const program = programFor(() => Program.withAcme())
      program.okAll(
        ['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-01-01', '--credit', '2h'],
        ['log', 'acme', '1h', 'Printer', '--id', 'nov'],
      )
      const move = ['entry', 'move', 'nov', 'beta', '--reason', 'wrong one']
      const {code, stderr} = failing(program, 'openat', join(program.store, 'contracts/acme/lock'), move)
      expect(code).toBe(1)
      expect(stderr).not.toContain('Nothing was changed')
      expect(stderr).toContain('is in beta now, and perhaps still in acme too')
      program.okAll(move, ['verify'])
      const counting = program.ok('entries', '--json').json.entries
      expect(counting.map(({contract}: {contract: string}) => contract)).toEqual(['beta'])
    })
  },
)
