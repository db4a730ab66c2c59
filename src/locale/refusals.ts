import {dayOf, type Instant} from '../domain/calendar.js'
import {MAX_WORKED_MINUTES} from '../domain/entry.js'
import {formatDuration} from '../domain/minutes.js'
import type {Refusal} from '../domain/refusal.js'
import {en} from './en.js'
import {formatDay, formatInstant, formatMoment, formatMonth} from './formats.js'
import {terminal} from './terminal.js'

/** What was wrong, with the value, and what would be right. Both may hold what was typed as it is. */
export interface RefusalText {
  readonly message: string
  readonly hint: string
}

/** What is said of each kind of `Of`. */
export type Said<Of extends {readonly kind: string}, Text = RefusalText> = {
  readonly [Kind in Of['kind']]: (of: Extract<Of, {readonly kind: Kind}>) => Text
}

/**
 * The words of a refusal, in English, for the person at the terminal and for `--json`.
 * @example wordsOfRefusal({kind: 'unknown-contract', contract: 'amce', suggestion: 'acme'}).hint // 'Did you mean acme?'
 */
export function wordsOfRefusal(refusal: Refusal): RefusalText {
  const words = WORDS[refusal.kind] as (of: Refusal) => RefusalText
  return words(refusal)
}

const moment = (instant: Instant): string => formatMoment(instant, en)

