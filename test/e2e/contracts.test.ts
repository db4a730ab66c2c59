import {readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {UNSAID_PROVIDER} from '../../src/domain/provider.js'
import {LOGO_CMYK, LOGO_JPEG, LOGO_PNG} from '../support/logos.js'
import {Program, programFor} from '../support/program.js'

let template: Program
beforeAll(() => {
  template = Program.withAcme().inOneProcess()
})
afterAll(() => template.remove())

const UNSAID = {place: null, channel: null, cause: null}

describe('init', () => {
  test('makes a store with a profile, once: the second time it is refused and changes nothing', () => {
    const program = programFor(() => new Program().inOneProcess())
    const flags = [
      '--locale',
      'en',
      '--timezone',
      'Europe/Vienna',
      '--currency',
      'CHF',
      '--by',
      'A. Kaya',
      '--country',
      'AT',
      '--state',
      '9',
    ]
    expect(program.ok('init', '--provider', 'Muster IT', ...flags, '--json').json).toEqual({
      store: program.store,
      provider: {name: 'Muster IT', ...UNSAID_PROVIDER},
      defaults: {
        locale: 'en',
        timezone: 'Europe/Vienna',
        currency: 'CHF',
        country: 'AT',
        state: '9',
        by: 'A. Kaya',
        witness: null,
        ...UNSAID,
      },
      consultants: [],
      signingKeys: [],
    })
    const before = program.fingerprint()
    expect(program.run('init', '--provider', 'Other').code).toBe(2)
    expect(program.fingerprint()).toBe(before)
  })

  test('without a terminal it asks nothing: the provider’s name is an error that names the flag', () => {
    const program = programFor(() => new Program().inOneProcess())
    for (const args of [['init'], ['init', '--no-input']]) {
      const {code, stderr} = program.run(...args)
      expect(code).toBe(2)
      expect(stderr).toContain('--provider')
    }
  })

  test('refuses a time zone and a currency that there is not, and makes nothing', () => {
    const program = programFor(() => new Program().inOneProcess())
    const {code, stderr} = program.run(
      'init',
      '--provider',
      'X',
      '--timezone',
      'Europe/Nowhere',
      '--currency',
      'XXQ',
    )
    expect(code).toBe(2)
    expect(stderr).toContain('Europe/Nowhere')
    expect(program.run('balance').stderr).toContain('There is no store')
  })
})

test('config set changes one part of the profile, an empty value clears it, and config shows all', () => {
  const program = programFor(() => template.copy())
  program.ok('config', 'set', 'address', 'Musterweg 1; 80331 München')
  program.ok('config', 'set', 'tax-number', '12/345/67890')
  program.ok('config', 'set', 'vat-number', 'DE123456789')
  program.ok('config', 'set', 'phone', '+49 89 1234567')
  program.ok('config', 'set', 'closing-text', 'Fragen: Frau Muster, +49 89 1234567')
  program.ok('config', 'set', 'bank', 'DE02 1203 0000 0000 2020 51')
  program.ok('config', 'set', 'bank', '')
  const {provider, defaults} = program.ok('config', '--json').json
  expect(provider).toEqual({
    ...UNSAID_PROVIDER,
    name: 'Muster IT GmbH',
    address: ['Musterweg 1', '80331 München'],
    taxNumber: '12/345/67890',
    vatNumber: 'DE123456789',
    phone: '+49 89 1234567',
    closingText: 'Fragen: Frau Muster, +49 89 1234567',
  })
  expect(defaults).toEqual({
    locale: 'de',
    timezone: 'Europe/Berlin',
    currency: 'EUR',
    country: null,
    state: null,
    by: null,
    witness: null,
    ...UNSAID,
  })
  expect(program.ok('config').stdout).toMatch(/address +Musterweg 1; 80331 München/)
})

test('a name that no PDF can print is warned of when it is said, by add and by edit', () => {
  const program = programFor(() => template.copy())
  const added = program.ok(
    'contract',
    'add',
    'sato',
    '--customer',
    '佐藤 GmbH',
    '--from',
    '2026-01-01',
    '--credit',
    '1h',
  )
  expect(added.stderr).toBe(
    '! The PDF of statements cannot print 佐 藤: a sign stands for each of them there.\n',
  )
  expect(program.ok('contract', 'edit', 'sato', '--customer', 'Łódź → Ωmega').stderr).toBe('')
  expect(program.ok('contract', 'edit', 'sato', '--address', 'תל אביב').stderr).toContain('cannot print ת')
})

describe('config set logo', () => {
  test('keeps a copy, so that months print with the logo they were closed with', () => {
    const program = programFor(() => template.copy())
    const [first, second] = [join(program.folder, 'logo.png'), join(program.folder, 'logo.jpg')]
    writeFileSync(first, LOGO_PNG)
    writeFileSync(second, LOGO_JPEG)
    program.ok('config', 'set', 'logo', 'logo.png')
    program.ok('rollover', '--through', '2026-01')
    const before = program.ok('statement', 'acme', '--month', '2026-01', '--output', 'before.pdf', '--json')
    program.ok('config', 'set', 'logo', 'logo.jpg')
    expect(program.ok('config', '--json').json.provider.logo).toMatch(/^[0-9a-f]{16}\.jpg$/)
    rmSync(first)
    rmSync(second)
    program.ok('statement', 'acme', '--month', '2026-01', '--output', 'after.pdf')
    program.ok('statement', 'acme', '--month', '2026-02', '--output', 'other.pdf')
    const [kept, again] = ['before.pdf', 'after.pdf'].map(name => readFileSync(join(program.folder, name)))
    expect(before.json.files[0].isChanged).toBe(true)
    expect(kept?.equals(again as Buffer)).toBe(true)
    program.ok('config', 'set', 'logo', '')
    expect(program.ok('config', '--json').json.provider.logo).toBeNull()
    expect(program.ok('verify', '--json').json.problems).toEqual([])
  })

  test('that is gone from the store is damage, which the same image mends', () => {
    const program = programFor(() => template.copy())
    writeFileSync(join(program.folder, 'logo.png'), LOGO_PNG)
    program.ok('config', 'set', 'logo', 'logo.png')
    const kept = join(program.store, 'logos', program.ok('config', '--json').json.provider.logo)
    writeFileSync(kept, LOGO_JPEG)
    expect(program.run('verify').stdout).toContain(`${kept}: it is not the image that was set as a logo`)
    rmSync(kept)
    const refused = program.run('statement', 'acme', '--month', 'this', '--output', 'a.pdf')
    expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining(kept)])
    program.ok('config', 'set', 'logo', 'logo.png')
    program.ok('statement', 'acme', '--month', 'this', '--output', 'a.pdf')
  })

  test('of which an earlier version kept the path only may be gone: statements are printed without, and say so', () => {
    const program = programFor(() => template.copy())
    const file = join(program.store, 'store.json')
    const profile = JSON.parse(readFileSync(file, 'utf8'))
    const spoilt = {...profile, provider: {...profile.provider, logo: '/nowhere/logo.png'}}
    writeFileSync(file, JSON.stringify(spoilt))
    const {stderr} = program.ok('rollover', '--through', '2026-02', '--statements', 'out')
    expect(stderr).toContain(
      '! There is no logo at /nowhere/logo.png. Statements that name it are printed without.',
    )
    expect(readdirSync(join(program.folder, 'out'))).toEqual(['acme-2026-01.pdf', 'acme-2026-02.pdf'])
  })

  test.each([
    ['is not there', null, 'NO_LOGO', 'There is no logo at'],
    ['is no image', Buffer.from('GIF89a'), 'INVALID_LOGO', 'is neither a PNG nor a JPEG'],
    ['is a damaged PNG', LOGO_PNG.subarray(0, 60), 'INVALID_LOGO', 'is a damaged PNG'],
    ['is a JPEG in CMYK', LOGO_CMYK, 'INVALID_LOGO', 'is a JPEG in CMYK'],
    [
      'is an SVG',
      Buffer.from('<?xml version="1.0"?><svg/>'),
      'INVALID_LOGO',
      'is an SVG, which cannot be printed',
    ],
  ])('refuses a logo that %s, and keeps the one there was: exit code 2', (_, bytes, code, says) => {
    const program = programFor(() => template.copy())
    writeFileSync(join(program.folder, 'good.png'), LOGO_PNG)
    program.ok('config', 'set', 'logo', 'good.png')
    const before = program.ok('config', '--json').json.provider.logo
    if (bytes !== null) writeFileSync(join(program.folder, 'bad'), bytes)
    const refused = program.run('config', 'set', 'logo', 'bad', '--json')
    expect(refused.code).toBe(2)
    expect(refused.json.error.code).toBe(code)
    expect(refused.json.error.message).toContain(says)
    expect(program.ok('config', '--json').json.provider.logo).toBe(before)
  })
})

