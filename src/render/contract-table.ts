import type {Day, Month} from '../domain/calendar.js'
import {type Contract, termsIn} from '../domain/contract.js'
import {formatDuration} from '../domain/minutes.js'
import {formatDay, formatMonth} from '../locale/formats.js'
import {statementLabels} from '../locale/statement-labels.js'
import {terminalLabels} from '../locale/terminal-labels.js'
import {tellRollover, tellTerms} from '../locale/terms.js'
import {alignedLines, type Line} from './lines.js'
import {drawList} from './list.js'
import {type Look, paint} from './look.js'
import {neutralise} from './plain.js'

/** All contracts, with the terms of a month. */
export function renderContracts(contracts: readonly Contract[], month: Month, look: Look): string {
  const words = terminalLabels(look.locale)
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
        neutralise(contract.customer.name),
        formatDay(contract.from, look.locale),
        endOf(contract.to, look),
        formatDuration(creditMinutes),
        tellRollover(rollover, look.locale),
        formatDuration(overdraft.limitMinutes),
      ],
    }
  })
  return drawList(columns, rows, look)
}

const endOf = (to: Day | null, {locale}: Pick<Look, 'locale'>): string =>
  to === null ? terminalLabels(locale).running : formatDay(to, locale)

/** One contract: the customer, the first terms, and what every amendment changed. */
export function renderContract(contract: Contract, look: Omit<Look, 'width'>): string {
  const {locale} = look
  const words = terminalLabels(locale)
  const {customer, currency} = contract
  const bold = paint('bold', look)
  const [initial, ...amendments] = contract.terms
  const facts: readonly Line[] = [
    [statementLabels(locale).customerNumber, customer.number],
    ['', customer.address.join(', ')],
    ['', customer.email],
    [words.contacts, customer.contacts.join(', ')],
    [words.from, formatDay(contract.from, locale)],
    [words.to, endOf(contract.to, look)],
    [words.timezone, contract.timezone],
    [words.currency, currency],
  ]
  const termLines = (terms: Parameters<typeof tellTerms>[0]) =>
    alignedLines(
      tellTerms(terms, {locale, currency}).flatMap(({label, lines}) =>
        lines.map((line, index): Line => [index === 0 ? label : '', neutralise(line)]),
      ),
      look,
    )
  return [
    `${bold(contract.id)}  ${neutralise(customer.name)}`,
    ...alignedLines(
      facts.map(([label, value]) => [label, value === null ? null : neutralise(value)]),
      look,
    ),
    '',
    bold(words.termsFrom(formatMonth(initial.from, locale))),
    ...termLines(initial),
    ...amendments.flatMap(amendment => [
      '',
      bold(words.changesFrom(formatMonth(amendment.from, locale))),
      ...termLines(amendment),
    ]),
  ].join('\n')
}
