import {execFileSync} from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {gunzipSync, gzipSync} from 'node:zlib'
import {describe, expect, test} from 'vitest'
import {Program, programFor} from '../support/program.js'

/** Three contracts with months that are closed, one entry that was moved, a request and a timer. */
function busyStore(): Program {
  const program = Program.withAcme().inOneProcess()
  program.okAll(
    [
      'contract',
      'add',
      'beta',
      '--customer',
      'Beta AG',
      '--from',
      '2026-01-01',
      '--credit',
      '2h',
      '--locale',
      'de',
    ],
    ['contract', 'add', 'gamma', '--customer', 'Gamma KG', '--from', '2026-01-01', '--credit', '5h'],
    ['log', 'acme', '3h', 'Server moved', '--at', '2026-02-10 9:00', '--id', 'feb'],
    ['log', 'beta', '1h', 'Drucker', '--at', '2026-03-10 9:00', '--id', 'mar'],
    ['credit', 'acme', '2h', '--kind', 'goodwill', '--reason', 'Kulanz'],
    ['rollover'],
    ['entry', 'move', 'mar', 'gamma', '--reason', 'wrong customer'],
    ['ticket', 'open', 'acme', 'Printer queue stuck', '--how', 'phone'],
    ['start', 'beta', 'Backup prüfen', '--by', 'J. Weber', '--at', '-10m'],
  )
  return program
}

const store = () => programFor(busyStore)
const archiveIn = ({folder}: Program) => join(folder, 'hours.tar.gz')

/** All that a customer or a manager sees of a store. */
const answers = (program: Program) =>
  program
    .okAll(
      ['verify', '--json'],
      ['balance', '--json'],
      ['entries', '--json'],
      ['statement', '--all', '--format', 'json'],
      ['statement', '--all', '--format', 'csv'],
      ['ticket', 'list', '--all', '--json'],
      ['status', '--json'],
    )
    .map(({stdout}) => stdout)

const codeOf = (program: Program, ...args: readonly string[]) => {
  const {code, json} = program.run(...args, '--json')
  return [code, json.error?.code]
}

describe('backup', () => {
  test('keeps all of a store in one archive, which only its owner can read and every tar unpacks', () => {
    const program = store()
    const file = archiveIn(program)
    const {json} = program.ok('backup', file, '--json')
    const sha256 = execFileSync('sha256sum', [file], {encoding: 'utf8'}).slice(0, 64)
    expect(json.backup).toMatchObject({file, sha256, contracts: 3})
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const names = execFileSync('tar', ['-tzf', file], {encoding: 'utf8'}).trim().split('\n')
    expect(names.at(0)).toBe('hourbank-backup.json')
    expect(names.at(-1)).toBe('hourbank-files.json')
    expect(names).toHaveLength(json.backup.files + 2)
    const unpacked = join(program.folder, 'unpacked')
    mkdirSync(unpacked)
    execFileSync('tar', ['-xzf', file, '-C', unpacked])
    const list = JSON.parse(readFileSync(join(unpacked, 'hourbank-files.json'), 'utf8'))
    for (const {name, bytes} of list.files) {
      const kept = readFileSync(join(unpacked, name))
      expect(kept.length).toBe(bytes)
      expect(kept.equals(readFileSync(join(program.store, name)))).toBe(true)
    }
  })

  test('replaces nothing, and is never in the store itself', () => {
    const program = store()
    const file = archiveIn(program)
    writeFileSync(file, 'mine')
    expect(codeOf(program, 'backup', file)).toEqual([2, 'FILE_EXISTS'])
    expect(readFileSync(file, 'utf8')).toBe('mine')
    symlinkSync(program.store, join(program.folder, 'link'))
    for (const inside of ['store/a.tar.gz', 'store/contracts/', 'link/a.tar.gz', 'store/new/a.tar.gz'])
      expect(codeOf(program, 'backup', join(program.folder, inside))).toEqual([2, 'OUTPUT_IN_STORE'])
    expect(codeOf(program, 'backup', join(program.folder, 'b.tar.gz'), '--keep', '3')).toEqual([
      2,
      'CONTRADICTION',
    ])
  })

  test('--keep removes the oldest archives of this store, and nothing else', () => {
    const program = store()
    const folder = join(program.folder, 'backups')
    const other = store()
    const at = (hour: number) => ({HOURBANK_NOW: `2026-11-21T${hour}:00:00+01:00`})
    program.runWith({env: at(10)}, 'backup', `${folder}/`)
    program.runWith({env: at(11)}, 'backup', folder)
    other.runWith({env: at(12)}, 'backup', folder)
    writeFileSync(join(folder, 'store-20200101T000000Z.tar.gz'), 'not ours')
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    const {code, json} = program.runWith({env: at(13)}, 'backup', folder, '--keep', '2', '--json')
    expect(code).toBe(0)
    expect(json.removed).toEqual([join(folder, 'store-20261121T090000Z.tar.gz')])
    expect(readdirSync(folder).sort()).toEqual([
      'notes.txt',
      'store-20200101T000000Z.tar.gz',
      'store-20261121T100000Z.tar.gz',
      'store-20261121T110000Z.tar.gz',
      'store-20261121T120000Z.tar.gz',
    ])
  })

  test('of a damaged store is taken as it is, and no older one goes for it', () => {
    const program = store()
    const folder = join(program.folder, 'backups')
    program.ok('backup', `${folder}/`)
    const page = join(program.store, 'contracts/acme/2026-02.json')
    writeFileSync(page, readFileSync(page, 'utf8').replace('Server moved', 'Server stood'))
    const later = {HOURBANK_NOW: '2026-11-21T16:00:00+01:00'}
    const {code, stderr} = program.runWith({env: later}, 'backup', folder, '--keep', '1')
    expect([code, stderr]).toEqual([5, expect.stringContaining('no older archive was removed')])
    expect(readdirSync(folder)).toHaveLength(2)
  })
})

