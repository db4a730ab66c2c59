import type {BandPart} from '../domain/bands.js'
import type {Entry} from '../domain/entry.js'
import type {Step} from '../domain/explanation.js'
import {formatDuration} from '../domain/minutes.js'
import {formatDecimal} from './formats.js'
import type {Words} from './words.js'

/**
 * Why more or less is charged than was worked, in a few words for the line of a statement; nothing where it is as much.
 * The whole way from the one to the other is in `explanations`.
 * @example chargedBecause(entry, de) // ['aufgerundet auf 2:00', '2:00 × 1,5 Nacht und Wochenende']
 */
export function chargedBecause(entry: Entry, words: Words): readonly string[] {
  if (entry.chargedMinutes === entry.workedMinutes) return []
  return entry.explanation.flatMap(step => reasonOf(step, words) ?? [])
}

function reasonOf(step: Step, words: Words): string | null {
  const {reasons} = words
  switch (step.rule) {
    case 'class':
    case 'cause':
    case 'call-out-work':
      return null
    case 'increment':
      return step.minutes === step.workedMinutes ? null : reasons.rounded(formatDuration(step.minutes))
    case 'ticket-day':
      return ticketDayReason(step, words)
    case 'bands':
      return step.parts.every(({factor}) => factor === 1) ? null : bandedReason(step.parts, words)
    case 'call-out-cause':
      return step.isFeeDue || step.isWorkDue ? null : words.entry.free
    case 'settled-in-money':
      return reasons.inMoney
    case 'settled-in-hours':
      return hoursReason(step, words)
  }
}

type StepOf<Rule extends Step['rule']> = Extract<Step, {readonly rule: Rule}>

function ticketDayReason(step: StepOf<'ticket-day'>, {reasons}: Words): string | null {
  const {totalMinutes, workedMinutes, beforeMinutes, minutes} = step
  const total = formatDuration(totalMinutes)
  if (beforeMinutes > 0) return reasons.ticketDay(total, formatDuration(minutes))
  return totalMinutes === workedMinutes ? null : reasons.rounded(total)
}

const bandedReason = (parts: readonly BandPart[], words: Words): string =>
  parts
    .map(({minutes, factor, name}) => `${formatDuration(minutes)} × ${formatDecimal(factor, words)} ${name}`)
    .join(' + ')

function hoursReason(
  {feeMinutes, workMinutes, factor}: StepOf<'settled-in-hours'>,
  {reasons, ...words}: Words,
): string {
  const times = factor === 1 ? '' : ` × ${words.decimal(String(factor))}`
  return [
    ...(feeMinutes > 0 ? [reasons.fee(formatDuration(feeMinutes))] : []),
    ...(workMinutes > 0 ? [`${formatDuration(workMinutes)}${times}`] : []),
  ].join(' + ')
}
