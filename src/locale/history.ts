import type {ContractId} from '../domain/contract.js'
import type {EntryReference} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import type {HistoryEvent, HistoryFact} from '../operations/account-history.js'
import {en} from './en.js'
import {formatDay, formatInstant, formatMoney, formatMonth} from './formats.js'
import {terminal} from './terminal.js'
import {tellTerms} from './terms.js'

/** What happened to an account, in English: in a word or two, and all there is to say of it. */
export function tellEvent(
  event: HistoryEvent,
  currency: string,
): {readonly what: string; readonly about: string} {
  const tell = EVENTS[event.what] as Teller<HistoryFact['what']>
  const [what, ...about] = tell(event.details, {currency, contract: event.contract})
  return {what, about: about.filter(text => text !== '').join('; ')}
}

type Teller<What extends HistoryFact['what']> = (
  details: Extract<HistoryFact, {readonly what: What}>['details'],
  account: {readonly currency: string; readonly contract: ContractId},
) => readonly [string, ...string[]]

const EVENTS: {readonly [What in HistoryFact['what']]: Teller<What>} = {
  opened: () => ['contract opened'],
  amended: ({from, before, after}, {currency}) => {
    const was = new Map(tellTerms(before, currency).map(({label, lines}) => [label, lines.join(', ')]))
    const changes = tellTerms(after, currency).map(
      ({label, lines}) => `${label}: ${was.get(label)} → ${lines.join(', ')}`,
    )
    return [`terms amended from ${formatMonth(from, en)}`, ...changes]
  },
  edited: ({fields}) => ['customer edited', fields.join(', ')],
  ended: ({on, before}) => [
    `contract ends on ${formatDay(on, en)}`,
    before === null ? '' : `was ${formatDay(before, en)}`,
  ],
  imported: ({format, entries}) => ['imported', terminal.entries(entries), format],
  restored: ({takenAt}) => ['restored', `from a backup of ${formatInstant(takenAt, en)}`],
  recorded: details => [
    'entry recorded',
    `${formatInstant(details.start, en)}, ${formatDuration(details.workedMinutes)} worked, ${formatDuration(details.chargedMinutes)} charged`,
    details.text,
    details.replaces === null ? '' : `replaces ${details.replaces}`,
    details.movedFrom === null ? '' : `moved here from ${referenceText(details.movedFrom)}`,
    details.forcedBecause === null ? '' : `forced because ${details.forcedBecause}`,
  ],
  voided: ({reason}) => ['entry voided', reason],
  corrected: ({reason, replacedBy}) => ['entry corrected', reason, `replaced by ${replacedBy}`],
  moved: ({reason, movedTo}) => [
    'entry moved',
    reason,
    movedTo === null ? '' : `to ${referenceText(movedTo)}`,
  ],
  credited: ({kind, minutes, reason, priceCents, expires, approvedBy, ticket}, {currency}) => [
    `${kind} booked`,
    formatDuration(minutes),
    reason,
    priceCents === null ? '' : formatMoney(priceCents, currency, en),
    expires === null ? '' : `lapses with ${formatMonth(expires, en)}`,
    approvedBy === null ? '' : `approved by ${approvedBy}`,
    ticket === null ? '' : `for ticket ${ticket}`,
  ],
  'credit-voided': ({minutes, reason}) => ['credit voided', `${formatDuration(minutes)} taken back`, reason],
  closed: ({month, closingMinutes}) => [
    `${formatMonth(month, en)} closed`,
    `balance ${formatDuration(closingMinutes)}`,
  ],
  'ticket-event': ({event, at, note}) => [`ticket ${event}`, formatInstant(at, en), note ?? ''],
  'ticket-event-voided': ({event, reason}) => ['ticket event voided', `event ${event}`, reason],
  'ticket-voided': ({reason}) => ['ticket voided', reason],
}

const referenceText = ({contract, id}: EntryReference): string => `${contract} ${id}`
