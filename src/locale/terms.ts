import {isPlain} from '../domain/bands.js'
import type {Weekday} from '../domain/calendar.js'
import {
  type Bands,
  type Beyond,
  CAUSES,
  type CauseRule,
  type EmergencyTariff,
  type Increment,
  type Locale,
  type ResponseTarget,
  type Rollover,
  type ServiceLevels,
  type Settlement,
  type Terms,
  type WeeklyHours,
} from '../domain/contract.js'
import {causeRuleOf} from '../domain/emergency.js'
import {formatDuration, type Minutes} from '../domain/minutes.js'
import {entryLabels} from './entry-labels.js'
import {formatMoney, formatPercent} from './formats.js'

/** How terms are told: the language, and the currency of their prices. */
export interface Telling {
  readonly locale: Locale
  readonly currency: string
}

/** One term with its value, for people; a long one takes several lines. */
export interface ToldTerm {
  readonly label: string
  readonly lines: readonly string[]
}

/** The terms that are given, in the order people ask for them; an amendment tells only what it changes. */
export function tellTerms(terms: Partial<Terms>, telling: Telling): readonly ToldTerm[] {
  return ORDER.filter(key => terms[key] !== undefined).map(key => ({
    label: LABELS[telling.locale][key],
    lines: tell(key, terms, telling),
  }))
}

function tell<Key extends keyof Terms>(key: Key, terms: Partial<Terms>, telling: Telling): readonly string[] {
  const told = TERMS[key](terms[key] as Terms[Key], telling)
  return typeof told === 'string' ? [told] : told
}

const LABELS: Readonly<Record<Locale, Readonly<Record<keyof Terms, string>>>> = {
  de: {
    creditMinutes: 'Gutschrift im Monat',
    prorate: 'Angebrochene Monate',
    rollover: 'Monatsabschluss',
    overdraft: 'Dispositionsrahmen',
    rateCents: 'Mehrverbrauch',
    vatPercent: 'Umsatzsteuer',
    increment: 'Taktung',
    bands: 'Zeitzonen',
    defaultClass: 'Leistungsart',
    activities: 'Tätigkeiten',
    emergency: 'Notfalleinsatz',
    sla: 'Reaktionszeiten',
    alerts: 'Warnungen',
    settlement: 'Am Vertragsende',
  },
  en: {
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
    settlement: 'At the end',
  },
}

const ORDER = Object.keys(LABELS.en) as readonly (keyof Terms)[]

const TERMS: {
  readonly [Key in keyof Terms]: (value: Terms[Key], telling: Telling) => string | readonly string[]
} = {
  creditMinutes: minutes => formatDuration(minutes),
  prorate: (prorate, {locale}) =>
    ({
      de: prorate ? 'anteilige Gutschrift' : 'volle Gutschrift',
      en: prorate ? 'credit by days' : 'full credit',
    })[locale],
  rollover: (rollover, {locale}) => tellRollover(rollover, locale),
  overdraft: ({limitMinutes, beyond}, {locale}) =>
    `${formatDuration(limitMinutes)}, ${BEYOND[locale][beyond]}`,
  rateCents: (cents, telling) => `${formatMoney(cents, telling)}/h`,
  vatPercent: (percent, {locale}) => formatPercent(percent, locale),
  increment: (increment, {locale}) => tellIncrement(increment, locale),
  bands: (bands, {locale}) =>
    isPlain(bands)
      ? {de: 'keine, jede Minute zählt einfach', en: 'none, every minute counts once'}[locale]
      : tellBands(bands, locale),
  defaultClass: (of, {locale}) => {
    const name = entryLabels(locale).classes[of]
    return {de: `${name}, wenn nichts anderes gesagt ist`, en: `${name} unless said otherwise`}[locale]
  },
  activities: (activities, {locale}) => {
    const lines = Object.entries(activities).map(
      ([name, of]) => `${name}: ${entryLabels(locale).classes[of]}`,
    )
    return lines.length > 0 ? lines : none(locale)
  },
  emergency: (tariff, telling) => (tariff === null ? none(telling.locale) : tellTariff(tariff, telling)),
  sla: (levels, {locale}) => (levels === null ? none(locale) : tellServiceLevels(levels, locale)),
  alerts: (percents, {locale}) =>
    percents.length === 0 ? none(locale) : percents.map(percent => formatPercent(percent, locale)).join(', '),
  settlement: (settlement, {locale}) => SETTLEMENTS[locale][settlement],
}

const none = (locale: Locale): string => ({de: 'keine', en: 'none'})[locale]
const decimal = (value: number, locale: Locale): string =>
  locale === 'de' ? String(value).replace('.', ',') : String(value)
const minutesText = (minutes: Minutes, locale: Locale): string =>
  `${minutes} ${{de: 'Min.', en: 'min'}[locale]}`

const BEYOND: Readonly<Record<Locale, Readonly<Record<Beyond, string>>>> = {
  de: {refuse: 'mehr wird abgelehnt', charge: 'mehr wird berechnet', allow: 'mehr ist möglich'},
  en: {refuse: 'more is refused', charge: 'more is billed', allow: 'more is allowed'},
}

