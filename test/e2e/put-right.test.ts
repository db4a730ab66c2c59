import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {withLock} from '../../src/storage/files/lock.js'
import {PdfFile} from '../support/pdf-file.js'
import {Program, programFor} from '../support/program.js'

/** Two contracts since October, which is closed, and an entry of `acme` in it. */
let template: Program
beforeAll(() => {
  template = Program.withAcme('2026-10-14T12:00:00+02:00', '2026-10-01').inOneProcess()
  template.ok('contract', 'add', 'neu', '--customer', 'Neu AG', '--from', '2026-10-01', '--credit', '10h')
  template.ok('log', 'acme', '1h', 'Drucker', '--at', '14.10. 9:00', '--id', 'october')
  template.at('2026-11-21T15:00:00+01:00').ok('rollover')
})
afterAll(() => template.remove())
const books = () => programFor(() => template.copy())

const INTERNAL = [
  'recordedAt',
  'recordedBy',
  'forcedBecause',
  'voiding',
  'movedFrom',
  'movedTo',
  'approvedBy',
  'by',
]

/** The names of all fields of a value, however deep. */
function fieldsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, field]) => [
    ...(Array.isArray(value) ? [] : [name]),
    ...fieldsOf(field),
  ])
}

describe('what only the provider should read', () => {
  test('never reaches the customer, in any format', () => {
    const program = books()
    program.ok('entry', 'void', 'october', '--reason', 'mit Kunde Alt verwechselt')
    program.ok('log', 'acme', '20h', 'Umzug', '--force', '--reason', 'Chef will es so', '--id', 'forced')
    const goodwill = ['--kind', 'goodwill', '--reason', 'Antwort zu spät', '--approved-by', 'A. Chef']
    program.ok('credit', 'acme', '1h', ...goodwill)

    const statement = (...more: readonly string[]) =>
      program.ok('statement', 'acme', '--month', 'this', ...more).stdout
    const json = JSON.parse(statement('--format', 'json'))
    expect(fieldsOf(json).filter(name => INTERNAL.includes(name))).toEqual([])
    program.ok('statement', 'acme', '--month', 'this', '--format', 'pdf', '--output', 'a.pdf')
    const texts = [statement(), statement('--format', 'csv'), JSON.stringify(json)]
    const pdf = new PdfFile(readFileSync(join(program.folder, 'a.pdf')))
    const printed = pdf.texts.map(({text}) => text).join('\n')
    const attached = pdf.having(/EmbeddedFile/).map(({stream}) => stream?.toString() ?? '')
    expect(attached.join()).toContain('"totals"')
    for (const secret of ['mit Kunde Alt verwechselt', 'Chef will es so', 'A. Chef']) {
      for (const text of [...texts, printed, ...attached]) expect(text).not.toContain(secret)
    }
    for (const text of texts) expect(text).toContain('Antwort zu spät')
  })

  test('is in `entry show` and `entries`', () => {
    const program = books()
    program.ok('entry', 'void', 'october', '--reason', 'verwechselt', '--tell', 'nicht bei Ihnen')
    const voiding = {
      ...{reason: 'verwechselt', tell: 'nicht bei Ihnen', at: '2026-11-21T15:00:00+01:00', by: 'J. Weber'},
      ...{replacedBy: null, movedTo: null},
    }
    const {entry} = program.ok('entry', 'show', 'october', '--json').json
    expect(entry).toMatchObject({recordedBy: 'J. Weber', forcedBecause: null, movedFrom: null, voiding})
    expect(program.ok('entries', 'acme', '--voided', '--json').json.entries).toEqual([entry])
    expect(program.ok('entry', 'show', 'october').stdout).toContain('nicht bei Ihnen')
  })
})

