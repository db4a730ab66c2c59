import type {Locale} from '../domain/contract.js'
import type {LotKind} from '../domain/lots.js'
import type {Movement} from '../domain/statement.js'

/** The words of a statement, whatever form it takes. */
export interface StatementLabels {
  readonly title: string
  readonly provisionalTitle: string
  readonly provisionalNote: string
  readonly customer: string
  readonly customerNumber: string
  readonly contract: string
  readonly month: string
  readonly period: string
  readonly date: string
  readonly taxNumber: string
  readonly bank: string

  readonly atAGlance: string
  readonly opening: string
  readonly credits: string
  readonly charged: string
  readonly adjustments: string
  readonly overage: string
  readonly lapsed: string
  readonly closing: string
  readonly overdraftLimit: string
  readonly available: string
  /** Of the balances that the last twelve months closed with. */
  readonly monthEnds: string

  readonly movements: string
  readonly kinds: Readonly<Record<Movement['kind'], string>>
  readonly bookingDate: string
  readonly valueDate: string
  readonly lateEntry: string
  readonly event: string
  readonly worked: string
  readonly change: string
  readonly balance: string

  readonly lots: string
  readonly noLots: string
  readonly lotKinds: Readonly<Record<LotKind, string>>
  readonly granted: string
  readonly lot: string
  readonly expires: string
  readonly endOf: (month: string) => string
  readonly never: string

  readonly charges: string
  readonly service: string
  readonly quantity: string
  readonly unitPrice: string
  readonly net: string
  readonly vat: string
  readonly vatOn: (percent: string, net: string) => string
  readonly gross: string

  readonly sealedAt: string
  readonly seal: string
  readonly previousSeal: string
  readonly firstSeal: string
}

const LABELS: Readonly<Record<Locale, StatementLabels>> = {
  de: {
    title: 'Stundenkontoauszug',
    provisionalTitle: 'Vorläufiger Stundenkontoauszug',
    provisionalNote: 'Vorläufig: Der Monat ist noch nicht abgeschlossen, alle Werte können sich noch ändern.',
    customer: 'Kunde',
    customerNumber: 'Kundennummer',
    contract: 'Vertrag',
    month: 'Monat',
    period: 'Zeitraum',
    date: 'Datum',
    taxNumber: 'Steuernummer',
    bank: 'Bankverbindung',
    atAGlance: 'Ihr Konto auf einen Blick',
    opening: 'Anfangssaldo',
    credits: 'Gutschriften',
    charged: 'Verbrauch',
    adjustments: 'Stornos und Auszahlungen',
    overage: 'Mehrverbrauch, berechnet',
    lapsed: 'Verfall',
    closing: 'Endsaldo',
    overdraftLimit: 'Dispositionsrahmen',
    available: 'Verfügbar',
    monthEnds: 'Monatsenden',
    movements: 'Buchungen',
    kinds: {
      credit: 'Gutschrift',
      'top-up': 'Aufstockung',
      goodwill: 'Kulanz',
      entry: 'Leistung',
      reversal: 'Storno',
      overage: 'Mehrverbrauch',
      lapse: 'Verfall',
      'pay-out': 'Auszahlung',
    },
    bookingDate: 'Buchungstag',
    valueDate: 'Wertstellung',
    lateEntry: 'Nachbuchung',
    event: 'Vorgang',
    worked: 'Geleistet',
    change: 'Zeit',
    balance: 'Saldo',
    lots: 'Vorgetragenes Guthaben',
    noLots: 'Es wird kein Guthaben vorgetragen.',
    lotKinds: {credit: 'Monatsgutschrift', 'top-up': 'Aufstockung', goodwill: 'Kulanz', reversal: 'Storno'},
    granted: 'Aus',
    lot: 'Guthabenposten',
    expires: 'Verfällt',
    endOf: month => `Ende ${month}`,
    never: 'nie',
    charges: 'Berechnete Leistungen',
    service: 'Leistung',
    quantity: 'Menge',
    unitPrice: 'Einzelpreis',
    net: 'Netto',
    vat: 'USt.',
    vatOn: (percent, net) => `USt. ${percent} auf ${net}`,
    gross: 'Brutto',
    sealedAt: 'Abgeschlossen',
    seal: 'Siegel',
    previousSeal: 'Siegel davor',
    firstSeal: 'keines, dies ist der erste Auszug',
  },
  en: {
    title: 'Statement of hours',
    provisionalTitle: 'Provisional statement of hours',
    provisionalNote: 'Provisional: the month is not closed yet, and every figure may still change.',
    customer: 'Customer',
    customerNumber: 'Customer number',
    contract: 'Contract',
    month: 'Month',
    period: 'Period',
    date: 'Date',
    taxNumber: 'Tax number',
    bank: 'Bank details',
    atAGlance: 'Your account at a glance',
    opening: 'Opening balance',
    credits: 'Credits',
    charged: 'Used',
    adjustments: 'Reversals and pay-outs',
    overage: 'Overage, billed',
    lapsed: 'Lapsed',
    closing: 'Closing balance',
    overdraftLimit: 'Overdraft limit',
    available: 'Available',
    monthEnds: 'Month-ends',
    movements: 'Movements',
    kinds: {
      credit: 'Credit',
      'top-up': 'Top-up',
      goodwill: 'Goodwill',
      entry: 'Support',
      reversal: 'Reversal',
      overage: 'Overage',
      lapse: 'Lapse',
      'pay-out': 'Pay-out',
    },
    bookingDate: 'Booked',
    valueDate: 'value date',
    lateEntry: 'Late booking',
    event: 'What',
    worked: 'Worked',
    change: 'Time',
    balance: 'Balance',
    lots: 'Credit carried forward',
    noLots: 'No credit is carried forward.',
    lotKinds: {credit: 'Monthly credit', 'top-up': 'Top-up', goodwill: 'Goodwill', reversal: 'Reversal'},
    granted: 'From',
    lot: 'Credit',
    expires: 'Lapses',
    endOf: month => `end of ${month}`,
    never: 'never',
    charges: 'Billed services',
    service: 'Service',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    net: 'Net',
    vat: 'VAT',
    vatOn: (percent, net) => `VAT ${percent} on ${net}`,
    gross: 'Gross',
    sealedAt: 'Closed',
    seal: 'Seal',
    previousSeal: 'Seal before',
    firstSeal: 'none, this is the first statement',
  },
}

export const statementLabels = (locale: Locale): StatementLabels => LABELS[locale]
