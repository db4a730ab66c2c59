import type {Day, Instant, Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Entry, Voiding} from '../domain/entry.js'
import type {Holding, Lot} from '../domain/lots.js'
import type {Minutes} from '../domain/minutes.js'
import type {Money} from '../domain/money.js'
import type {Credit, CreditReversal, Reversal, Totals} from '../domain/page.js'
import type {Movement, Statement} from '../domain/statement.js'
import {wordsOf} from '../locale/languages.js'
import {movementText} from '../locale/movements.js'
import type {Words} from '../locale/words.js'
import {chargeDays} from '../sections/charge-days.js'
import {type ChargeJson, type CustomerEntryJson, chargeJson, customerEntryJson} from './entry-json.js'
import {jsonText} from './json-text.js'

interface BookedJson {
  readonly bookingDate: Day
  readonly valueDate: Day
  readonly minutes: Minutes
  readonly balanceMinutes: Minutes
  readonly text: string
}

/** What the customer is told of it, only where something was said (domain §4). */
interface ToldJson {
  readonly tell?: string
}

/** Which entry was taken back. */
export interface ReversalJson extends ToldJson, Pick<Entry, 'start' | 'text'>, Pick<Voiding, 'replacedBy'> {
  readonly entry: string
  readonly entryMonth: Month
}

/** Which credit was taken back. */
export interface CreditReversalJson extends ToldJson, Pick<Credit, 'reason'> {
  readonly credit: string
  readonly creditMonth: Month
}

export type MovementJson = BookedJson &
  (
    | {readonly kind: 'credit' | 'lapse'; readonly lot: Lot}
    | {
        readonly kind: 'top-up' | 'goodwill'
        readonly credit: Pick<Credit, 'id' | 'reason' | 'expires' | 'priceCents' | 'ticket'>
      }
    | {readonly kind: 'entry'; readonly entry: CustomerEntryJson}
    | {readonly kind: 'reversal'; readonly reversal: ReversalJson | CreditReversalJson}
    | {readonly kind: 'overage' | 'pay-out' | 'write-off'}
  )

export interface PartyJson {
  readonly name: string
  readonly address: readonly string[]
}

export interface StatementJson {
  readonly number: string | null
  readonly contract: ContractId
  readonly customer: PartyJson & {readonly number: string | null; readonly email: string | null}
  readonly provider: PartyJson & {readonly taxNumber: string | null; readonly bank: string | null}
  readonly month: Month
  readonly period: {readonly from: Day; readonly to: Day}
  readonly timezone: string
  readonly status: Statement['status']
  readonly currency: string
  readonly opening: Holding
  readonly movements: readonly MovementJson[]
  readonly totals: Totals
  readonly closing: Statement['closing']
  readonly charges: readonly ChargeJson[]
  readonly money: Money
  readonly seal: {
    readonly sha256: string
    readonly previous: string | null
    readonly closedAt: Instant
  } | null
}

/** A statement as scripts get it, with the texts that the printed one has, in the customer's language. */
export function statementJson(statement: Statement): StatementJson {
  const {number, contract, customer, provider, month, period, timezone, status, currency} = statement
  const {opening, movements, totals, closing, charges, money, seal} = statement
  const words = wordsOf(customer.locale)
  const dayOfCharge = chargeDays(statement)
  return {
    number,
    contract,
    customer: {
      name: customer.name,
      number: customer.number,
      address: customer.address,
      email: customer.email,
    },
    provider: {
      name: provider.name,
      address: provider.address,
      taxNumber: provider.taxNumber,
      bank: provider.bank,
    },
    ...{month, period, timezone, status, currency, opening},
    movements: movements.map(movement => movementJson(movement, statement, words)),
    totals,
    closing,
    charges: charges.map(charge => chargeJson(charge, dayOfCharge(charge), words)),
    money,
    seal,
  }
}

function movementJson(movement: Movement, statement: Statement, words: Words): MovementJson {
  const {bookingDate, valueDate, minutes, balanceMinutes} = movement
  const booked = {
    bookingDate,
    valueDate,
    minutes,
    balanceMinutes,
    text: movementText(movement, statement, words),
  }
  switch (movement.kind) {
    case 'credit':
    case 'lapse':
      return {kind: movement.kind, ...booked, lot: movement.lot}
    case 'top-up':
    case 'goodwill': {
      const {id, reason, expires, priceCents, ticket} = movement.credit
      return {kind: movement.kind, ...booked, credit: {id, reason, expires, priceCents, ticket}}
    }
    case 'entry': {
      const {contract, timezone, month} = statement
      const {entry} = movement
      const surroundings = {contract, timezone, bookedMonth: month}
      return {kind: 'entry', ...booked, entry: customerEntryJson(entry, surroundings, words)}
    }
    case 'reversal':
      return {kind: 'reversal', ...booked, reversal: reversalJson(movement.reversal)}
    case 'overage':
    case 'pay-out':
    case 'write-off':
      return {kind: movement.kind, ...booked}
  }
}

function reversalJson(reversal: Reversal | CreditReversal): ReversalJson | CreditReversalJson {
  const {tell} = reversal
  const told = tell === null ? {} : {tell}
  if ('entry' in reversal) {
    const {entry, entryMonth, replacedBy} = reversal
    return {entry: entry.id, entryMonth, start: entry.start, text: entry.text, replacedBy, ...told}
  }
  const {credit, creditMonth} = reversal
  return {credit: credit.id, creditMonth, reason: credit.reason, ...told}
}

/** What `statement --format json` prints. */
export interface StatementsJson {
  readonly statements: readonly StatementJson[]
}

/** Statements, each with the texts of its customer's language. */
export const statementsJson = (statements: readonly Statement[]): StatementsJson => ({
  statements: statements.map(statementJson),
})

/** What `statement --format json` prints for one statement, to the byte. */
export const statementFileText = (statement: Statement): string =>
  `${jsonText(statementsJson([statement]))}\n`
