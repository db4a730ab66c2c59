import type {Cause, Channel, EntryClass, Locale} from '../domain/contract.js'

/** The words for an entry, on a receipt as on a statement. */
export interface EntryLabels {
  /** How somebody was supported, to follow who and where. */
  readonly channels: Readonly<Record<Channel, string>>
  readonly classes: Readonly<Record<EntryClass, string>>
  readonly causes: Readonly<Record<Cause, string>>
  /** The place `remote`; sites have their own names. */
  readonly remote: string
  readonly free: string
  readonly for: (requester: string) => string
  readonly by: (consultant: string) => string
  readonly ticket: (number: string) => string
  readonly noText: string
}

const LABELS: Readonly<Record<Locale, EntryLabels>> = {
  de: {
    channels: {
      phone: 'per Telefon',
      email: 'per E-Mail',
      chat: 'per Chat',
      ticket: 'im Ticketsystem',
      'remote-session': 'per Fernwartung',
      'on-site': 'vor Ort',
    },
    classes: {standard: 'Standardsupport', extended: 'erweiterter Support', emergency: 'Notfalleinsatz'},
    causes: {
      customer: 'vom Kunden verursacht',
      provider: 'von uns verursacht',
      application: 'von der Anwendung verursacht',
      unknown: 'Ursache unbekannt',
    },
    remote: 'remote',
    free: 'kostenfrei',
    for: requester => `für ${requester.replace(/^Herr /, 'Herrn ')}`, // the accusative
    by: consultant => `durch ${consultant}`,
    ticket: number => `Ticket ${number}`,
    noText: 'Ohne Beschreibung',
  },
  en: {
    channels: {
      phone: 'by phone',
      email: 'by email',
      chat: 'by chat',
      ticket: 'in the ticket system',
      'remote-session': 'in a remote session',
      'on-site': 'on site',
    },
    classes: {standard: 'standard support', extended: 'extended support', emergency: 'emergency call-out'},
    causes: {
      customer: 'caused by the customer',
      provider: 'caused by us',
      application: 'caused by the application',
      unknown: 'cause unknown',
    },
    remote: 'remote',
    free: 'free of charge',
    for: requester => `for ${requester}`,
    by: consultant => `by ${consultant}`,
    ticket: number => `ticket ${number}`,
    noText: 'No description',
  },
}

export const entryLabels = (locale: Locale): EntryLabels => LABELS[locale]
