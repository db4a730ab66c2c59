import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program, programFor} from '../support/program.js'

// Where a statement goes says in which form it is, and what contradicts that is refused.

let template: Program
beforeAll(() => {
  template = Program.withAcme('2026-11-21T15:00:00+01:00', '2026-10-01').inOneProcess()
  template.ok('contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-10-01', '--credit', '1h')
  template.ok('rollover')
})
afterAll(() => template.remove())

const closed = () => programFor(() => template.copy())
const textOf = (program: Program, file: string) => readFileSync(join(program.folder, file), 'utf8')

/** How each form begins. */
const FORMS = [
  ['october.txt', /^Muster IT GmbH\n/],
  ['october.json', /^\{\n {2}"statements": \[/],
  ['october.csv', /^Vertrag;/],
  ['october.CSV', /^Vertrag;/],
  ['october.pdf', /^%PDF-/],
  ['october', /^Muster IT GmbH\n/],
] as const

describe('the form of a statement', () => {
  test.each(FORMS)('follows the name of the file: %s', (file, begins) => {
    const program = closed()
    expect(program.ok('statement', 'acme', '--output', file).stderr).toBe(`wrote ${file}\n`)
    expect(textOf(program, file)).toMatch(begins)
  })

  test.each([
    ['october.csv', 'pdf'],
    ['october.pdf', 'json'],
    ['october.json', 'table'],
    ['october.txt', 'csv'],
  ])('is refused where the name contradicts it, and nothing is written: %s as %s', (file, format) => {
    const program = closed()
    const {code, json} = program.run('statement', 'acme', '--output', file, '--format', format, '--json')
    expect(code).toBe(2)
    expect(json.error).toMatchObject({
      code: 'CONTRADICTION',
      message: `--format ${format} and --output ${file} contradict each other.`,
    })
    expect(existsSync(join(program.folder, file))).toBe(false)
  })

  test('is what is said where the name says nothing', () => {
    const program = closed()
    program.ok('statement', 'acme', '--output', 'october.old', '--format', 'csv')
    expect(textOf(program, 'october.old')).toMatch(/^Vertrag;/)
  })

  test('of a folder does not follow its name', () => {
    const program = closed()
    mkdirSync(join(program.folder, 'as.pdf'))
    program.ok('statement', 'acme', '--output', 'as.pdf')
    program.ok('statement', 'acme', '--output', 'as.csv/')
    expect(textOf(program, 'as.pdf/acme-2026-10.txt')).toContain('Oktober 2026')
    expect(textOf(program, 'as.csv/acme-2026-10.txt')).toContain('Oktober 2026')
  })

  test.each(['csv', 'table'])('is refused beside --json, which prints JSON: %s', format => {
    const {code, json} = closed().run('statement', 'acme', '--format', format, '--json')
    expect(code).toBe(2)
    expect(json.error).toMatchObject({
      code: 'CONTRADICTION',
      message: `--format ${format} and --json contradict each other.`,
    })
  })

  test('beside --json is that of the files, where there are some', () => {
    const program = closed()
    expect(program.ok('statement', 'acme', '--output', 'october.csv', '--json').json).toEqual({
      files: [{contract: 'acme', month: '2026-10', number: '1/2026', file: 'october.csv', isChanged: true}],
    })
    expect(textOf(program, 'october.csv')).toMatch(/^Vertrag;/)
  })
})

describe('standard output is -', () => {
  test.each(['table', 'json', 'csv'])('as without --output: %s', format => {
    const program = closed()
    const printed = program.ok('statement', 'acme', 'beta', '--format', format).stdout
    expect(program.ok('statement', 'acme', 'beta', '--format', format, '--output', '-').stdout).toBe(printed)
  })

  test('also for a PDF, if it is one', () => {
    const program = closed()
    const {stdout, stderr} = program.ok('statement', 'acme', '--format', 'pdf', '--output', '-')
    expect(stdout).toMatch(/^%PDF-/)
    expect(stdout.trimEnd()).toMatch(/%%EOF$/)
    expect(stderr).toBe('')
    const {code, json} = program.run(
      'statement',
      'acme',
      'beta',
      '--format',
      'pdf',
      '--output',
      '-',
      '--json',
    )
    expect({code, error: json.error.code}).toEqual({code: 2, error: 'CONTRADICTION'})
    const several = program.run('statement', 'acme', 'beta', '--format', 'pdf', '--output', '-')
    expect(several).toMatchObject({code: 2, stdout: ''})
    expect(several.stderr).toContain('2 statements need a folder')
  })
})

describe('several statements', () => {
  test('go into one file where its form can hold them: what is printed otherwise', () => {
    const program = closed()
    for (const [file, format] of [
      ['all.json', 'json'],
      ['all.csv', 'csv'],
      ['all.txt', 'table'],
    ] as const) {
      expect(program.ok('statement', '--all', '--output', file).stderr).toBe(`wrote ${file}\n`)
      expect(textOf(program, file)).toBe(program.ok('statement', '--all', '--format', format).stdout)
      expect(program.ok('statement', '--all', '--output', file).stderr).toBe(`unchanged ${file}\n`)
    }
    expect(JSON.parse(textOf(program, 'all.json')).statements).toHaveLength(2)
    expect(
      program.ok('statement', 'acme', 'beta', '--output', 'all.json', '--json').json.files,
    ).toMatchObject([
      {contract: 'acme', file: 'all.json'},
      {contract: 'beta', file: 'all.json'},
    ])
  })

  test('need a folder as PDF', () => {
    const program = closed()
    const {code, stderr} = program.run('statement', '--all', '--output', 'all.pdf')
    expect(code).toBe(2)
    expect(stderr).toContain('all.pdf is one file, and 2 statements need a folder')
    expect(existsSync(join(program.folder, 'all.pdf'))).toBe(false)
  })

  test('of all contracts go to the same place, whether there is one contract or more', () => {
    const program = programFor(() =>
      Program.withAcme('2026-11-21T15:00:00+01:00', '2026-10-01').inOneProcess(),
    )
    program.ok('rollover')
    program.ok('statement', '--all', '--output', 'out')
    expect(textOf(program, 'out/acme-2026-10.txt')).toContain('Oktober 2026')
  })

  test('leave a file alone that does not say it can hold them', () => {
    const program = closed()
    writeFileSync(join(program.folder, 'file'), 'mine')
    expect(program.run('statement', '--all', '--output', 'file').code).toBe(2)
    expect(textOf(program, 'file')).toBe('mine')
  })
})

describe('statements of several months', () => {
  const monthsOf = (program: Program, ...args: string[]) =>
    program
      .ok('statement', ...args, '--json')
      .json.statements.map(({contract, month}: {contract: string; month: string}) => `${contract} ${month}`)

  test('are those of a range or a year, one after the other, or a file each', () => {
    const program = closed()
    const [first] = monthsOf(program, 'acme', '--from', '2026-01')
    const all = monthsOf(program, 'acme', '--year', '2026')
    expect(all.length).toBeGreaterThan(1)
    expect(all[0]).toBe(first)
    expect(monthsOf(program, 'acme', '--from', 'this', '--to', 'this')).toEqual([all.at(-1)])
    expect(
      program.ok('statement', 'acme', '--year', '2026', '--format', 'csv', '--output', 'year/').stderr,
    ).toContain('wrote year/acme-')
    const again = program.ok('statement', 'acme', '--year', '2026', '--format', 'csv', '--output', 'year/')
    expect(again.stderr).toBe(`${all.length} files are unchanged.\n`)
  })

  test('are refused where two flags say which', () => {
    const program = closed()
    for (const flags of [
      ['--month', 'last', '--year', '2026'],
      ['--from', 'oct', '--year', '2026'],
      ['--month', 'last', '--to', 'this'],
      ['--from', '2026-10', '--to', '2026-09'],
    ])
      expect(program.run('statement', 'acme', ...flags, '--json')).toMatchObject({
        code: 2,
        json: {error: {code: 'CONTRADICTION'}},
      })
  })
})
