import {execFileSync} from 'node:child_process'
import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {Program, root} from '../support/program.js'

const FORMAT_1 = join(root, 'fixtures/stores/format-1')
/** The last commands of its history are of 10 March. */
const NOW = '2026-03-10T12:30:00+01:00'

function storeOfFormat1(): Program {
  const program = new Program(NOW).inOneProcess()
  cpSync(FORMAT_1, program.store, {recursive: true, preserveTimestamps: true})
  return program
}

const formatOf = (program: Program): unknown =>
  JSON.parse(readFileSync(join(program.store, 'store.json'), 'utf8')).format

/** The archives beside a store. */
const backups = ({folder}: Program): readonly string[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.tar.gz'))
    .map(name => join(folder, name))

/** What differs between a store and an archive of it, as tar unpacks it; nothing where all is the same. */
function difference(store: string, archive: string): string {
  const folder = join(new Program(NOW).folder, 'unpacked')
  mkdirSync(folder)
  execFileSync('tar', ['-xzf', archive, '-C', folder])
  return execFileSync('diff', ['-r', '--exclude=lock', store, join(folder, 'store')], {encoding: 'utf8'})
}

describe('a store in an earlier format', () => {
  it('is read as it is', () => {
    const program = storeOfFormat1()
    const before = program.fingerprint()
    program.ok('balance')
    program.ok('entries', 'muster')
    program.ok('statement', 'muster', '--format', 'json')
    program.ok('verify')
    expect(program.fingerprint()).toBe(before)
    expect(backups(program)).toEqual([])
  })

  it('is backed up beside itself and brought to format 5 by the first command that writes, which names the backup', () => {
    const program = storeOfFormat1()
    const {stderr} = program.ok('log', 'muster', '45', 'Drucker', '--by', 'J. Weber')
    const [backup = '', ...others] = backups(program)
    expect(others).toEqual([])
    expect(stderr).toContain(`The store is in format 5 now. As it was before it is in ${backup}\n`)
    expect(formatOf(program)).toBe(5)
    expect(difference(FORMAT_1, backup)).toBe('')
  })

  it('names the backup in JSON as well', () => {
    const program = storeOfFormat1()
    const {json} = program.ok('rollover', '--json')
    expect(json.migrated).toEqual({from: 1, to: 5, backup: backups(program)[0]})
    expect(program.ok('rollover', '--json').json.migrated).toBeUndefined()
  })

  it.each([
    ['config', 'set', 'bank', 'DE02'],
    ['contract', 'add', 'neu', '--customer', 'Neu GmbH', '--from', '2026-03-01', '--credit', '5h'],
    ['contract', 'amend', 'muster', '--from', '2026-04', '--credit', '5h'],
    ['credit', 'muster', '1h', '--kind', 'goodwill', '--reason', 'Kulanz'],
    ['contract', 'edit', 'muster', '--number', 'K-2'],
    ['rollover'],
  ])('comes to format 5 by %s %s', (...words) => {
    const program = storeOfFormat1()
    program.ok(...words)
    expect(formatOf(program)).toBe(5)
    expect(program.ok('verify', '--json').json.problems).toEqual([])
  })

  it.each([
    ['log', 'muster', '1,5', 'Drucker', '--by', 'J. Weber'],
    ['log', 'muster', '45', 'Drucker', '--by', 'J. Weber', '--at', '2020-01-01 10:00'],
    ['rollover', '--dry-run'],
  ])('stays as it is where nothing is written: %s %s %s', (...words) => {
    const program = storeOfFormat1()
    const before = program.fingerprint()
    program.run(...words)
    expect(program.fingerprint()).toBe(before)
    expect(backups(program)).toEqual([])
  })

  it('keeps its closed pages to the byte, and the next month closes upon them', () => {
    const program = storeOfFormat1()
    const closed = program.page('muster', '2026-02')
    program.ok('log', 'muster', '45', 'Drucker', '--by', 'J. Weber')
    expect(readFileSync(closed)).toEqual(readFileSync(join(FORMAT_1, 'contracts/muster/2026-02.json')))
    program.at('2026-04-02T08:00:00+02:00').ok('rollover')
    expect(JSON.parse(readFileSync(program.page('muster', '2026-03'), 'utf8'))).toMatchObject({
      status: 'closed',
      format: 5,
      seal: {previous: JSON.parse(readFileSync(closed, 'utf8')).seal.sha256},
    })
    expect(program.ok('verify', '--json').json.problems).toEqual([])
  })

  it('comes to format 5 once where twenty writers begin at once, and loses none of them', async () => {
    const program = storeOfFormat1()
    const runs = Array.from({length: 20}, (_, index) =>
      program.start('log', 'muster', '1', `Nummer ${index}`, '--by', `Nr. ${index}`, '--id', `n-${index}`),
    )
    const outcomes = await Promise.all(runs.map(run => run.finished))
    expect(outcomes.map(({code}) => code)).toEqual(outcomes.map(() => 0))
    expect(backups(program)).toHaveLength(1)
    const {entries} = program.ok('entries', 'muster', '--json').json
    expect(entries.filter(({text}: {text: string}) => text.startsWith('Nummer'))).toHaveLength(20)
    expect(program.ok('verify', '--json').json.problems).toEqual([])
  })

  it('is in one archive also where a writer was killed with the witness made, or with the archive within', () => {
    const {backup, migrated} = (() => {
      const program = storeOfFormat1()
      program.ok('rollover')
      return {backup: basename(backups(program)[0] ?? ''), migrated: program}
    })()
    const killed = storeOfFormat1()
    for (const name of ['seals.jsonl', 'seals.lock'].filter(each => existsSync(join(migrated.store, each))))
      cpSync(join(migrated.store, name), join(killed.store, name))
    writeFileSync(join(killed.store, 'store-format-1-0123abcd.tar.gz'), 'of one who may not write beside it')
    killed.ok('rollover')
    expect(backups(killed).map(path => basename(path))).toEqual([backup])
  })

  it('is finished by the next writer where one is killed at any moment', async () => {
    for (const milliseconds of [60, 100, 130, 160, 190, 220, 260, 320]) {
      const program = storeOfFormat1()
      const words = ['log', 'muster', '1', 'Nummer', '--by', 'J. Weber', '--id', 'n-1']
      const {process, finished} = program.start(...words)
      setTimeout(() => process.kill('SIGKILL'), milliseconds)
      await finished
      program.ok(...words)
      expect(formatOf(program)).toBe(5)
      expect(backups(program)).toHaveLength(1)
      expect(program.ok('verify', '--json').json.problems).toEqual([])
      expect(program.ok('entry', 'show', 'n-1', '--json').json.entry.text).toBe('Nummer')
    }
  })
})
