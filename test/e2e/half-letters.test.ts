import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {Program, programFor} from '../support/program.js'

// As JSON writes half of a letter that was cut in two: no month with one could ever be sealed.
const HALF = String.raw`\ud83d`

const acme = () => programFor(() => Program.withAcme().inOneProcess())

describe('half a letter is refused at every input', () => {
  const contract = (id: string) =>
    `{"id": "${id}", "customer": {"name": "Cut ${HALF}"}, "from": "2026-01-01", "terms": [{"creditMinutes": 600}]}`
  test.each([
    ['a contract', contract('cut')],
    ['contracts', `[${contract('cut')}, ${contract('cut-too')}]`],
    ['lines of contracts', `${contract('cut')}\n${contract('cut-too')}\n`],
  ])('in %s', (_, json) => {
    const program = acme()
    const file = join(program.folder, 'contracts.json')
    writeFileSync(file, json)
    const {code, stdout, stderr} = program.run('contract', 'add', '--file', file, '--json')
    expect([code, stdout + stderr]).toEqual([2, expect.stringContaining('HALF_LETTER')])
    expect(readdirSync(join(program.store, 'contracts'))).toEqual(['acme'])
  })
})

describe('half a letter that an earlier version stored', () => {
  const cut = () => {
    const program = acme()
    program.ok('log', 'acme', '30', 'Drucker kaputt', '--at', '2026-10-10 9:00', '--id', 'cut')
    const page = join(program.store, 'contracts/acme/2026-10.json')
    // As format 3 wrote it: without a checksum.
    const {checksum, accountRecords, ...earlier} = JSON.parse(readFileSync(page, 'utf8'))
    writeFileSync(page, JSON.stringify({...earlier, format: 3}).replace('kaputt', `kaputt ${HALF}`))
    return {program, page}
  }

  test('is found by verify, with a way out', () => {
    const {program, page} = cut()
    const {code, json} = program.run('verify', '--json')
    expect(code).toBe(5)
    expect(json.problems).toEqual([{file: page, what: expect.stringContaining('half a letter')}])
    expect(json.problems[0].what).toContain('entry correct')
  })

  test('is read as a replacement sign, so that its month can be closed', () => {
    const {program, page} = cut()
    expect(program.ok('entry', 'show', 'cut', '--json').json.entry.text).toBe('Drucker kaputt \ufffd')
    program.ok('rollover')
    expect(readFileSync(page, 'utf8')).not.toContain(HALF)
    expect(program.ok('verify', '--json').json).toMatchObject({ok: true, problems: []})
    expect(program.ok('statement', 'acme', '--month', '2026-10').stdout).toContain('Drucker kaputt')
  })
})
