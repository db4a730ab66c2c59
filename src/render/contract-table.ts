import type {Day, Month} from '../domain/calendar.js'
import {type Contract, type Customer, type Terms, termsIn} from '../domain/contract.js'
import {formatDuration} from '../domain/minutes.js'
import {tellCustomer} from '../locale/customer.js'
import {en} from '../locale/en.js'
import {formatDay, formatMoney, formatMonth} from '../locale/formats.js'
import {terminal as words} from '../locale/terminal.js'
import {tellRollover, tellTerms} from '../locale/terms.js'
import type {SettledBalance} from '../operations/change-contract.js'
import {wrapText} from './fit-text.js'
import {alignedLines, type Line} from './lines.js'
import {drawList} from './list.js'
import {type Look, paint} from './look.js'
import {line, painted} from './text.js'

/** All contracts, with the terms of a month. */
export function renderContracts(contracts: readonly Contract[], month: Month, look: Look): string {
  if (contracts.length === 0) return words.noContracts
  const columns = [
    {heading: words.contract},
    {heading: words.customer, maxWidth: 30},
    {heading: words.from, dispensable: 2},
    {heading: words.to, dispensable: 1},
    {heading: words.credit, align: 'right'},
    {heading: words.rollover, dispensable: 3},
    {heading: words.limit, align: 'right'},
  ] as const
  const rows = contracts.map(contract => {
    const {creditMinutes, rollover, overdraft} = termsIn(contract, month)
    return {
      cells: [
        contract.id,
        contract.customer.name,
        formatDay(contract.from, en),
        endOf(contract.to),
        formatDuration(creditMinutes),
        tellRollover(rollover),
        formatDuration(overdraft.limitMinutes),
      ],
    }
  })
  return drawList(columns, rows, look)
}

const endOf = (to: Day | null): string => (to === null ? words.running : formatDay(to, en))

/**
 * One contract: the customer, the first terms, and what every amendment changed.
 * @param settlement what its end will do to the balance, where it was just ended
 */
export function renderContract(contract: Contract, look: Look, settlement?: SettledBalance): string {
  const {customer, currency} = contract
  const bold = paint('bold', look)
  const [initial, ...amendments] = contract.terms
  const facts: readonly Line[] = [
    [words.customerNumber, customer.number],
    ['', customer.address.join(', ')],
    ['', customer.email],
    [words.language, customer.locale],
    [words.contacts, customer.contacts.join(', ')],
    [words.closingText, customer.closingText],
    [words.from, formatDay(contract.from, en)],
    [words.to, endOf(contract.to)],
    [words.settlement, settlement === undefined ? null : settlementText(settlement, contract)],
    [words.timezone, contract.timezone],
    [words.currency, currency],
  ]
  const termLines = (terms: Parameters<typeof tellTerms>[0]) =>
    alignedLines(
      tellTerms(terms, currency).flatMap(({label, lines}) =>
        lines.map((text, index): Line => [index === 0 ? label : '', text]),
      ),
      look,
    )
  return [
    ...titleOf(contract, look),
    ...alignedLines(facts, look),
    '',
    bold(words.termsFrom(formatMonth(initial.from, en))),
    ...termLines(initial),
    ...amendments.flatMap(amendment => [
      '',
      bold(words.changesFrom(formatMonth(amendment.from, en))),
      ...termLines(amendment),
    ]),
  ].join('\n')
}

const titleOf = ({id, customer}: Contract, look: Look): readonly string[] =>
  wrapText(line`${painted('bold', look)(id)}  ${customer.name}`, look.width)

/** What will become of the balance when the contract ends, in words. */
function settlementText(settlement: SettledBalance, {currency}: Contract): string {
  const {lapsedMinutes, paidOutMinutes, billedMinutes, writtenOffMinutes, netCents} = settlement
  const {settles} = words
  const amount = () => formatMoney(Math.abs(netCents), currency, en)
  const parts = [
    ...(lapsedMinutes > 0 ? [settles.lapses(formatDuration(lapsedMinutes))] : []),
    ...(paidOutMinutes > 0 ? [settles.paidOut(formatDuration(paidOutMinutes), amount())] : []),
    ...(billedMinutes > 0 ? [settles.billed(formatDuration(billedMinutes), amount())] : []),
    ...(writtenOffMinutes > 0 ? [settles.writtenOff(formatDuration(writtenOffMinutes))] : []),
  ]
  return parts.length > 0 ? parts.join(' and ') : settles.nothing
}

/** What ending a contract will do, in a sentence, for before it is done. */
export const settlementSentence = (settlement: SettledBalance, contract: Contract): string =>
  words.settles.head(contract.id, formatDay(settlement.on, en), settlementText(settlement, contract))

/** A contract whose terms were changed, after what changed of them: each term as it was and as it is now. */
export function renderAmended(
  contract: Contract,
  from: Month,
  {before, after}: {readonly before: Terms; readonly after: Terms},
  look: Look,
): string {
  const told = (terms: Terms) =>
    tellTerms(terms, contract.currency).map(({label, lines}): Line => [label, lines.join('; ')])
  const changed = changesOf(told(before), told(after))
  const heading = changed.length === 0 ? words.noTermChanged : words.changesFrom(formatMonth(from, en))
  const bold = paint('bold', look)
  return [bold(heading), ...alignedLines(changed, look), '', renderContract(contract, look)].join('\n')
}

/** What was changed of a customer: each field as it was and as it is now. */
export function renderEdited(contract: Contract, before: Customer, look: Look): string {
  const told = (customer: Customer) =>
    tellCustomer(customer).map(({label, text}): Line => [label, text === '' ? words.none : text])
  const changed = changesOf(told(before), told(contract.customer))
  const note = changed.length === 0 ? words.nothingChanged : words.closedMonthsKeep
  return [titleOf(contract, look), alignedLines(changed, look), wrapText(note, look.width)].flat().join('\n')
}

/** The lines that are other than they were, each with what it was. */
function changesOf(before: readonly Line[], after: readonly Line[]): readonly Line[] {
  const was = new Map(before)
  return after
    .filter(([label, now]) => was.get(label) !== now)
    .map(([label, now]): Line => [label, `${was.get(label)} → ${now}`])
}

/** A contract that was removed. */
export const renderRemoved = ({id, customer}: Contract, look: Look): string => {
  const [green, bold] = [painted('green', look), painted('bold', look)]
  return wrapText(line`${green('✔')} ${bold(id)}  ${words.removed(customer.name)}`, look.width).join('\n')
}