test('a reversal tells the customer which entry it takes back, and why only where that was said for the customer', () => {
  const silent = books()
  silent.ok('entry', 'void', 'october', '--reason', 'verwechselt')
  const told = books()
  told.ok(
    'entry',
    'correct',
    'october',
    '30',
    '--reason',
    'verwechselt',
    '--tell',
    'Die Pause war mitgezählt',
  )
  const reversalOf = (program: Program) =>
    program
      .ok('statement', 'acme', '--month', 'this', '--format', 'json')
      .json.statements[0].movements.find(({kind}: {kind: string}) => kind === 'reversal')

  const taken = {entry: 'october', entryMonth: '2026-10', start: '2026-10-14T09:00:00+02:00', text: 'Drucker'}
  expect(reversalOf(silent)).toMatchObject({
    text: 'Storno des Eintrags vom 14.10.2026 09:00 „Drucker“',
    reversal: {...taken, replacedBy: null},
  })
  expect(reversalOf(silent).reversal).not.toHaveProperty('tell')
  expect(reversalOf(told)).toMatchObject({
    text: 'Storno des Eintrags vom 14.10.2026 09:00 „Drucker“: Die Pause war mitgezählt',
    reversal: {...taken, tell: 'Die Pause war mitgezählt', replacedBy: expect.any(String)},
  })
})

describe('credits that were booked by hand', () => {
  const topUp = ['--kind', 'top-up', '--reason', 'Angebot 4711', '--price', '100', '--json']

  test('are listed with what is left of each, and their price, expiry and ticket', () => {
    const program = books()
    program.ok('credit', 'acme', '1h', ...topUp, '--id', 'c1', '--expires', '2026-12-31', '--ticket', '#77')
    const {credits} = program.ok('credits', 'acme', '--json').json
    expect(credits).toEqual([
      expect.objectContaining({
        ...{id: 'c1', contract: 'acme', kind: 'top-up', minutes: 60, leftMinutes: 60, priceCents: 10_000},
        ...{reason: 'Angebot 4711', expires: '2026-12', bookedMonth: '2026-11', ticket: '77', voided: false},
      }),
    ])
    expect(program.ok('credits').stdout).toMatch(/November 2026 +acme +top-up +1:00 +1:00.*Angebot 4711 +c1/)
    expect(program.run('credits', 'amce').stderr).toContain('Did you mean acme?')
  })

  test('can be voided in an open month: they no longer count', () => {
    const program = books()
    const before = program.ok('balance', 'acme', '--json').json.balances[0].balanceMinutes
    program.ok('credit', 'acme', '1h', ...topUp, '--id', 'c1')
    const voided = program.ok('credit', 'void', 'c1', '--reason', 'Doppelt', '--json').json
    expect(voided).toMatchObject({
      credit: {id: 'c1', voided: true, leftMinutes: 0, voiding: {reason: 'Doppelt', tell: null}},
      balance: {balanceMinutes: before, adjustmentMinutes: 0},
    })
    const again = program.run('credit', 'void', 'c1', '--reason', 'Doppelt', '--json')
    expect(again).toMatchObject({code: 3, json: {error: {code: 'CREDIT_ALREADY_VOIDED'}}})
    const unknown = program.run('credit', 'void', 'nobody', '--reason', 'Doppelt')
    expect(unknown.code).toBe(3)
    expect(unknown.stderr).toContain('There is no credit "nobody"')
  })

  test('are taken back by a movement of the earliest open month where theirs is closed, with their price', () => {
    const program = books()
    program.ok('credit', 'acme', '1h', ...topUp, '--id', 'c1')
    program.ok('rollover', '--through', 'this')
    program.at('2026-12-03T10:00:00+01:00')
    const {balance} = program.ok(
      'credit',
      'void',
      'c1',
      ...['--reason', 'x', '--tell', 'Nicht bestellt', '--json'],
    ).json
    expect(balance).toMatchObject({month: '2026-12', adjustmentMinutes: -60})
    const [statement] = program.ok('statement', 'acme', '--month', 'this', '--format', 'json').json.statements
    expect(statement.movements).toContainEqual(
      expect.objectContaining({
        ...{kind: 'reversal', minutes: -60, bookingDate: '2026-12-03', valueDate: '2026-11-21'},
        text: 'Storno der Gutschrift vom 21.11.2026 „Angebot 4711“: Nicht bestellt',
        reversal: {credit: 'c1', creditMonth: '2026-11', reason: 'Angebot 4711', tell: 'Nicht bestellt'},
      }),
    )
    expect(statement.charges).toMatchObject([
      {kind: 'top-up', text: 'Storno: Aufstockung des Stundenkontos', quantity: '-1', netCents: -10_000},
    ])
    program.ok('rollover', '--through', 'this')
    expect(program.ok('verify', '--json').json).toMatchObject({ok: true})
    expect(program.ok('statement', 'acme').stdout).toContain('Storno der Gutschrift')
  })
})

