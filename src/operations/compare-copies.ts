import type {Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import type {SealLine} from '../domain/witness.js'
import type {SeenAccounts} from './verify-witness.js'

/** What somebody outside has of a closed month: its seal, or the beginning of it, and perhaps which month it is. */
export interface Copy {
  readonly seal: string
  readonly contract: ContractId | null
  readonly month: Month | null
  /** Whether the content of a statement is what its seal was made of; null where there is none to be asked. */
  readonly isWhole: boolean | null
}

/** What a copy shows; `locale/problems` has the words. */
export type CopyFinding =
  | {readonly kind: 'copy-same'; readonly line: SealLine}
  | {readonly kind: 'copy-changed'; readonly copy: Copy}
  | {readonly kind: 'copy-unknown'; readonly copy: Copy}
  | {readonly kind: 'copy-gone'; readonly copy: Copy}
  | {readonly kind: 'copy-differs'; readonly copy: Copy; readonly line: SealLine}

/** Compares what is outside of the store with its closed months: whoever computed all seals anew cannot reach it there. */
export function compareCopy(copy: Copy, accounts: SeenAccounts): CopyFinding {
  if (copy.isWhole === false) return {kind: 'copy-changed', copy}
  const lines = [...accounts.values()]
    .flatMap(seen => seen ?? [])
    .filter(line => copy.contract === null || line.contract === copy.contract)
    .filter(line => copy.month === null || line.month === copy.month)
  const same = lines.find(({seal}) => seal.startsWith(copy.seal))
  if (same !== undefined) return {kind: 'copy-same', line: same}
  if (copy.contract === null || copy.month === null) return {kind: 'copy-unknown', copy}
  const [line] = lines
  return line === undefined ? {kind: 'copy-gone', copy} : {kind: 'copy-differs', copy, line}
}
