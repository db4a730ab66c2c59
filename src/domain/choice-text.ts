import {CAUSES, type Cause, CHANNELS, type Channel, ENTRY_CLASSES, type EntryClass} from './contract.js'
import {ok, type Result, refuse} from './refusal.js'

/** Words for one choice each, beside its name in the program: small letters, words joined by hyphens. */
type OtherWords<T extends string> = Readonly<Record<T, readonly string[]>>

const CHANNEL_WORDS: OtherWords<Channel> = {
  phone: ['telephone', 'call', 'tel', 'telefon', 'telefonisch', 'anruf', 'per-telefon', 'by-phone'],
  email: ['e-mail', 'mail', 'per-e-mail', 'per-email', 'by-email', 'by-e-mail'],
  chat: ['per-chat', 'by-chat'],
  ticket: ['ticketsystem', 'ticket-system', 'im-ticketsystem', 'in-the-ticket-system'],
  'remote-session': [
    ...['remotesession', 'remote', 'remote-access', 'in-a-remote-session'],
    ...['fernwartung', 'per-fernwartung', 'fernzugriff'],
  ],
  'on-site': ['onsite', 'site', 'visit', 'vor-ort', 'vorort', 'besuch'],
}

const CLASS_WORDS: OtherWords<EntryClass> = {
  standard: ['standard-support', 'standardsupport'],
  extended: ['extended-support', 'erweitert', 'erweiterter-support'],
  emergency: ['emergency-call-out', 'call-out', 'notfall', 'notfalleinsatz'],
}

const CAUSE_WORDS: OtherWords<Cause> = {
  customer: ['client', 'kunde', 'kundin', 'vom-kunden-verursacht', 'caused-by-the-customer'],
  provider: ['us', 'dienstleister', 'wir', 'von-uns-verursacht', 'caused-by-us'],
  application: ['app', 'anwendung', 'von-der-anwendung-verursacht', 'caused-by-the-application'],
  unknown: ['unbekannt', 'ursache-unbekannt', 'cause-unknown'],
}

/** Reads a channel in English or German, in any case, with hyphens or spaces: `telefon`, `on-site`, `vor Ort`. */
export const parseChannel = (text: string): Result<Channel> => parseChoice(text, CHANNELS, CHANNEL_WORDS)

/** Reads a class of an entry as `parseChannel` reads a channel: `extended`, `Notfall`. */
export const parseEntryClass = (text: string): Result<EntryClass> =>
  parseChoice(text, ENTRY_CLASSES, CLASS_WORDS)

/** Reads a cause as `parseChannel` reads a channel: `customer`, `Dienstleister`. */
export const parseCause = (text: string): Result<Cause> => parseChoice(text, CAUSES, CAUSE_WORDS)

function parseChoice<T extends string>(text: string, choices: readonly T[], words: OtherWords<T>): Result<T> {
  const typed = text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
  const choice = choices.find(each => each === typed || words[each].includes(typed))
  return choice === undefined ? refuse({kind: 'unknown-choice', value: text, choices}) : ok(choice)
}
