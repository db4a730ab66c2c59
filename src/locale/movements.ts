import {dayOf} from '../domain/calendar.js'
import type {Locale} from '../domain/contract.js'
import type {Lot} from '../domain/lots.js'
import {formatDuration} from '../domain/minutes.js'
import type {Credit} from '../domain/page.js'
import type {Movement, Statement} from '../domain/statement.js'
import {entryLabels} from './entry-labels.js'
import {formatDay, formatMoney, formatMonth} from './formats.js'
import {statementLabels} from './statement-labels.js'

/**
 * What a movement is, in one line.
 * @param statement the one it stands in, whose rate and currency the text may name
 * @example movementText(lapse, statement, 'de') // 'Verfall: Rest der Monatsgutschrift Mai 2026'
 */
export function movementText(
  movement: Movement,
  statement: Pick<Statement, 'terms' | 'currency'>,
  locale: Locale,
): string {
  const {kinds} = statementLabels(locale)
  const rate = () => `${formatMoney(statement.terms.rateCents, {locale, currency: statement.currency})}/h`
  const size = formatDuration(Math.abs(movement.minutes))
  switch (movement.kind) {
    case 'credit': {
      const month = formatMonth(movement.lot.granted, locale)
      return {de: `Monatsgutschrift ${month}`, en: `Monthly credit ${month}`}[locale]
    }
    case 'top-up':
    case 'goodwill':
      return `${kinds[movement.kind]}: ${movement.credit.reason}${creditRemark(movement.credit, locale)}`
    case 'entry':
      return movement.entry.text === '' ? entryLabels(locale).noText : movement.entry.text
    case 'reversal': {
      const day = formatDay(dayOf(movement.reversal.entry.start), locale)
      const what = {de: `Storno des Eintrags vom ${day}`, en: `Reversal of the entry of ${day}`}[locale]
      return `${what}: ${movement.reversal.reason}`
    }
    case 'overage':
      return {
        de: `Mehrverbrauch ${size} zu ${rate()}, in Rechnung gestellt`,
        en: `Overage ${size} at ${rate()}, billed`,
      }[locale]
    case 'lapse':
      return lapseText(movement.lot, locale)
    case 'pay-out':
      return {
        de: `Auszahlung des Restguthabens ${size} zu ${rate()}`,
        en: `Pay-out of the remaining ${size} at ${rate()}`,
      }[locale]
  }
}

function creditRemark({expires, approvedBy}: Credit, locale: Locale): string {
  const remarks = [
    expires === null
      ? ''
      : {de: 'gültig bis ', en: 'until the '}[locale] +
        statementLabels(locale).endOf(formatMonth(expires, locale)),
    approvedBy === null ? '' : {de: `genehmigt von ${approvedBy}`, en: `approved by ${approvedBy}`}[locale],
  ].filter(remark => remark !== '')
  return remarks.length > 0 ? ` (${remarks.join(', ')})` : ''
}

const GENITIVES: Readonly<Record<Lot['kind'], string>> = {
  credit: 'der Monatsgutschrift',
  'top-up': 'der Aufstockung vom',
  goodwill: 'der Kulanzgutschrift vom',
  reversal: 'der Stornogutschrift vom',
}

function lapseText({kind, granted}: Lot, locale: Locale): string {
  const month = formatMonth(granted, locale)
  return {
    de: `Verfall: Rest ${GENITIVES[kind]} ${month}`,
    en: `Lapse of what was left of the ${statementLabels('en').lotKinds[kind].toLowerCase()} of ${month}`,
  }[locale]
}
