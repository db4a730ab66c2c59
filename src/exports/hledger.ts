import {type Day, firstDay, monthOf} from '../domain/calendar.js'
import type {Charge} from '../domain/charge.js'
import type {Minutes} from '../domain/minutes.js'
import type {Cents} from '../domain/money.js'
import type {Movement, Statement} from '../domain/statement.js'
import {chargePrice, chargeQuantity, chargeText} from '../locale/charges.js'
import {wordsOf} from '../locale/languages.js'
import {movementText} from '../locale/movements.js'
import {chargeDays} from '../sections/charge-days.js'
import {harmless, harmlessValue} from './harmless.js'
import {type ExportedAccount, fromRangeOn, type Writing} from './writing.js'

/**
 * An hledger journal: a contract's balance is the account `hours:CONTRACT` in the commodity `min`, what it is charged
 * `charges:CONTRACT` in its currency, without VAT. Every movement and every charge is a transaction, with the text of the
 * statement, and every month ends with an assertion of what the statement says that it closed with. So whoever runs
 * `hledger check -s` has all of it added up once more, by another program.
 */
export const hledger: Writing = {
  name: 'hledger',
  scope: fromRangeOn,
  head: 'decimal-mark .\ncommodity 1000. min\n',
  textOf: journalOf,
}

interface Transaction {
  readonly date: Day
  /** The value date, where it is another one. */
  readonly secondDate: Day | null
  readonly isPending: boolean
  /** What names it elsewhere: the id of an entry or a credit, the number of a statement. */
  readonly code: string | null
  readonly description: string
  readonly tags: readonly (readonly [name: string, value: string])[]
  readonly postings: readonly Posting[]
}

interface Posting {
  readonly account: string
  readonly amount: string
  /** What the account has after it. */
  readonly balance?: string
}

function journalOf({account: {contract}, statements}: ExportedAccount): string {
  const transactions = transactionsOf(statements, monthOf(contract.from))
  const accounts = new Set(transactions.flatMap(({postings}) => postings.map(({account}) => account)))
  const declared = [`commodity 1000.00 ${contract.currency}`, ...[...accounts].map(name => `account ${name}`)]
  const title = `\n; ${contract.id}: ${harmless(contract.customer.name)}\n`
  return [title, ...declared.map(line => `${line}\n`), ...transactions.map(transactionText)].join('')
}

function transactionsOf(statements: readonly Statement[], firstMonth: string): readonly Transaction[] {
  let chargedCents = 0
  return statements.flatMap((statement, index) => {
    const begins = index === 0 && statement.month > firstMonth
    chargedCents += statement.money.netCents
    return [
      ...(begins ? [openingOf(statement)] : []),
      ...statement.movements.map(movement => transactionOfMovement(movement, statement)),
      ...transactionsOfCharges(statement),
      closingOf(statement, chargedCents),
    ]
  })
}

const isPending = ({status}: Statement): boolean => status === 'provisional'

/** What a journal that begins in a later month takes over. */
function openingOf(statement: Statement): Transaction {
  const {contract, month, customer} = statement
  const {minutes} = statement.opening
  return {
    ...{date: firstDay(month), secondDate: null, isPending: isPending(statement), code: null},
    description: wordsOf(customer.locale).statement.opening,
    tags: [],
    postings: [
      {...hours(contract, minutes), balance: inMinutes(minutes)},
      {account: `movements:opening:${contract}`, amount: inMinutes(0 - minutes)},
    ],
  }
}

const hours = (contract: string, minutes: Minutes): Posting => ({
  account: `hours:${contract}`,
  amount: inMinutes(minutes),
})

function transactionOfMovement(movement: Movement, statement: Statement): Transaction {
  const {kind, minutes} = movement
  const {contract, customer} = statement
  return {
    ...datesOf(movement, statement),
    isPending: isPending(statement),
    code: idOf(movement),
    description: movementText(movement, statement, wordsOf(customer.locale)),
    tags: tagsOf(movement, statement),
    postings: [
      hours(contract, minutes),
      {account: `movements:${kind}:${contract}`, amount: inMinutes(0 - minutes)},
    ],
  }
}

/**
 * When it was booked, moved to the nearest day of its month: work that is recorded after the month's end and before its
 * closing is in the month, and so is its transaction. When it was done is the second date.
 */
