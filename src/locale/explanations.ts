import {hundredthsOf} from '../domain/bands.js'
import type {Locale} from '../domain/contract.js'
import type {Step} from '../domain/explanation.js'
import type {Minutes} from '../domain/minutes.js'
import {roundUpToUnits} from '../domain/units.js'
import {entryLabels} from './entry-labels.js'

type StepOf<Rule extends Step['rule']> = Extract<Step, {readonly rule: Rule}>

/**
 * One step from worked to charged time as a sentence that a customer understands.
 * @example explainStep(increment, 'en') // '50 minutes rounded up to 60: every started 15 minutes count'
 */
export function explainStep(step: Step, locale: Locale): string {
  switch (step.rule) {
    case 'class':
      return explainClass(step, locale)
    case 'cause':
      return explainCause(step, locale)
    case 'increment':
      return explainIncrement(step, locale)
    case 'ticket-day':
      return explainTicketDay(step, locale)
    case 'bands':
      return explainBands(step, locale)
    case 'call-out-cause':
      return explainCallOutCause(step, locale)
    case 'call-out-work':
      return explainCallOutWork(step, locale)
    case 'settled-in-money':
      return {
        de: 'Abrechnung in Geld: vom Stundenkonto wird nichts abgebucht',
        en: 'Settled in money: nothing is taken from the hour account',
      }[locale]
    case 'settled-in-hours':
      return explainHours(step, locale)
  }
}

function explainClass(step: StepOf<'class'>, locale: Locale): string {
  const {classes, free} = entryLabels(locale)
  const activity = step.activity === null ? '' : `${step.activity}: `
  const price = {
    standard: free,
    extended: {de: 'wird berechnet', en: 'charged'}[locale],
    emergency: {de: 'nach eigenem Tarif', en: 'by its own tariff'}[locale],
  }[step.class]
  return capitalised(`${activity}${classes[step.class]}, ${price}`)
}

function explainCause({cause, minutes}: StepOf<'cause'>, locale: Locale): string {
  const {causes, free} = entryLabels(locale)
  return capitalised(minutes === 0 ? `${causes[cause]}, ${free}` : causes[cause])
}

function explainIncrement(step: StepOf<'increment'>, locale: Locale): string {
  const worked = minutesText(step.workedMinutes, locale)
  if (step.minutes === step.workedMinutes) {
    return {de: `${worked}, berechnet wie geleistet`, en: `${worked}, charged as worked`}[locale]
  }
  return {
    de: `${worked}, aufgerundet auf ${step.minutes}: ${roundingRule(step, locale)}`,
    en: `${worked} rounded up to ${step.minutes}: ${roundingRule(step, locale)}`,
  }[locale]
}

function explainTicketDay(step: StepOf<'ticket-day'>, locale: Locale): string {
  const {totalMinutes, workedMinutes, beforeMinutes, minutes} = step
  const worked = minutesText(workedMinutes, locale)
  if (beforeMinutes === 0 && totalMinutes === workedMinutes) {
    return {
      de: `${worked}, berechnet wie geleistet: Was an einem Tag zu einem Ticket anfällt, wird zusammen gerundet, im letzten Eintrag des Tages`,
      en: `${worked}, charged as worked: all work on a ticket on one day is rounded together, in the day's last entry`,
    }[locale]
  }
  const isRounded = totalMinutes !== workedMinutes
  const rest = {
    de:
      beforeMinutes > 0
        ? `; davon stehen ${beforeMinutes} in anderen Einträgen, hier bleiben ${minutes}`
        : '',
    en: beforeMinutes > 0 ? `; ${beforeMinutes} of them are in other entries, ${minutes} remain here` : '',
  }[locale]
  const rounded = {
    de: isRounded ? `, aufgerundet auf ${totalMinutes} (${roundingRule(step, locale)})` : '',
    en: isRounded ? `, rounded up to ${totalMinutes} (${roundingRule(step, locale)})` : '',
  }[locale]
  return {
    de: `Zu diesem Ticket an diesem Tag zusammen ${worked}${rounded}${rest}`,
    en: `Together ${worked} on this ticket that day${rounded}${rest}`,
  }[locale]
}

interface Rounding {
  readonly workedMinutes: Minutes
  readonly unitMinutes: Minutes
  readonly minimumMinutes: Minutes
}

/** Why so much was rounded: the least that is charged, or the units that were started. */
function roundingRule({workedMinutes, unitMinutes, minimumMinutes}: Rounding, locale: Locale): string {
  const units = roundUpToUnits(workedMinutes, {minutes: unitMinutes, minimum: 0})
  if (units < minimumMinutes) {
    const least = minutesText(minimumMinutes, locale)
    return {de: `mindestens ${least} werden berechnet`, en: `at least ${least} are charged`}[locale]
  }
  return {
    de: `gezählt wird je angefangene ${unitMinutes} Minuten`,
    en: `every started ${unitMinutes} minutes count`,
  }[locale]
}

