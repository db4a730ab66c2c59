import {isPlain} from '../domain/bands.js'
import {
  type Bands,
  CAUSES,
  type CauseRule,
  type EmergencyTariff,
  type Increment,
  type Terms,
  type Units,
  type WorkDefaults,
} from '../domain/contract.js'
import {causeRuleOf} from '../domain/emergency.js'
import {formatDuration} from '../domain/minutes.js'
import type {Beyond, Rollover, Settlement} from '../domain/policies.js'
import {en} from './en.js'
import {formatHourlyRate, formatMoney, formatPercent} from './formats.js'
import {tellHours, tellServiceLevels} from './service-levels.js'

/** One term with its value, in English, for people; a long one takes several lines. */
export interface ToldTerm {
  readonly label: string
  readonly lines: readonly string[]
}

/**
 * The terms that are given, in the order people ask for them; an amendment tells only what it changes.
 * @param currency of their prices
 */
export function tellTerms(terms: Partial<Terms>, currency: string): readonly ToldTerm[] {
  return ORDER.filter(key => terms[key] !== undefined).map(key => ({
    label: LABELS[key],
    lines: tell(key, terms, currency),
  }))
}

function tell<Key extends keyof Terms>(key: Key, terms: Partial<Terms>, currency: string): readonly string[] {
  const told = TERMS[key](terms[key] as Terms[Key], currency)
  return typeof told === 'string' ? [told] : told
}

const LABELS: Readonly<Record<keyof Terms, string>> = {
  creditMinutes: 'Monthly credit',
  prorate: 'Partial months',
  rollover: 'Rollover',
  overdraft: 'Overdraft limit',
  rateCents: 'Overage',
  vatPercent: 'VAT',
  increment: 'Increment',
  bands: 'Time bands',
  defaultClass: 'Class',
  activities: 'Activities',
  emergency: 'Emergency',
  sla: 'Response times',
  alerts: 'Alerts',
  defaults: 'If not said',
  settlement: 'At the end',
}

const ORDER = Object.keys(LABELS) as readonly (keyof Terms)[]

const TERMS: {
  readonly [Key in keyof Terms]: (value: Terms[Key], currency: string) => string | readonly string[]
} = {
  creditMinutes: formatDuration,
  prorate: prorate => (prorate ? 'credit by days' : 'full credit'),
  rollover: tellRollover,
  overdraft: ({limitMinutes, beyond}) => `${formatDuration(limitMinutes)}, ${BEYOND[beyond]}`,
  rateCents: (cents, currency) => formatHourlyRate(cents, currency, en),
  vatPercent: percent => formatPercent(percent, en),
  increment: tellIncrement,
  bands: bands => (isPlain(bands) ? 'none, every minute counts once' : tellBands(bands)),
  defaultClass: of => `${en.entry.classes[of]} unless said otherwise`,
  activities: activities =>
    orNone(Object.entries(activities).map(([name, of]) => `${name}: ${en.entry.classes[of]}`)),
  emergency: (tariff, currency) => (tariff === null ? NONE : tellTariff(tariff, currency)),
  sla: levels => (levels === null ? NONE : tellServiceLevels(levels, en)),
  alerts: percents => orNone(percents.map(percent => formatPercent(percent, en))).join(', '),
  defaults: tellDefaults,
  settlement: settlement => SETTLEMENTS[settlement],
}

/** What holds of work of which nobody says it. */
function tellDefaults({place, channel, cause}: WorkDefaults): readonly string[] {
  const {channels, causes} = en.entry
  const told = [
    ...(place === null ? [] : [`where: ${place}`]),
    ...(channel === null ? [] : [`how: ${channels[channel]}`]),
    ...(cause === null ? [] : [`cause: ${causes[cause]}`]),
  ]
  return told.length > 0 ? told : ['nothing is assumed']
}

const NONE = 'none'
const orNone = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? lines : [NONE])

const BEYOND: Readonly<Record<Beyond, string>> = {
  refuse: 'more is refused',
  charge: 'more is billed',
  allow: 'more is allowed',
}

const SETTLEMENTS: Readonly<Record<Settlement, string>> = {
  lapses: 'remaining credit lapses',
  'paid-out': 'remaining credit is paid out',
}

function tellBands({list, otherwise, holiday, holidays}: Bands): readonly string[] {
  const region = holidays === null ? '' : ` (${[holidays.country, holidays.state].filter(Boolean).join('-')})`
  return [
    ...list.map(band => `${band.name} × ${band.factor}: ${tellHours([band], en)}`),
    `${otherwise.name} × ${otherwise.factor}: otherwise`,
    ...(holiday === null ? [] : [`${holiday.name} × ${holiday.factor}: holidays${region}`]),
  ]
}

