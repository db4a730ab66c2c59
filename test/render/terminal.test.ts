import {describe, expect, test} from 'vitest'
import {forecastMonthEnd} from '../../src/operations/forecast.js'
import {paceOf} from '../../src/operations/pace.js'
import {readBalance} from '../../src/operations/read-balance.js'
import {renderBalance} from '../../src/render/balance-block.js'
import {renderBalances} from '../../src/render/balance-table.js'
import {renderContract, renderContracts} from '../../src/render/contract-table.js'
import {renderEntry} from '../../src/render/entry-detail.js'
import {renderEntries} from '../../src/render/entry-table.js'
import {renderCredit, renderReceipt, renderVoided} from '../../src/render/receipt.js'
import {renderFailed, renderRollover} from '../../src/render/rollover-table.js'
import {contractOf, History, instant, month} from './scenario.js'

const look = (width = 100) => ({width, colour: false})
const day = (text: string) => text as Parameters<typeof forecastMonthEnd>[1]

describe('receipt', () => {
  const receipt = (history: History, work: Parameters<History['log']>[0] = {}) =>
    renderReceipt(history.log(work), history.account.contract, look())

  test('echoes what was understood, what it costs and what is left', () => {
    expect(receipt(History.of())).toBe(
      `✔ acme  0:50 worked, 1:00 charged · 5 Oct 2026 09:00–09:50 · left 9:00 (with overdraft 14:00)
  entry e1 · Drucker druckt nicht · ticket 12345 · caused by the customer · for Frau Müller · remote by phone · by J. Weber`,
    )
  })

  test('names class and cause where they are not the usual ones', () => {
    expect(receipt(History.of(), {class: 'standard', cause: 'provider'})).toContain(
      'standard support · caused by us',
    )
  })

  test('says how far an account is overdrawn, and how far beyond the limit', () => {
    expect(receipt(History.of(), {workedMinutes: 720})).toContain('overdrawn by 2:00 (still available 3:00)')
    expect(receipt(History.of(), {workedMinutes: 960})).toContain('overdrawn by 6:00 (1:00 beyond the limit)')
  })

  test('does not mention an overdraft that is not agreed', () => {
    const history = History.of({overdraft: {limitMinutes: 0, beyond: 'allow'}})
    expect(receipt(history)).toContain('· left 9:00\n')
  })

  test('names both days of work past midnight', () => {
    const work = {start: instant('2026-10-05T23:30:00+02:00')}
    expect(receipt(History.of(), work)).toContain('5 Oct 2026 23:30 – 6 Oct 2026 00:20')
  })

  test('says when nothing was added', () => {
    const history = History.of()
    const logged = {...history.log({}), isRepeat: true}
    expect(renderReceipt(logged, history.account.contract, look())).toContain(
      'already recorded, nothing changed',
    )
  })

  test('says of what was recorded before that it was voided since', () => {
    const history = History.of()
    const {entry, ...logged} = history.log({})
    const {reason, at, by} = {reason: 'doppelt', at: instant('2026-10-06T10:00:00+02:00'), by: 'J. Weber'}
    const voided = {...entry, voided: {reason, at, by, tell: null, replacedBy: null, movedTo: null}}
    expect(
      renderReceipt({...logged, entry: voided, isRepeat: true}, history.account.contract, look()),
    ).toContain('recorded before and voided since, nothing changed')
  })
})

describe('receipt of what is no entry', () => {
  test('of a credit says what it was for and when it lapses', () => {
    const added = History.of().credit({expires: '2027-03-31' as never, approvedBy: 'A. Chef'})
    expect(renderCredit(added, look())).toBe(
      `✔ acme  2:00 credited (top-up) · left 12:00 (with overdraft 17:00)
  credit c1 · Umzug · lapses end of March 2027 · approved by A. Chef`,
    )
    expect(renderCredit({...added, isRepeat: true}, look())).toContain(
      '✔ acme  already booked, nothing changed · 2:00 credited',
    )
  })

  test('of a voided entry says which it was and what is left', () => {
    const history = History.of()
    const {entry} = history.log({})
    history.void('e1', '2026-10-06T10:00:00+02:00', 'doppelt')
    const balance = readBalance(history.account, day('2026-10-06'))
    expect(renderVoided({entry, balance}, look())).toBe(
      `✔ acme  entry e1 voided: 5 Oct 2026 09:00, 1:00 charged · left 10:00 (with overdraft 15:00)
  Drucker druckt nicht`,
    )
  })
})

