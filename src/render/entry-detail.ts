import {addMinutes, dayOf, type Month, monthOf} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import {chargePrice, chargeQuantity, chargeText} from '../locale/charges.js'
import {entryLabels} from '../locale/entry-labels.js'
import {explainStep} from '../locale/explanations.js'
import {formatInstant, formatMoney, formatMonth, formatSpan} from '../locale/formats.js'
import {terminalLabels} from '../locale/terminal-labels.js'
import {alignedLines} from './lines.js'
import {type Look, paint} from './look.js'
import {neutralise} from './plain.js'

/** An entry with all that is known of it. */
export interface EntryInFull {
  readonly contract: ContractId
  readonly timezone: string
  readonly currency: string
  readonly entry: Entry
  readonly bookedMonth: Month
}

/** Everything about one entry, with the way from worked to charged time step by step. */
export function renderEntry(detail: EntryInFull, look: Omit<Look, 'width'>): string {
  const {entry, contract} = detail
  const words = terminalLabels(look.locale)
  const state = entry.voided === null ? '' : ` · ${paint('red', look)(words.voided)}`
  const steps = entry.explanation.map(
    step => `  ${formatDuration(step.minutes).padStart(6)}  ${neutralise(explainStep(step, look.locale))}`,
  )
  return [
    `${paint('bold', look)(`${words.entry} ${neutralise(entry.id)}`)} · ${contract}${state}`,
    ...factsOf(detail, look),
    ...(steps.length > 0 ? ['', words.explanation, ...steps] : []),
    ...chargeLines(detail, look),
  ].join('\n')
}

function factsOf({entry, bookedMonth, timezone}: EntryInFull, look: Omit<Look, 'width'>): readonly string[] {
  const {locale} = look
  const {voided} = entry
  const words = terminalLabels(locale)
  const {channels, classes, causes, remote} = entryLabels(locale)
  const month = formatMonth(bookedMonth, locale)
  const lines = [
    [words.when, formatSpan(entry.start, addMinutes(entry.start, entry.workedMinutes, timezone), locale)],
    [words.worked, formatDuration(entry.workedMinutes)],
    [words.charged, formatDuration(entry.chargedMinutes)],
    [words.text, entry.text],
    [words.ticket, entry.ticket],
    [words.for, entry.requester],
    [words.where, entry.place === 'remote' ? remote : entry.place],
    [words.how, channels[entry.channel]],
    [words.by, entry.consultant],
    [words.activity, entry.activity],
    [words.class, classes[entry.class]],
    [words.cause, causes[entry.cause]],
    [words.booked, monthOf(entry.start) < bookedMonth ? `${month} (${words.late})` : month],
    [words.recorded, words.recordedBy(formatInstant(entry.recordedAt, locale), entry.recordedBy)],
    [words.forcedBecause, entry.forcedBecause],
    [words.replaces, entry.replaces],
    [words.voiding, voided && words.voidedBy(formatInstant(voided.at, locale), voided.by, voided.reason)],
    [words.replacedBy, voided?.replacedBy ?? null],
  ] as const
  return alignedLines(
    lines.map(([label, value]) => [label, value === null ? null : neutralise(value)]),
    look,
  )
}

function chargeLines({entry, currency}: EntryInFull, {locale}: Pick<Look, 'locale'>): readonly string[] {
  if (entry.charges.length === 0) return []
  const money = {locale, currency}
  const lines = entry.charges.map(charge => {
    const text = chargeText(charge, dayOf(entry.start), locale)
    return `  ${text}: ${chargeQuantity(charge)} × ${chargePrice(charge, money)} = ${formatMoney(charge.netCents, money)}`
  })
  return ['', `${terminalLabels(locale).billed}:`, ...lines.map(neutralise)]
}