describe('an entry that was booked to the wrong contract', () => {
  const move = ['entry', 'move', 'october', 'neu', '--reason', 'mit Neu AG verwechselt', '--json']

  test('is recorded there and voided here, each naming the other; a repeat changes nothing', () => {
    const program = books()
    const moved = program.ok(...move).json
    const {id} = moved.entry
    expect(moved).toMatchObject({
      from: {
        entry: {id: 'october', voided: true, voiding: {movedTo: {contract: 'neu', id}}},
        balance: {contract: 'acme', adjustmentMinutes: 60},
      },
      entry: {contract: 'neu', movedFrom: {contract: 'acme', id: 'october'}, text: 'Drucker', late: true},
      balance: {contract: 'neu', chargedMinutes: 60},
    })
    const before = program.fingerprint()
    expect(program.ok(...move).json).toMatchObject({repeated: true, entry: {id}})
    expect(program.fingerprint()).toBe(before)
    expect(program.ok('verify', '--json').json.ok).toBe(true)
    const statement = program.ok('statement', 'acme', '--month', 'this', '--format', 'json').stdout
    expect(statement).not.toMatch(/neu|verwechselt/)
    const elsewhere = program.run('entry', 'move', 'october', 'nue', '--reason', 'x')
    expect(elsewhere).toMatchObject({code: 3, stderr: expect.stringContaining('Did you mean neu?')})
  })

  test('is moved by the same command once more where the first was killed in between, and nothing twice', async () => {
    const program = books()
    const lock = join(program.store, 'contracts', 'acme', 'lock')
    await withLock(lock, {waitSeconds: 5}, async () => {
      const running = program.start(...move)
      const page = program.page('neu', '2026-11')
      await vi.waitUntil(() => existsSync(page) && readFileSync(page, 'utf8').includes('movedFrom'), 30_000)
      running.process.kill('SIGKILL')
      await running.finished
    })
    expect(program.ok('balance', '--json').json.balances).toMatchObject([
      {contract: 'acme', adjustmentMinutes: 0},
      {contract: 'neu', chargedMinutes: 60},
    ])
    program.ok(...move)
    expect(program.ok('balance', '--json').json.balances).toMatchObject([
      {contract: 'acme', adjustmentMinutes: 60},
      {contract: 'neu', chargedMinutes: 60},
    ])
    expect(program.ok('entries', 'neu', '--voided', '--json').json.entries).toHaveLength(1)
  })
})

test('--contract of `entry correct` says where an entry is, and does not move it', () => {
  const program = books()
  const {code, stderr} = program.run(
    'entry',
    'correct',
    'october',
    '30',
    '--contract',
    'neu',
    '--reason',
    'x',
  )
  expect(code).toBe(3)
  expect(stderr).toContain('hourbank entry move october neu')
})

test('--contract beside an id looks into that contract only, whatever is wrong with another', () => {
  const program = books()
  program.ok('log', 'acme', '1h', 'Server', '--id', 'november')
  writeFileSync(program.page('neu', '2026-11'), Buffer.of(0xff))
  const [anywhere, there] = program.runAll([
    ['entry', 'show', 'november', '--json'],
    ['entry', 'show', 'november', '--contract', 'acme', '--json'],
  ])
  expect(anywhere).toMatchObject({code: 5, json: {error: {code: 'STORE_DAMAGED'}}})
  expect(there?.json.entry.id).toBe('november')
})

