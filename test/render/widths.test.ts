import stringWidth from 'string-width'
import {describe, expect, test} from 'vitest'
import type {Statement} from '../../src/domain/statement.js'
import {forecastMonthEnd} from '../../src/operations/forecast.js'
import {paceOf} from '../../src/operations/pace.js'
import {quoteCallOut} from '../../src/operations/quote.js'
import {readBalance} from '../../src/operations/read-balance.js'
import {renderBalance} from '../../src/render/balance-block.js'
import {renderBalances} from '../../src/render/balance-table.js'
import {renderContract, renderContracts, renderEdited} from '../../src/render/contract-table.js'
import {renderEntries} from '../../src/render/entry-table.js'
import {renderImport} from '../../src/render/import-report.js'
import type {Look} from '../../src/render/look.js'
import {renderQuotes} from '../../src/render/quote-table.js'
import {renderFailed, renderRollover} from '../../src/render/rollover-table.js'
import {renderStatement} from '../../src/render/statement-table.js'
import {drawTable} from '../../src/render/table.js'
import {BY_TIME_OF_DAY} from '../support/call-out-tariffs.js'
import {contractOf, History, instant, month} from './scenario.js'
import {STATEMENTS} from './statements.js'

const day = (text: string) => text as Parameters<typeof readBalance>[1]

const CUSTOMER = 'Vereinigte Werkstätten für angewandte Feinmechanik GmbH'
const TEXT = 'Server umgezogen und alle Arbeitsplätze neu angebunden, Sicherung geprüft'

const history = History.of({rollover: {policy: 'none'}})
const logged = [
  history.log({text: TEXT}),
  history.log({
    start: instant('2026-10-06T22:30:00+02:00'),
    workedMinutes: 165,
    text: 'Frage',
    class: 'standard',
  }),
  history.log({start: instant('2026-10-07T09:00:00+02:00'), workedMinutes: 700, text: 'Umzug'}),
]
const named = {
  ...history.account.contract,
  id: 'vereinigte-werkstaetten',
  customer: {...history.account.contract.customer, name: CUSTOMER},
}
const account = {...history.account, contract: named}
const balance = readBalance(account, day('2026-10-20'))
const emergency = contractOf({emergency: BY_TIME_OF_DAY})
const start = instant('2026-11-21T16:50:00+01:00')
const quoted = quoteCallOut(emergency, {start, workedMinutes: 40})
const quotes = quoted.ok ? quoted.value : []

const closed = ['2026-10', '2026-11'].map((each, index) => ({
  ...{contract: named.id, month: month(each), number: `${index + 1}/2026`},
  ...{closingMinutes: -12_345, lapsedMinutes: 600, overageMinutes: 75},
}))
const imported = {
  file: 'helpdesk.csv',
  sentences: [
    'windows-1252 (given), delimiter semicolon (given).',
    'Columns: contract from "Kunde", hours from "Stunden".',
    'Not used: "Interne Notiz".',
  ],
  contracts: [{id: named.id, imported: 1234, repeated: 17, refused: 3, heldBack: 0}],
  refused: [
    {line: 12, column: 'Datum', value: '31.11.2026', message: 'There is no such day in the calendar.'},
  ],
  warnings: [{line: 7, text: 'It overlaps entry e1 of the same consultant (5 Oct 2026 09:00, 0:50).'}],
  ...{imported: 1234, repeated: 17, heldBack: 0, blankRows: 1, dryRun: false},
}

const aheadOn = (today: string) => ({
  forecast: forecastMonthEnd(account, day(today)),
  pace: paceOf(account, day(today)),
})

const FINGERPRINT = 'SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8'

const DRAWN: Readonly<Record<string, (look: Look) => string>> = {
  'all balances': look =>
    renderBalances([balance, {...balance, contract: 'acme', balanceMinutes: -600}], look),
  'one balance': look => renderBalance(balance, aheadOn('2026-10-20'), look),
  'the list of entries': look =>
    renderEntries(
      logged.map(({entry, bookedMonth}) => ({contract: named.id, entry, bookedMonth})),
      look,
    ),
  'the list of contracts': look => renderContracts([named, contractOf()], month('2026-10'), look),
  'a contract': look => renderContract(named, look),
  'a customer that was changed': look => renderEdited(named, contractOf().customer, look),
  'a quote': look => renderQuotes({quotes, start, workedMinutes: 40, contract: emergency}, look),
  'a rollover': look => renderRollover({closed, dryRun: true}, look),
  'what failed': look =>
    renderFailed([{contract: named.id, error: {message: 'The month has not begun.'}}], look),
  'the report of an import': look => renderImport(imported, look),
  ...Object.fromEntries(
    Object.entries(STATEMENTS).map(([name, build]) => [
      `the statement ${name}`,
      (look: Look) => renderStatement(build(), look),
    ]),
  ),
  'a statement that is signed': look =>
    renderStatement(STATEMENTS['en-expiry-lapse']?.() as Statement, look, FINGERPRINT),
}

