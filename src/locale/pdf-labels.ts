import type {Locale} from '../domain/contract.js'

/** What only the printed statement says; the words it shares with the others are the statement's labels. */
export interface PdfLabels {
  readonly page: (number: number, total: number) => string
  /** At the foot of a page that the movements go on from, and at the head of the next one. */
  readonly carriedTo: (page: number) => string
  readonly broughtFrom: (page: number) => string
  readonly subject: (month: string, contract: string) => string
  readonly logoOf: (provider: string) => string
  /** Across every page of a statement that may still change. */
  readonly watermark: string

  readonly balances: string
  /** The chart in words, for those who cannot see it. */
  readonly balancesAlt: (balances: string, limit: string) => string

  readonly promises: string
  readonly callBack: (minutes: number) => string

  readonly seals: string
  readonly sealNote: string
  readonly data: string
  /** Says what the sign is that stands for characters the typeface does not have. */
  readonly replaced: (sign: string) => string
}

const LABELS: Readonly<Record<Locale, PdfLabels>> = {
  de: {
    page: (number, total) => `Seite ${number} von ${total}`,
    carriedTo: page => `Übertrag auf Seite ${page}`,
    broughtFrom: page => `Übertrag von Seite ${page}`,
    subject: (month, contract) => `${month}, Vertrag ${contract}`,
    logoOf: provider => `Logo: ${provider}`,
    watermark: 'VORLÄUFIG',
    balances: 'Saldo am Monatsende',
    balancesAlt: (balances, limit) => `Saldo am Monatsende: ${balances}. Dispositionsrahmen: ${limit}.`,
    promises: 'Zugesagte Reaktionszeiten',
    callBack: minutes => `Rückruf im Notfall: innerhalb von ${minutes} Min.`,
    seals: 'Siegel',
    sealNote:
      'Das Siegel ist eine Prüfsumme (SHA-256) über diesen Monat und das Siegel davor. Wer diesen Auszug aufhebt, kann damit jede spätere Änderung erkennen.',
    data: 'Dieser Auszug als JSON',
    replaced: sign =>
      `${sign} steht für ein Zeichen, das die Schrift dieses Auszugs nicht hat. Den Text, wie er erfasst wurde, enthält die beigefügte JSON-Datei.`,
  },
  en: {
    page: (number, total) => `Page ${number} of ${total}`,
    carriedTo: page => `Carried forward to page ${page}`,
    broughtFrom: page => `Brought forward from page ${page}`,
    subject: (month, contract) => `${month}, contract ${contract}`,
    logoOf: provider => `Logo: ${provider}`,
    watermark: 'PROVISIONAL',
    balances: 'Balance at the end of the month',
    balancesAlt: (balances, limit) =>
      `Balance at the end of the month: ${balances}. Overdraft limit: ${limit}.`,
    promises: 'Promised response times',
    callBack: minutes => `Emergency call-back: within ${minutes} min`,
    seals: 'Seals',
    sealNote:
      'The seal is a checksum (SHA-256) over this month and the seal before it. Whoever keeps this statement can tell any later change by it.',
    data: 'This statement as JSON',
    replaced: sign =>
      `${sign} stands for a character that the typeface of this statement does not have. The attached JSON file has the text as it was recorded.`,
  },
}

export const pdfLabels = (locale: Locale): PdfLabels => LABELS[locale]
