import type {Locale} from '../domain/contract.js'

interface QuoteLabels {
  readonly head: (start: string, length: string) => string
  readonly cause: string
  readonly fee: string
  readonly work: string
  readonly net: string
  readonly vat: string
  readonly gross: string
  readonly hours: string
}

const LABELS: Readonly<Record<Locale, QuoteLabels>> = {
  de: {
    head: (start, length) => `Notfalleinsatz ab ${start}, ${length} Stunden. Es wird nichts gebucht.`,
    cause: 'Ursache',
    fee: 'Pauschale',
    work: 'Arbeitszeit',
    net: 'Netto',
    vat: 'USt.',
    gross: 'Brutto',
    hours: 'Vom Stundenkonto',
  },
  en: {
    head: (start, length) => `Emergency call-out from ${start}, ${length} hours. Nothing is recorded.`,
    cause: 'Cause',
    fee: 'Fee',
    work: 'Work',
    net: 'Net',
    vat: 'VAT',
    gross: 'Gross',
    hours: 'From the account',
  },
}

export const quoteLabels = (locale: Locale): QuoteLabels => LABELS[locale]
