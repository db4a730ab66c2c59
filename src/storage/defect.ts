import type {Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {FieldProblem} from '../domain/refusal.js'
import type {SealLine, WitnessLine} from '../domain/witness.js'

/** What is wrong with what was found at a place, before anybody asks what it says. Scripts are told these words. */
export type PlainDefect =
  | 'link'
  | 'not-a-file'
  | 'not-utf-8'
  | 'not-json'
  | 'not-an-object'
  | 'duplicate-key'
  | 'boundless'
  | 'not-a-journal'
  | 'planted-journal'
  | 'cut-short'
  | 'missing'
  | 'another-image'
  | 'half-letter'
  | 'stranger'

/** What is wrong with a record. */
export type RecordDefect =
  | {readonly kind: 'invalid-fields'; readonly problems: readonly FieldProblem[]}
  | {readonly kind: 'wrong-id' | 'wrong-contract'; readonly found: string; readonly expected: string}
  | {readonly kind: 'wrong-consultant'; readonly found: string}
  | {readonly kind: 'wrong-month'; readonly found: string; readonly expected: Month}
  | {readonly kind: 'broken-line' | 'other-witness'; readonly line: number}
  | {readonly kind: 'closed-before'; readonly line: SealLine}
  | {readonly kind: 'opened-before'; readonly contract: string}
  | {readonly kind: 'edited' | 'unchecked'}
  | {readonly kind: 'wrong-region' | 'no-opening'}
  | {readonly kind: 'not-indexed'; readonly number: string; readonly contract: string}
  | {readonly kind: 'closed-page-missing' | 'seal-broken'; readonly month: Month}
  | {readonly kind: 'wrong-opening'; readonly previous: Month}
  | {readonly kind: 'closed-without-next' | 'open-before-next'; readonly month: Month}
  | {readonly kind: 'continued-page-missing'; readonly month: Month; readonly next: Month}

/** What is wrong, as a value: `locale/problems` has the words. */
export type Defect = PlainDefect | RecordDefect

/**
 * What somebody who was killed left behind. Nothing is wrong by it, and it can be put in order without a doubt: whoever
 * writes there next does so.
 */
export type Leftover =
  | {readonly kind: 'temporary' | 'journal' | 'half-line'; readonly place: string}
  | {readonly kind: 'untold'; readonly place: string; readonly line: WitnessLine}
  | {
      readonly kind: 'not-indexed'
      readonly place: string
      readonly number: string
      readonly contract: ContractId
    }

/** What can happen to a store where it is. */
export type PlaceThreat =
  | {readonly kind: 'on-network'; readonly fileSystem: string}
  | {readonly kind: 'copied'; readonly by: string; readonly folder: string}
  | {readonly kind: 'versioned'; readonly folder: string}
