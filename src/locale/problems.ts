import type {Instant} from '../domain/calendar.js'
import type {SignatureFinding} from '../domain/signing-key.js'
import type {SealLine} from '../domain/witness.js'
import type {CopyFinding} from '../operations/compare-copies.js'
import type {AccountProblem} from '../operations/verify-account.js'
import type {WitnessProblem} from '../operations/verify-witness.js'
import type {Defect, Leftover, PlainDefect, RecordDefect} from '../storage/defect.js'
import type {Said} from './refusals.js'

/** What is wrong with a record, in English. */
export function defectText(defect: Defect): string {
  if (typeof defect === 'string') return PLAIN_DEFECTS[defect]
  const words = RECORD_DEFECTS[defect.kind] as (of: RecordDefect) => string
  return words(defect)
}

const PLAIN_DEFECTS: Readonly<Record<PlainDefect, string>> = {
  link: 'it is a link',
  'not-a-file': 'it is not a file',
  'not-utf-8': 'it holds bytes that are no text',
  'not-json': 'it is not valid JSON',
  'not-an-object': 'it holds something other than an object',
  'duplicate-key': 'it has the same key twice',
  boundless: 'it holds a number beyond all, or goes deeper than anything this program writes',
  'not-a-journal': 'it is not a journal of this program',
  'planted-journal':
    'it would change closed months or write what cannot be read, which this program never does: somebody else wrote it; look at it, and remove it',
  'cut-short': 'its last line was cut short: "verify --repair" cuts it off',
  missing: 'it is missing',
  'another-image': 'it is not the image that was set as a logo',
  'half-letter':
    'a text in it has half a letter, which is read as a replacement sign; "entry correct", "contract edit" and "config set" put the right one in',
  stranger: 'no file of this program',
}

const RECORD_DEFECTS: Said<RecordDefect, string> = {
  'invalid-fields': ({problems}) => problems.map(({path, message}) => `${path}: ${message}`).join('; '),
  'wrong-id': ({found, expected}) => `id: "${found}" is another contract than "${expected}"`,
  'wrong-contract': ({found, expected}) => `contract: "${found}" is not "${expected}"`,
  'wrong-consultant': ({found}) => `consultant: the timer of "${found}" is kept elsewhere`,
  'wrong-month': ({found, expected}) => `month: ${found} is not ${expected}`,
  'broken-line': ({line}) => `line ${line} is not one that this program wrote`,
  'other-witness': ({line}) =>
    `its line ${line} is not in the witness of the store: it is that of another store, or the store was put back or changed; "verify" says where they differ`,
  'opened-before': ({contract}) =>
    `it says that the contract ${contract} was opened already: that one is gone`,
  'closed-before': ({line: {contract, month, number, closedAt}}) =>
    `it says that ${month} of ${contract} was closed already, as statement ${number} at ${closedAt}: that page is gone or another one`,
  edited: () =>
    'it was changed, but not by this program: its checksum is another one. If it shall stay as it is, set "checksum" in it to null',
  unchecked: () =>
    'it was changed, but not by this program, and shall stay so ("checksum" is null): whatever is recorded next ends this note',
  'wrong-region': () => 'region: it is another one',
  'not-indexed': ({number, contract}) =>
    `request ${number} of ${contract} is not in it: "verify --repair" enters it`,
  'no-opening': () => 'there is no page with an opening balance',
  'closed-page-missing': ({month}) => `the closed page of ${month} is missing`,
  'seal-broken': ({month}) => `the seal of ${month} does not match its content`,
  'wrong-opening': ({previous}) => `it does not open with what ${previous} closed with`,
  'closed-without-next': ({month}) => `${month} is closed, but no month after it has an opening`,
  'open-before-next': ({month}) => `${month} is open, but a later month has an opening`,
  'continued-page-missing': ({month, next}) =>
    `the closed page of ${month}, which ${next} continues, is missing`,
}

/** What killed writers left, in English. */
export function leftoverText(leftover: Leftover): string {
  switch (leftover.kind) {
    case 'temporary':
      return 'a temporary file that somebody who was killed left'
    case 'journal':
      return 'a change of several files that somebody who was killed did not finish'
    case 'half-line':
      return 'half a line that somebody who was killed left'
    case 'untold': {
      const {line} = leftover
      const what =
        line.event === 'closed'
          ? `${line.month} of ${line.contract} was closed`
          : `${line.contract} was opened`
      return `it was not told that ${what}`
    }
    case 'not-indexed':
      return `request ${leftover.number} of ${leftover.contract} is not in it`
  }
}

/** What was done about it. */
export const clearedText = (leftover: Leftover): string => CLEARED[leftover.kind](leftoverText(leftover))

const CLEARED: {readonly [Kind in Leftover['kind']]: (what: string) => string} = {
  temporary: what => `removed: ${what}`,
  journal: what => `finished: ${what}`,
  'half-line': what => `cut off: ${what}`,
  untold: what => `added: ${what}`,
  'not-indexed': what => `entered: ${what}`,
}

