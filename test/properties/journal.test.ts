import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {addMonths, dayIn, type Month} from '../../src/domain/calendar.js'
import type {Account} from '../../src/domain/page.js'
import {hledger} from '../../src/exports/hledger.js'
import {timeclock} from '../../src/exports/timeclock.js'
import type {ExportedAccount, Writing} from '../../src/exports/writing.js'
import {exportedMonths, exportedStatements} from '../../src/operations/export-account.js'
import {carryForward} from '../../src/operations/ledger.js'
import {bookedEntries} from '../../src/operations/list-entries.js'
import {readBalance} from '../../src/operations/read-balance.js'
import type {MonthRange} from '../../src/operations/statement-months.js'
import {accepted, at, PROVIDER} from '../support/account-builder.js'
import {anyHistory, dayText, type History, lastDayOfHistory, Player} from '../support/histories.js'
import {amountOf, askHledger, hasHledger, tableOf} from '../support/hledger.js'

// hledger adds up what is exported of random histories, many of them in one journal: starting it takes the time.

const RUNS = Number(process.env.FC_RUNS ?? 200)
const seed = process.env.FC_SEED === undefined ? {} : {seed: Number(process.env.FC_SEED)}
const EVER: MonthRange = {from: null, to: null}

interface Played extends ExportedAccount {
  readonly id: string
}

/** A history as an account of its own: every other one is closed to its end, the others stop where they are. */
function played(history: History, index: number): Played {
  const player = new Player(history).playAll()
  const isClosed = index % 2 === 0
  if (isClosed) player.closeAll()
  const days = history.steps.reduce((sum, step) => sum + step.waitDays, history.startDay)
  const now = at(dayText(isClosed ? lastDayOfHistory(history) : days))
  const id = `h${index}`
  const account = withId(player.books.account, id)
  return {id, ...exported(account, now, EVER)}
}

function exported(account: Account, now: ExportedAccount['now'], range: MonthRange): ExportedAccount {
  const statements = accepted(exportedStatements(account, {range, provider: PROVIDER, now}))
  return {account, statements, range, now, today: dayIn(now, account.contract.timezone)}
}

const withId = ({contract, closed, ...rest}: Account, id: string): Account => ({
  ...rest,
  contract: {...contract, id},
  closed: closed.map(page => ({...page, contract: id})),
})

const textOf = ({head, textOf}: Writing, accounts: readonly ExportedAccount[]): string =>
  [head, ...accounts.map(textOf)].join('')

/** What the account says that a month ends with: its page, or what carries it forward; the running one as it stands. */
function closingMinutes({account, today}: ExportedAccount, month: Month): number {
  const page = account.closed.find(each => each.month === month)
  if (page !== undefined) return page.end.closing.minutes
  const isLast = exportedMonths(account, EVER, today).at(-1) === month && month >= today.slice(0, 7)
  return isLast
    ? readBalance(account, today, month).balanceMinutes
    : carryForward(account, month, today).closing.minutes
}

