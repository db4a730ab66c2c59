import type {Locale} from '../domain/contract.js'
import type {Minutes} from '../domain/minutes.js'
import type {Step} from '../domain/rating.js'
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
  }
}

function explainClass(step: StepOf<'class'>, locale: Locale): string {
  const {classes, free} = entryLabels(locale)
  const charged = {de: 'wird berechnet', en: 'charged'}[locale]
  const activity = step.activity === null ? '' : `${step.activity}: `
  return capitalised(`${activity}${classes[step.class]}, ${step.class === 'standard' ? free : charged}`)
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
  const units = Math.ceil(workedMinutes / unitMinutes) * unitMinutes
  if (units < minimumMinutes) {
    const least = minutesText(minimumMinutes, locale)
    return {de: `mindestens ${least} werden berechnet`, en: `at least ${least} are charged`}[locale]
  }
  return {
    de: `je angefangene ${unitMinutes} Minuten wird berechnet`,
    en: `every started ${unitMinutes} minutes count`,
  }[locale]
}

function minutesText(minutes: Minutes, locale: Locale): string {
  return `${minutes} ${{de: minutes === 1 ? 'Minute' : 'Minuten', en: minutes === 1 ? 'minute' : 'minutes'}[locale]}`
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
