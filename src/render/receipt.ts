import {addMinutes, monthOf} from '../domain/calendar.js'
import {type Contract, termsIn} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import {entryLabels} from '../locale/entry-labels.js'
import {formatInstant, formatMoney, formatMonth, formatSpan} from '../locale/formats.js'
import {receiptLabels} from '../locale/receipt-labels.js'
import type {AddedCredit} from '../operations/add-credit.js'
import type {LoggedEntry} from '../operations/log-entry.js'
import type {Balance} from '../operations/read-balance.js'
import {type Look, paint} from './look.js'
import {neutralise} from './plain.js'

/** An entry that was just recorded, and what came of it. */
export type Receipt = Pick<LoggedEntry, 'entry' | 'balance' | 'bookedMonth' | 'isRepeat'>

/** Two lines: what was understood, charged and is left; then what else the entry says. */
export function renderReceipt(receipt: Receipt, contract: Contract, look: Omit<Look, 'width'>): string {
  const {entry, balance, isRepeat} = receipt
  const words = receiptLabels(look.locale)
  const end = addMinutes(entry.start, entry.workedMinutes, contract.timezone)
  const worked = words.worked(formatDuration(entry.workedMinutes), formatDuration(entry.chargedMinutes))
  const facts = [
    ...(isRepeat ? [words.repeat] : []),
    worked,
    formatSpan(entry.start, end, look.locale),
    ...billedOf(entry, contract, look),
    standingOf(balance, look),
  ]
  return twoLines(balance, facts, detailsOf(receipt, contract, look), look)
}

/** A credit that was just booked: how much and why, and what is left. */
export function renderCredit(
  {credit, balance}: Pick<AddedCredit, 'credit' | 'balance'>,
  look: Omit<Look, 'width'>,
): string {
  const {locale} = look
  const words = receiptLabels(locale)
  const facts = [
    words.credited(formatDuration(credit.minutes), words.kinds[credit.kind]),
    standingOf(balance, look),
  ]
  const details = [
    words.credit(credit.id),
    credit.reason,
    credit.expires === null ? '' : words.lapses(formatMonth(credit.expires, locale)),
    credit.approvedBy === null ? '' : words.approvedBy(credit.approvedBy),
  ]
  return twoLines(balance, facts, details, look)
}

/** An entry that was just taken back, and what is left after it. */
export function renderVoided(
  {entry, balance}: {readonly entry: Entry; readonly balance: Balance},
  look: Omit<Look, 'width'>,
): string {
  const {locale} = look
  const charged = formatDuration(entry.chargedMinutes)
  const voided = receiptLabels(locale).voided(
    neutralise(entry.id),
    formatInstant(entry.start, locale),
    charged,
  )
  return twoLines(balance, [voided, standingOf(balance, look)], [entry.text], look)
}

function twoLines(
  {contract}: Balance,
  facts: readonly string[],
  details: readonly string[],
  look: Omit<Look, 'width'>,
): string {
  const head = `${paint('green', look)('✔')} ${paint('bold', look)(contract)}  ${facts.join(' · ')}`
  const tail = details
    .filter(detail => detail !== '')
    .map(neutralise)
    .join(' · ')
  return tail === '' ? head : `${head}\n  ${paint('dim', look)(tail)}`
}

function billedOf(entry: Entry, {currency}: Contract, {locale}: Pick<Look, 'locale'>): readonly string[] {
  if (entry.charges.length === 0) return []
  const netCents = entry.charges.reduce((sum, charge) => sum + charge.netCents, 0)
  return [receiptLabels(locale).billed(neutralise(formatMoney(netCents, {locale, currency})))]
}

/** What is left, or how far the account is overdrawn, and what the overdraft still allows. */
function standingOf(balance: Balance, {locale}: Pick<Look, 'locale'>): string {
  const words = receiptLabels(locale)
  const {balanceMinutes, availableMinutes, overdraftLimitMinutes} = balance
  if (balanceMinutes >= 0) {
    const left = formatDuration(balanceMinutes)
    return overdraftLimitMinutes > 0
      ? words.leftWithOverdraft(left, formatDuration(availableMinutes))
      : words.left(left)
  }
  const debt = formatDuration(-balanceMinutes)
  return availableMinutes >= 0
    ? words.overdrawn(debt, formatDuration(availableMinutes))
    : words.exceeded(debt, formatDuration(-availableMinutes))
}

function detailsOf(
  {entry, bookedMonth}: Receipt,
  contract: Contract,
  {locale}: Pick<Look, 'locale'>,
): readonly string[] {
  const words = entryLabels(locale)
  const {defaultClass} = termsIn(contract, monthOf(entry.start))
  return [
    receiptLabels(locale).entry(entry.id),
    entry.text,
    entry.ticket === null ? '' : words.ticket(entry.ticket),
    entry.class === defaultClass ? '' : words.classes[entry.class],
    entry.cause === 'customer' ? '' : words.causes[entry.cause],
    entry.requester === null ? '' : words.for(entry.requester),
    `${entry.place === 'remote' ? words.remote : entry.place} ${words.channels[entry.channel]}`,
    words.by(entry.consultant),
    monthOf(entry.start) === bookedMonth ? '' : formatMonth(bookedMonth, locale),
  ]
}