describe('a contract', () => {
  test('opened with flags has the usual terms where they are silent', () => {
    const program = programFor(() => template.copy())
    expect(program.ok('contract', 'show', 'acme', '--json').json).toEqual({
      id: 'acme',
      customer: {
        name: 'ACME GmbH',
        number: null,
        address: [],
        email: null,
        locale: 'de',
        contacts: [],
        closingText: null,
      },
      from: '2026-01-01',
      to: null,
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      terms: [
        {
          from: '2026-01',
          creditMinutes: 600,
          prorate: true,
          rollover: {policy: 'cap', capMinutes: 900},
          overdraft: {limitMinutes: 300, beyond: 'charge'},
          rateCents: 12_000,
          vatPercent: 19,
          increment: {minutes: 15, minimum: 15, per: 'entry', overrides: []},
          bands: {list: [], otherwise: {name: 'any time', factor: 1}, holiday: null, holidays: null},
          defaultClass: 'extended',
          activities: {},
          emergency: null,
          sla: null,
          alerts: [75, 90, 100],
          defaults: UNSAID,
          settlement: 'lapses',
        },
      ],
    })
  })

  test('takes the defaults of the profile', () => {
    const program = programFor(() => new Program().inOneProcess())
    program.ok(
      'init',
      '--provider',
      'X',
      '--locale',
      'en',
      '--timezone',
      'Europe/Zurich',
      '--currency',
      'CHF',
    )
    const flags = [
      '--customer',
      'Bern AG',
      '--from',
      '1.11.2026',
      '--credit',
      '1,5h',
      '--expires-after',
      '3',
      '--vat',
      '8,1',
      '--increment',
      '5',
    ]
    expect(program.ok('contract', 'add', 'bern', ...flags, '--json').json).toMatchObject({
      customer: {locale: 'en'},
      from: '2026-11-01',
      timezone: 'Europe/Zurich',
      currency: 'CHF',
      terms: [
        {
          creditMinutes: 90,
          rollover: {policy: 'expiry', afterMonths: 3},
          vatPercent: 8.1,
          increment: {minutes: 5, minimum: 5},
        },
      ],
    })
  })

  test('goes from contract show through contract add --file and is the same', () => {
    const program = programFor(() => template.copy())
    program.ok('contract', 'amend', 'acme', '--from', '2026-07', '--credit', '12h')
    program.ok('contract', 'end', 'acme', '--on', '2027-12-31')
    const shown = program.ok('contract', 'show', 'acme', '--json').stdout
    const other = programFor(() => new Program().inOneProcess())
    other.ok('init', '--provider', 'X', '--locale', 'en', '--timezone', 'UTC')
    writeFileSync(join(other.folder, 'acme.json'), shown)
    other.ok('contract', 'add', '--file', 'acme.json')
    expect(other.ok('contract', 'show', 'acme', '--json').stdout).toBe(shown)
  })

  test('may have the smallest file there is', () => {
    const program = programFor(() => template.copy())
    const input = JSON.stringify({customer: {name: 'Mini'}, from: '2026-11-01'})
    const {code} = program.runWith({input}, 'contract', 'add', 'mini', '--file', '-')
    expect(code).toBe(0)
    expect(program.ok('balance', 'mini', 'mini', '--json').json.balances[0]).toMatchObject({
      creditMinutes: 0,
      availableMinutes: 0,
    })
  })

  test('is listed with the others, by id', () => {
    const program = programFor(() => template.copy())
    program.ok('contract', 'add', 'aaa', '--customer', 'Älplerhof', '--from', '2026-11-01', '--credit', '0')
    const {contracts} = program.ok('contract', 'list', '--json').json
    expect(contracts.map(({id}: {id: string}) => id)).toEqual(['aaa', 'acme'])
    expect(program.ok('contract', 'list').stdout).toContain('Älplerhof')
  })

  test('keeps the history of its terms, and open entries are rated by the new ones', () => {
    const program = programFor(() => template.copy())
    program.ok('log', 'acme', '10m', '--id', 'e', '--at', '2026-11-20 9:00')
    program.ok('rollover')
    const amended = program.ok(
      'contract',
      'amend',
      'acme',
      '--from',
      'nov',
      '--credit',
      '12h',
      '--increment',
      '5',
      '--json',
    ).json
    expect(amended.terms).toEqual([
      expect.objectContaining({from: '2026-01', creditMinutes: 600}),
      {from: '2026-11', creditMinutes: 720, increment: {minutes: 5, minimum: 5, per: 'entry', overrides: []}},
    ])
    expect(program.ok('entry', 'show', 'e', '--json').json.entry.chargedMinutes).toBe(10)
    expect(program.ok('balance', 'acme', 'acme', '--json').json.balances[0]).toMatchObject({
      creditMinutes: 720,
      chargedMinutes: 10,
    })
    expect(program.ok('statement', 'acme', '--json').json.statements[0].totals.creditMinutes).toBe(600)
    expect(program.ok('contract', 'show', 'acme').stdout).toMatch(/January 2026[\s\S]*November 2026/)
  })

  test('amended by a flag changes what the flag names and nothing else, and the answer says what it was', () => {
    const program = new Program('2026-11-21T15:00:00+01:00').inOneProcess()
    program.ok('init', '--provider', 'Muster IT GmbH')
    const terms = {
      creditMinutes: 600,
      rollover: {policy: 'expiry', afterMonths: 3, capMinutes: 900},
      increment: {minutes: 15, minimum: 60, per: 'ticket-day', overrides: []},
    }
    const input = JSON.stringify({id: 'beta', customer: {name: 'Beta'}, from: '2026-01-01', terms: [terms]})
    program.runWith({input}, 'contract', 'add', '--file', '-')
    const amend = (...flags: readonly string[]) =>
      program.ok('contract', 'amend', 'beta', '--from', '2026-11', ...flags, '--json').json.terms.at(-1)
    expect(amend('--cap', '25h').rollover).toEqual({policy: 'expiry', afterMonths: 3, capMinutes: 1500})
    expect(amend('--expires-after', '2').rollover).toEqual({
      policy: 'expiry',
      afterMonths: 2,
      capMinutes: 1500,
    })
    expect(amend('--increment', '30').increment).toEqual({...terms.increment, minutes: 30})
    expect(amend('--rollover', 'cap').rollover).toEqual({policy: 'cap', capMinutes: 1500})

    const {stdout} = program.ok('contract', 'amend', 'beta', '--from', '2026-11', '--overdraft', '5h')
    expect(stdout).toContain('Overdraft limit  0:00, more is refused → 5:00, more is refused')
    const again = program.ok('contract', 'amend', 'beta', '--from', '2026-11', '--overdraft', '5h')
    expect(again.stdout).toContain('No term is other than it was.')
  })

  test('amended by a unit, a minimum of one unit stays one unit', () => {
    const program = Program.withAcme().inOneProcess()
    const {json} = program.ok('contract', 'amend', 'acme', '--from', '2026-11', '--increment', '30', '--json')
    expect(json.terms.at(-1).increment).toMatchObject({minutes: 30, minimum: 30})
  })

  test('in a file may leave out what stays of overdraft and increment, and whatever is usual', () => {
    const program = programFor(() => template.copy())
    const terms = [
      {
        overdraft: {limitMinutes: 300, beyond: 'allow'},
        increment: {per: 'ticket-day', overrides: [{channel: 'phone', minutes: 5}]},
      },
      {from: '2026-07', overdraft: {limitMinutes: 60}, increment: {minutes: 30}},
    ]
    const input = JSON.stringify({id: 'beta', customer: {name: 'Beta'}, from: '2026-01-01', terms})
    const [initial, amended] = program.runWith({input}, 'contract', 'add', '--file', '-', '--json').json.terms
    expect(initial.increment.overrides).toEqual([{channel: 'phone', minutes: 5, minimum: 5}])
    expect(amended).toEqual({
      from: '2026-07',
      overdraft: {limitMinutes: 60, beyond: 'allow'},
      increment: {...initial.increment, minutes: 30, minimum: 30},
    })
    const changes = JSON.stringify({overdraft: {beyond: 'refuse'}})
    const amend = ['contract', 'amend', 'beta', '--from', '2026-11', '--file', '-', '--json'] as const
    expect(program.runWith({input: changes}, ...amend).json.terms.at(-1)).toEqual({
      from: '2026-11',
      overdraft: {limitMinutes: 60, beyond: 'refuse'},
    })
  })

  test('amended from a file changes what the file names', () => {
    const program = programFor(() => template.copy())
    const input = JSON.stringify({settlement: 'paid-out', alerts: [50]})
    expect(
      program.runWith({input}, 'contract', 'amend', 'acme', '--from', '2026-11', '--file', '-').code,
    ).toBe(0)
    expect(program.ok('contract', 'show', 'acme', '--json').json.terms[1]).toEqual({
      from: '2026-11',
      settlement: 'paid-out',
      alerts: [50],
    })
  })

  test('counts its first and last month by the days covered', () => {
    const program = programFor(() => Program.withAcme(undefined, '2026-11-16').inOneProcess())
    program.ok('contract', 'end', 'acme', '--on', '2026-11-25')
    expect(program.ok('balance', 'acme', 'acme', '--json').json.balances[0].creditMinutes).toBe(200) // 10 of 30 days
  })

  test.each([
    {
      rule: 'lapses what is left, by default',
      settlement: [],
      use: '4h',
      totals: {lapsedMinutes: 360, overageMinutes: 0, adjustmentMinutes: 0},
      charges: [],
    },
    {
      rule: 'pays out what is left, where that was agreed',
      settlement: ['paid-out'],
      use: '4h',
      totals: {lapsedMinutes: 0, adjustmentMinutes: -360},
      charges: [{kind: 'pay-out', netCents: -72_000}],
    },
    {
      rule: 'bills what is overdrawn, within the limit too',
      settlement: [],
      use: '12h',
      totals: {overageMinutes: 120},
      charges: [{kind: 'overage', netCents: 24_000}],
    },
  ])('at its end $rule, and is closed for good', ({settlement, use, totals, charges}) => {
    const program = programFor(() =>
      Program.withAcme('2026-02-20T12:00:00+01:00', '2026-02-01').inOneProcess(),
    )
    for (const policy of settlement) {
      const input = JSON.stringify({settlement: policy})
      program.runWith({input}, 'contract', 'amend', 'acme', '--from', '2026-02', '--file', '-')
    }
    program.ok('log', 'acme', use, '--at', '2026-02-03 9:00')
    program.ok('contract', 'end', 'acme', '--on', '2026-02-28')
    program.at('2026-06-01T12:00:00+02:00')
    expect(program.ok('rollover', '--json').json.closed).toMatchObject([
      {month: '2026-02', closingMinutes: 0, number: '1/2026'},
    ])
    const [statement] = program.ok('statement', 'acme', '--json').json.statements
    expect(statement.totals).toMatchObject(totals)
    expect(statement.charges).toMatchObject(charges)
    expect(program.run('log', 'acme', '1h', '--json').json.error.code).toBe('AFTER_CONTRACT')
    expect(program.ok('rollover', '--json').json.closed).toEqual([])
    expect(program.ok('verify', '--json').json.ok).toBe(true)
  })
})