const SETTLEMENTS: Readonly<Record<Locale, Readonly<Record<Settlement, string>>>> = {
  de: {lapses: 'Restguthaben verfällt', 'paid-out': 'Restguthaben wird ausgezahlt'},
  en: {lapses: 'remaining credit lapses', 'paid-out': 'remaining credit is paid out'},
}

function tellBands({list, otherwise, holiday, holidays}: Bands, locale: Locale): readonly string[] {
  return [
    ...list.map(band => `${band.name} × ${decimal(band.factor, locale)}: ${tellHours([band], locale)}`),
    `${otherwise.name} × ${decimal(otherwise.factor, locale)}: ${{de: 'sonst', en: 'otherwise'}[locale]}`,
    ...(holiday === null
      ? []
      : [
          `${holiday.name} × ${decimal(holiday.factor, locale)}: ${{de: 'Feiertage', en: 'holidays'}[locale]}${holidays === null ? '' : ` (${[holidays.country, holidays.state].filter(Boolean).join('-')})`}`,
        ]),
  ]
}

/** What becomes of unused credit, in a few words. */
export function tellRollover(rollover: Rollover, locale: Locale): string {
  const cap =
    'capMinutes' in rollover && rollover.capMinutes !== undefined ? formatDuration(rollover.capMinutes) : null
  switch (rollover.policy) {
    case 'none':
      return {de: 'Rest verfällt', en: 'unused credit lapses'}[locale]
    case 'unlimited':
      return {de: 'Rest bleibt erhalten', en: 'unused credit is kept'}[locale]
    case 'cap':
      return {de: `höchstens ${cap} bleiben`, en: `at most ${cap} are kept`}[locale]
    case 'expiry': {
      const {afterMonths} = rollover
      const lapses = {
        de: `verfällt nach ${afterMonths} ${afterMonths === 1 ? 'Monat' : 'Monaten'}`,
        en: `lapses after ${afterMonths} ${afterMonths === 1 ? 'month' : 'months'}`,
      }[locale]
      return cap === null
        ? lapses
        : `${lapses}, ${{de: `höchstens ${cap} bleiben`, en: `at most ${cap} are kept`}[locale]}`
    }
  }
}

function tellIncrement(increment: Increment, locale: Locale): readonly string[] {
  const units = ({minutes, minimum}: {readonly minutes: Minutes; readonly minimum: Minutes}) => {
    const started = {
      de: `je angefangene ${minutesText(minutes, locale)}`,
      en: `every started ${minutesText(minutes, locale)}`,
    }[locale]
    const least = {
      de: `mindestens ${minutesText(minimum, locale)}`,
      en: `at least ${minutesText(minimum, locale)}`,
    }[locale]
    return minimum > minutes ? `${started}, ${least}` : started
  }
  const perDay = {de: ', je Ticket und Tag', en: ', per ticket and day'}[locale]
  const {channels, remote} = entryLabels(locale)
  return [
    `${units(increment)}${increment.per === 'ticket-day' ? perDay : ''}`,
    ...increment.overrides.map(override => {
      const where = override.place === 'remote' ? remote : override.place
      const how = override.channel === undefined ? undefined : channels[override.channel]
      return `${[how, where].filter(Boolean).join(', ')}: ${units(override)}`
    }),
  ]
}

function tellTariff(tariff: EmergencyTariff, telling: Telling): readonly string[] {
  const {locale} = telling
  const lines = [...tellFee(tariff, telling), tellWork(tariff, telling)]
  if (tariff.includedMinutes > 0) {
    const included = minutesText(tariff.includedMinutes, locale)
    lines.push(
      {de: `${included} sind in der Pauschale enthalten`, en: `the fee includes ${included}`}[locale],
    )
  }
  const {causes} = entryLabels(locale)
  for (const cause of CAUSES) {
    const rule = causeRuleOf(cause, tariff)
    if (rule !== undefined) lines.push(`${causes[cause]}: ${tellCauseRule(rule, locale)}`)
  }
  if (tariff.callBackMinutes !== null) {
    const within = minutesText(tariff.callBackMinutes, locale)
    lines.push({de: `Rückruf innerhalb von ${within}`, en: `call-back within ${within}`}[locale])
  }
  return lines
}

function tellFee(tariff: EmergencyTariff, telling: Telling): readonly string[] {
  const {locale} = telling
  const fees =
    tariff.settle === 'money'
      ? tariff.callOut.bands.map(band => ({...band, fee: formatMoney(band.feeCents, telling)}))
      : tariff.callOut.bands.map(band => ({...band, fee: formatDuration(band.feeMinutes)}))
  const otherwiseFee =
    tariff.settle === 'money'
      ? formatMoney(tariff.callOut.otherwiseFeeCents, telling)
      : formatDuration(tariff.callOut.otherwiseFeeMinutes)
  const when = fees.length > 0 ? {de: 'sonst', en: 'otherwise'} : {de: 'jederzeit', en: 'at any time'}
  const name = {de: 'Pauschale', en: 'fee'}[locale]
  return [
    ...fees.map(band => `${name} ${band.fee}: ${tellHours([band], locale)}`),
    `${name} ${otherwiseFee}: ${when[locale]}`,
  ]
}

