import type {Locale} from '../domain/contract.js'

/** The words of lists and overviews at the terminal. */
export interface TerminalLabels {
  readonly contract: string
  readonly customer: string
  readonly month: string
  readonly opening: string
  readonly credit: string
  readonly used: string
  readonly adjustments: string
  readonly balance: string
  readonly limit: string
  readonly available: string
  readonly wouldLapse: string
  readonly wouldBill: string
  readonly provisional: string
  readonly state: string
  readonly states: Readonly<Record<'credit' | 'overdrawn' | 'exceeded', string>>
  readonly forecast: string
  readonly forecastText: (used: string, balance: string) => string
  readonly ofWhichLapses: (lapsed: string) => string
  readonly ofWhichBilled: (overage: string) => string

  readonly entry: string
  readonly when: string
  readonly worked: string
  readonly charged: string
  readonly for: string
  readonly where: string
  readonly how: string
  readonly by: string
  readonly ticket: string
  readonly class: string
  readonly cause: string
  readonly activity: string
  readonly text: string
  readonly booked: string
  readonly late: string
  readonly recorded: string
  readonly recordedBy: (at: string, by: string) => string
  readonly replaces: string
  readonly voided: string
  readonly voiding: string
  readonly voidedBy: (at: string, by: string, reason: string) => string
  readonly replacedBy: string
  readonly forcedBecause: string
  readonly explanation: string
  readonly billed: string
  readonly total: string
  readonly entries: (count: number) => string
  readonly noEntries: string

  readonly from: string
  readonly to: string
  readonly running: string
  readonly rollover: string
  readonly overdraft: string
  readonly noContracts: string
  readonly contacts: string
  readonly timezone: string
  readonly currency: string
  readonly termsFrom: (month: string) => string
  readonly changesFrom: (month: string) => string

  readonly number: string
  readonly closing: string
  readonly lapsed: string
  readonly overage: string
  readonly nothingToClose: string
  readonly closedMonths: (count: number) => string
  readonly wouldClose: (count: number) => string
  readonly failed: (count: number) => string
}

