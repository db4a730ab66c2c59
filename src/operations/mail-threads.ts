import {splitSubject, ticketNumber} from '../domain/entry.js'
import type {Mail} from '../domain/mail.js'

/** The number of a request that a subject has; null if it has none. */
export function saidNumber(subject: string): string | null {
  const {ticket} = splitSubject(subject)
  return ticket === null ? null : ticketNumber(ticket)
}

/** The numbers that the subjects of many mails have. */
export interface SaidNumbers {
  readonly all: ReadonlySet<string>
  /** By the identity of a mail, the number that the first answer to it has, or the first answer to one. */
  readonly ofAnswers: ReadonlyMap<string, string>
}

/**
 * Which numbers mails have, and which of them are those of mails without one: a helpdesk says the number first in its
 * answer.
 * @param mails in the order in which they were sent
 */
export function numbersSaid(mails: readonly Mail[]): SaidNumbers {
  const all = new Set<string>()
  const ofAnswers = new Map<string, string>()
  // From the last on, so that earlier answers win, and answers to answers are known already.
  for (const {id, subject, repliesTo} of mails.toReversed()) {
    const said = saidNumber(subject)
    if (said !== null) all.add(said)
    const number = said ?? ofAnswers.get(id)
    if (number !== undefined) for (const answered of repliesTo) ofAnswers.set(answered, number)
  }
  return {all, ofAnswers}
}