describe('a contract that ends below zero, where an hour costs nothing,', () => {
  const overdrawn = () => {
    const program = programFor(() => new Program('2026-11-21T15:00:00+01:00').inOneProcess())
    program.ok('init', '--provider', 'Muster IT GmbH', '--locale', 'en')
    const terms = ['--from', '2026-11-01', '--credit', '10h', '--overdraft', '5h', '--beyond', 'allow']
    program.ok('contract', 'add', 'acme', '--customer', 'ACME GmbH', ...terms)
    program.ok('log', 'acme', '12h', '--at', '2026-11-20 8:00')
    return program
  }

  test('is told before and in the answer what its end will do', () => {
    const program = overdrawn()
    const {stdout, stderr} = program.ok('contract', 'end', 'acme', '--on', '2026-11-30')
    expect(stderr).toBe(
      'acme ends on 30 Nov 2026. If nothing more is booked until then, 2:00 below zero will be written off, as an hour costs nothing.\n',
    )
    expect(stdout).toMatch(/Settlement +2:00 below zero will be written off/)
    const {json} = program.ok('contract', 'end', 'acme', '--on', '2026-11-30', '--json')
    expect(json).toMatchObject({id: 'acme', to: '2026-11-30', settlement: {writtenOffMinutes: 120}})
  })

  test('is written off, in these words and without a charge line', () => {
    const program = overdrawn()
    program.ok('contract', 'end', 'acme', '--on', '2026-11-30')
    program.at('2026-12-01T09:00:00+01:00').ok('rollover')
    const [statement] = program.ok('statement', 'acme', '--json').json.statements
    expect(statement.movements.at(-1)).toMatchObject({kind: 'write-off', minutes: 120, balanceMinutes: 0})
    expect(statement.charges).toEqual([])
    expect(statement.totals).toMatchObject({overageMinutes: 0, adjustmentMinutes: 120})
    const {stdout} = program.ok('statement', 'acme')
    expect(stdout).toContain('Written off at the end of the contract: 2:00')
    expect(stdout).toMatch(/Written off +\+2:00/)
    expect(program.ok('verify', '--json').json.ok).toBe(true)
  })
})

test('contract schema is a JSON Schema, and needs no store', () => {
  const program = programFor(() => new Program().inOneProcess())
  const {stdout, json} = program.ok('contract', 'schema')
  expect(json).toMatchObject({
    $schema: expect.stringContaining('json-schema.org'),
    type: 'object',
    additionalProperties: false,
    required: expect.arrayContaining(['id', 'customer', 'from']),
  })
  expect(Object.keys(json.properties)).toEqual(
    expect.arrayContaining(['id', 'customer', 'from', 'to', 'timezone', 'currency', 'terms']),
  )
  expect(program.ok('contract', 'schema', '--json').json).toEqual(JSON.parse(stdout))
})