/** Durations, amounts, percentages and counts, however they are set. */
const figuresIn = (text: string) =>
  [...text.matchAll(/[-+]?\d+:\d\d|€?\d[\d.,]*\d*\s?€?%?/g)].map(([each]) => each.trim()).sort()
const wordsIn = (text: string) => new Set(text.split(/[\s│┌┐└┘├┤┬┴┼─]+/))
const WIDE = 400

describe.each(Object.entries(DRAWN))('%s', (_, draw) => {
  test.each([40, 50, 60, 80, 120, 200])('fits %i columns, with no word cut and no figure lost', width => {
    for (const colour of [false, true])
      for (const line of draw({width, colour}).split('\n'))
        expect(stringWidth(line)).toBeLessThanOrEqual(width)

    const text = draw({width, colour: false})
    const all = draw({width: WIDE, colour: false})
    expect(text).not.toContain('…')
    const words = wordsIn(all)
    const isWhole = (word: string) =>
      words.has(word) || word.length >= width - 4 || /^[0-9a-f]+$/.test(word) || FINGERPRINT.includes(word)
    expect([...wordsIn(text)].filter(word => !isWhole(word))).toEqual([])
    const durations = (drawn: string) => figuresIn(drawn).filter(each => /:|€/.test(each))
    expect(durations(text)).toEqual(durations(all))
  })
})

describe('a terminal that is too narrow for columns', () => {
  test('shows each row as a record with its headings as labels', () => {
    expect(DRAWN['all balances']?.({width: 40, colour: false})).toMatchInlineSnapshot(`
      "vereinigte-werkstaetten
        Customer Vereinigte Werkstätten für
        angewandte Feinmechanik GmbH
        Month 2026-10  Opening 0:00
        Credit 10:00  Used 12:45
        Balance -2:45  Limit 5:00
        Available 2:15  ██████████ 127%
        State overdrawn
      acme
        Customer Vereinigte Werkstätten für
        angewandte Feinmechanik GmbH
        Month 2026-10  Opening 0:00
        Credit 10:00  Used 12:45
        Balance -10:00  Limit 5:00
        Available 2:15  ██████████ 127%
        State overdrawn"
    `)
    expect(DRAWN['the list of entries']?.({width: 50, colour: false})).toMatchInlineSnapshot(`
      "5 Oct 2026 09:00
        Contract vereinigte-werkstaetten  Worked 0:50
        Charged 1:00  For Frau Müller  By J. Weber
        Ticket 12345
        Server umgezogen und alle Arbeitsplätze neu
        angebunden, Sicherung geprüft
        Entry e1
      6 Oct 2026 22:30
        Contract vereinigte-werkstaetten  Worked 2:45
        Charged 0:00  For Frau Müller  By J. Weber
        Ticket 12345
        Frage [standard support]
        Entry e2
      7 Oct 2026 09:00
        Contract vereinigte-werkstaetten  Worked 11:40
        Charged 11:45  For Frau Müller  By J. Weber
        Ticket 12345
        Umzug
        Entry e3

      3 entries · Worked 15:15 · Charged 12:45"
    `)
  })

  test('shows the movements of a statement as records', async () => {
    const text = DRAWN['the statement de-cap-overage']?.({width: 40, colour: false})
    await expect(`${text?.replace(/(?:[0-9a-f]{8,}\s*)+/g, '<seal>\n')}\n`).toMatchFileSnapshot(
      '../../fixtures/statements/de-cap-overage-40-columns.txt',
    )
  })
})

test('a text of ten thousand letters is drawn in a table as any other, line by line', () => {
  const text = 'é'.repeat(10_000)
  const rows = [[{cells: ['1:00', text]}]]
  const columns = [{heading: 'Time'}, {heading: 'Text', isFlexible: true}]
  const lines = drawTable({columns, groups: rows}, {width: 80, colour: false}).split('\n')
  expect(new Set(lines.map(each => stringWidth(each)))).toEqual(new Set([80]))
  expect(lines.join('').replaceAll(/[^é]/g, '')).toBe(text)
  expect(lines.filter(each => each.includes('1:00'))).toHaveLength(1)
})