const WORDS: Said<Refusal> = {
  'invalid-duration': ({value, readings = []}) =>
    value === ''
      ? {message: 'No duration is given.', hint: 'Say how long it took, such as 1h30, 1:30 or 90m.'}
      : {
          message: `"${value}" is not a duration.`,
          hint: meantOr(
            readings,
            `Write it as 1h30, 1h 30m, 1:30, 1.5h or 90m; a bare number is minutes.${value.includes(' ') ? ' If part of it is the text, say that with --text.' : ''}`,
          ),
        },
  'duration-out-of-range': ({minutes, min, max}) => ({
    message: `${formatDuration(minutes)} is out of range.`,
    hint: `It must be from ${formatDuration(min)} to ${formatDuration(max)}${max === MAX_WORKED_MINUTES ? '; longer work takes several entries' : ''}.`,
  }),
  'invalid-time': ({value, readings}) => ({
    message: `"${value}" is not a time.`,
    hint: meantOr(
      readings,
      'Write it as 14:00, "2026-11-21 14:00", "21.11. 14:00", "yesterday 14:00", "mon 9:00" or -2h.',
    ),
  }),
  'not-yet': ({value, yesterday, today}) => ({
    message: `"${value}" has not come yet today.`,
    hint: `Say which day is meant: ${oneOf([
      ...(yesterday ? [`"yesterday ${value}" (${formatDay(dayOf(yesterday), en)})`] : []),
      `"today ${value}" (${formatDay(dayOf(today), en)})`,
    ])}.`,
  }),
  'nonexistent-time': ({value, timezone}) => ({
    message: `"${value}" does not exist in ${timezone}: the clocks go forward there.`,
    hint: 'Give a time before or after the gap, or one with its offset, such as 2026-03-29T03:30+02:00.',
  }),
  'invalid-range': ({value, readings}) => ({
    message: `"${value}" is not a range of times.`,
    hint: meantOr(
      readings,
      'Write it as 14:00-15:30; a range past midnight, 22:30-01:15, ends the next day.',
    ),
  }),
  'empty-range': ({value}) => ({
    message: `"${value}" ends when it begins.`,
    hint: 'Give a later end, such as 14:00-15:30; a whole day is 0:00-24:00.',
  }),
  'invalid-month': ({value, readings}) => ({
    message: `"${value}" is not a month.`,
    hint: meantOr(readings, 'Write it as 2026-10, oct, okt, last or this.'),
  }),
  'invalid-day': ({value, readings}) => ({
    message: `"${value}" is not a day.`,
    hint: meantOr(readings, 'Write it with its year, as 2026-11-21 or 21.11.2026.'),
  }),
  'unknown-choice': ({value, choices, flag}) => ({
    message: `${flag === undefined ? '' : `${flag}: `}"${value}" is none of the words that are known here.`,
    hint: `Use ${oneOf(choices)}.`,
  }),
  'invalid-amount': ({value}) => ({
    message: `"${value}" is not an amount of money.`,
    hint: 'Write up to 10000000 with at most two decimals and no separators of thousands, as 120 or 24.95.',
  }),
  'invalid-percent': ({value}) => ({
    message: `"${value}" is not a percentage.`,
    hint: 'Write it as 19 or 8.1, with at most two decimals.',
  }),
  'invalid-id': ({value, what, meant}) => ({
    message: `"${value}" cannot be the id of ${what === 'contract' ? 'a contract' : 'an entry'}.`,
    hint:
      meant !== undefined
        ? `Did you mean: hourbank ${meant}?`
        : what === 'contract'
          ? 'Use up to 63 lower-case letters, digits and hyphens, beginning with a letter or digit, and no name that a system reserves.'
          : 'Use up to 64 letters, digits and . _ : -, beginning with a letter or digit.',
  }),
  'invalid-terms': ({problems, file}) => ({
    message: `The terms${file === undefined ? '' : ` in ${file}`} are not valid: ${problems.map(({path, message}) => (path === '' ? message : `${path}: ${message}`)).join('; ')}.`,
    hint: '"hourbank contract schema" prints what terms look like.',
  }),
  'invalid-profile': ({problems}) => ({
    message: `The profile would not be valid: ${problems.map(({path, message}) => `${path}: ${message}`).join('; ')}.`,
    hint: '"hourbank config" shows it as it is.',
  }),
  'unknown-consultant': ({name, consultants, suggestion}) => ({
    message: `"${name}" is not among the consultants.`,
    hint:
      suggestion === undefined
        ? `They are ${allOf(consultants)}. Change the list with "hourbank config set consultants".`
        : `Did you mean ${suggestion}? "hourbank config" lists all.`,
  }),
  'ambiguous-consultant': ({name, consultants}) => ({
    message: `"${name}" may be ${oneOf(consultants)}.`,
    hint: 'Write more of the name.',
  }),
  'missing-value': ({flag, what}) => ({
    message: `Still missing: ${what}.`,
    hint: `Give it with ${flag.startsWith('-') || flag === flag.toUpperCase() ? flag : `--${flag}`}.`,
  }),
  'unknown-contract': ({contract, suggestion, meant}) => ({
    message: `There is no contract "${contract}".`,
    hint:
      meant !== undefined
        ? `Did you mean: hourbank ${meant}?`
        : suggestion === undefined
          ? '"hourbank contract list" shows all contracts.'
          : `Did you mean ${suggestion}?`,
  }),
  'contract-exists': ({contract, differs}) =>
    differs === undefined
      ? {
          message: `There is a contract "${contract}" already.`,
          hint: `Choose another id, or change its terms with "hourbank contract amend ${contract}".`,
        }
      : {
          message: `There is a contract "${contract}" already, which differs in ${differs.join(', ')}.`,
          hint: `Change its terms with "hourbank contract amend ${contract}", its customer with "contract edit".`,
        },
  'unknown-entry': ({entry, elsewhere}) =>
    elsewhere === undefined
      ? {
          message: `There is no entry "${entry}".`,
          hint: '"hourbank entries" lists the entries with their ids.',
        }
      : {
          message: `Entry ${elsewhere.id} is in ${elsewhere.contract}, not in ${elsewhere.named}.`,
          hint: `It is moved there with "hourbank entry move ${elsewhere.id} ${elsewhere.named}".`,
        },
  'unknown-credit': ({credit}) => ({
    message: `There is no credit "${credit}".`,
    hint: '"hourbank credits" lists what was booked by hand, with the ids.',
  }),
  'credit-already-voided': ({credit}) => ({
    message: `Credit ${credit} is voided already.`,
    hint: '"hourbank credits" lists those that count.',
  }),
  'unknown-request': ({number, contract}) => ({
    message: `There is no request ${number}${contract === null ? '' : ` in ${contract}`}.`,
    hint: '"hourbank ticket list --all" lists them; "hourbank ticket open" records a new one.',
  }),
  'ambiguous-request': ({number, contracts}) => ({
    message: `Several contracts have a request ${number}: ${contracts.join(', ')}.`,
    hint: 'Say which one is meant with --contract.',
  }),
  'request-exists': ({number, contract}) => ({
    message: `${contract} has a request ${number} already.`,
    hint: `"hourbank ticket show ${number} --contract ${contract}" shows it; say another number with --number.`,
  }),
  'request-already-voided': ({number}) => ({
    message: `Request ${number} is voided.`,
    hint: `"hourbank ticket show ${number}" says why; nothing more is recorded of it.`,
  }),
  'unknown-event': ({number, event, events}) => ({
    message: `Request ${number} has no event ${event}.`,
    hint: `It has ${firstOf(events)}; "hourbank ticket show ${number}" lists them.`,
  }),
  'event-already-voided': ({number, event}) => ({
    message: `Event ${event} of request ${number} is voided already.`,
    hint: `"hourbank ticket show ${number}" lists those that count.`,
  }),
  'received-stays': ({number}) => ({
    message: 'The first event says when the request came in, and stays as long as the request does.',
    hint: `"hourbank ticket void ${number}" takes the whole request back.`,
  }),
  'event-before-request': ({number, at, receivedAt}) => ({
    message: `${moment(at)} is before request ${number} came in, ${moment(receivedAt)}.`,
    hint: 'Say another time with --at.',
  }),
  'event-in-future': ({at, now}) => ({
    message: `${moment(at)} has not come yet: it is ${moment(now)}.`,
    hint: 'Record it when it has happened, or say another time with --at.',
  }),
  'event-does-not-fit': ({number, event, at, state, isLater}) => ({
    message: `Request ${number} ${isLater ? 'would then be' : 'is'} ${state} at ${moment(at)}, when it cannot be ${terminal.request.happened[event]}.`,
    hint: isLater
      ? `That was recorded already: "hourbank ticket show ${number}" lists what happened; "hourbank ticket event void" takes an event back.`
      : `"hourbank ticket show ${number}" lists what happened; --at says another time.`,
  }),
  'no-levels': ({contract}) => ({
    message: `The terms of ${contract} name no support levels.`,
    hint: 'They are in "sla.levels" of the terms: "hourbank contract amend" takes them from a file.',
  }),
  'unknown-kind': ({name, kinds}) => ({
    message: `"${name}" is not a kind of request that was agreed.`,
    hint: `It is one of ${oneOf(kinds.map(kind => `"${kind}"`))}.`,
  }),
  'unknown-level': ({to, levels}) => ({
    message: `"${to}" is neither a support level nor one team.`,
    hint: `There are ${levels.join(', ')}.`,
  }),
  'ambiguous-entry': ({what, entry, contracts}) => ({
    message: `Several contracts have ${what === 'entries' ? 'an entry' : 'a credit'} "${entry}": ${contracts.join(', ')}.`,
    hint: 'Say which one is meant with --contract.',
  }),
  'ambiguous-beginning': ({what, beginning, entries}) => ({
    message: `${entries.length} ${what} begin with "${beginning}".`,
    hint: `Give more of the id: ${firstOf(entries.map(({id, contract}) => `${id} (${contract})`))}.`,
  }),
  'entry-already-voided': ({entry, replacedBy}) => ({
    message: `Entry ${entry} is voided already.`,
    hint:
      replacedBy === null
        ? `"hourbank entry show ${entry}" says why.`
        : `It was replaced by ${replacedBy}: correct or void that one.`,
  }),
  'nothing-to-undo': ({by}) => ({
    message: `There is no entry of ${by} in the open months that could be taken back.`,
    hint: 'One of a closed month is taken back with "hourbank entry void ID"; "hourbank entries" lists them all.',
  }),
  'undo-of-correction': ({entry, contract, replaces}) => ({
    message: `The last entry, ${entry} in ${contract}, is a correction of ${replaces}: without it neither would count.`,
    hint: `Put it right with "hourbank entry correct ${entry}", or take it back with "hourbank entry void ${entry}".`,
  }),
  'undo-of-move': ({entry, contract, from}) => ({
    message: `The last entry, ${entry}, was moved from ${from} to ${contract}: without it the work would be in neither.`,
    hint: `Move it back with "hourbank entry move ${entry} ${from}", or take it back with "hourbank entry void ${entry}".`,
  }),
  'id-taken': ({id, contract, differs}) => ({
    message: `${contract} has something else under the id ${id}: it differs in ${differs.map(fieldName).join(', ')}.`,
    hint: 'Use another --id. An entry is changed with "hourbank entry correct".',
  }),
  'before-contract': ({start, from}) => ({
    message: `${formatInstant(start, en)} is before the contract, which starts on ${formatDay(from, en)}.`,
    hint: 'Check the time that --at or the range gives.',
  }),
  'after-contract': ({start, to}) => ({
    message: `${formatInstant(start, en)} is after the contract, which ended on ${formatDay(to, en)}.`,
    hint: 'Check the day, or move the end with "hourbank contract end".',
  }),
  'start-in-future': ({start, now}) => ({
    message: `${formatInstant(start, en)} is more than a day ahead: it is ${formatInstant(now, en)} now.`,
    hint: 'Record work once it is done; check the day that --at or the range gives.',
  }),
  'overdraft-exceeded': ({contract, month, chargedMinutes, availableMinutes}) => ({
    message:
      availableMinutes >= 0
        ? `${contract} has ${formatDuration(availableMinutes)} available in ${formatMonth(month, en)}, overdraft included, and this takes ${formatDuration(chargedMinutes)}.`
        : `${contract} is ${formatDuration(-availableMinutes)} beyond its overdraft limit in ${formatMonth(month, en)} already, and this takes ${formatDuration(chargedMinutes)}.`,
    hint: `Record it all the same with --force --reason "…", or add hours with "hourbank credit ${contract}".`,
  }),
  'no-emergency-service': ({contract}) => ({
    message: `${contract} has no emergency service.`,
    hint: `Record it with --class extended, or agree on a tariff with "hourbank contract amend ${contract}".`,
  }),
  'month-closed': ({month, openFrom}) => ({
    message: `${formatMonth(month, en)} is closed and never changes again.`,
    hint: `Use ${openFrom}, the first open month, or a later one.`,
  }),
  'month-not-begun': ({month, today}) => ({
    message: `${formatMonth(month, en)} has not begun: today is ${formatDay(today, en)}.`,
    hint: 'Name the running month ("this") or an earlier one.',
  }),
  'month-before-contract': ({month, from}) => ({
    message: `${formatMonth(month, en)} is before the contract, which starts in ${formatMonth(from, en)}.`,
    hint: `Use ${from} or a later month.`,
  }),
  'nothing-closed': ({contract}) => ({
    message: `${contract} has no closed month yet.`,
    hint: `"hourbank statement ${contract} --month this" shows the running month, provisionally.`,
  }),
  'nothing-to-replay': ({contract, from, to}) => ({
    message: `${contract} has no closed month${from === null && to === null ? ' yet' : ' of those'} that could be replayed.`,
    hint: `"hourbank rollover ${contract}" closes what is due; "hourbank statement ${contract} --all" shows what is closed.`,
  }),
  'tariff-in-use': ({month, entries}) => ({
    message: `The emergency tariff cannot go from ${formatMonth(month, en)} on: ${entries.length === 1 ? 'a call-out is' : 'call-outs are'} booked by it (${entries.join(', ')}).`,
    hint: 'Amend from a later month, or void them first.',
  }),
  'contract-used': ({contract, entries, credits, requests, hasClosedMonths}) => ({
    message: `Only a contract that was never used can be removed: ${contract} has ${allOf([
      ...(entries > 0 ? [countOf(entries, 'entry', 'entries')] : []),
      ...(credits > 0 ? [countOf(credits, 'credit', 'credits')] : []),
      ...(requests > 0 ? [countOf(requests, 'request', 'requests')] : []),
      ...(hasClosedMonths ? ['closed months'] : []),
    ])}.`,
    hint: `End it with "hourbank contract end ${contract}"; what was booked stays, also what was voided.`,
  }),
  'end-before-start': ({on, from}) => ({
    message: `The contract cannot end on ${formatDay(on, en)}: it starts on ${formatDay(from, en)}.`,
    hint: `Give --on ${from} or a later day.`,
  }),
  'end-in-closed-month': ({on, openFrom}) => ({
    message: `The contract cannot end on ${formatDay(on, en)}: that month is closed.`,
    hint: `Give --on a day in ${openFrom}, the first open month, or later.`,
  }),
  'movements-after-end': ({on, entries}) => ({
    message: `The contract cannot end on ${formatDay(on, en)}: something is booked after that day (${entries.join(', ')}).`,
    hint: 'Give a later --on, or take it back with "hourbank entry void" or "hourbank credit void".',
  }),
  'no-timer': ({by}) => ({
    message: `No timer of ${by} is running.`,
    hint: 'Start one with "hourbank start CONTRACT"; "hourbank log" records work that is over.',
  }),
  'timer-exists': ({contract, startedAt, workedMinutes}) => ({
    message: `A timer is running already: ${contract}, since ${formatInstant(startedAt, en)}, ${formatDuration(workedMinutes)} so far.`,
    hint: 'Record it with "hourbank stop", or drop it with "hourbank cancel"; "start --switch" records it and starts the new one.',
  }),
  'timer-paused': ({contract, since}) => ({
    message: `The timer of ${contract} has been paused since ${formatInstant(since, en)}.`,
    hint: '"hourbank resume" lets it go on.',
  }),
  'timer-not-paused': ({contract}) => ({
    message: `The timer of ${contract} is not paused.`,
    hint: '"hourbank status" shows it; "hourbank pause" holds it.',
  }),
  'timer-too-short': ({contract, startedAt}) => ({
    message: `The timer of ${contract}, started ${formatInstant(startedAt, en)}, has not counted half a minute, so there is nothing to record.`,
    hint: 'Go on working, or drop it with "hourbank cancel".',
  }),
  'timer-too-long': ({contract, startedAt, workedMinutes}) => ({
    message: `The timer of ${contract} has counted ${formatDuration(workedMinutes)} since ${formatInstant(startedAt, en)}, and an entry has at most ${formatDuration(MAX_WORKED_MINUTES)}.`,
    hint: 'Say when the work ended, such as "hourbank stop --at 17:30", or drop it with "hourbank cancel" and record each day with "hourbank log".',
  }),
  'timer-forgotten': ({contract, startedAt, workedMinutes}) => ({
    message: `The timer of ${contract} has counted ${formatDuration(workedMinutes)} since ${formatInstant(startedAt, en)}, and may have been forgotten.`,
    hint: `Say when the work ended, such as "hourbank stop --at 17:30", or "hourbank stop --at now" if all ${formatDuration(workedMinutes)} was work.`,
  }),
  'not-while-running': ({value, startedAt, now}) => ({
    message: `"${value}" is not between the start of the timer, ${formatInstant(startedAt, en)}, and now, ${formatInstant(now, en)}.`,
    hint: 'Check the time and its day, such as "yesterday 17:30".',
  }),
  'time-in-text': ({text, command}) => ({
    message: `"${text}" begins like a time, and "${command}" takes only the text there.`,
    hint:
      command === 'start'
        ? 'Say when it began with --at; record work that is over with "hourbank log". If it is the text, say that with --text.'
        : 'Say when it ended with --at. If it is the text, say that with --text.',
  }),
  'consultant-timed': ({consultants}) => ({
    message: `The list has no ${oneOf(consultants.map(name => `"${name}"`))}, of whom a timer is running.`,
    hint: `Record it with ${oneOf(consultants.map(name => `"hourbank stop --by '${name}'"`))}, or keep the name.`,
  }),
  'contract-timed': ({contract, consultants}) => ({
    message: `${contract} cannot be removed while a timer of it is running: ${allOf(consultants)}.`,
    hint: `It is dropped with ${oneOf(consultants.map(name => `"hourbank cancel --by '${name}'"`))}.`,
  }),
  'nothing-to-repeat': ({by, count}) =>
    count === 0
      ? {
          message: `${by} has recorded nothing in this month and the one before that could be repeated.`,
          hint: 'Record it with "hourbank log".',
        }
      : {
          message: `${by} has ${count === 1 ? 'one piece' : `${count} pieces`} of work in this month and the one before.`,
          hint: '"hourbank again --list" shows what can be repeated.',
        },
  'backup-damaged': ({damaged}) => ({
    message: `Not all of the backup is as it was written: ${damaged.map(id => id || 'what contracts share').join(', ')}.`,
    hint: 'Take an older backup, or restore it as it is with --damaged; "hourbank verify" then says what is wrong.',
  }),
  'backup-lacks': ({lacking}) => ({
    message: `The store has what the backup lacks: ${lacking.slice(0, 10).map(lackingText).join('; ')}${lacking.length > 10 ? '; …' : ''}.`,
    hint: 'Take a newer backup, or give --replace: the store as it is now is then kept beside the new one.',
  }),
  'copy-damaged': ({store, damaged}) => ({
    message: `Not all of ${store} is as it was written: ${damaged.map(id => id || 'what contracts share').join(', ')}.`,
    hint: 'Nothing was copied. "hourbank verify" says what is wrong with it.',
  }),
  'copy-lacks': ({store, lacking}) => ({
    message: `${store} holds what would not be copied: ${lacking.slice(0, 10).map(lackingText).join('; ')}${lacking.length > 10 ? '; …' : ''}.`,
    hint: 'Nothing was copied. Name a place where there is nothing yet, or an earlier copy of the same store.',
  }),
  'not-for-others': ({user, by}) => ({
    message: `The database knows you as ${user}, who may not record anything for ${by}.`,
    hint: 'Leave --by out. Who may act for others is a member of the role hourbank_for_others.',
  }),
  'expiry-before-booking': ({expires, month}) => ({
    message: `${formatDay(expires, en)} is before ${formatMonth(month, en)}, the month in which the credit is booked.`,
    hint: `Give --expires a day in ${month} or later, or leave it out.`,
  }),
}