describe('restore', () => {
  test('gives back a store that was lost, so that every answer and statement is the same', () => {
    const program = store()
    const file = archiveIn(program)
    const before = answers(program)
    program.ok('backup', file)
    rmSync(program.store, {recursive: true})
    const {json} = program.ok('restore', file, '--json')
    expect(json.restore).toMatchObject({file, contracts: 3, replaced: null})
    expect(answers(program)).toEqual(before)
    expect(
      [program.store, join(program.store, 'store.json')].map(path => statSync(path).mode & 0o777),
    ).toEqual([0o700, 0o600])
    program.ok('log', 'acme', '15', 'goes on')
    program.ok('stop')
  })

  test('is refused where the store has what the backup lacks, until it is told; what was there is kept', () => {
    const program = store()
    const file = archiveIn(program)
    const before = answers(program)
    program.ok('backup', file)
    program.okAll(
      ['log', 'acme', '15', 'later', '--id', 'later'],
      ['contract', 'add', 'delta', '--customer', 'Delta', '--from', '2026-11-01', '--credit', '1h'],
    )
    const fingerprint = program.fingerprint()
    const {code, stderr} = program.run('restore', file)
    expect(code).toBe(3)
    expect(stderr).toContain('acme (1 entry); delta (changes)')
    expect(program.fingerprint()).toBe(fingerprint)
    expect(readdirSync(program.folder).filter(name => name.startsWith('store'))).toEqual(['store'])
    const {json} = program.ok('restore', file, '--replace', '--json')
    expect(answers(program)).toEqual(before)
    renameSync(program.store, join(program.folder, 'gone'))
    renameSync(json.restore.replaced, program.store)
    expect(program.ok('entry', 'show', 'later', '--json').json.entry.text).toBe('later')
  })

  test('mends a store that is damaged without being told, as nothing is lost by it', () => {
    const program = store()
    const file = archiveIn(program)
    program.ok('backup', file)
    const page = join(program.store, 'contracts/acme/2026-02.json')
    writeFileSync(page, '{')
    expect(program.run('verify').code).toBe(5)
    program.ok('restore', file)
    program.ok('verify')
  })

  test.each<[string, (bytes: Buffer, folder: string) => Buffer, string]>([
    ['is no archive', () => Buffer.from('hello'), 'INVALID_BACKUP'],
    ['is empty', () => Buffer.alloc(0), 'INVALID_BACKUP'],
    ['was cut short', bytes => bytes.subarray(0, bytes.length / 2), 'INVALID_BACKUP'],
    ['lacks its end', bytes => gzipSync(gunzipSync(bytes).subarray(0, 20_480)), 'INVALID_BACKUP'],
    [
      'was changed',
      bytes =>
        gzipSync(
          Buffer.from(gunzipSync(bytes).toString('latin1').replace('Server moved', 'Server stood'), 'latin1'),
        ),
      'INVALID_BACKUP',
    ],
    [
      'is of a newer program',
      bytes =>
        gzipSync(
          Buffer.from(gunzipSync(bytes).toString('latin1').replace('"format": 1', '"format": 9'), 'latin1'),
        ),
      'BACKUP_NEWER',
    ],
    ['leads out of the store', (_, folder) => tarOf(folder, ['../evil.json']), 'INVALID_BACKUP'],
    ['has a link', (_, folder) => tarOf(folder, ['link']), 'INVALID_BACKUP'],
  ])('is refused where the archive %s, and changes nothing', (_, spoil, code) => {
    const program = store()
    const file = archiveIn(program)
    program.ok('backup', file)
    const spoilt = join(program.folder, 'spoilt.tar.gz')
    writeFileSync(spoilt, spoil(readFileSync(file), program.folder))
    const fingerprint = program.fingerprint()
    const beside = readdirSync(program.folder)
    expect(codeOf(program, 'restore', spoilt, '--replace')).toEqual([2, code])
    expect(program.fingerprint()).toBe(fingerprint)
    expect(readdirSync(program.folder)).toEqual(beside)
  })

  test('of a backup that does not verify is refused, unless it is wanted as it is', () => {
    const program = store()
    const page = join(program.store, 'contracts/acme/2026-02.json')
    writeFileSync(page, readFileSync(page, 'utf8').replace('Server moved', 'Server stood'))
    const file = archiveIn(program)
    program.ok('backup', file)
    expect(codeOf(program, 'restore', file)).toEqual([3, 'BACKUP_DAMAGED'])
    program.ok('restore', file, '--damaged')
    expect(program.run('verify').code).toBe(5)
  })

  test('reads the store of an earlier version out of a backup', () => {
    const program = programFor(() => new Program().inOneProcess())
    cpSync(join(import.meta.dirname, '../../fixtures/stores/format-1'), program.store, {recursive: true})
    const before = program.ok('balance', '--json').stdout
    const file = archiveIn(program)
    program.ok('backup', file)
    rmSync(program.store, {recursive: true})
    program.ok('restore', file)
    expect(program.ok('balance', '--json').stdout).toBe(before)
  })

  test('removes what a killed one left beside the store', () => {
    const program = store()
    const file = archiveIn(program)
    program.ok('backup', file)
    const left = `${program.store}.restoring-abc`
    mkdirSync(left)
    program.ok('restore', file)
    expect(existsSync(left)).toBe(false)
  })
})

/** An archive of ours in its head, with another member that tar makes of a name. */
function tarOf(folder: string, names: readonly string[]): Buffer {
  const made = join(folder, 'made/in')
  mkdirSync(made, {recursive: true})
  writeFileSync(
    join(made, 'hourbank-backup.json'),
    '{"format": 1, "program": "x", "takenAt": "x", "store": "x"}',
  )
  writeFileSync(join(made, '../evil.json'), '{}')
  symlinkSync('/etc/passwd', join(made, 'link'))
  const archive = join(folder, 'made.tar.gz')
  execFileSync('tar', ['-czPf', archive, '-C', made, 'hourbank-backup.json', ...names])
  const bytes = readFileSync(archive)
  rmSync(archive)
  rmSync(join(folder, 'made'), {recursive: true})
  return bytes
}
