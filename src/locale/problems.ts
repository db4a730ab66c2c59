import type {AccountProblem} from '../operations/verify-account.js'

/** What is wrong with a file, in English; the store says anything else in words already. */
export const damageText = (what: string): string => DAMAGE[what] ?? what

const DAMAGE: Readonly<Record<string, string>> = {
  link: 'it is a link',
  'not-a-file': 'it is not a file',
  'not-utf-8': 'it holds bytes that are no text',
  'not-json': 'it is not valid JSON',
  'not-an-object': 'it holds something other than an object',
  'duplicate-key': 'it has the same key twice',
  'not-a-journal': 'it is not a journal of this program',
  missing: 'it is missing',
}

/** What `verify` found to be wrong with an account, in English. */
export const accountProblemText = ({kind, entry = ''}: AccountProblem): string => PROBLEMS[kind](entry)

const PROBLEMS: {readonly [Kind in AccountProblem['kind']]: (entry: string) => string} = {
  'seal-broken': () => 'the content was changed after the month was closed: its seal does not match',
  'chain-broken': () => 'it does not continue the month before: the seals do not follow each other',
  'page-missing': () => 'this closed month is missing',
  'wrong-opening': () => 'it does not open with what the month before closed with',
  'wrong-figures': () => 'its figures do not follow from its bookings',
  'wrong-money': () => 'its amounts do not follow from its charges',
  'wrong-number': () => 'its statement number does not follow the one before',
  'wrong-contract': () => 'it belongs to another contract',
  'terms-changed': () => 'the contract has other terms for it now than when it was closed',
  'wrong-charge': entry => `the charge of entry ${entry} does not follow from its work and the terms`,
  'unknown-charge': entry =>
    `the charge of entry ${entry} cannot be checked: the tariff or the holidays that it is rated by are missing`,
  'entry-twice': entry => `entry ${entry} is booked a second time`,
  'credit-twice': credit => `credit ${credit} is booked a second time`,
}