function datesOf(
  {bookingDate, valueDate}: Movement,
  {period}: Statement,
): Pick<Transaction, 'date' | 'secondDate'> {
  const date = bookingDate < period.from ? period.from : bookingDate > period.to ? period.to : bookingDate
  return {date, secondDate: valueDate === date ? null : valueDate}
}

function idOf(movement: Movement): string | null {
  if ('entry' in movement) return movement.entry.id
  if ('credit' in movement) return movement.credit.id
  if (!('reversal' in movement)) return null
  const {reversal} = movement
  return 'entry' in reversal ? reversal.entry.id : reversal.credit.id
}

function tagsOf(movement: Movement, statement: Statement): Transaction['tags'] {
  const {bookingDate} = movement
  const booked = bookingDate === datesOf(movement, statement).date ? null : bookingDate
  const entry = movement.kind === 'entry' ? movement.entry : null
  const tags = {
    ...{ticket: entry?.ticket, requester: entry?.requester, consultant: entry?.consultant},
    ...{worked: entry && String(entry.workedMinutes), booked},
  }
  return Object.entries(tags).flatMap(([name, value]) => (value ? [[name, value] as const] : []))
}

/** Those of an entry stand at its movement, the others at the end of the period. */
function transactionsOfCharges(statement: Statement): readonly Transaction[] {
  const {contract, customer, currency, period, charges} = statement
  const words = wordsOf(customer.locale)
  const dayOfCharge = chargeDays(statement)
  const dates = new Map(
    statement.movements.map(movement => [idOf(movement), datesOf(movement, statement)] as const),
  )
  const textOf = (charge: Charge) =>
    `${chargeText(charge, dayOfCharge(charge), words)}: ${chargeQuantity(charge)} × ${chargePrice(charge, currency, words)}`
  return charges.map(charge => ({
    ...((charge.entry === null ? undefined : dates.get(charge.entry)) ?? {date: period.to, secondDate: null}),
    isPending: isPending(statement),
    code: charge.entry,
    description: textOf(charge),
    tags: [['vat', String(charge.vatPercent)]],
    postings: [
      {account: `charges:${contract}`, amount: money(charge.netCents, currency)},
      {account: `income:${charge.kind}:${contract}`, amount: money(0 - charge.netCents, currency)},
    ],
  }))
}

/** Asserts what the month closed with, and what was charged since the journal begins. */
function closingOf(statement: Statement, chargedCents: Cents): Transaction {
  const {contract, customer, currency, number, period, closing} = statement
  const charged = {
    ...{account: `charges:${contract}`, amount: money(0, currency), balance: money(chargedCents, currency)},
  }
  return {
    ...{date: period.to, secondDate: null, isPending: isPending(statement), code: number},
    description: wordsOf(customer.locale).statement.closing,
    tags: [],
    postings: [{...hours(contract, 0), balance: inMinutes(closing.minutes)}, charged],
  }
}

const inMinutes = (minutes: Minutes): string => `${minutes} min`
const money = (cents: Cents, currency: string): string => `${(cents / 100).toFixed(2)} ${currency}`

function transactionText({
  date,
  secondDate,
  isPending,
  code,
  description,
  tags,
  postings,
}: Transaction): string {
  const dates = secondDate === null ? date : `${date}=${secondDate}`
  const head = [dates, isPending ? '!' : '*', ...(code === null ? [] : [`(${code})`]), harmless(description)]
  const said = tags.map(([name, value]) => `${name}:${harmlessValue(value)}`).join(', ')
  const [accounts, amounts] = [widest(postings, 'account'), widest(postings, 'amount')]
  const lines = postings.map(({account, amount, balance}) => {
    const posting = `${account.padEnd(accounts)}  ${amount.padStart(amounts)}`
    return balance === undefined ? posting : `${posting} = ${balance}`
  })
  return [
    '',
    head.join(' ').trimEnd(),
    ...[...(said === '' ? [] : [`; ${said}`]), ...lines].map(line => `    ${line}`),
    '',
  ].join('\n')
}

const widest = (postings: readonly Posting[], part: 'account' | 'amount'): number =>
  Math.max(...postings.map(posting => posting[part].length))