test('a letter that an id of the named contract begins with is no entry, there or elsewhere', () => {
  const program = books()
  const {json} = program.run('entry', 'show', 'o', '--contract', 'acme', '--json')
  expect(json.error).toMatchObject({code: 'UNKNOWN_ENTRY', message: 'There is no entry "o".'})
})

describe('what is said of a customer', () => {
  const customerOf = (program: Program) => program.ok('contract', 'show', 'acme', '--json').json.customer

  test('can be changed at any time, and the answer shows what it was; closed months keep what they had', () => {
    const program = books()
    const before = customerOf(program)
    const {stdout} = program.ok(
      ...['contract', 'edit', 'acme', '--customer', 'ACME AG', '--address', 'Neue Gasse 5, Hinterhaus'],
      ...['--address', '80333 München', '--contact', 'Frau Müller; Herr Kaya', '--locale', 'en'],
      ...['--closing-text', 'Danke!'],
    )
    expect(stdout.split('\n').map(line => line.trim().split(/ {2,}/))).toEqual([
      ['acme', 'ACME AG'],
      ['Name', 'ACME GmbH → ACME AG'],
      ['Address', 'none → Neue Gasse 5, Hinterhaus; 80333 München'],
      ['Language', 'de → en'],
      ['Contacts', 'none → Frau Müller; Herr Kaya'],
      ['Closing text', 'none → Danke!'],
      ['Closed months keep what they were closed with.'],
      [''],
    ])
    expect(customerOf(program)).toEqual({
      ...before,
      name: 'ACME AG',
      address: ['Neue Gasse 5, Hinterhaus', '80333 München'],
      locale: 'en',
      contacts: ['Frau Müller', 'Herr Kaya'],
      closingText: 'Danke!',
    })
    const named = (month: string) =>
      program.ok('statement', 'acme', '--month', month, '--format', 'json').json.statements[0].customer
    expect(named('2026-10')).toMatchObject({name: 'ACME GmbH', address: []})
    expect(named('2026-11')).toMatchObject({
      name: 'ACME AG',
      address: ['Neue Gasse 5, Hinterhaus', '80333 München'],
    })
    expect(program.ok('verify', '--json').json.ok).toBe(true)
  })

  test('is cleared by an empty value, and is the contract itself in JSON', () => {
    const program = books()
    const edit = (...flags: readonly string[]) =>
      program.ok('contract', 'edit', 'acme', ...flags, '--json').json
    edit('--email', 'it@acme.example', '--number', 'K-1001', '--contact', 'Frau Müller', '--address', 'A; B')
    const cleared = edit('--email', '', '--number', ' ', '--contact', '', '--address', '')
    expect(cleared).toEqual(program.ok('contract', 'show', 'acme', '--json').json)
    expect(cleared.customer).toMatchObject({email: null, number: null, contacts: [], address: []})
  })

  test('is not changed without a flag, to what is too long, or to no name; what is the same writes nothing', () => {
    const program = books()
    const before = program.fingerprint()
    const codeOf = (...flags: readonly string[]) => {
      const {code, json} = program.run('contract', 'edit', ...flags, '--json')
      return [code, json.error.code]
    }
    expect(codeOf('acme')).toEqual([2, 'NOTHING_TO_CHANGE'])
    expect(codeOf('acme', '--customer', ' ')).toEqual([2, 'EMPTY_VALUE'])
    expect(codeOf('acme', '--address', `A;${'x'.repeat(201)}`)).toEqual([2, 'VALUE_TOO_LONG'])
    expect(codeOf('acem', '--email', 'x')).toEqual([3, 'UNKNOWN_CONTRACT'])
    const {stdout} = program.ok('contract', 'edit', 'acme', '--customer', 'ACME GmbH')
    expect(stdout).toContain('Nothing is other than it was.')
    expect(program.fingerprint()).toBe(before)
  })

  test('may be said when the contract is added, with the same flags', () => {
    const program = books()
    const {customer} = program.ok(
      ...['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-11-01', '--credit', '1h'],
      ...['--number', 'K-7', '--address', 'Beispielweg 1\n80331 München', '--email', 'it@beta.example'],
      ...['--locale', 'en', '--contact', 'Frau Özil', '--contact', 'Herr Bauer', '--json'],
    ).json
    expect(customer).toEqual({
      ...{name: 'Beta AG', number: 'K-7', address: ['Beispielweg 1', '80331 München']},
      ...{email: 'it@beta.example', locale: 'en', contacts: ['Frau Özil', 'Herr Bauer'], closingText: null},
    })
    const beside = program.run('contract', 'add', '--file', 'x.json', '--email', 'x', '--json')
    expect(beside).toMatchObject({code: 2, json: {error: {code: 'CONTRADICTION'}}})
  })
})

