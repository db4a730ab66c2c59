import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program} from '../support/program.js'

// Credit 10:00, cap 15:00, overdraft 5:00, beyond that billed at 120.00 an hour; used 4:00, nothing, 27:30, 14:00, 3:00.
describe('the worked example of a capped account with overdraft', () => {
  let program: Program
  beforeAll(() => {
    program = Program.withAcme('2026-06-01T08:00:00+02:00')
    const use = [
      ['01-05', '4h'],
      ['03-02', '20h'],
      ['03-04', '7:30'],
      ['04-07', '14h'],
      ['05-04', '3h'],
    ] as const
    for (const [day, duration] of use)
      program.ok('log', 'acme', duration, 'Support', '--at', `2026-${day} 09:00`)
  })
  afterAll(() => program.remove())

  const CLOSED = [
    {month: '2026-01', closingMinutes: 360, lapsedMinutes: 0, overageMinutes: 0},
    {month: '2026-02', closingMinutes: 900, lapsedMinutes: 60, overageMinutes: 0},
    {month: '2026-03', closingMinutes: -150, lapsedMinutes: 0, overageMinutes: 0},
    {month: '2026-04', closingMinutes: -300, lapsedMinutes: 0, overageMinutes: 90},
    {month: '2026-05', closingMinutes: 120, lapsedMinutes: 0, overageMinutes: 0},
  ].map((month, index) => ({contract: 'acme', ...month, number: `${index + 1}/2026`}))

  test('comes out to the minute in a rollover, the same in a dry run, which writes nothing', () => {
    const before = program.fingerprint()
    expect(program.ok('rollover', '--dry-run', '--json').json).toEqual({
      closed: CLOSED,
      failed: [],
      dryRun: true,
    })
    expect(program.fingerprint()).toBe(before)
    expect(program.ok('rollover', '--json').json).toEqual({closed: CLOSED, failed: [], dryRun: false})
  })

  test('is closed once: a second rollover has nothing to do and changes nothing', () => {
    const before = program.fingerprint()
    expect(program.ok('rollover', '--json').json).toEqual({closed: [], failed: [], dryRun: false})
    expect(program.fingerprint()).toBe(before)
  })

  test('bills 1:30 of overage in April, 180.00 and with VAT 214.20', () => {
    const {statements} = program.ok('statement', 'acme', '--month', '2026-04', '--format', 'json').json
    expect(statements).toHaveLength(1)
    const [april] = statements
    expect(april).toMatchObject({
      number: '4/2026',
      contract: 'acme',
      customer: {name: 'ACME GmbH'},
      provider: {name: 'Muster IT GmbH'},
      month: '2026-04',
      status: 'closed',
      currency: 'EUR',
      opening: {minutes: -150, lots: []},
      totals: {
        creditMinutes: 600,
        chargedMinutes: 840,
        adjustmentMinutes: 0,
        lapsedMinutes: 0,
        overageMinutes: 90,
      },
      closing: {minutes: -300, lots: [], overdraftLimitMinutes: 300, availableMinutes: 0},
      charges: [
        {kind: 'overage', quantity: '1:30', unitPriceCents: 12_000, netCents: 18_000, vatPercent: 19},
      ],
      money: {netCents: 18_000, vat: [{percent: 19, netCents: 18_000, vatCents: 3_420}], grossCents: 21_420},
      seal: {
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        previous: expect.stringMatching(/^[0-9a-f]{64}$/),
        closedAt: '2026-06-01T08:00:00+02:00',
      },
    })
    expect(
      april.movements.map(
        ({kind, bookingDate, valueDate, minutes, balanceMinutes}: Record<string, unknown>) => ({
          ...{kind, bookingDate, valueDate, minutes, balanceMinutes},
        }),
      ),
    ).toEqual([
      {kind: 'credit', bookingDate: '2026-04-01', valueDate: '2026-04-01', minutes: 600, balanceMinutes: 450},
      {
        kind: 'entry',
        bookingDate: '2026-06-01',
        valueDate: '2026-04-07',
        minutes: -840,
        balanceMinutes: -390,
      },
      {
        kind: 'overage',
        bookingDate: '2026-04-30',
        valueDate: '2026-04-30',
        minutes: 90,
        balanceMinutes: -300,
      },
    ])
  })

  test('opens each month with what the one before closed with, and each seal names the one before', () => {
    const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05']
    const statements = months.map(
      month => program.ok('statement', 'acme', '--month', month, '--json').json.statements[0],
    )
    for (const [index, {opening, movements, closing, seal, totals}] of statements.entries()) {
      const before = statements[index - 1]
      expect(opening).toEqual(
        before ? {minutes: before.closing.minutes, lots: before.closing.lots} : {minutes: 0, lots: []},
      )
      expect(seal.previous).toBe(before?.seal.sha256 ?? null)
      const moved = movements.reduce((sum: number, {minutes}: {minutes: number}) => sum + minutes, 0)
      expect(moved).toBe(closing.minutes - opening.minutes)
      expect(
        opening.minutes +
          totals.creditMinutes -
          totals.chargedMinutes +
          totals.adjustmentMinutes +
          totals.overageMinutes -
          totals.lapsedMinutes,
      ).toBe(closing.minutes)
    }
    expect(statements[1].movements.at(-1)).toMatchObject({kind: 'lapse', minutes: -60, balanceMinutes: 900})
    expect(statements[4].closing.lots).toEqual([
      expect.objectContaining({granted: '2026-05', minutes: 120, expires: null}),
    ])
  })

  test('goes on in June with 2:00 carried over', () => {
    expect(program.ok('balance', 'acme', 'acme', '--json').json).toEqual({
      balances: [
        {
          contract: 'acme',
          customer: {name: 'ACME GmbH', number: null},
          month: '2026-06',
          provisional: true,
          openingMinutes: 120,
          creditMinutes: 600,
          chargedMinutes: 0,
          adjustmentMinutes: 0,
          lapsedMinutes: 0,
          overageMinutes: 0,
          balanceMinutes: 720,
          overdraftLimitMinutes: 300,
          availableMinutes: 1020,
          state: 'credit',
        },
      ],
    })
  })

  test('is verified: seals, balances and files', () => {
    expect(program.ok('verify', '--json').json).toMatchObject({
      ok: true,
      contracts: 1,
      months: 5,
      entries: 5,
      problems: [],
    })
  })
})