describe.skipIf(!hasHledger)(`hledger, of ${RUNS} random histories (needs hledger)`, () => {
  const accounts = fc.sample(anyHistory, {numRuns: RUNS, ...seed}).map(played)
  const journal = textOf(hledger, accounts)
  const months = [
    ...new Set(accounts.flatMap(({statements}) => statements.map(({month}) => month))),
  ].toSorted()

  /** Our balances at the end of a month: of accounts that have begun, and of those that have ended what they ended with. */
  const ours = (through: Month) =>
    accounts.flatMap(played => {
      const last = played.statements.findLast(({month}) => month <= through)
      return last === undefined ? [] : [[played.id, closingMinutes(played, last.month)] as const]
    })

  const sums = (rows: readonly (readonly [string, number])[]) =>
    Object.fromEntries(rows.filter(([, sum]) => sum !== 0))

  test('finds every account and commodity declared, every transaction balanced and every assertion true', () => {
    expect(askHledger('journal', journal, 'check', '-s')).toBe('')
  })

  test('has our balance in every month', () => {
    const table = tableOf('journal', journal, 'balance', '^hours:', '-M', '--historical', '-N')
    expect(months.length).toBeGreaterThan(6)
    for (const month of months) {
      const theirs = table.map(
        ({account = '', ...row}) =>
          [account.replace('hours:', ''), amountOf(row[`${month}`] ?? row[`${month}-01`] ?? 'none')] as const,
      )
      expect(sums(theirs)).toEqual(sums(ours(month)))
    }
  })

  test('has our balance before a month begins, asked for nothing but that', () => {
    for (const month of [months[2], months[5], months.at(-1)] as Month[]) {
      const table = tableOf('journal', journal, 'balance', '^hours:', '-e', addMonths(month, 1), '-N')
      const theirs = table.map(
        ({account = '', balance = ''}) => [account.replace('hours:', ''), amountOf(balance)] as const,
      )
      expect(sums(theirs)).toEqual(sums(ours(month)))
    }
  })

  test('registers our movements: what they add up to is our balance', () => {
    const theirs = new Map<string, number>()
    for (const {account = '', amount = ''} of tableOf('journal', journal, 'register', '^hours:'))
      theirs.set(
        account.replace('hours:', ''),
        (theirs.get(account.replace('hours:', '')) ?? 0) + amountOf(amount),
      )
    expect(sums([...theirs])).toEqual(sums(ours(months.at(-1) as Month)))
  })

  test('has what we bill, and in every kind what our months say', () => {
    const rows = tableOf('journal', journal, 'balance', '^(charges|movements):', '-N')
    const theirs = rows.map(({account = '', balance = ''}) => [account, amountOf(balance)] as const)
    const expected = accounts.flatMap(({id, statements}) => {
      const sum = (figure: (statement: (typeof statements)[number]) => number) =>
        statements.reduce((total, statement) => total + figure(statement), 0)
      return [
        [`charges:${id}`, sum(({money}) => money.netCents) / 100],
        [`movements:entry:${id}`, sum(({totals}) => totals.chargedMinutes)],
        [`movements:lapse:${id}`, sum(({totals}) => totals.lapsedMinutes)],
        [`movements:overage:${id}`, sum(({totals}) => 0 - totals.overageMinutes)],
      ] as const
    })
    const asked = new Set<string>(expected.map(([account]) => account))
    expect(sums(theirs.filter(([account]) => asked.has(account)))).toEqual(sums(expected))
  })

  test('agrees as well where the journal begins in a later month', () => {
    const from = months[4] as Month
    const later = accounts.map(({account, now}) => exported(account, now, {from, to: null}))
    const text = textOf(hledger, later)
    expect(askHledger('journal', text, 'check', '-s')).toBe('')
    const table = tableOf('journal', text, 'balance', '^hours:', '-N')
    const theirs = table.map(
      ({account = '', balance = ''}) => [account.replace('hours:', ''), amountOf(balance)] as const,
    )
    const begun = new Set(
      later.flatMap(({account, statements}) => (statements.length > 0 ? account.contract.id : [])),
    )
    expect(sums(theirs)).toEqual(sums(ours(months.at(-1) as Month).filter(([id]) => begun.has(id))))
  })

  test('has our worked minutes in what it reads of the timeclock file', () => {
    const rows = tableOf('timeclock', textOf(timeclock, accounts), 'register')
    const theirs = new Map<string, number>()
    // It rounds each session to hundredths of an hour, from which its minutes can be told.
    for (const {account = '', amount = ''} of rows)
      theirs.set(account, (theirs.get(account) ?? 0) + Math.round(amountOf(amount) * 60))
    const worked = accounts.map(({id, account}) => {
      const counted = bookedEntries(account).flatMap(({entry}) =>
        entry.voided === null ? entry.workedMinutes : [],
      )
      return [id, counted.reduce((sum, minutes) => sum + minutes, 0)] as const
    })
    expect(sums([...theirs].map(([account, minutes]) => [account.replace(/[()]/g, ''), minutes]))).toEqual(
      sums(worked),
    )
  })
})
