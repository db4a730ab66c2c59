import {hundredthsOf} from '../domain/bands.js'
import type {Step} from '../domain/explanation.js'
import type {Minutes} from '../domain/minutes.js'
import {roundUpToUnits} from '../domain/units.js'
import {capitalised, formatDecimal, formatList} from './formats.js'
import type {Words} from './words.js'

type StepOf<Rule extends Step['rule']> = Extract<Step, {readonly rule: Rule}>

/**
 * One step from worked to charged time as a sentence that a customer understands.
 * @example explainStep(increment, en) // '50 minutes rounded up to 60: every started 15 minutes count'
 */
export function explainStep(step: Step, words: Words): string {
  switch (step.rule) {
    case 'class':
      return explainClass(step, words)
    case 'cause':
      return explainCause(step, words)
    case 'increment':
      return explainIncrement(step, words)
    case 'ticket-day':
      return explainTicketDay(step, words)
    case 'bands':
      return explainBands(step, words)
    case 'call-out-cause':
      return explainCallOutCause(step, words)
    case 'call-out-work':
      return explainCallOutWork(step, words)
    case 'settled-in-money':
      return words.explanations.inMoney
    case 'settled-in-hours':
      return explainHours(step, words)
  }
}

function explainClass(step: StepOf<'class'>, {entry, explanations}: Words): string {
  const activity = step.activity === null ? '' : `${step.activity}: `
  const price = step.class === 'standard' ? entry.free : explanations[step.class]
  return capitalised(`${activity}${entry.classes[step.class]}, ${price}`)
}

function explainCause({cause, minutes}: StepOf<'cause'>, {entry: {causes, free}}: Words): string {
  return capitalised(minutes === 0 ? `${causes[cause]}, ${free}` : causes[cause])
}

function explainIncrement(step: StepOf<'increment'>, words: Words): string {
  const {asWorked, rounded} = words.explanations
  const worked = words.minutes(step.workedMinutes)
  if (step.minutes === step.workedMinutes) return asWorked(worked)
  return `${rounded(worked, step.minutes)}: ${roundingRule(step, words)}`
}

function explainTicketDay(step: StepOf<'ticket-day'>, words: Words): string {
  const {ticketDay, ticketDayAsWorked, thenRounded, inOtherEntries} = words.explanations
  const {totalMinutes, workedMinutes, beforeMinutes, minutes} = step
  const worked = words.minutes(workedMinutes)
  const isRounded = totalMinutes !== workedMinutes
  if (beforeMinutes === 0 && !isRounded) return ticketDayAsWorked(worked)
  const rounded = isRounded ? `${thenRounded(totalMinutes)} (${roundingRule(step, words)})` : ''
  const rest = beforeMinutes > 0 ? inOtherEntries(beforeMinutes, minutes) : ''
  return `${ticketDay(worked)}${rounded}${rest}`
}

interface Rounding {
  readonly workedMinutes: Minutes
  readonly unitMinutes: Minutes
  readonly minimumMinutes: Minutes
}

/** Why so much was rounded: the least that is charged, or the units that were started. */
function roundingRule({workedMinutes, unitMinutes, minimumMinutes}: Rounding, words: Words): string {
  const units = roundUpToUnits(workedMinutes, {minutes: unitMinutes, minimum: 0})
  return units < minimumMinutes
    ? words.explanations.atLeast(words.minutes(minimumMinutes))
    : words.explanations.startedUnits(unitMinutes)
}

/**
 * @example explainStep(bands, en) // '20 minutes “core” × 1 and 25 minutes “off-hours” × 1.5: together 57.5, rounded up to 58 minutes'
 */
function explainBands({parts, minutes}: StepOf<'bands'>, words: Words): string {
  const {oneBand, bands, thenRounded} = words.explanations
  const each = parts.map(
    ({name, factor, ...part}) =>
      `${words.minutes(part.minutes)} ${words.quoted(name)} × ${formatDecimal(factor, words)}`,
  )
  const hundredths = hundredthsOf(parts)
  const total = words.minutes(minutes)
  const isRounded = hundredths !== minutes * 100
  const sum = isRounded ? `${formatDecimal(hundredths / 100, words)}${thenRounded(total)}` : total
  const list = formatList(each, words)
  return parts.length === 1 ? oneBand(list, sum) : bands(list, sum)
}

function explainCallOutCause(step: StepOf<'call-out-cause'>, {entry, explanations}: Words): string {
  const cause = step.cause === null ? explanations.unsaidCause : entry.causes[step.cause]
  return `${capitalised(cause)}: ${explanations.due[dueOf(step)]}`
}

function dueOf({isFeeDue, isWorkDue}: StepOf<'call-out-cause'>): keyof Words['explanations']['due'] {
  if (isFeeDue) return isWorkDue ? 'fee and work' : 'fee'
  return isWorkDue ? 'work' : 'nothing'
}

/** How much work there is beside the fee; whether it is charged is what the cause says. */
function explainCallOutWork(step: StepOf<'call-out-work'>, words: Words): string {
  const {ofWork, inFee, partlyInFee, thenRounded, startedUnits} = words.explanations
  const {workedMinutes, includedMinutes, unitMinutes, minutes} = step
  const worked = ofWork(words.minutes(workedMinutes))
  if (minutes === 0) return `${worked}${inFee}`
  const beyond = workedMinutes - includedMinutes
  const included = includedMinutes > 0 ? partlyInFee(includedMinutes, beyond) : ''
  const rounded = minutes === beyond ? '' : `${thenRounded(minutes)}: ${startedUnits(unitMinutes)}`
  return `${worked}${included}${rounded}`
}

function explainHours(step: StepOf<'settled-in-hours'>, words: Words): string {
  const {noHours, inHours, fee, work} = words.explanations
  const {feeMinutes, workMinutes, factor, minutes} = step
  if (minutes === 0) return noHours
  const times = factor === 1 ? '' : ` × ${formatDecimal(factor, words)}`
  const parts = [
    ...(feeMinutes > 0 ? [fee(words.minutes(feeMinutes))] : []),
    ...(workMinutes > 0 ? [work(`${words.minutes(workMinutes)}${times}`)] : []),
  ]
  return inHours(words.minutes(minutes), formatList(parts, words))
}
