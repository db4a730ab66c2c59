import type {Instant} from '../domain/calendar.js'
import type {Look} from './look.js'
import {type ListedRequest, renderRequests} from './request-table.js'
import {drawParagraph} from './text.js'

/** A mail of which nothing was recorded, by its place in the mailbox, and why. */
export interface MailWithReason {
  readonly message: number
  readonly code: string
  readonly reason: string
}

/** What became of a mailbox. */
export interface MailboxReport {
  readonly requests: readonly ListedRequest[]
  readonly recorded: number
  readonly known: number
  readonly passedOver: readonly MailWithReason[]
  readonly refused: readonly MailWithReason[]
  readonly isDryRun: boolean
}

/** The requests of which something was recorded, every other mail with the reason, the sums. */
export function renderMailbox(report: MailboxReport, now: Instant, look: Look): string {
  const {requests, passedOver, refused} = report
  const blocks = [
    requests.length > 0 ? renderRequests(requests, now, look) : '',
    mailsByReason('passed over', passedOver, look),
    mailsByReason('refused', refused, look),
    drawParagraph(sums(report), look.width).join('\n'),
  ]
  return blocks.filter(block => block !== '').join('\n\n')
}

/** So many are named for each reason; whoever wants all takes JSON. */
const MAX_NAMED = 20

function mailsByReason(what: string, mails: readonly MailWithReason[], look: Look): string {
  const groups = new Map<string, number[]>()
  for (const {reason, message} of mails) {
    const messages = groups.get(reason) ?? []
    messages.push(message)
    groups.set(reason, messages)
  }
  return [...groups]
    .map(([reason, messages]) => {
      const named = messages.slice(0, MAX_NAMED).join(', ')
      const left = messages.length - MAX_NAMED
      const more = left > 0 ? ` and ${left} more` : ''
      return `${messages.length > 1 ? 'messages' : 'message'} ${named}${more} ${what}: ${reason}`
    })
    .flatMap(text =>
      drawParagraph(text, look.width - 2).map((line, index) => (index > 0 ? `  ${line}` : line)),
    )
    .join('\n')
}

function sums({recorded, known, passedOver, refused, isDryRun}: MailboxReport): string {
  const mails = `${recorded} ${recorded === 1 ? 'mail' : 'mails'}`
  const start = isDryRun ? `Dry run, nothing written: ${mails} would be recorded` : `${mails} recorded`
  return `${start}, ${known} there already, ${passedOver.length} passed over, ${refused.length} refused.`
}