function minutesText(minutes: Minutes, locale: Locale): string {
  return `${minutes} ${{de: minutes === 1 ? 'Minute' : 'Minuten', en: minutes === 1 ? 'minute' : 'minutes'}[locale]}`
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * @example explainStep(bands, 'en') // '20 minutes “core” × 1 and 25 minutes “off-hours” × 1.5: together 57.5, rounded up to 58 minutes'
 */
function explainBands({parts, minutes}: StepOf<'bands'>, locale: Locale): string {
  const each = parts.map(({name, factor, ...part}) => {
    const quoted = {de: `„${name}“`, en: `“${name}”`}[locale]
    return `${minutesText(part.minutes, locale)} ${quoted} × ${decimalText(factor, locale)}`
  })
  const hundredths = hundredthsOf(parts)
  const isRounded = hundredths !== minutes * 100
  const exact = decimalText(hundredths / 100, locale)
  const total = minutesText(minutes, locale)
  const sum = isRounded
    ? {de: `${exact}, aufgerundet auf ${total}`, en: `${exact}, rounded up to ${total}`}[locale]
    : total
  return parts.length === 1
    ? {de: `${each[0]} ergibt ${sum}`, en: `${each[0]} makes ${sum}`}[locale]
    : {
        de: `${listText(each, locale)}: zusammen ${sum}`,
        en: `${listText(each, locale)}: together ${sum}`,
      }[locale]
}

function listText(items: readonly string[], locale: Locale): string {
  const and = {de: ' und ', en: ' and '}[locale]
  return [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(text => text !== '').join(and)
}

/** At most two decimals, as factors have them. */
const decimalText = (value: number, locale: Locale): string =>
  locale === 'de' ? String(value).replace('.', ',') : String(value)

function explainCallOutCause(step: StepOf<'call-out-cause'>, locale: Locale): string {
  const cause = capitalised(entryLabels(locale).causes[step.cause])
  return `${cause}: ${CALL_OUT_DUE[locale][dueOf(step)]}`
}

type Due = 'fee and work' | 'fee' | 'work' | 'nothing'

function dueOf({isFeeDue, isWorkDue}: StepOf<'call-out-cause'>): Due {
  if (isFeeDue) return isWorkDue ? 'fee and work' : 'fee'
  return isWorkDue ? 'work' : 'nothing'
}

const CALL_OUT_DUE: Readonly<Record<Locale, Readonly<Record<Due, string>>>> = {
  de: {
    'fee and work': 'Pauschale und Arbeitszeit werden berechnet',
    fee: 'nur die Pauschale wird berechnet, die Arbeitszeit ist kostenfrei',
    work: 'nur die Arbeitszeit wird berechnet, die Pauschale entfällt',
    nothing: 'Pauschale und Arbeitszeit sind kostenfrei',
  },
  en: {
    'fee and work': 'the fee and the work are charged',
    fee: 'only the fee is charged, the work is free of charge',
    work: 'only the work is charged, the fee is waived',
    nothing: 'the fee and the work are free of charge',
  },
}

/** How much work there is beside the fee; whether it is charged is what the cause says. */
function explainCallOutWork(step: StepOf<'call-out-work'>, locale: Locale): string {
  const {workedMinutes, includedMinutes, minutes} = step
  const worked = {
    de: `${minutesText(workedMinutes, locale)} Arbeitszeit`,
    en: `${minutesText(workedMinutes, locale)} of work`,
  }[locale]
  if (minutes === 0) {
    return {
      de: `${worked}, in der Pauschale enthalten`,
      en: `${worked}, included in the fee`,
    }[locale]
  }
  const beyond = workedMinutes - includedMinutes
  const included = {
    de: `, davon ${includedMinutes} in der Pauschale enthalten und ${beyond} darüber hinaus`,
    en: `, ${includedMinutes} of them included in the fee and ${beyond} beyond it`,
  }[locale]
  return `${worked}${includedMinutes > 0 ? included : ''}${roundedBeyond(step, beyond, locale)}`
}

function roundedBeyond(
  {unitMinutes, minutes}: StepOf<'call-out-work'>,
  beyond: Minutes,
  locale: Locale,
): string {
  if (minutes === beyond) return ''
  return {
    de: `, aufgerundet auf ${minutes}: gezählt wird je angefangene ${unitMinutes} Minuten`,
    en: `, rounded up to ${minutes}: every started ${unitMinutes} minutes count`,
  }[locale]
}

function explainHours(step: StepOf<'settled-in-hours'>, locale: Locale): string {
  const {feeMinutes, workMinutes, factor, minutes} = step
  const total = minutesText(minutes, locale)
  if (minutes === 0) {
    return {
      de: 'Vom Stundenkonto wird nichts abgebucht',
      en: 'Nothing is taken from the hour account',
    }[locale]
  }
  const times = factor === 1 ? '' : ` × ${decimalText(factor, locale)}`
  const work = `${minutesText(workMinutes, locale)}${times}`
  const fee = minutesText(feeMinutes, locale)
  const parts = [
    ...(feeMinutes > 0 ? [{de: `Pauschale ${fee}`, en: `fee ${fee}`}[locale]] : []),
    ...(workMinutes > 0 ? [{de: `Arbeitszeit ${work}`, en: `work ${work}`}[locale]] : []),
  ]
  return {
    de: `Vom Stundenkonto: ${total} (${listText(parts, locale)})`,
    en: `From the hour account: ${total} (${listText(parts, locale)})`,
  }[locale]
}