describe('balance', () => {
  const account = () => {
    const history = History.of({rollover: {policy: 'none'}})
    history.log({workedMinutes: 200})
    return history.account
  }

  test('of one account shows how it came about and where it goes', () => {
    const today = day('2026-10-10')
    const ahead = {forecast: forecastMonthEnd(account(), today), pace: paceOf(account(), today)}
    expect(renderBalance(readBalance(account(), today), ahead, look())).toBe(
      `acme  ACME GmbH · October 2026 (provisional) · in credit
  Opening        0:00
  Credit       +10:00
  Used          -3:30
  Balance        6:30
  Limit          5:00
  Available     11:30
  Would lapse    6:30

  Used       ███░░░░░░░  35%
  Passed     ███░░░░░░░  31%  7 of 22 working days
  Even line  3:11 by today; 0:19 more is used
  Forecast   11:00 used by the end of the month, closing balance -1:00
             at the pace of 7 of 22 working days
  Pace       limit reached on 31 Mar 2027 at the pace of this month, 3:30 in 7 working days`,
    )
  })

  test('of several accounts is a table, which drops texts and no figures in a narrow terminal', () => {
    const today = day('2026-10-10')
    expect(renderBalances([readBalance(account(), today)], look(140))).toMatchInlineSnapshot(`
      "┌──────────┬───────────┬─────────┬─────────┬────────┬──────┬─────────┬───────┬───────────┬─────────────────┬───────────┐
      │ Contract │ Customer  │ Month   │ Opening │ Credit │ Used │ Balance │ Limit │ Available │                 │ State     │
      ├──────────┼───────────┼─────────┼─────────┼────────┼──────┼─────────┼───────┼───────────┼─────────────────┼───────────┤
      │ acme     │ ACME GmbH │ 2026-10 │    0:00 │  10:00 │ 3:30 │    6:30 │  5:00 │     11:30 │ ███░░░░░░░  35% │ in credit │
      └──────────┴───────────┴─────────┴─────────┴────────┴──────┴─────────┴───────┴───────────┴─────────────────┴───────────┘"
    `)
    const narrow = renderBalances([readBalance(account(), today)], look(80))
    expect(Math.max(...narrow.split('\n').map(line => line.length))).toBeLessThanOrEqual(80)
    for (const figure of ['0:00', '10:00', '3:30', '6:30', '5:00', '11:30']) expect(narrow).toContain(figure)
  })
})

describe('entries', () => {
  const voided = {
    reason: 'doppelt',
    at: instant('2026-10-06T10:00:00+02:00'),
    by: 'J. Weber',
    replacedBy: 'e2',
    tell: null,
    movedTo: null,
  }

  test('are listed with what counts of them', () => {
    const history = History.of()
    const first = history.log({})
    const second = history.log({
      start: instant('2026-10-06T10:00:00+02:00'),
      class: 'standard',
      text: 'Frage',
    })
    const listed = [
      {contract: 'acme', entry: {...first.entry, voided}, bookedMonth: month('2026-10')},
      {contract: 'acme', entry: second.entry, bookedMonth: month('2026-11')},
    ]
    expect(renderEntries(listed, look(140))).toMatchInlineSnapshot(`
      "When              Contract  Worked  Charged  For          By        Ticket  Text                                                       Entry
      5 Oct 2026 09:00  acme        0:50     1:00  Frau Müller  J. Weber  12345   Drucker druckt nicht [voided]                              e1
      6 Oct 2026 10:00  acme        0:50     0:00  Frau Müller  J. Weber  12345   Frage [late 2026-11, standard support]                     e2

      1 entry (+ 1 voided) · Worked 0:50 · Charged 0:00"
    `)
    expect(renderEntries([], look())).toBe('No entries.')
  })

  test('one by one say everything, and how the charged time came about', () => {
    const history = History.of()
    const {entry} = history.log({})
    const {contract} = history.account
    const detail = {
      contract: contract.id,
      timezone: contract.timezone,
      currency: 'EUR',
      entry,
      bookedMonth: month('2026-10'),
    }
    expect(renderEntry({...detail, entry: {...entry, voided}}, look())).toMatchInlineSnapshot(`
      "Entry e1 · acme · voided
        When         5 Oct 2026 09:00–09:50
        Worked       0:50
        Charged      1:00
        Text         Drucker druckt nicht
        Ticket       12345
        For          Frau Müller
        Where        remote
        How          by phone
        By           J. Weber
        Class        extended support
        Cause        caused by the customer
        Booked in    October 2026
        Recorded     5 Oct 2026 09:00 by J. Weber
        Voided       6 Oct 2026 10:00 by J. Weber: doppelt
        Replaced by  e2

      How it became the charged time:
          0:50  Extended support, charged
          1:00  50 minutes rounded up to 60: every started 15 minutes count"
    `)
  })
})