const meantOr = (readings: readonly string[] = [], otherwise: string): string =>
  readings.length > 0 ? `Did you mean ${oneOf(readings)}?` : otherwise

/** How many entries a refusal names. */
const ENTRIES_NAMED = 6

const firstOf = (values: readonly string[]): string =>
  values.length <= ENTRIES_NAMED ? oneOf(values) : `${values.slice(0, ENTRIES_NAMED).join(', ')} and others`

const countOf = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

const oneOf = (values: readonly string[]): string => joined(values, 'or')
const allOf = (values: readonly string[]): string => joined(values, 'and')

function joined(values: readonly string[], last: 'and' | 'or'): string {
  return values.length < 2
    ? values.join('')
    : `${values.slice(0, -1).join(', ')} ${last} ${values[values.length - 1]}`
}

/** Fields of an entry as people call them: `workedMinutes` → `worked minutes`. */
const fieldName = (field: string): string => field.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)

/** `acme (3 entries, 1 closed month)` */
function lackingText(lacking: Extract<Refusal, {kind: 'backup-lacks'}>['lacking'][number]): string {
  const {contract, entries, credits, closedMonths, requestRecords, isOtherwise} = lacking
  const counts = [
    counted(entries, 'entry', 'entries'),
    counted(credits, 'credit', 'credits'),
    counted(closedMonths, 'closed month', 'closed months'),
    counted(requestRecords, 'event of requests', 'events of requests'),
  ].flatMap(text => text ?? [])
  return `${contract} (${[...counts, ...(isOtherwise ? ['changes'] : [])].join(', ')})`
}

const counted = (count: number, one: string, several: string): string | undefined =>
  count === 0 ? undefined : `${count} ${count === 1 ? one : several}`