describe('a contract that was opened by mistake', () => {
  const add = ['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-11-01', '--credit', '1h']

  test('can be removed while it was never used; then its id is free again', () => {
    const program = books()
    program.okAll(add, ['contract', 'amend', 'beta', '--from', '2027-01', '--credit', '2h'])
    const shown = program.ok('contract', 'show', 'beta', '--json').json
    expect(program.ok('contract', 'remove', 'beta', '--json').json).toEqual(shown)
    const [list, gone, again] = program.runAll([
      ['contract', 'list', '--json'],
      ['log', 'beta', '30', '--json'],
      ['contract', 'remove', 'beta', '--json'],
    ])
    expect(list?.json.contracts.map(({id}: {id: string}) => id)).toEqual(['acme', 'neu'])
    const unknown = {code: 3, json: {error: {code: 'UNKNOWN_CONTRACT'}}}
    expect([gone, again]).toMatchObject([unknown, unknown])
    expect(program.ok('verify', '--json').json).toMatchObject({ok: true, contracts: 2})
    const [, removed] = program.okAll(add, ['contract', 'remove', 'beta'], add)
    expect(removed?.stdout).toBe('✔ beta  removed: Beta AG, nothing was ever booked\n')
    expect(program.ok('contract', 'show', 'beta', '--json').json).toMatchObject({
      id: 'beta',
      from: '2026-11-01',
    })
  })

  test('is ended, not removed, once anything was booked, though it was voided, or a month is closed', () => {
    const program = books()
    program.okAll(
      add,
      ['log', 'beta', '10m', 'Test', '--id', 'e'],
      ['entry', 'void', 'e', '--contract', 'beta', '--reason', 'wrong'],
    )
    const before = program.fingerprint()
    const [used, closed] = program.runAll([
      ['contract', 'remove', 'beta', '--json'],
      ['contract', 'remove', 'neu'],
    ])
    expect(used).toMatchObject({
      code: 3,
      json: {error: {code: 'CONTRACT_USED', details: {entries: 1, credits: 0, hasClosedMonths: false}}},
    })
    expect(used?.json.error.hint).toContain('hourbank contract end beta')
    expect(closed?.code).toBe(3)
    expect(closed?.stderr).toContain('can be removed: neu has closed months.')
    expect(program.fingerprint()).toBe(before)
  })
})

