import type {MailProblem} from '../domain/mail.js'
import type {MailboxRefusal} from '../exchange/mbox.js'
import type {PassedOverBecause} from '../operations/mail-meaning.js'
import type {RefusalText, Said} from './refusals.js'

/** Why nothing of a file was imported, in English. */
export const wordsOfMailboxRefusal = (_: MailboxRefusal): RefusalText => ({
  message: 'The file is no mailbox: it does not begin with a line "From …".',
  hint: 'Have the mail program export a folder as mbox; a single mail (.eml), or an archive such as .pst, is something else.',
})

/** Why a mail cannot be read, in English. It may hold text of the mail as it is. */
export function mailProblemText(problem: MailProblem): string {
  const words = PROBLEMS[problem.kind] as (of: MailProblem) => string
  return words(problem)
}

const PROBLEMS: Said<MailProblem, string> = {
  'headers-too-long': ({maxBytes}) => `Its headers are longer than ${maxBytes / 1024} KB.`,
  'not-text': () => 'Its headers hold NUL characters: it is damaged, or no mail.',
  'no-headers': () =>
    'It has no headers: the mail before has a line that begins with "From ", or it is damaged.',
  'no-sender': () => 'It does not say who sent it.',
  'no-date': () => 'It does not say when it was sent.',
  'unreadable-date': ({date}) => `"${date}" is not a date with its time and offset.`,
}

/** Why nothing is recorded of a mail, in English. */
export const PASSED_OVER: Readonly<Record<PassedOverBecause, string>> = {
  'no-request': 'It is yours, and answers no request that is known.',
  internal: 'It is yours, and went to nobody else.',
  'automatic-answer': 'A program answered for the customer.',
  'acknowledged-already': 'The customer was told before that it came in.',
  'request-closed': 'It is yours, and the request was closed.',
  'request-voided': 'The request was voided.',
}