function tellWork(tariff: EmergencyTariff, telling: Telling): string {
  const {locale} = telling
  const unit = minutesText(tariff.work.incrementMinutes, locale)
  const started =
    tariff.work.incrementMinutes === 1
      ? {de: 'auf die Minute genau', en: 'by the minute'}[locale]
      : {de: `je angefangene ${unit}`, en: `per started ${unit}`}[locale]
  const work = {de: 'Arbeitszeit', en: 'work'}[locale]
  if (tariff.settle === 'hours') return `${work} × ${decimal(tariff.work.factor, locale)}, ${started}`
  const {rateCents, perMinutes, incrementMinutes} = tariff.work
  const price = `${work} ${formatMoney(rateCents, telling)}`
  if (perMinutes === incrementMinutes && perMinutes > 1) return `${price} ${started}`
  if (perMinutes === 60) return `${price}/h, ${started}`
  const per = minutesText(perMinutes, locale)
  return {de: `${price} je ${per}, ${started}`, en: `${price} per ${per}, ${started}`}[locale]
}

function tellCauseRule({callOut, work, includedMinutes}: Partial<CauseRule>, locale: Locale): string {
  const due = (isDue: boolean | undefined, what: string) =>
    isDue === undefined ? [] : [isDue ? what : {de: `keine ${what}`, en: `no ${what}`}[locale]]
  const included = minutesText(includedMinutes ?? 0, locale)
  return [
    ...due(callOut, {de: 'Pauschale', en: 'fee'}[locale]),
    ...due(work, {de: 'Arbeitszeit', en: 'work'}[locale]),
    ...(includedMinutes === undefined
      ? []
      : [
          {
            de: includedMinutes === 0 ? 'keine Minuten enthalten' : `${included} enthalten`,
            en: includedMinutes === 0 ? 'no minutes included' : `${included} included`,
          }[locale],
        ]),
  ].join(', ')
}

const EVENTS: Readonly<Record<Locale, Readonly<Record<ResponseTarget['event'], string>>>> = {
  de: {
    acknowledged: 'Eingangsbestätigung',
    'first-response': 'erste Antwort',
    update: 'Zwischenstand',
    resolved: 'Lösung',
    'call-back': 'Rückruf',
  },
  en: {
    acknowledged: 'acknowledgement',
    'first-response': 'first response',
    update: 'update',
    resolved: 'resolution',
    'call-back': 'call-back',
  },
}

function tellServiceLevels(
  {targets, clock, address, levels}: ServiceLevels,
  locale: Locale,
): readonly string[] {
  const {channels} = entryLabels(locale)
  const clockRuns = {de: 'Die Uhr läuft', en: 'the clock runs'}[locale]
  return [
    ...targets.map(({event, channel, withinMinutes}) => {
      const within = minutesText(withinMinutes, locale)
      const how = channel === undefined ? '' : ` ${channels[channel]}`
      return {
        de: `${EVENTS.de[event]}${how}: innerhalb von ${within}`,
        en: `${EVENTS.en[event]}${how}: within ${within}`,
      }[locale]
    }),
    // A clock without anything that it measures says nothing.
    ...(targets.length === 0 ? [] : [`${clockRuns}: ${tellHours(clock, locale)}`]),
    ...(address === null
      ? []
      : [{de: `nur für Anfragen an ${address}`, en: `only for requests to ${address}`}[locale]]),
    ...levels.map(
      ({level, team, hours, timezone}) =>
        `${{de: 'Stufe', en: 'level'}[locale]} ${level}, ${team}: ${tellHours(hours, locale)}${timezone === undefined ? '' : ` (${timezone})`}`,
    ),
  ]
}

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const WEEKDAYS: Readonly<Record<Locale, readonly string[]>> = {
  de: ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

/** @example tellHours([{days: ['mon', 'tue', 'wed'], from: '08:00', to: '18:00'}], 'en') // 'Mon–Wed 08:00–18:00' */
export function tellHours(hours: 'always' | readonly WeeklyHours[], locale: Locale): string {
  if (hours === 'always') return {de: 'rund um die Uhr', en: 'round the clock'}[locale]
  return hours.map(({days, from, to}) => `${tellDays(days, locale)} ${from}–${to}`).join(', ')
}

function tellDays(days: readonly Weekday[], locale: Locale): string {
  const runs: number[][] = []
  for (const index of WEEK.keys()) {
    if (!days.includes(WEEK[index] as Weekday)) continue
    const run = runs[runs.length - 1]
    if (run?.[run.length - 1] === index - 1) run.push(index)
    else runs.push([index])
  }
  const name = (index: number | undefined) => WEEKDAYS[locale][index ?? 0] ?? ''
  return runs
    .map(run => (run.length > 1 ? `${name(run[0])}–${name(run[run.length - 1])}` : name(run[0])))
    .join(', ')
}
