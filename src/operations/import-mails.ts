import {epochMs, inZone, monthOf} from '../domain/calendar.js'
import {findConsultant} from '../domain/consultants.js'
import {termsIn} from '../domain/contract.js'
import {MAX_NAME_LENGTH, MAX_TEXT_LENGTH, splitSubject} from '../domain/entry.js'
import type {Mail} from '../domain/mail.js'
import type {Account} from '../domain/page.js'
import type {Consultant} from '../domain/provider.js'
import {ok, type Refusal, type Result, refuse} from '../domain/refusal.js'
import type {EventKind} from '../domain/request.js'
import {type CarriedRequest, lastNumberAfter, type RequestRecord} from '../domain/request-month.js'
import {meaningOfOurs, meaningOfTheirs, type PassedOverBecause} from './mail-meaning.js'
import {numbersSaid, type SaidNumbers, saidNumber} from './mail-threads.js'
import {eventAfter, newRequest, openedRecord, type RequestRecording, refuseTime} from './record-request.js'
import {allRequests, type DatedRecord, type JudgedRequest, judgeRequest, withRecords} from './requests.js'

/** Who imports mails, when, and what tells ours from theirs. */
export interface MailRecording extends RequestRecording {
  /** The provider's own addresses, in whatever letters. Mails from all others are the customer's. */
  readonly ours: readonly string[]
  /** Those of the profile: an answer is of whom its sender's name means, if it means one. */
  readonly consultants: readonly Consultant[]
}

export interface ImportedMails {
  /** The same object as before if nothing was recorded. */
  readonly account: Account
  /** The numbers of requests that were opened. */
  readonly opened: readonly string[]
  /** The requests of which something was recorded, with what became of their promises. */
  readonly requests: readonly JudgedRequest[]
  /** How many mails something was recorded of. */
  readonly recorded: number
  /** How many mails were recorded before, or are in the mailbox once more. */
  readonly known: number
  readonly passedOver: readonly {readonly mail: Mail; readonly because: PassedOverBecause}[]
  readonly refused: readonly {readonly mail: Mail; readonly refusal: Refusal}[]
}

/**
 * Records what the mails of a mailbox say of requests, in the order in which they were sent (domain §9). A mail is of the
 * request whose number its subject has, else of that of the mails it answers, else of the one whose number the answers
 * to it have. A customer's mail of which there is no request opens one: with that number, or with the next free one. What
 * others say of their request is in `mail-meaning`. A mail that was recorded adds nothing, also where that was voided.
 *
 * Refused, mail by mail: a time before the contract or ahead of now, and what the rules for requests refuse.
 *
 * @param account with its whole history, so that mails of closed months are known again
 */
export function importMails(
  account: Account,
  mails: readonly Mail[],
  recording: MailRecording,
): ImportedMails {
  const inOrder = mails.toSorted((a, b) => epochMs(a.at) - epochMs(b.at) || a.message - b.message)
  const batch = new MailBatch(account, inOrder, recording)
  for (const mail of inOrder) batch.take(mail)
  return batch.imported()
}

/** An account while mails are recorded. Inside it changes in place; nobody sees it before it is done. */
class MailBatch {
  readonly #account: Account
  readonly #recording: MailRecording
  readonly #ours: ReadonlySet<string>
  readonly #requests: Map<string, CarriedRequest>
  /** The mails that were recorded, by their identity. */
  readonly #known = new Set<string>()
  /** Of which request a mail is, by its identity. */
  readonly #numberOfMail = new Map<string, string>()
  readonly #numbers: SaidNumbers
  #lastNumber: number

  readonly #records: DatedRecord[] = []
  readonly #opened: string[] = []
  readonly #touched = new Set<string>()
  #repeated = 0
  readonly #passedOver: {readonly mail: Mail; readonly because: PassedOverBecause}[] = []
  readonly #refused: {readonly mail: Mail; readonly refusal: Refusal}[] = []

  constructor(account: Account, mails: readonly Mail[], recording: MailRecording) {
    this.#account = account
    this.#recording = recording
    this.#ours = new Set(recording.ours.map(address => address.toLowerCase()))
    this.#requests = new Map(allRequests(account).map(request => [request.number, request]))
    for (const {number, events} of this.#requests.values()) {
      for (const {messageId} of events) if (messageId !== undefined) this.#remember(messageId, number)
    }
    this.#numbers = numbersSaid(mails)
    const records = account.open.flatMap(({requestRecords}) => requestRecords)
    this.#lastNumber = lastNumberAfter(account.open[0].opening.carried.lastNumber, records)
  }