describe('long lists', () => {
  test('of ten thousand entries have a line for each', () => {
    const {entry} = History.of().log({text: 'Drucker '.repeat(30)})
    const listed = Array.from({length: 10_000}, () => ({
      contract: 'acme',
      entry,
      bookedMonth: month('2026-10'),
    }))
    expect(renderEntries(listed, look()).split('\n').length).toBeGreaterThan(10_000)
  })
})

describe('contracts', () => {
  const contract = contractOf({
    rollover: {policy: 'expiry', afterMonths: 3, capMinutes: 1200},
    increment: {
      minutes: 15,
      minimum: 15,
      per: 'ticket-day',
      overrides: [
        {minutes: 5, minimum: 5, channel: 'phone'},
        {minutes: 15, minimum: 60, place: 'Werk 2'},
      ],
    },
    bands: {
      list: [
        {days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00', name: 'Kernzeit', factor: 1},
      ],
      otherwise: {name: 'Randzeit', factor: 1.5},
      holiday: {name: 'Feiertag', factor: 2},
      holidays: {country: 'DE', state: 'BY'},
    },
    activities: {Update: 'standard'},
    emergency: {
      settle: 'money',
      includedMinutes: 30,
      causes: {provider: {work: false}},
      callBackMinutes: 30,
      callOut: {
        bands: [{days: ['mon', 'tue', 'wed', 'fri'], from: '07:00', to: '22:00', feeCents: 2495}],
        otherwiseFeeCents: 4995,
      },
      work: {rateCents: 2495, perMinutes: 15, incrementMinutes: 15},
    },
    sla: {
      targets: [{event: 'first-response', withinMinutes: 10}],
      clock: 'always',
      address: 'hilfe@example.com',
      levels: [{level: 1, team: 'Helpdesk', hours: 'always'}],
    },
    alerts: [75, 100],
  })

  test('are listed with the terms of a month', () => {
    expect(renderContracts([contract], month('2026-10'), look())).toMatchInlineSnapshot(`
      "Contract  Customer   From        To       Credit  Limit
      acme      ACME GmbH  1 Oct 2026  running   10:00   5:00"
    `)
  })

  test('tell their terms and every change of them', () => {
    const amended = {
      ...contract,
      terms: [contract.terms[0], {from: month('2027-01'), creditMinutes: 900}] as const,
    }
    expect(renderContract(amended, look())).toMatchInlineSnapshot(`
      "acme  ACME GmbH
        Customer number  4711
                         Werkstr. 1, 80331 München
        Language         de
        Contacts         Frau Müller
        From             1 Oct 2026
        To               running
        Time zone        Europe/Berlin
        Currency         EUR

      Terms from October 2026
        Monthly credit   10:00
        Partial months   credit by days
        Rollover         lapses after 3 months, at most 20:00 are kept
        Overdraft limit  5:00, more is billed
        Overage          €120.00/h
        VAT              19%
        Increment        every started 15 min, per ticket and day
                         by phone: every started 5 min
                         Werk 2: every started 15 min, at least 60 min
        Time bands       Kernzeit × 1: Mon–Fri 08:00–18:00
                         Randzeit × 1.5: otherwise
                         Feiertag × 2: holidays (DE-BY)
        Class            extended support unless said otherwise
        Activities       Update: standard support
        Emergency        fee €24.95: Mon–Wed, Fri 07:00–22:00
                         fee €49.95: otherwise
                         work €24.95 per started 15 min
                         the fee includes 30 min
                         caused by us: no work
                         call-back within 30 min
        Response times   first response: within 10 min
                         the clock runs: round the clock
                         only for requests to hilfe@example.com
                         level 1, Helpdesk: round the clock
        Alerts           75%, 100%
        If not said      nothing is assumed
        At the end       remaining credit lapses

      Changed from January 2027
        Monthly credit  15:00"
    `)
  })
})

describe('rollover', () => {
  const closed = [
    {
      contract: 'acme',
      month: month('2026-10'),
      closingMinutes: 900,
      lapsedMinutes: 60,
      overageMinutes: 0,
      number: '1/2026',
    },
  ]

  test('tells what was closed and what failed', () => {
    const failed = [{contract: 'beta', error: {message: 'The page is damaged\u001b[2J.'}}]
    expect(renderFailed(failed, look())).toBe('✖ beta: The page is damaged\ufffd[2J.\n1 contract failed.')
    expect(renderRollover({closed, dryRun: false}, look())).toBe(
      `Contract  Month    Statement  Lapsed  Overage  Closing
acme      2026-10  1/2026       1:00     0:00    15:00

1 month closed.`,
    )
  })

  test('says that a dry run wrote nothing, and when there is nothing to close', () => {
    expect(renderRollover({closed, dryRun: true}, look())).toContain('nothing written: 1 month would be')
    expect(renderRollover({closed: [], dryRun: false}, look())).toBe('Nothing to close.')
  })
})
