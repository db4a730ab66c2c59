import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'
import {hasTmux, quoted, Terminal} from '../support/terminal.js'

/** The program on a terminal of its own; what it exits with is on the screen in the end. */
function onTerminal(program: Program, ...args: readonly string[]): Terminal {
  const variables = Object.entries({TERM: 'xterm-256color', LANG: 'C.UTF-8', ...program.env})
  const env = variables.map(([name, value]) => quoted(`${name}=${value}`)).join(' ')
  const line = ['exec', 'env', '-i', env, ...[process.execPath, executable, ...args].map(quoted)].join(' ')
  const command = `cd ${quoted(program.folder)}; (${line}); echo "exit $?"; sleep 60`
  return new Terminal({columns: 100, lines: 40, command})
}

const contractIn = (program: Program, id: string) => program.stored('contracts', id, 'contract.json')
const entriesIn = (program: Program, id: string, ...months: readonly string[]) =>
  (months.length === 0 ? ['2026-11'] : months).flatMap(
    month => program.stored('contracts', id, `${month}.json`).entries,
  )

describe.skipIf(!hasTmux)('on a terminal', () => {
  let template: Program
  beforeAll(() => {
    template = Program.withAcme().inOneProcess()
  })
  afterAll(() => template.remove())
  const withAcme = () => programFor(() => template.copy())

  test('init asks for the provider’s name, and not again until it gets one', async () => {
    const program = programFor(() => new Program().inOneProcess())
    const terminal = onTerminal(program, 'init')
    await terminal.sees('Your firm')
    terminal.types('')
    await terminal.sees('cannot be empty')
    terminal.types('Müller & Söhne')
    await terminal.sees('exit 0')
    expect(program.stored('store.json').provider.name).toBe('Müller & Söhne')
  })

  test('contract add asks for what is missing, and explains what it does not understand', async () => {
    const program = withAcme()
    const terminal = onTerminal(program, 'contract', 'add', '--from', '2026-11-01')
    await terminal.sees("The customer's name")
    terminal.types('Bäckerei Süß GmbH')
    await terminal.sees('Short name of the contract')
    terminal.types('')
    await terminal.sees('Hours credited each month')
    terminal.types('1.5')
    await terminal.sees('is not a duration')
    terminal.types('h')
    await terminal.sees('exit 0')
    expect(contractIn(program, 'baeckerei-suess')).toMatchObject({
      customer: {name: 'Bäckerei Süß GmbH'},
      from: '2026-11-01',
      terms: [{creditMinutes: 90}],
    })
  })

  test('contract add refuses what is there already before the first question, and the rest at its question', async () => {
    const program = withAcme()
    const known = onTerminal(program, 'contract', 'add', 'acme')
    const screen = await known.sees('exit 3')
    expect(screen).toContain('There is a contract "acme" already')
    expect(screen).not.toContain('customer')

    const unclear = onTerminal(program, 'contract', 'add', '--cap', '10')
    const refused = await unclear.sees('exit 2')
    expect(refused).toContain('10h')
    expect(refused).not.toContain('customer')

    const terminal = onTerminal(program, 'contract', 'add', 'beta', '--customer', 'Beta AG')
    await terminal.sees('First day')
    terminal.types('24.12.')
    await terminal.sees('Did you mean 2025-12-24 or 2026-12-24?')
    terminal.types('26')
    await terminal.sees('Hours credited each month')
    terminal.types('10')
    await terminal.sees('Did you mean 10h or 10m?')
    terminal.types('h')
    await terminal.sees('exit 0')
    expect(contractIn(program, 'beta')).toMatchObject({
      from: '2026-12-24',
      terms: [{creditMinutes: 600}],
    })
  })

  test('log shows what is left on each account, and offers what was said lately: typed first, then the latest', async () => {
    const program = withAcme()
    const day = ['--at', '2026-11-20 9:00']
    program.okAll(
      ['log', 'acme', '10m', 'Older work', ...day, '--for', 'Herr Maier', '--id', 'older'],
      [
        'log',
        'acme',
        '10m',
        'Latest work',
        ...day,
        '--for',
        'Frau Müller',
        '--ticket',
        '4711',
        '--id',
        'latest',
      ],
    )
    const terminal = onTerminal(program, 'log')
    expect(await terminal.sees('Contract')).toMatch(/acme {2}ACME GmbH {2}· left \d+:\d\d/)
    terminal.presses('Enter')
    await terminal.sees('How long')
    terminal.types('20')
    const texts = await terminal.sees('Older work')
    expect(texts.indexOf('(none)')).toBeLessThan(texts.indexOf('Latest work'))
    expect(texts.indexOf('Latest work')).toBeLessThan(texts.indexOf('Older work'))
    terminal.presses('Down')
    terminal.presses('Enter')
    await terminal.sees('For whom')
    terminal.types('Frau Neu')
    await terminal.sees('Ticket number')
    terminal.presses('Enter')
    await terminal.sees('exit 0')
    const [, , entry] = entriesIn(program, 'acme')
    expect(entry).toMatchObject({workedMinutes: 20, text: 'Latest work', requester: 'Frau Neu', ticket: null})
  })

  test('ticket commands ask which request, of which contract where two have its number, and what else is missing', async () => {
    const program = withAcme()
    program.ok(
      'contract',
      'add',
      'beta',
      '--customer',
      'Beta AG',
      '--from',
      '2026-11-01',
      '--tariff',
      'response-levels',
      '--credit',
      '1h',
    )
    for (const id of ['acme', 'beta']) program.ok('ticket', 'open', id, 'Drucker', '--number', '7')
    program.ok('ticket', 'open', 'beta', 'Server', '--number', '8')
    const answered = onTerminal(program, 'ticket', 'respond', '7')
    await answered.sees('Its contract')
    answered.presses('Down')
    answered.presses('Enter')
    await answered.sees('exit 0')
    const escalated = onTerminal(program, 'ticket', 'escalate')
    await escalated.sees('Server')
    escalated.presses('Enter') // what is due soonest comes first
    await escalated.sees('To which team')
    for (const _ of [1, 2, 3]) escalated.presses('Down')
    escalated.presses('Enter')
    await escalated.sees('Why')
    escalated.presses('Enter')
    await escalated.sees('exit 0')
    const show = (number: string) =>
      program.ok('ticket', 'show', number, '--contract', 'beta', '--json').json.ticket
    expect(show('8')).toMatchObject({level: 3, team: 'System administrators'})
    const voided = onTerminal(program, 'ticket', 'event', 'void', '8')
    await voided.sees('escalated')
    voided.presses('Enter')
    await voided.sees('Why is it taken back')
    voided.types('wrong')
    await voided.sees('exit 0')
    expect(show('8')).toMatchObject({level: null, events: [{}, {voided: true}]})
    expect(show('7').events).toMatchObject([{kind: 'received'}, {kind: 'responded'}])
  })

  test('init notices a store that is there before it asks anything', async () => {
    const terminal = onTerminal(withAcme(), 'init')
    const screen = await terminal.sees('exit 2')
    expect(screen).toContain('There is a store in')
    expect(screen).not.toContain('Your firm')
  })

  test('log without arguments asks for contract, time and text', async () => {
    const program = withAcme()
    program.ok('contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-11-01', '--credit', '1h')
    const terminal = onTerminal(program, 'log')
    await terminal.sees('beta  Beta AG')
    terminal.presses('Down')
    terminal.presses('Enter')
    await terminal.sees('How long')
    terminal.types('2026-10-31 14:00-15:30')
    await terminal.sees('before the contract')
    terminal.presses('C-u')
    terminal.types('25')
    await terminal.sees('What was done for Beta AG')
    terminal.types('2 printer queues')
    await terminal.sees('exit 0')
    expect(entriesIn(program, 'beta')).toMatchObject([{workedMinutes: 25, text: '2 printer queues'}])
  })

  test('log asks for a text that is missing, and who did it where nobody says so, from the list', async () => {
    const program = withAcme()
    program.ok('config', 'set', 'consultants', 'Jana Weber = jw; Max Muster')
    const {HOURBANK_BY: _, ...env} = program.env
    program.env = env
    const terminal = onTerminal(program, 'log', 'acme', '45')
    await terminal.sees('What was done for ACME GmbH')
    terminal.types('Printer')
    await terminal.sees('Who did the work')
    terminal.presses('Down')
    terminal.presses('Enter')
    await terminal.sees('exit 0')
    expect(entriesIn(program, 'acme')).toMatchObject([
      {workedMinutes: 45, text: 'Printer', consultant: 'Max Muster'},
    ])
  })

  test('log asks which day is meant by a time that has not come yet today', async () => {
    const program = withAcme().at('2026-11-01T00:40:00+01:00')
    const terminal = onTerminal(program, 'log', 'acme', '22:00-23:30', 'Night')
    const screen = await terminal.sees('today, 1 Nov 2026 22:00')
    expect(screen).toContain('yesterday, 31 Oct 2026 22:00')
    terminal.presses('Enter')
    await terminal.sees('exit 0')

    const second = onTerminal(program, 'log', 'acme', '45', 'Later', '--at', '22:00')
    await second.sees('Which day is meant')
    second.presses('Down')
    second.presses('Enter')
    await second.sees('exit 0')
    expect(entriesIn(program, 'acme', '2026-10', '2026-11')).toMatchObject([
      {start: '2026-10-31T22:00:00+01:00', workedMinutes: 90, text: 'Night'},
      {start: '2026-11-01T22:00:00+01:00', workedMinutes: 45, text: 'Later'},
    ])
  })

  test('credit asks for all it needs, and never takes a bare number for minutes', async () => {
    const program = withAcme()
    const terminal = onTerminal(program, 'credit', 'acme')
    await terminal.sees('How much')
    terminal.types('10')
    await terminal.sees('Did you mean 10h or 10m?')
    terminal.types('h')
    await terminal.sees('top-up: hours the customer bought')
    terminal.presses('Enter')
    await terminal.sees('Net price')
    terminal.types('999,50')
    await terminal.sees('What for')
    terminal.types('')
    await terminal.sees('It cannot be empty')
    terminal.types('Offer 4711')
    await terminal.sees('exit 0')
    expect(program.stored('contracts', 'acme', '2026-11.json').credits).toMatchObject([
      {kind: 'top-up', minutes: 600, priceCents: 99_950, reason: 'Offer 4711'},
    ])
  })

  test('entry void asks which entry and why', async () => {
    const program = withAcme()
    program.okAll(
      ['log', 'acme', '45', 'Printer', '--id', 'first'],
      ['log', 'acme', '14:00-14:20', 'Mail', '--id', 'second'],
    )
    const terminal = onTerminal(program, 'entry', 'void')
    await terminal.sees('0:20  Mail')
    terminal.presses('Down')
    terminal.presses('Enter')
    await terminal.sees('Why is it taken back')
    terminal.types('')
    await terminal.sees('It cannot be empty')
    terminal.types('Booked twice')
    await terminal.sees('exit 0')
    expect(entriesIn(program, 'acme')).toMatchObject([
      {id: 'first', voided: null},
      {id: 'second', voided: {reason: 'Booked twice'}},
    ])
    const again = onTerminal(program, 'entry', 'void', 'second')
    expect(await again.sees('exit 3')).toContain('voided already')
  })

  test('entry move asks which entry, and offers the other contracts, of which one that ended by then is refused', async () => {
    const program = withAcme()
    const add = ['--customer', 'Neu', '--from', '2026-10-01', '--credit', '1h']
    program.okAll(
      ['contract', 'add', 'ended', ...add],
      ['contract', 'end', 'ended', '--on', '2026-10-31'],
      ['contract', 'add', 'other', ...add],
      ['log', 'acme', '45', 'Printer', '--id', 'first'],
    )
    const terminal = onTerminal(program, 'entry', 'move')
    await terminal.sees('acme  0:45  Printer')
    terminal.presses('Enter')
    expect(await terminal.sees('other  Neu')).not.toContain('acme  ACME')
    terminal.presses('Enter')
    await terminal.sees('after the contract')
    terminal.presses('Down')
    terminal.presses('Enter')
    await terminal.sees('Why is it moved')
    terminal.types('Wrong customer')
    await terminal.sees('exit 0')
    expect(entriesIn(program, 'other')).toMatchObject([{movedFrom: {contract: 'acme', id: 'first'}}])
    expect(entriesIn(program, 'acme')).toMatchObject([{voided: {reason: 'Wrong customer'}}])
    const same = onTerminal(program, 'entry', 'move', 'first', 'acme')
    expect(await same.sees('exit 3')).toContain('voided already')
  })

  test('undo shows the entry first, and takes back that one, whatever is recorded meanwhile', async () => {
    const program = programFor(() => Program.withAcme())
    program.ok('log', 'acme', '45', 'Printer', '--id', 'shown')
    const terminal = onTerminal(program, 'undo')
    await terminal.sees('Take back 21 Nov 2026 14:15  acme  0:45  Printer?')
    program.at('2026-11-21T15:01:00+01:00').ok('log', 'acme', '10m', 'Meanwhile', '--id', 'meanwhile')
    terminal.presses('Enter')
    await terminal.sees('exit 0')
    expect(program.ok('entries', 'acme', '--json').json.entries).toMatchObject([{id: 'meanwhile'}])
    const second = onTerminal(program, 'undo')
    await second.sees('No, keep it')
    second.presses('Down')
    second.presses('Enter')
    expect(await second.sees('exit 2')).toContain('Nothing was changed.')
  })

  test('stop asks when the work of a timer that was forgotten ended, and what was done', async () => {
    const program = withAcme()
    program.at('2026-11-20T16:00:00+01:00').ok('start', 'acme')
    program.at('2026-11-21T08:00:00+01:00')
    const terminal = onTerminal(program, 'stop')
    await terminal.sees('acme has counted 16:00 since 20 Nov 2026 16:00. When did the work end')
    terminal.types('15:00')
    await terminal.sees('is not between the start of the timer')
    terminal.presses('C-u')
    terminal.types('17:30')
    await terminal.sees('What was done for ACME GmbH')
    terminal.types('8 printers')
    await terminal.sees('exit 0')
    expect(entriesIn(program, 'acme')).toMatchObject([{workedMinutes: 90, text: '8 printers'}])
  })

  test('stop asks also for the end of one that counted for more than a day, and refuses one that is too short', async () => {
    const program = withAcme()
    program.at('2026-11-19T16:00:00+01:00').ok('start', 'acme', 'Printer')
    program.at('2026-11-21T08:00:00+01:00')
    const terminal = onTerminal(program, 'stop')
    await terminal.sees('acme has counted 40:00')
    terminal.types('now')
    await terminal.sees('an entry has at most 24:00')
    terminal.presses('C-u')
    terminal.types('17:30')
    await terminal.sees('exit 0')
    expect(entriesIn(program, 'acme')).toMatchObject([{workedMinutes: 90, text: 'Printer'}])
    program.ok('start', 'acme')
    expect(await onTerminal(program, 'stop').sees('exit 3')).not.toContain('What was done')
  })

  test('cancel asks whether it is meant', async () => {
    const program = withAcme()
    program.ok('start', 'acme')
    const terminal = onTerminal(program, 'cancel')
    await terminal.sees('Drop the timer of acme, 0:00 since 21 Nov 2026 15:00?')
    terminal.presses('Enter')
    expect(await terminal.sees('exit 2')).toContain('Nothing was changed.')
    expect(program.ok('status', '--json').json.timer.contract).toBe('acme')
  })

  test('contract amend asks from when and what, and refuses a month that is closed', async () => {
    const program = withAcme()
    program.ok('rollover')
    const terminal = onTerminal(program, 'contract', 'amend', 'acme')
    await terminal.sees('First month')
    terminal.types('2026-10')
    await terminal.sees('October 2026 is closed')
    terminal.presses('C-u')
    terminal.types('2027-01')
    await terminal.sees('What changes')
    terminal.presses('Enter')
    await terminal.sees('Hours credited each month')
    terminal.types('12h')
    await terminal.sees('exit 0')
    expect(contractIn(program, 'acme').terms).toMatchObject([
      {creditMinutes: 600},
      {from: '2027-01', creditMinutes: 720},
    ])
  })

  test('contract edit asks what changes, with what there is to be edited, and takes an empty answer', async () => {
    const program = withAcme()
    program.ok(
      'contract',
      'edit',
      'acme',
      '--address',
      'Musterweg 1; 80331 München',
      '--email',
      'it@acme.example',
    )
    const terminal = onTerminal(program, 'contract', 'edit', 'acme')
    await terminal.sees('What changes')
    terminal.presses('Down')
    terminal.presses('Down')
    terminal.presses('Enter')
    await terminal.sees('Address, with semicolons between Musterweg 1; 80331 München')
    terminal.types('; Österreich')
    await terminal.sees('exit 0')
    const second = onTerminal(program, 'contract', 'edit', 'acme')
    await second.sees('What changes')
    for (const key of ['Down', 'Down', 'Down', 'Enter']) second.presses(key)
    await second.sees('E-mail it@acme.example')
    second.presses('C-u')
    second.types('')
    await second.sees('exit 0')
    expect(contractIn(program, 'acme').customer).toMatchObject({
      address: ['Musterweg 1', '80331 München', 'Österreich'],
      email: null,
    })
  })

  test('contract remove offers only what was never used, and asks whether it is meant', async () => {
    const program = programFor(() => Program.withAcme().inOneProcess())
    const add = (id: string) => [
      'contract',
      'add',
      id,
      '--customer',
      'Neu',
      '--from',
      '2026-11-01',
      '--credit',
      '1h',
    ]
    program.okAll(['log', 'acme', '30', 'Printer'], add('beta'), add('gamma'))
    const terminal = onTerminal(program, 'contract', 'remove')
    expect(await terminal.sees('gamma  Neu')).not.toContain('acme')
    terminal.presses('Enter')
    await terminal.sees('Remove beta (Neu) with its terms?')
    terminal.presses('Enter')
    expect(await terminal.sees('exit 2')).toContain('Nothing was changed.')
    const second = onTerminal(program, 'contract', 'remove', 'gamma')
    await second.sees('Yes, remove it')
    second.presses('Down')
    second.presses('Enter')
    await second.sees('exit 0')
    expect(program.ok('contract', 'list', '--json').json.contracts).toMatchObject([
      {id: 'acme'},
      {id: 'beta'},
    ])
  })

  test('contract end refuses a day that could be two, and one before work that is recorded', async () => {
    const program = withAcme()
    program.ok('log', 'acme', '45', 'Printer')
    const terminal = onTerminal(program, 'contract', 'end', 'acme')
    await terminal.sees('Last day that is covered')
    terminal.types('20.11.')
    await terminal.sees('Did you mean')
    terminal.types('26')
    await terminal.sees('something is booked after that day')
    terminal.presses('C-u')
    terminal.types('2026-12-31')
    await terminal.sees('exit 0')
    expect(contractIn(program, 'acme').to).toBe('2026-12-31')
  })

  test('config set gives the value there is to be edited, and refuses one that would spoil the profile', async () => {
    const program = withAcme()
    const terminal = onTerminal(program, 'config', 'set', 'timezone')
    await terminal.sees('Europe/Berlin')
    terminal.types('n')
    await terminal.sees('"Europe/Berlinn" is not a time zone')
    terminal.presses('C-u')
    terminal.types('Europe/Vienna')
    await terminal.sees('exit 0')
    expect(program.stored('store.json').defaults.timezone).toBe('Europe/Vienna')
  })

  test('entry correct asks what is right and why', async () => {
    const program = withAcme()
    program.ok('log', 'acme', '45', 'Printer', '--id', 'first')
    const terminal = onTerminal(program, 'entry', 'correct', 'first')
    await terminal.sees('instead of 0:45')
    terminal.types('2 x 10m')
    await terminal.sees('is not a duration')
    terminal.presses('C-u')
    terminal.types('20')
    await terminal.sees('Why is it corrected')
    terminal.types('Lunch')
    await terminal.sees('exit 0')
    expect(entriesIn(program, 'acme')).toMatchObject([
      {id: 'first', voided: {reason: 'Lunch'}},
      {workedMinutes: 20, text: 'Printer', replaces: 'first', voided: null},
    ])
  })

  test('import csv asks which columns are what it did not find', async () => {
    const program = withAcme()
    writeFileSync(join(program.folder, 'rows.csv'), 'Firma;Tag;Dauer;Text\nacme;2026-11-20;1:30;Printer\n')
    const terminal = onTerminal(program, 'import', 'csv', 'rows.csv')
    await terminal.sees('Which column is the contract')
    terminal.presses('Enter')
    await terminal.sees('exit 0')
    expect(entriesIn(program, 'acme')).toMatchObject([{workedMinutes: 90, text: 'Printer'}])
  })

  test('what was answered is not lost when the rest is left or refused', async () => {
    const program = withAcme()
    const terminal = onTerminal(program, 'credit', 'acme')
    await terminal.sees('How much')
    terminal.types('5h')
    await terminal.sees('Kind')
    terminal.presses('C-c')
    const screen = await terminal.sees('exit 2')
    expect(screen).toContain('Cancelled. Nothing was changed.')
    expect(screen).toContain('hourbank credit acme 5h')
  })

  test('who leaves a prompt with Ctrl-C has changed nothing and sees no stack trace', async () => {
    const program = withAcme()
    const before = program.fingerprint()
    const terminal = onTerminal(program, 'log', 'acme')
    await terminal.sees('How long')
    terminal.presses('C-c')
    const screen = await terminal.sees('exit 2')
    expect(screen).toContain('Cancelled')
    expect(screen).not.toMatch(/went wrong|^\s+at /m)
    expect(program.fingerprint()).toBe(before)
  })

  test('with --no-input and with --json nothing is asked', async () => {
    const program = withAcme()
    const terminal = onTerminal(program, 'log', '--no-input')
    expect(await terminal.sees('exit 2')).toContain('CONTRACT')
    const asJson = onTerminal(program, 'log', '--json')
    expect(await asJson.sees('exit 2')).toContain('MISSING_VALUE')
  })

  test.each([
    {kind: 'xterm-256color', has: true},
    {kind: 'dumb', has: false},
  ])('a balance has colours on a terminal that has some ($kind: $has)', async ({kind, has}) => {
    const program = withAcme()
    program.env = {...program.env, TERM: kind}
    const terminal = onTerminal(program, 'balance')
    await terminal.sees('exit 0')
    expect(terminal.coloured().includes('\u001b[32m')).toBe(has)
  })
})