describe('undo', () => {
  const at = (time: string) => `2026-11-21T${time}:00+01:00`
  /** Two entries of J. Weber's in two contracts, and one of A. Kaya's after them. */
  function recorded(): Program {
    const program = books()
    program.at(at('10:00')).ok('log', 'neu', '30', 'Maus', '--id', 'first')
    program.at(at('10:05')).ok('log', 'acme', '45', 'Drucker', '--id', 'second')
    program.runWith(
      {env: {HOURBANK_BY: 'A. Kaya', HOURBANK_NOW: at('10:10')}},
      'log',
      'neu',
      '10m',
      '--id',
      'hers',
    )
    return program.at(at('10:15'))
  }

  test('takes back the last entry that this person recorded, in whichever contract; once more the one before', () => {
    const program = recorded()
    const undone = program.ok('undo', '--json').json
    expect(undone).toMatchObject({
      entry: {
        ...{id: 'second', contract: 'acme', voided: true},
        voiding: {
          reason: 'undone',
          tell: null,
          at: at('10:15'),
          by: 'J. Weber',
          replacedBy: null,
          movedTo: null,
        },
      },
      balance: {contract: 'acme', chargedMinutes: 0},
      warnings: [],
    })
    const {stdout} = program.ok('undo', '--reason', 'beim falschen Kunden')
    expect(stdout).toContain('✔ neu  entry first voided: 21 Nov 2026 09:30, 0:30 charged')
    expect(stdout).toContain('Maus')
    const [none, shown] = program.runAll([
      ['undo', '--json'],
      ['entry', 'show', 'first', '--json'],
    ])
    expect(none).toMatchObject({code: 3, json: {error: {code: 'NOTHING_TO_UNDO', details: {by: 'J. Weber'}}}})
    expect(shown?.json.entry.voiding.reason).toBe('beim falschen Kunden')
    expect(program.ok('entries', '--json', '--month', 'this').json.entries).toMatchObject([{id: 'hers'}])
    expect(program.ok('verify', '--json').json.ok).toBe(true)
  })

  test('with --by takes back what somebody recorded, or what was done by somebody; without, what one recorded', () => {
    const program = recorded()
    program.ok('config', 'set', 'consultants', 'Jana Weber = J. Weber; Aylin Kaya = A. Kaya')
    program.ok('log', 'acme', '20', 'Für Kaya', '--by', 'Kaya', '--id', 'for-her')
    const undo = (...flags: readonly string[]) => program.ok('undo', ...flags, '--json').json.entry
    expect(undo('--by', 'kaya')).toMatchObject({id: 'for-her', voiding: {by: 'J. Weber'}})
    expect(undo('--by', 'kaya').id).toBe('hers')
    program.ok('log', 'acme', '20', 'Für Kaya', '--by', 'Kaya', '--id', 'again')
    expect(undo().id).toBe('again')
  })

  test('takes back neither half of a correction or a move, and says what to do instead', () => {
    const program = recorded()
    const corrected = program.ok('entry', 'correct', 'second', '40', '--reason', 'Pause', '--json').json.entry
      .id
    const [undo] = program.runAll([['undo', '--json']])
    expect(undo).toMatchObject({
      code: 3,
      json: {error: {code: 'UNDO_OF_CORRECTION', details: {entry: corrected, replaces: 'second'}}},
    })
    expect(undo?.json.error.hint).toContain(`hourbank entry void ${corrected}`)
    const moved = program
      .at(at('10:20'))
      .ok('entry', 'move', corrected, 'neu', '--reason', 'x', '--json').json
    const again = program.run('undo', '--json')
    expect(again).toMatchObject({code: 3, json: {error: {code: 'UNDO_OF_MOVE'}}})
    expect(again.json.error.hint).toContain(`hourbank entry move ${moved.entry.id} acme`)
  })

  test('leaves closed months alone, and works beside a contract that is damaged, of which it tells', () => {
    const program = recorded()
    writeFileSync(program.page('neu', '2026-11'), '{')
    const {stdout, stderr} = program.ok('undo')
    expect(stdout).toContain('entry second voided')
    expect(stderr).toMatch(
      /^! neu could not be looked at: .*2026-11\.json is damaged: it is not valid JSON\.\n$/,
    )
    const {code, json} = program.run('undo', '--json')
    expect({code, error: json.error}).toMatchObject({code: 3, error: {code: 'NOTHING_TO_UNDO'}})
    expect(json.error.hint).toContain('hourbank entry void')
  })
})
