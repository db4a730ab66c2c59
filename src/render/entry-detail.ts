import {addMinutes, dayOf, type Month, monthOf} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {Entry, EntryReference} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import {chargePrice, chargeQuantity, chargeText} from '../locale/charges.js'
import {en} from '../locale/en.js'
import {explainStep} from '../locale/explanations.js'
import {formatInstant, formatMoney, formatMonth, formatSpan} from '../locale/formats.js'
import {terminal as words} from '../locale/terminal.js'
import {alignedLines} from './lines.js'
import type {Look} from './look.js'
import {line, painted} from './text.js'

/** An entry with all that is known of it. */
export interface EntryInFull {
  readonly contract: ContractId
  readonly timezone: string
  readonly currency: string
  readonly entry: Entry
  readonly bookedMonth: Month
}

/** Everything about one entry, with the way from worked to charged time step by step. */
export function renderEntry(detail: EntryInFull, look: Look): string {
  const {entry, contract} = detail
  const state = entry.voided === null ? '' : [' · ', painted('red', look)(words.voided)]
  const steps = entry.explanation.map(
    step => line`  ${formatDuration(step.minutes).padStart(6)}  ${explainStep(step, en)}`,
  )
  return [
    line`${painted('bold', look)(`${words.entry} ${entry.id}`)} · ${contract}${state}`,
    ...factsOf(detail, look),
    ...(steps.length > 0 ? ['', words.explanation, ...steps] : []),
    ...chargeLines(detail),
  ].join('\n')
}

function factsOf({entry, bookedMonth, timezone}: EntryInFull, look: Look): readonly string[] {
  const {voided} = entry
  const {channels, classes, causes, remote} = en.entry
  const month = formatMonth(bookedMonth, en)
  const lines = [
    [words.when, formatSpan(entry.start, addMinutes(entry.start, entry.workedMinutes, timezone), en)],
    [words.worked, formatDuration(entry.workedMinutes)],
    [words.charged, formatDuration(entry.chargedMinutes)],
    [words.text, entry.text],
    [words.ticket, entry.ticket],
    [words.for, entry.requester],
    [words.where, entry.place === 'remote' ? remote : entry.place],
    [words.how, entry.channel && channels[entry.channel]],
    [words.by, entry.consultant],
    [words.activity, entry.activity],
    [words.class, classes[entry.class]],
    [words.cause, entry.cause && causes[entry.cause]],
    [words.booked, monthOf(entry.start) < bookedMonth ? `${month} (${words.late})` : month],
    [words.recorded, words.recordedBy(formatInstant(entry.recordedAt, en), entry.recordedBy)],
    [words.forcedBecause, entry.forcedBecause],
    [words.replaces, entry.replaces],
    [words.voiding, voided && words.voidedBy(formatInstant(voided.at, en), voided.by, voided.reason)],
    [words.tell, voided?.tell ?? null],
    [words.replacedBy, voided?.replacedBy ?? null],
    [words.movedFrom, reference(entry.movedFrom)],
    [words.movedTo, reference(voided?.movedTo ?? null)],
  ] as const
  return alignedLines(lines, look)
}

const reference = (to: EntryReference | null): string | null => to && `${to.id} (${to.contract})`

function chargeLines({entry, currency}: EntryInFull): readonly string[] {
  if (entry.charges.length === 0) return []
  const lines = entry.charges.map(charge => {
    const text = chargeText(charge, dayOf(entry.start), en)
    return line`  ${text}: ${chargeQuantity(charge)} × ${chargePrice(charge, currency, en)} = ${formatMoney(charge.netCents, currency, en)}`
  })
  return ['', `${words.billed}:`, ...lines]
}