/** What becomes of unused credit, in a few words. */
export function tellRollover(rollover: Rollover): string {
  switch (rollover.policy) {
    case 'none':
      return 'unused credit lapses'
    case 'unlimited':
      return 'unused credit is kept'
    case 'cap':
      return `at most ${formatDuration(rollover.capMinutes)} are kept`
    case 'expiry': {
      const {afterMonths, capMinutes} = rollover
      const cap = capMinutes === undefined ? '' : `, at most ${formatDuration(capMinutes)} are kept`
      return `lapses after ${afterMonths} ${afterMonths === 1 ? 'month' : 'months'}${cap}`
    }
  }
}

function tellIncrement(increment: Increment): readonly string[] {
  const perDay = increment.per === 'ticket-day' ? ', per ticket and day' : ''
  return [
    `${tellUnits(increment)}${perDay}`,
    ...increment.overrides.map(({channel, place, ...units}) => {
      const how = channel === undefined ? [] : [en.entry.channels[channel]]
      const where = place === undefined ? [] : [place === 'remote' ? en.entry.remote : place]
      return `${[...how, ...where].join(', ')}: ${tellUnits(units)}`
    }),
  ]
}

function tellUnits({minutes, minimum}: Units): string {
  const least = minimum > minutes ? `, at least ${en.shortMinutes(minimum)}` : ''
  return `every started ${en.shortMinutes(minutes)}${least}`
}

function tellTariff(tariff: EmergencyTariff, currency: string): readonly string[] {
  const {includedMinutes, callBackMinutes} = tariff
  const ruled = CAUSES.flatMap(cause => {
    const rule = causeRuleOf(cause, tariff)
    return rule === undefined ? [] : [`${en.entry.causes[cause]}: ${tellCauseRule(rule)}`]
  })
  return [
    ...tellFee(tariff, currency),
    tellWork(tariff, currency),
    ...(includedMinutes > 0 ? [`the fee includes ${en.shortMinutes(includedMinutes)}`] : []),
    ...ruled,
    ...(callBackMinutes === null ? [] : [`call-back within ${en.shortMinutes(callBackMinutes)}`]),
  ]
}

function tellFee(tariff: EmergencyTariff, currency: string): readonly string[] {
  const fees =
    tariff.settle === 'money'
      ? tariff.callOut.bands.map(band => ({...band, fee: formatMoney(band.feeCents, currency, en)}))
      : tariff.callOut.bands.map(band => ({...band, fee: formatDuration(band.feeMinutes)}))
  const otherwiseFee =
    tariff.settle === 'money'
      ? formatMoney(tariff.callOut.otherwiseFeeCents, currency, en)
      : formatDuration(tariff.callOut.otherwiseFeeMinutes)
  return [
    ...fees.map(band => `fee ${band.fee}: ${tellHours([band], en)}`),
    `fee ${otherwiseFee}: ${fees.length > 0 ? 'otherwise' : 'at any time'}`,
  ]
}

function tellWork(tariff: EmergencyTariff, currency: string): string {
  const {incrementMinutes} = tariff.work
  const started =
    incrementMinutes === 1 ? 'by the minute' : `per started ${en.shortMinutes(incrementMinutes)}`
  if (tariff.settle === 'hours') return `work × ${tariff.work.factor}, ${started}`
  const {rateCents, perMinutes} = tariff.work
  if (perMinutes === 60 && incrementMinutes !== 60) {
    return `work ${formatHourlyRate(rateCents, currency, en)}, ${started}`
  }
  const price = `work ${formatMoney(rateCents, currency, en)}`
  if (perMinutes === incrementMinutes && perMinutes > 1) return `${price} ${started}`
  return `${price} per ${en.shortMinutes(perMinutes)}, ${started}`
}

function tellCauseRule({callOut, work, includedMinutes}: Partial<CauseRule>): string {
  const due = (isDue: boolean | undefined, what: string) =>
    isDue === undefined ? [] : [isDue ? what : `no ${what}`]
  const included = includedMinutes === 0 ? 'no minutes' : en.shortMinutes(includedMinutes ?? 0)
  return [
    ...due(callOut, 'fee'),
    ...due(work, 'work'),
    ...(includedMinutes === undefined ? [] : [`${included} included`]),
  ].join(', ')
}
