import {addMinutes, monthOf} from '../domain/calendar.js'
import {type Contract, termsIn} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import {en} from '../locale/en.js'
import {formatInstant, formatMoney, formatMonth, formatSpan} from '../locale/formats.js'
import {terminal} from '../locale/terminal.js'
import type {AddedCredit} from '../operations/add-credit.js'
import type {LoggedEntry} from '../operations/log-entry.js'
import type {Balance} from '../operations/read-balance.js'
import type {VoidedCredit} from '../operations/void-credit.js'
import type {Look} from './look.js'
import {line, painted} from './text.js'

const words = terminal.receipt

/** An entry that was just recorded, and what came of it. */
export type Receipt = Pick<LoggedEntry, 'entry' | 'balance' | 'bookedMonth' | 'isRepeat'>

/** Two lines: what was understood, charged and is left; then what else the entry says. */
export function renderReceipt(receipt: Receipt, contract: Contract, look: Pick<Look, 'colour'>): string {
  const {entry, balance, isRepeat} = receipt
  const end = addMinutes(entry.start, entry.workedMinutes, contract.timezone)
  const worked = words.worked(formatDuration(entry.workedMinutes), formatDuration(entry.chargedMinutes))
  const facts = [
    ...(isRepeat ? [entry.voided === null ? words.repeat : words.repeatOfVoided] : []),
    worked,
    formatSpan(entry.start, end, en),
    ...billedOf(entry, contract),
    standingOf(balance),
  ]
  return twoLines(balance, facts, detailsOf(receipt, contract), look)
}

/** A credit that was just booked: how much and why, and what is left. */
export function renderCredit(
  {credit, balance, isRepeat}: Pick<AddedCredit, 'credit' | 'balance' | 'isRepeat'>,
  look: Pick<Look, 'colour'>,
): string {
  const facts = [
    ...(isRepeat ? [credit.voided === null ? words.repeatOfCredit : words.repeatOfVoidedCredit] : []),
    words.credited(formatDuration(credit.minutes), words.kinds[credit.kind]),
    standingOf(balance),
  ]
  const details = [
    words.credit(credit.id),
    credit.reason,
    credit.ticket === null ? '' : en.entry.ticket(credit.ticket),
    credit.expires === null ? '' : words.lapses(formatMonth(credit.expires, en)),
    credit.approvedBy === null ? '' : words.approvedBy(credit.approvedBy),
  ]
  return twoLines(balance, facts, details, look)
}

/** An entry that was just taken back, and what is left after it. */
export function renderVoided(
  {entry, balance}: {readonly entry: Entry; readonly balance: Balance},
  look: Pick<Look, 'colour'>,
): string {
  const charged = formatDuration(entry.chargedMinutes)
  const voided = words.voided(entry.id, formatInstant(entry.start, en), charged)
  return twoLines(balance, [voided, standingOf(balance)], [entry.text], look)
}

/** A credit that was just taken back, and what is left after it. */
export function renderVoidedCredit(
  {credit, balance}: Pick<VoidedCredit, 'credit' | 'balance'>,
  look: Pick<Look, 'colour'>,
): string {
  const voided = words.creditVoided(credit.id, formatDuration(credit.minutes), words.kinds[credit.kind])
  return twoLines(balance, [voided, standingOf(balance)], [credit.reason], look)
}

function twoLines(
  {contract}: Balance,
  facts: readonly string[],
  details: readonly string[],
  look: Pick<Look, 'colour'>,
): string {
  const head = line`${painted('green', look)('✔')} ${painted('bold', look)(contract)}  ${facts.join(' · ')}`
  const tail = details.filter(detail => detail !== '').join(' · ')
  return tail === '' ? head : [head, line`  ${painted('dim', look)(tail)}`].join('\n')
}

function billedOf(entry: Entry, {currency}: Contract): readonly string[] {
  if (entry.charges.length === 0) return []
  const netCents = entry.charges.reduce((sum, charge) => sum + charge.netCents, 0)
  return [words.billed(formatMoney(netCents, currency, en))]
}

/** What is left, or how far the account is overdrawn, and what the overdraft still allows. */
export function standingOf(balance: Balance): string {
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

function detailsOf({entry, bookedMonth}: Receipt, contract: Contract): readonly string[] {
  const {classes, causes, ...say} = en.entry
  const {defaultClass} = termsIn(contract, monthOf(entry.start))
  return [
    words.entry(entry.id),
    entry.text,
    entry.ticket === null ? '' : say.ticket(entry.ticket),
    entry.class === defaultClass ? '' : classes[entry.class],
    entry.cause === null ? '' : causes[entry.cause],
    entry.requester === null ? '' : say.for(entry.requester),
    whereabouts(entry),
    say.by(entry.consultant),
    monthOf(entry.start) === bookedMonth ? '' : formatMonth(bookedMonth, en),
  ]
}

/** Where and how, as far as it was said: `Augsburg on site`. */
function whereabouts({place, channel}: Entry): string {
  const {remote, channels} = en.entry
  return [place === 'remote' ? remote : place, channel && channels[channel]].filter(Boolean).join(' ')
}
