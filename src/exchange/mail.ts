import {createHash} from 'node:crypto'
import type {Address, Email} from 'postal-mime'
import {parseInstant} from '../domain/calendar.js'
import {MAX_MESSAGE_ID_LENGTH, type Mail, type MailProblem} from '../domain/mail.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {MAX_HEAD_BYTES, type MailboxRefusal, type MailHead, splitMailbox} from './mbox.js'

/** A mail that cannot be read, by its place in the mailbox. */
export interface UnreadMail {
  readonly message: number
  readonly problem: MailProblem
}

/** A mailbox, mail by mail. */
export interface MailboxReading {
  readonly mails: readonly Mail[]
  readonly unread: readonly UnreadMail[]
}

/** Reads the headers of every mail in a mailbox; nothing else of it is ever kept. */
export async function readMailbox(
  chunks: Iterable<Uint8Array>,
): Promise<Result<MailboxReading, MailboxRefusal>> {
  const mails: Mail[] = []
  const unread: UnreadMail[] = []
  const heads = splitMailbox(chunks)
  for (;;) {
    const next = heads.next()
    if (next.done) return next.value ? ok({mails, unread}) : refuse({kind: 'not-a-mailbox'})
    const {message} = next.value
    const read = await readMail(next.value)
    if (read.ok) mails.push(read.value)
    else unread.push({message, problem: read.refusal})
  }
}

/**
 * Reads the headers of a mail. Refused: what is no text, and what does not say who sent it, or when.
 * The package is given headers only: a mail of very many parts would take it seconds.
 */
export async function readMail({message, head}: MailHead): Promise<Result<Mail, MailProblem>> {
  if (head === null) return refuse({kind: 'headers-too-long', maxBytes: MAX_HEAD_BYTES})
  if (head.includes(0)) return refuse({kind: 'not-text'})
  const {default: PostalMime} = await import('postal-mime')
  const email = await PostalMime.parse(head)
  const date = headerOf(email, 'date')
  const [sender] = mailboxesOf(email.from)
  if (sender === undefined) return refuse({kind: email.headers.length === 0 ? 'no-headers' : 'no-sender'})
  if (date === undefined) return refuse({kind: 'no-date'})
  const at = HAS_ZONE.test(date) ? parseInstant(email.date ?? '') : undefined
  if (at === undefined) return refuse({kind: 'unreadable-date', date: inOneLine(date).slice(0, MAX_SHOWN)})
  const subject = inOneLine(email.subject ?? '')
  const name = inOneLine(sender.name)
  return ok({
    message,
    id: identityOf(email, `${sender.address}\n${at}\n${subject}`),
    from: {name: name === '' ? null : name, address: sender.address},
    to: [
      ...[...(email.to ?? []), ...(email.cc ?? [])].flatMap(each => mailboxesOf(each)),
      ...(email.deliveredTo ? [{address: inOneLine(email.deliveredTo)}] : []),
      ...(email.bcc ?? []).flatMap(each => mailboxesOf(each)),
    ].map(({address}) => address),
    ...{subject, at, automatic: automaticOf(email)},
    repliesTo: [...new Set([...idsIn(email.inReplyTo ?? ''), ...idsIn(email.references ?? '').reverse()])],
  })
}

/** As much of what a mail says as is shown where it is refused. */
const MAX_SHOWN = 200

/** Without a zone a time would be that of whoever reads it. */
const HAS_ZONE = /(?:[+-](?:0\d|1[0-4])[0-5]\d|\b(?:UTC?|GMT|Z|[ECMP][SD]T))(?:\s*\([^)]*\))?\s*$/i

const headerOf = ({headers}: Email, wanted: string): string | undefined =>
  headers.find(({key}) => key === wanted)?.value

function mailboxesOf(address: Address | undefined): readonly {
  readonly name: string
  readonly address: string
}[] {
  const mailboxes = address?.group ?? (address === undefined ? [] : [address])
  return mailboxes
    .map(({name, address: written}) => ({name, address: inOneLine(written ?? '')}))
    .filter(each => each.address !== '')
}

/** Without what would break a line or move a cursor. */
const inOneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

/** What stands for a Message-ID that is missing, or longer than anyone makes one. */
const digest = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

function identityOf(email: Email, content: string): string {
  const [id] = idsIn(email.messageId ?? '')
  return id ?? digest(content)
}

const idsIn = (text: string): string[] =>
  (text.match(/<[^<>]+>/g) ?? text.split(/\s+/))
    .map(each => inOneLine(each.replace(/^<|>$/g, '')))
    .filter(id => id !== '')
    .map(id => (id.length > MAX_MESSAGE_ID_LENGTH ? digest(id) : id))

/** RFC 3834, and RFC 5436 for what is notified. */
function automaticOf(email: Email): Mail['automatic'] {
  const [said = ''] = (headerOf(email, 'auto-submitted') ?? 'no').split(';')
  const kind = said.trim().toLowerCase()
  if (kind === 'no') return null
  return kind === 'auto-replied' ? 'replied' : 'generated'
}
