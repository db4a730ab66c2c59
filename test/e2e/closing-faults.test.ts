import {spawnSync} from 'node:child_process'
import {existsSync} from 'node:fs'
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
  },
)