const LABELS: Readonly<Record<Locale, TerminalLabels>> = {
  de: {
    contract: 'Vertrag',
    customer: 'Kunde',
    month: 'Monat',
    opening: 'Anfang',
    credit: 'Gutschrift',
    used: 'Verbrauch',
    adjustments: 'Stornos',
    balance: 'Saldo',
    limit: 'Rahmen',
    available: 'Verfügbar',
    wouldLapse: 'Würde verfallen',
    wouldBill: 'Würde berechnet',
    provisional: 'vorläufig',
    state: 'Stand',
    states: {credit: 'im Plus', overdrawn: 'überzogen', exceeded: 'über dem Rahmen'},
    forecast: 'Prognose',
    forecastText: (used, balance) =>
      `bei gleichem Verbrauch am Monatsende ${used} verbraucht, Endsaldo ${balance}`,
    ofWhichLapses: lapsed => `${lapsed} verfallen`,
    ofWhichBilled: overage => `${overage} Mehrverbrauch werden berechnet`,
    entry: 'Eintrag',
    when: 'Wann',
    worked: 'Geleistet',
    charged: 'Berechnet',
    for: 'Für',
    where: 'Wo',
    how: 'Wie',
    by: 'Durch',
    ticket: 'Ticket',
    class: 'Leistungsart',
    cause: 'Ursache',
    activity: 'Tätigkeit',
    text: 'Text',
    booked: 'Gebucht in',
    late: 'Nachbuchung',
    recorded: 'Erfasst',
    recordedBy: (at, by) => `${at} von ${by}`,
    replaces: 'Ersetzt',
    voided: 'storniert',
    voiding: 'Storniert',
    voidedBy: (at, by, reason) => `${at} von ${by}: ${reason}`,
    replacedBy: 'Ersetzt durch',
    forcedBecause: 'Trotz Rahmen, weil',
    explanation: 'So wird daraus die berechnete Zeit:',
    billed: 'In Rechnung',
    total: 'Summe',
    entries: count => `${count} ${count === 1 ? 'Eintrag' : 'Einträge'}`,
    noEntries: 'Keine Einträge.',
    from: 'Beginn',
    to: 'Ende',
    running: 'läuft',
    rollover: 'Monatsabschluss',
    overdraft: 'Dispositionsrahmen',
    noContracts: 'Noch keine Verträge: „hourbank contract add“ legt einen an.',
    contacts: 'Ansprechpartner',
    timezone: 'Zeitzone',
    currency: 'Währung',
    termsFrom: month => `Konditionen ab ${month}`,
    changesFrom: month => `Geändert ab ${month}`,
    number: 'Auszug',
    closing: 'Endsaldo',
    lapsed: 'Verfallen',
    overage: 'Mehrverbrauch',
    nothingToClose: 'Nichts abzuschließen.',
    closedMonths: count => `${count} ${count === 1 ? 'Monat' : 'Monate'} abgeschlossen.`,
    wouldClose: count =>
      `Probelauf, nichts geschrieben: ${count} ${count === 1 ? 'Monat würde' : 'Monate würden'} abgeschlossen.`,
    failed: count => `Bei ${count} ${count === 1 ? 'Vertrag' : 'Verträgen'} ist ein Fehler aufgetreten.`,
  },
  en: {
    contract: 'Contract',
    customer: 'Customer',
    month: 'Month',
    opening: 'Opening',
    credit: 'Credit',
    used: 'Used',
    adjustments: 'Reversals',
    balance: 'Balance',
    limit: 'Limit',
    available: 'Available',
    wouldLapse: 'Would lapse',
    wouldBill: 'Would be billed',
    provisional: 'provisional',
    state: 'State',
    states: {credit: 'in credit', overdrawn: 'overdrawn', exceeded: 'beyond limit'},
    forecast: 'Forecast',
    forecastText: (used, balance) =>
      `at this pace ${used} used by the end of the month, closing balance ${balance}`,
    ofWhichLapses: lapsed => `${lapsed} will lapse`,
    ofWhichBilled: overage => `${overage} overage will be billed`,
    entry: 'Entry',
    when: 'When',
    worked: 'Worked',
    charged: 'Charged',
    for: 'For',
    where: 'Where',
    how: 'How',
    by: 'By',
    ticket: 'Ticket',
    class: 'Class',
    cause: 'Cause',
    activity: 'Activity',
    text: 'Text',
    booked: 'Booked in',
    late: 'late',
    recorded: 'Recorded',
    recordedBy: (at, by) => `${at} by ${by}`,
    replaces: 'Replaces',
    voided: 'voided',
    voiding: 'Voided',
    voidedBy: (at, by, reason) => `${at} by ${by}: ${reason}`,
    replacedBy: 'Replaced by',
    forcedBecause: 'Forced because',
    explanation: 'How it became the charged time:',
    billed: 'Billed',
    total: 'Total',
    entries: count => `${count} ${count === 1 ? 'entry' : 'entries'}`,
    noEntries: 'No entries.',
    from: 'From',
    to: 'To',
    running: 'running',
    rollover: 'Rollover',
    overdraft: 'Overdraft',
    noContracts: 'No contracts yet: "hourbank contract add" opens one.',
    contacts: 'Contacts',
    timezone: 'Time zone',
    currency: 'Currency',
    termsFrom: month => `Terms from ${month}`,
    changesFrom: month => `Changed from ${month}`,
    number: 'Statement',
    closing: 'Closing',
    lapsed: 'Lapsed',
    overage: 'Overage',
    nothingToClose: 'Nothing to close.',
    closedMonths: count => `${count} ${count === 1 ? 'month' : 'months'} closed.`,
    wouldClose: count =>
      `Dry run, nothing written: ${count} ${count === 1 ? 'month' : 'months'} would be closed.`,
    failed: count => `${count} ${count === 1 ? 'contract' : 'contracts'} failed.`,
  },
}

export const terminalLabels = (locale: Locale): TerminalLabels => LABELS[locale]
