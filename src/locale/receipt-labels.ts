import type {Locale} from '../domain/contract.js'
import type {Credit} from '../domain/page.js'

/** The words of what `log`, `credit` and `entry void` print. All durations and amounts come formatted. */
export interface ReceiptLabels {
  readonly worked: (worked: string, charged: string) => string
  readonly repeat: string
  readonly left: (balance: string) => string
  readonly leftWithOverdraft: (balance: string, available: string) => string
  readonly overdrawn: (debt: string, available: string) => string
  readonly exceeded: (debt: string, beyond: string) => string
  readonly billed: (amount: string) => string
  readonly entry: (id: string) => string
  readonly kinds: Readonly<Record<Credit['kind'], string>>
  readonly credited: (minutes: string, kind: string) => string
  readonly credit: (id: string) => string
  readonly lapses: (month: string) => string
  readonly approvedBy: (name: string) => string
  readonly voided: (id: string, start: string, charged: string) => string
}

const LABELS: Readonly<Record<Locale, ReceiptLabels>> = {
  de: {
    worked: (worked, charged) => `${worked} geleistet, ${charged} berechnet`,
    repeat: 'schon vorhanden, nichts geändert',
    left: balance => `Guthaben ${balance}`,
    leftWithOverdraft: (balance, available) => `Guthaben ${balance} (mit Dispositionsrahmen ${available})`,
    overdrawn: (debt, available) => `überzogen um ${debt} (noch verfügbar ${available})`,
    exceeded: (debt, beyond) => `überzogen um ${debt} (${beyond} über dem Dispositionsrahmen)`,
    billed: amount => `${amount} netto in Rechnung`,
    entry: id => `Eintrag ${id}`,
    kinds: {'top-up': 'Aufstockung', goodwill: 'Kulanz'},
    credited: (minutes, kind) => `${minutes} gutgeschrieben (${kind})`,
    credit: id => `Gutschrift ${id}`,
    lapses: month => `verfällt Ende ${month}`,
    approvedBy: name => `genehmigt von ${name}`,
    voided: (id, start, charged) => `Eintrag ${id} storniert: ${start}, ${charged} berechnet`,
  },
  en: {
    worked: (worked, charged) => `${worked} worked, ${charged} charged`,
    repeat: 'already recorded, nothing changed',
    left: balance => `left ${balance}`,
    leftWithOverdraft: (balance, available) => `left ${balance} (with overdraft ${available})`,
    overdrawn: (debt, available) => `overdrawn by ${debt} (still available ${available})`,
    exceeded: (debt, beyond) => `overdrawn by ${debt} (${beyond} beyond the limit)`,
    billed: amount => `${amount} net billed`,
    entry: id => `entry ${id}`,
    kinds: {'top-up': 'top-up', goodwill: 'goodwill'},
    credited: (minutes, kind) => `${minutes} credited (${kind})`,
    credit: id => `credit ${id}`,
    lapses: month => `lapses end of ${month}`,
    approvedBy: name => `approved by ${name}`,
    voided: (id, start, charged) => `entry ${id} voided: ${start}, ${charged} charged`,
  },
}

export const receiptLabels = (locale: Locale): ReceiptLabels => LABELS[locale]
