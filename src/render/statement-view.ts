import {addMinutes, type Day, dayOf, type Month, monthOf} from '../domain/calendar.js'
import type {Charge} from '../domain/charge.js'
import type {ContractId} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import type {CreditReversal, Reversal} from '../domain/page.js'
import type {Movement, UnsealedStatement} from '../domain/statement.js'
import type {
  ChargeView,
  CreditReversalView,
  EntryView,
  MovementView,
  ReversalView,
  StatementView,
} from '../domain/statement-view.js'
import {chargeQuantity, chargeText} from '../locale/charges.js'
import {explainStep} from '../locale/explanations.js'
import {wordsOf} from '../locale/languages.js'
import {movementText} from '../locale/movements.js'
import type {Words} from '../locale/words.js'
import {chargeDays} from '../sections/charge-days.js'
import {serviceReportJson} from './request-json.js'

/** What the customer gets of a statement as data, with the texts of the printed one, in the customer's language. */
export function statementView(statement: UnsealedStatement): StatementView {
  const {number, contract, customer, provider, month, period, timezone, status, currency} = statement
  const {asOf, endedOn, opening, movements, totals, closing, charges, money, responseTimes} = statement
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
      ...{taxNumber: provider.taxNumber, vatNumber: provider.vatNumber, register: provider.register},
      ...{bank: provider.bank, phone: provider.phone, email: provider.email, web: provider.web},
    },
    ...{month, period, asOf, endedOn, timezone, status, currency, opening},
    movements: movements.map(movement => movementView(movement, statement, words)),
    totals,
    closing,
    charges: charges.map(charge => chargeView(charge, dayOfCharge(charge), words)),
    money,
    responseTimes: responseTimes && serviceReportJson(responseTimes),
    closingText: customer.closingText ?? provider.closingText,
  }
}

function movementView(movement: Movement, statement: UnsealedStatement, words: Words): MovementView {
  const {day, bookingDate, valueDate, minutes, balanceMinutes} = movement
  const booked = {
    day,
    bookingDate,
    valueDate,
    minutes,
    balanceMinutes,
    text: movementText(movement, statement, words),
  }
  switch (movement.kind) {
    case 'credit':
      return {kind: 'credit', ...booked, lot: movement.lot}
    case 'lapse':
      return {kind: 'lapse', ...booked, lot: movement.lot, because: movement.because}
    case 'top-up':
    case 'goodwill': {
      const {id, reason, expires, priceCents, ticket} = movement.credit
      return {kind: movement.kind, ...booked, credit: {id, reason, expires, priceCents, ticket}}
    }
    case 'entry': {
      const {contract, timezone, month} = statement
      const {entry} = movement
      const surroundings = {contract, timezone, bookedMonth: month}
      return {kind: 'entry', ...booked, entry: entryView(entry, surroundings, words)}
    }
    case 'reversal':
      return {kind: 'reversal', ...booked, reversal: reversalView(movement.reversal)}
    case 'overage':
    case 'pay-out':
    case 'write-off':
      return {kind: movement.kind, ...booked}
  }
}

function reversalView(reversal: Reversal | CreditReversal): ReversalView | CreditReversalView {
  const {tell} = reversal
  const told = tell === null ? {} : {tell}
  if ('entry' in reversal) {
    const {entry, entryMonth, replacedBy} = reversal
    return {entry: entry.id, entryMonth, start: entry.start, text: entry.text, replacedBy, ...told}
  }
  const {credit, creditMonth} = reversal
  return {credit: credit.id, creditMonth, reason: credit.reason, ...told}
}

/** What an entry does not know of itself. */
export interface EntrySurroundings {
  readonly contract: ContractId
  readonly timezone: string
  readonly bookedMonth: Month
}

/**
 * An entry as it is on a statement. Text is as it was stored: only what is printed for people is neutralised.
 * @param words the language of the customer
 */
export function entryView(entry: Entry, surroundings: EntrySurroundings, words: Words): EntryView {
  const {contract, timezone, bookedMonth} = surroundings
  return {
    id: entry.id,
    contract,
    start: entry.start,
    end: addMinutes(entry.start, entry.workedMinutes, timezone),
    workedMinutes: entry.workedMinutes,
    chargedMinutes: entry.chargedMinutes,
    charges: entry.charges.map(charge => chargeView(charge, dayOf(entry.start), words)),
    class: entry.class,
    cause: entry.cause,
    activity: entry.activity,
    requester: entry.requester,
    place: entry.place,
    channel: entry.channel,
    consultant: entry.consultant,
    ticket: entry.ticket,
    text: entry.text,
    bookedMonth,
    late: monthOf(entry.start) < bookedMonth,
    voided: entry.voided !== null,
    replaces: entry.replaces,
    explanation: entry.explanation.map(step => ({
      rule: step.rule,
      text: explainStep(step, words),
      minutes: step.minutes,
    })),
  }
}

/** @param entryDay the day of the entry it comes from, if it comes from one */
export function chargeView(charge: Charge, entryDay: Day | null, words: Words): ChargeView {
  const {kind, quantityMinutes, unitPriceCents, perMinutes, netCents, vatPercent, entry} = charge
  return {
    kind,
    text: chargeText(charge, entryDay, words),
    quantity: chargeQuantity(charge),
    ...{quantityMinutes, unitPriceCents, perMinutes, netCents, vatPercent, entry},
  }
}
