import {spawnSync} from 'node:child_process'
import {mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {amountOf, askHledger, hasHledger, tableOf} from '../support/hledger.js'
import {executable, Program, programFor, root} from '../support/program.js'

// The worked example of a capped account with overdraft, and a second contract that is not closed.

let template: Program
beforeAll(() => {
  template = Program.withAcme('2026-06-01T08:00:00+02:00').inOneProcess()
  const use = [
    ['01-05', '4h'],
    ['03-02', '20h'],
    ['03-04', '7:30'],
    ['04-07', '14h'],
    ['05-04', '3h'],
  ] as const
  for (const [index, [day, duration]] of use.entries()) {
    const at = `2026-${day} 09:00`
    template.ok('log', 'acme', duration, 'Support', '--at', at, '--id', `use-${index + 1}`)
  }
  template.ok('rollover', 'acme')
  template.ok('contract', 'add', 'beta', '--customer', 'Beta; AG', '--from', '2026-05-01', '--credit', '1h')
  template.ok('log', 'beta', '20m', '(Drucker)', '--at', '2026-05-04 10:00', '--id', 'printer')
})
afterAll(() => template.remove())

const exporting = () => programFor(() => template.copy())
const textOf = (program: Program, file: string) => readFileSync(join(program.folder, file), 'utf8')

describe('export hledger', () => {
  test('of the worked example is the journal that was checked by hand', async () => {
    const {stdout} = template.ok('export', 'hledger', 'acme', '--to', '2026-05')
    await expect(stdout).toMatchFileSnapshot(join(root, 'fixtures/exports/worked-example.journal'))
  })

  test.skipIf(!hasHledger)('has the balances that balance says (needs hledger)', () => {
    const journal = template.ok('export', 'hledger').stdout
    expect(askHledger('journal', journal, 'check', '-s')).toBe('')
    const theirs = tableOf('journal', journal, 'balance', '^hours:', '-N')
    const {balances} = template.ok('balance', '--json').json
    expect(theirs.map(({account = '', balance = ''}) => [account, amountOf(balance)])).toEqual(
      balances.map(({contract, balanceMinutes}: Record<string, unknown>) => [
        `hours:${contract}`,
        balanceMinutes,
      ]),
    )
    for (const month of ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05']) {
      const [{closing}] = template.ok('statement', 'acme', '--month', month, '--json').json.statements
      const next = `2026-${String(Number(month.slice(5)) + 1).padStart(2, '0')}`
      const [row] = tableOf('journal', journal, 'balance', '^hours:acme$', '-e', next, '-N')
      expect(amountOf(row?.balance ?? '')).toBe(closing.minutes)
    }
  })

  test('takes the contracts that are named, each once, and the months from one to another', () => {
    const {stdout} = template.ok(
      'export',
      'hledger',
      'beta',
      'acme',
      'beta',
      '--from',
      '4/2026',
      '--to',
      'may',
    )
    expect(stdout.match(/^; .*/gm)).toEqual(['; beta: Beta, AG', '; acme: ACME GmbH'])
    expect(stdout).toContain('2026-04-01 * Anfangssaldo')
    expect(stdout).not.toMatch(/^2026-(?:03|06)/m)
  })
})

describe('export', () => {
  test.each([
    'hledger',
    'csv',
    'jsonl',
    'timeclock',
  ])('%s writes the same to a file as to standard output', format => {
    const program = exporting()
    const {stdout} = program.ok('export', format)
    expect(program.ok('export', format, '--output', 'all').stderr).toBe('wrote all\n')
    expect(textOf(program, 'all')).toBe(stdout)
    expect(stdout.split('\n').length).toBeGreaterThan(10)
    expect(program.ok('export', format, '--output', '-').stdout).toBe(stdout)
  })

  test('writes nothing into the store', () => {
    const program = exporting()
    const before = program.fingerprint()
    program.ok('export', 'jsonl')
    expect(program.fingerprint()).toBe(before)
  })

  test('answers with --json what was written, and where', () => {
    const program = exporting()
    const {json} = program.ok('export', 'timeclock', '--output', 'all.timeclock', '--json')
    expect(json).toEqual({export: {format: 'timeclock', file: 'all.timeclock', contracts: 2, lines: 12}})
    expect(textOf(program, 'all.timeclock').match(/\n/g)).toHaveLength(12)
  })

  test('needs a file for that: exit code 2', () => {
    const {code, json} = template.run('export', 'jsonl', '--json')
    expect(code).toBe(2)
    expect(json.error).toMatchObject({code: 'NO_OUTPUT', hint: 'Name a file: --output FILE.'})
  })

  test('replaces a file whole, and lets nobody else read it', () => {
    const program = exporting()
    writeFileSync(join(program.folder, 'all.jsonl'), 'old '.repeat(100_000), {mode: 0o600})
    program.ok('export', 'jsonl', '--output', 'all.jsonl')
    expect(textOf(program, 'all.jsonl')).toMatch(/^\{"kind":"contract".*\n$/s)
    expect(statSync(join(program.folder, 'all.jsonl')).mode & 0o777).toBe(0o600)
  })

  test.each([
    ['a folder', 'A folder stands where a file should: all.', (path: string) => mkdirSync(path)],
    ['a link', 'A link stands where a file should: all.', (path: string) => symlinkSync('elsewhere', path)],
  ])('does not write over %s: exit code 1', (_, message, make) => {
    const program = exporting()
    make(join(program.folder, 'all'))
    const {code, stderr} = program.run('export', 'csv', '--output', 'all')
    expect(code).toBe(1)
    expect(stderr).toContain(message)
  })

  test('refuses what it does not know, and a range that is turned round', () => {
    expect(template.run('export', 'hledger', 'amce')).toMatchObject({code: 3, stdout: ''})
    expect(template.run('export', 'hledger', '--from', '2026-05', '--to', '2026-04')).toMatchObject({
      ...{code: 2, stdout: ''},
      stderr: expect.stringContaining('--from 2026-05 is after --to 2026-04.'),
    })
    expect(template.run('export', 'hledger', '--from', 'yesteryear')).toMatchObject({code: 2, stdout: ''})
  })

  test('names a contract that is damaged, and has all of the others: exit code 5', () => {
    const program = exporting()
    rmSync(program.page('acme', '2026-03'))
    const {code, stdout, stderr} = program.run('export', 'hledger')
    expect(code).toBe(5)
    expect(stderr).toContain('acme')
    expect(stdout).toContain('account hours:beta')
    expect(stdout).not.toContain('hours:acme')
    const {json} = program.run('export', 'csv', '--output', 'all.csv', '--json')
    expect(json).toMatchObject({export: {contracts: 1}, failed: [{contract: 'acme'}]})
  })

  test('of nothing but what is damaged leaves the file of before: exit code 5', () => {
    const program = exporting()
    program.ok('export', 'hledger', '--output', 'all')
    const before = textOf(program, 'all')
    rmSync(program.page('acme', '2026-03'))
    expect(program.run('export', 'hledger', 'acme', '--output', 'all')).toMatchObject({
      ...{code: 5, stdout: ''},
      stderr: expect.not.stringContaining('wrote'),
    })
    rmSync(program.page('beta', '2026-05'))
    expect(program.run('export', 'hledger', '--output', 'all').code).toBe(5)
    expect(textOf(program, 'all')).toBe(before)
    expect(program.run('export', 'hledger')).toMatchObject({code: 5, stdout: ''})
  })

  test('of a store without contracts is the head', () => {
    const program = programFor(() => new Program('2026-06-01T08:00:00+02:00').inOneProcess())
    program.ok('init', '--provider', 'Muster IT GmbH')
    expect(program.ok('export', 'hledger').stdout).toBe('decimal-mark .\ncommodity 1000. min\n')
    expect(program.ok('export', 'jsonl').stdout).toBe('')
  })

  test('has the CSV of a language for its spreadsheets', () => {
    const {stdout} = template.ok('export', 'csv', 'acme', '--csv-dialect', 'de')
    expect(stdout).toMatch(/^Contract;Customer;.*;Net;Currency;VAT \(%\)\r\n/)
    expect(stdout).toMatch(/;Charge;.*;1:30;180,00;EUR;19\r\n/)
  })
})

describe.skipIf(process.platform === 'win32')('export into a pipe', () => {
  /** With so much in each contract that no pipe takes it at once. */
  const large = () => {
    const program = exporting()
    const work = [...Array(12).keys()].map(day => [
      ...['log', 'beta', '1m', 'x'.repeat(10_000), '--class', 'standard'],
      ...['--at', `2026-05-${10 + day} 10:00`, '--id', `long-${day}`],
    ])
    program.okAll(...work)
    return program
  }
  const piped = ({env, folder: cwd}: Program, reader: string) =>
    spawnSync(
      'bash',
      ['-c', `set -o pipefail; "$0" "$1" export jsonl beta acme | ${reader}`, process.execPath, executable],
      {
        ...{env, cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024},
      },
    )

  test('has all of it, however slow the reader is', () => {
    const program = large()
    const {stdout} = program.ok('export', 'jsonl', 'beta', 'acme')
    expect(stdout.length).toBeGreaterThan(200_000)
    expect(piped(program, '(sleep 0.5; cat)')).toMatchObject({status: 0, stdout, stderr: ''})
  })

  test('ends without a word where the reader wanted only the beginning', () => {
    expect(piped(large(), '(sleep 0.3; head -c 20)')).toMatchObject({
      ...{status: 0, stdout: '{"kind":"contract","', stderr: ''},
    })
  })
})