  take(mail: Mail): void {
    if (this.#known.has(mail.id)) {
      this.#repeated += 1
      return
    }
    const at = inZone(mail.at, this.#account.contract.timezone)
    const unlikely = refuseTime(this.#account.contract, at, this.#recording.now)
    const outcome = unlikely === null ? this.#record({...mail, at}) : refuse(unlikely)
    if (!outcome.ok) this.#refused.push({mail, refusal: outcome.refusal})
    else if (outcome.value !== null) this.#passedOver.push({mail, because: outcome.value})
  }

  /** Records what a mail says; or gives back why there is nothing to record. */
  #record(mail: Mail): Result<PassedOverBecause | null> {
    const request = this.#requestOf(mail)
    if (request !== undefined) this.#numberOfMail.set(mail.id, request.number)
    const meaning = this.#isOurs(mail.from.address)
      ? meaningOfOurs(mail, request, address => this.#isOurs(address))
      : meaningOfTheirs(mail, request)
    switch (meaning.kind) {
      case 'nothing':
        return ok(meaning.because)
      case 'opens':
        return this.#open(mail)
      case 'happened':
        return this.#happen(mail, meaning.to, meaning.event)
    }
  }

  /** The request that a mail is of, as far as there is one already. */
  #requestOf({id, subject, repliesTo}: Mail): CarriedRequest | undefined {
    const byThread = repliesTo.flatMap(each => this.#numberOfMail.get(each) ?? [])
    const numbers = [saidNumber(subject), ...byThread, this.#numbers.ofAnswers.get(id)]
    const known = numbers.find(number => number != null && this.#requests.has(number))
    return known == null ? undefined : this.#requests.get(known)
  }

  #isOurs(address: string): boolean {
    return this.#ours.has(address.toLowerCase())
  }

  #open(mail: Mail): Result<null> {
    const number = saidNumber(mail.subject) ?? this.#numbers.ofAnswers.get(mail.id) ?? this.#nextNumber()
    const {text} = splitSubject(mail.subject)
    const made = newRequest(
      this.#account,
      {
        ...{number, subject: text.slice(0, MAX_TEXT_LENGTH).trim()},
        ...{channel: 'email', requester: nameOf(mail), kind: null, priority: null, isEmergency: false},
        ...{address: this.#cameThrough(mail), at: mail.at, note: noteOf(mail), messageId: mail.id},
      },
      this.#recording,
    )
    if (!made.ok) return made
    const request = made.value
    const record = openedRecord(request)
    this.#lastNumber = lastNumberAfter(this.#lastNumber, [record])
    this.#opened.push(number)
    this.#add(mail, {before: request, after: request, record})
    return ok(null)
  }

  #happen(mail: Mail, request: CarriedRequest, kind: Exclude<EventKind, 'received'>): Result<null> {
    const {now} = this.#recording
    const happened = eventAfter(
      this.#account,
      request,
      {
        ...{kind, at: mail.at, note: noteOf(mail), messageId: mail.id},
        ...{expected: null, escalate: null},
      },
      {by: this.#authorOf(mail), now},
    )
    if (!happened.ok) return happened
    const {event, request: after} = happened.value
    this.#add(mail, {before: request, after, record: {record: 'event', number: request.number, event}})
    return ok(null)
  }

  #add(
    mail: Mail,
    {before, after, record}: {before: CarriedRequest; after: CarriedRequest; record: RequestRecord},
  ): void {
    this.#records.push({request: before, record, month: monthOf(mail.at)})
    this.#requests.set(after.number, after)
    this.#remember(mail.id, after.number)
    this.#touched.add(after.number)
  }

  #remember(messageId: string, number: string): void {
    this.#known.add(messageId)
    this.#numberOfMail.set(messageId, number)
  }

  /** The next number that no request has, and none of the mails names. */
  #nextNumber(): string {
    let number = this.#lastNumber + 1
    while (this.#requests.has(String(number)) || this.#numbers.all.has(String(number))) number += 1
    return String(number)
  }

  /** Of the addresses it went to the one that promises hold for, else one of ours, else the first. */
  #cameThrough({to, at}: Mail): string | null {
    const promised = termsIn(this.#account.contract, monthOf(at)).sla?.address?.toLowerCase()
    const found =
      to.find(address => address.toLowerCase() === promised) ??
      to.find(address => this.#isOurs(address)) ??
      to[0]
    return found === undefined ? null : found.slice(0, MAX_NAME_LENGTH)
  }

  /** Whose answer it is; what the customer wrote is of whoever records it. */
  #authorOf({from}: Mail): string {
    const {consultants, by} = this.#recording
    if (!this.#isOurs(from.address) || from.name === null) return by
    const found = findConsultant(consultants, from.name)
    return found.ok ? found.value.slice(0, MAX_NAME_LENGTH) : by
  }

  imported(): ImportedMails {
    const account = this.#records.length === 0 ? this.#account : withRecords(this.#account, this.#records)
    return {
      ...{account, opened: this.#opened, recorded: this.#records.length, known: this.#repeated},
      requests: [...this.#touched].map(number =>
        judgeRequest(account, this.#requests.get(number) as CarriedRequest, this.#recording.now),
      ),
      ...{passedOver: this.#passedOver, refused: this.#refused},
    }
  }
}

const noteOf = ({from: {name, address}}: Mail): string =>
  (name === null ? address : `${name} <${address}>`).slice(0, MAX_TEXT_LENGTH)

const nameOf = ({from: {name, address}}: Mail): string => (name ?? address).slice(0, MAX_NAME_LENGTH).trim()