/** How somebody gets out of damage that nothing can mend without a doubt. */
export function wayOutText(backup: {readonly takenAt: Instant; readonly place: string} | null): string {
  const known =
    backup === null
      ? 'This store has no backup that it knows of; if there is one,'
      : `The last backup is of ${backup.takenAt}:`
  return `Nothing of this can be put right without a doubt. ${known} "restore ${backup?.place ?? 'FILE'}" puts it in the place of the store, which is kept, and says before what the store has and the backup lacks.`
}

/** Where an account and a witness do not agree, in English. @param witness where it is kept */
export function witnessProblemText(problem: WitnessProblem, witness: string): string {
  const words = WITNESS_PROBLEMS[problem.kind] as (of: WitnessProblem, witness: string) => string
  return words(problem, witness)
}

const closedAs = ({number, closedAt, seal}: SealLine): string =>
  `closed as statement ${number} at ${closedAt} with the seal ${seal}`

const WITNESS_PROBLEMS: {
  readonly [Kind in WitnessProblem['kind']]: (
    of: Extract<WitnessProblem, {readonly kind: Kind}>,
    witness: string,
  ) => string
} = {
  'contract-gone': ({contract, last}, witness) =>
    `the contract ${contract} is gone: ${witness} says that it was opened${last === null ? '' : `, and ${last.month} ${closedAs(last)}`}`,
  'month-gone': ({contract, month, said}, witness) =>
    `the closed month ${month} of ${contract} is gone: ${witness} says that it was ${closedAs(said)}`,
  'month-differs': ({contract, month, said}, witness) =>
    `${month} of ${contract} is not the month that was closed: ${witness} says that it was ${closedAs(said)}`,
  'contract-untold': ({contract}, witness) =>
    `${witness} does not say that the contract ${contract} was opened: if that was interrupted, "verify --repair" adds it`,
  'month-untold': ({contract, month}, witness) =>
    `${witness} does not say that ${month} of ${contract} was closed: if a rollover was interrupted, "verify --repair" adds it`,
}

/** What a copy outside of the store shows, in English. */
export function copyText(finding: CopyFinding): string {
  const words = COPIES[finding.kind] as (of: CopyFinding) => string
  return words(finding)
}

const COPIES: {
  readonly [Kind in CopyFinding['kind']]: (of: Extract<CopyFinding, {readonly kind: Kind}>) => string
} = {
  'copy-same': ({line: {contract, month, number}}) =>
    `it is ${month} of ${contract}, statement ${number}, as the store has it`,
  'copy-changed': ({copy: {seal}}) => `its content was changed: it is not what its seal ${seal} was made of`,
  'copy-unknown': ({copy: {seal}}) => `no closed month has the seal ${seal}`,
  'copy-gone': ({copy: {contract, month, seal}}) =>
    `${month} of ${contract} is not closed in the store, and was closed with the seal ${seal}`,
  'copy-differs': ({copy: {contract, month, seal}, line}) =>
    `${month} of ${contract} has the seal ${line.seal} in the store, and not ${seal}`,
}

/** What the signature of a statement shows, in English. */
export function signatureText(finding: SignatureFinding): string {
  switch (finding.kind) {
    case 'unsigned':
      return 'it is not signed'
    case 'signed':
      return `it is signed with ${finding.fingerprint}`
    case 'no-signature':
      return 'its signature is none of OpenSSH for a statement'
    case 'signature-wrong':
      return `it is not what was signed with ${finding.fingerprint}: its signature does not match`
    case 'unknown-signer':
      return `it is signed with ${finding.fingerprint}, which is no key of this store`
  }
}

/** What `verify` found to be wrong with an account, in English. */
export const accountProblemText = ({kind, entry = ''}: AccountProblem): string => PROBLEMS[kind](entry)

const PROBLEMS: {readonly [Kind in AccountProblem['kind']]: (entry: string) => string} = {
  'seal-broken': () => 'the content was changed after the month was closed: its seal does not match',
  'chain-broken': () => 'it does not continue the month before: the seals do not follow each other',
  'page-missing': () => 'this closed month is missing',
  'wrong-opening': () => 'it does not open with what the month before closed with',
  'wrong-requests': () => 'its response times do not follow from what was recorded of its requests',
  'wrong-figures': () => 'its figures do not follow from its bookings',
  'wrong-money': () => 'its amounts do not follow from its charges',
  'wrong-statement': () => 'the statement that the customer got has other figures',
  'wrong-number': () => 'its statement number does not follow the one before',
  'wrong-contract': () => 'it belongs to another contract',
  'terms-changed': () => 'the contract has other terms for it now than when it was closed',
  'timezone-changed': () => 'the contract has another time zone now than when it was closed',
  'currency-changed': () => 'the contract has another currency now than when it was closed',
  'first-day-changed': () => 'the contract has another first day now than when it was closed',
  'wrong-charge': entry => `the charge of entry ${entry} does not follow from its work and the terms`,
  'unknown-charge': entry =>
    `the charge of entry ${entry} cannot be checked: the tariff or the holidays that it is rated by are missing`,
  'entry-twice': entry => `entry ${entry} is booked a second time`,
  'credit-twice': credit => `credit ${credit} is booked a second time`,
}
