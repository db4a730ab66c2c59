import {describe, expect, test} from 'vitest'
import {Program, programFor} from '../support/program.js'

const working = () => {
  const program = programFor(() => Program.withAcme().inOneProcess())
  program.okAll(
    ['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-01-01', '--credit', '20h'],
    ['log', 'beta', '45', 'Server', '--at', '2026-11-20 9:00', '--by', 'A. Kaya'],
  )
  for (const [minute, args] of [
    [
      '01',
      ['log', 'acme', '30', 'Backup geprüft', '--for', 'Frau Müller', '--how', 'phone', '--ticket', '7'],
    ],
    ['02', ['log', 'beta', '15', 'Drucker']],
  ] as const)
    expect(program.runWith({env: {HOURBANK_NOW: `2026-11-21T14:${minute}:00+01:00`}}, ...args).code).toBe(0)
  return program
}

const again = (program: Program, ...args: readonly string[]) => program.run('again', ...args, '--json')

describe('again', () => {
  test('records what this consultant did last, as long and over now', () => {
    const {code, json} = again(working())
    expect(code).toBe(0)
    expect(json.entry).toMatchObject({
      ...{contract: 'beta', text: 'Drucker', workedMinutes: 15, consultant: 'J. Weber'},
      end: '2026-11-21T15:00:00+01:00',
    })
  })

  test('takes another piece of work by its number, and changes what is said', () => {
    const {json} = again(working(), '2', '1h', '--at', '2026-11-19 10:00', '--for', 'Herr Maier')
    expect(json.entry).toMatchObject({
      ...{contract: 'acme', text: 'Backup geprüft', workedMinutes: 60, requester: 'Herr Maier'},
      ...{channel: 'phone', ticket: '7', start: '2026-11-19T10:00:00+01:00'},
    })
  })

  test('takes another text behind the duration, and another contract', () => {
    const {json} = again(working(), '30m', 'Toner', '--contract', 'acme')
    expect(json.entry).toMatchObject({contract: 'acme', text: 'Toner', workedMinutes: 30})
  })

  test('is about the consultant who is named', () => {
    expect(again(working(), '--by', 'A. Kaya').json.entry).toMatchObject({
      text: 'Server',
      consultant: 'A. Kaya',
    })
  })

  test('finds the work of the month that was closed this morning', () => {
    const program = working().at('2026-12-01T08:00:00+01:00')
    program.ok('rollover')
    expect(again(program).json.entry).toMatchObject({
      contract: 'beta',
      text: 'Drucker',
      bookedMonth: '2026-12',
    })
  })

  test('shows what could be repeated, numbered, and records nothing', () => {
    const program = working()
    const before = program.fingerprint()
    const {stdout} = program.ok('again', '--list')
    expect(stdout).toMatch(/1.*beta.*0:15.*Drucker/)
    expect(stdout).toMatch(/2.*acme.*0:30.*Frau Müller.*Backup geprüft/)
    expect(again(program, '--list').json.recent.map(({number}: {number: number}) => number)).toEqual([1, 2])
    expect(program.fingerprint()).toBe(before)
  })

  test.each([
    ['a number that may be minutes', ['45'], 2, 'INVALID_NUMBER', '45m'],
    ['more than there is', ['3'], 3, 'NOTHING_TO_REPEAT', '--list'],
    ['somebody who has recorded nothing', ['--by', 'Nobody'], 3, 'NOTHING_TO_REPEAT', 'hourbank log'],
  ])('is refused for %s', (_, args, exit, refusal, hint) => {
    const {code, json} = again(working(), ...args)
    expect([code, json.error.code]).toEqual([exit, refusal])
    expect(`${json.error.message} ${json.error.hint}`).toContain(hint)
  })

  test('repeats no call-out by chance', () => {
    const program = working()
    program.okAll(
      [
        'contract',
        'add',
        'gamma',
        '--customer',
        'Gamma',
        '--from',
        '2026-11-01',
        '--tariff',
        'call-out-flat',
      ],
      ['log', 'gamma', '50', 'Server steht', '--class', 'emergency', '--cause', 'customer'],
    )
    expect(again(program).json.error.code).toBe('CALL_OUT_AGAIN')
    expect(again(program, '--class', 'extended', '--contract', 'acme').json.entry).toMatchObject({
      class: 'extended',
      charges: [],
    })
  })

  test('is harmless when it is repeated under the same key', () => {
    const program = working()
    again(program, '--id', 'k1')
    const {code, json} = again(program, '--id', 'k1')
    expect([code, json.repeated]).toEqual([0, true])
  })
})
