import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from 'vitest'
import {Program} from '../support/program.js'

const acme = (): Program => Program.withAcme('2026-11-21T15:00:00+01:00', '2026-11-01').inOneProcess()
const statementOf = (program: Program, format: string): string =>
  program.ok('statement', 'acme', '--month', 'this', '--format', format).stdout

describe('what nobody said', () => {
  it('is not told to the customer as a fact, in any format', () => {
    const program = acme()
    const {entry} = program.ok('log', 'acme', '45', 'Drucker', '--json').json
    expect(entry).toMatchObject({place: null, channel: null, cause: null})
    const texts = ['table', 'csv', 'json'].map(format => statementOf(program, format)).join('\n')
    expect(texts).toContain('Drucker')
    expect(texts).not.toMatch(/Fernwartung|remote|vom Kunden verursacht/)
    expect(program.ok('entry', 'show', entry.id).stdout).not.toMatch(/^ {2}(?:Where|How|Cause) /m)
  })

  it('is what the profile has for it, if there is something', () => {
    const program = acme()
    program.ok('config', 'set', 'where', 'remote')
    program.ok('config', 'set', 'how', 'Telefon')
    program.ok('config', 'set', 'cause', 'kunde')
    expect(program.ok('log', 'acme', '45', 'Drucker', '--json').json.entry).toMatchObject({
      place: 'remote',
      channel: 'phone',
      cause: 'customer',
    })
    expect(
      program.ok('log', 'acme', '45', 'Umbau', '--where', 'Augsburg', '--json').json.entry,
    ).toMatchObject({
      place: 'Augsburg',
      channel: 'on-site',
    })
    program.ok('config', 'set', 'how', '')
    expect(program.ok('log', 'acme', '45', 'Maus', '--json').json.entry.channel).toBeNull()
  })

  it('is what the contract’s terms have for it, before the profile', () => {
    const program = acme()
    program.ok('config', 'set', 'how', 'phone')
    const terms = [{creditMinutes: 600, defaults: {channel: 'chat'}}]
    const contract = {id: 'neu', customer: {name: 'Neu GmbH'}, from: '2026-11-01', terms}
    writeFileSync(join(program.folder, 'neu.json'), JSON.stringify(contract))
    program.ok('contract', 'add', '--file', 'neu.json')
    expect(program.ok('log', 'neu', '45', 'Drucker', '--json').json.entry).toMatchObject({
      channel: 'chat',
      place: null,
    })
  })

  it('is a channel or a cause that the program knows, or is refused', () => {
    const {code, stderr} = acme().run('config', 'set', 'how', 'fax')
    expect(code).toBe(2)
    expect(stderr).toContain('Use phone, email, chat, ticket, remote-session or on-site.')
  })

  it('is said on corrections of what was unsaid only if somebody says it now', () => {
    const program = acme()
    program.ok('log', 'acme', '45', 'Drucker', '--id', 'e1')
    program.ok('config', 'set', 'how', 'phone')
    const {entry} = program.ok('entry', 'correct', 'e1', '30', '--reason', 'Pause', '--json').json
    expect(entry).toMatchObject({workedMinutes: 30, channel: null, replaces: 'e1'})
  })
})

describe('consultants that the profile lists', () => {
  const listed = (): Program => {
    const program = acme()
    program.ok('config', 'set', 'consultants', 'J. Weber = jw, Jana; A. Kaya = ak')
    return program
  }
  const consultantOf = (program: Program, ...by: readonly string[]): unknown =>
    program.ok('log', 'acme', '5', 'Drucker', ...by, '--json').json.entry.consultant

  it.each(['jw', 'Weber', 'jana', 'J. Weber'])('are one person under every name: %s', name => {
    expect(consultantOf(listed(), '--by', name)).toBe('J. Weber')
  })

  it('are meant by HOURBANK_BY, too', () => {
    const program = listed()
    program.env = {...program.env, HOURBANK_BY: 'kaya'}
    expect(consultantOf(program)).toBe('A. Kaya')
  })

  it('are suggested where a name is mistyped, and nothing is recorded', () => {
    const program = listed()
    const {code, json} = program.run('log', 'acme', '5', 'Drucker', '--by', 'J. Wbeer', '--json')
    expect(code).toBe(2)
    expect(json.error).toMatchObject({code: 'UNKNOWN_CONSULTANT', hint: expect.stringContaining('J. Weber')})
    expect(program.ok('entries', 'acme', '--json').json.entries).toEqual([])
  })

  it('are asked for more of the name where two fit', () => {
    const {code, stderr} = listed().run('log', 'acme', '5', 'Drucker', '--by', 'a')
    expect(code).toBe(2)
    expect(stderr).toContain('"a" may be J. Weber or A. Kaya.')
  })

  it('are who corrects, voids and books credits, too', () => {
    const program = listed()
    program.ok('log', 'acme', '45', 'Drucker', '--id', 'e1')
    const correct = ['entry', 'correct', 'e1', '30', '--reason', 'Pause', '--json', '--by']
    expect(program.run(...correct, 'xy').json.error.code).toBe('UNKNOWN_CONSULTANT')
    expect(program.ok(...correct, 'ak').json.entry.consultant).toBe('A. Kaya')
    const credit = [
      'credit',
      'acme',
      '1h',
      '--kind',
      'goodwill',
      '--reason',
      'Kulanz',
      '--json',
      '--by',
      'jw',
    ]
    expect(program.ok(...credit).json.credit.recordedBy).toBe('J. Weber')
  })

  it('are those of imported rows; a row of somebody else is refused', () => {
    const program = listed()
    const csv =
      'Kunde,Datum,Dauer,Mitarbeiter,Text\nacme,2026-11-20,0:30,jw,Maus\nacme,2026-11-20,0:30,Fremd,Tastatur\n'
    writeFileSync(join(program.folder, 'file.csv'), csv)
    const {code, stdout} = program.run('import', 'csv', 'file.csv')
    expect(code).toBe(2)
    expect(stdout).toContain('"Fremd" is not among the consultants.')
    expect(program.ok('entries', 'acme', '--json').json.entries).toMatchObject([{consultant: 'J. Weber'}])
  })

  it('leave anybody be one where none is listed', () => {
    expect(consultantOf(acme(), '--by', 'Irgendwer')).toBe('Irgendwer')
  })
})
