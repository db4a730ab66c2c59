import type {Instant} from './calendar.js'

/** As long as the identity of a mail can be. */
export const MAX_MESSAGE_ID_LENGTH = 250

/** What a mail says in its headers; nothing of its body or its attachments. */
export interface Mail {
  /** Its place in the mailbox, from 1. */
  readonly message: number
  /** By which it is known again: its Message-ID, or what stands for one. */
  readonly id: string
  readonly from: Sender
  /** The addresses it went to, as they are written, those named first before others. */
  readonly to: readonly string[]
  /** In one line; empty where there is none. */
  readonly subject: string
  /** When it was sent, by its own word. */
  readonly at: Instant
  /** The mails it answers, the nearest first. */
  readonly repliesTo: readonly string[]
  /** What a program sent by itself: as an answer to a mail, or for another reason. */
  readonly automatic: 'replied' | 'generated' | null
}

export interface Sender {
  /** Null where only the address is said. */
  readonly name: string | null
  readonly address: string
}

/** Why a mail cannot be read, without words. */
export type MailProblem =
  | {readonly kind: 'headers-too-long'; readonly maxBytes: number}
  | {readonly kind: 'not-text'}
  | {readonly kind: 'no-headers'}
  | {readonly kind: 'no-sender'}
  | {readonly kind: 'no-date'}
  | {readonly kind: 'unreadable-date'; readonly date: string}
