import type {Month} from '../domain/calendar.js'
import type {ContractId} from '../domain/contract.js'
import {isSameLine, type SealLine, Testimony, type Witnessed, type WitnessLine} from '../domain/witness.js'

/** Where an account and what a witness says of it do not agree; `locale/problems` has the words. */
export type WitnessProblem = {readonly contract: ContractId} & (
  | {readonly kind: 'contract-gone'; readonly last: SealLine | null}
  | {readonly kind: 'month-gone'; readonly month: Month; readonly said: SealLine}
  | {readonly kind: 'month-differs'; readonly month: Month; readonly said: SealLine}
  | Untold
)

/** What a witness was not told: somebody was killed before, or it is one that is told later. */
type Untold = {readonly kind: 'contract-untold'} | {readonly kind: 'month-untold'; readonly month: Month}

/** The closed months of an account that is there, as a witness would be told of them; null where it cannot be read. */
export type SeenAccounts = ReadonlyMap<ContractId, readonly SealLine[] | null>

/**
 * Compares the accounts of a store with what a witness says: a contract that is gone, a month that was dropped at the end,
 * and months that were computed anew are nowhere to be seen in the accounts themselves.
 *
 * @param isAbout which contracts are compared
 */
export function verifyWitness(
  lines: readonly WitnessLine[],
  accounts: SeenAccounts,
  isAbout: (contract: ContractId) => boolean = () => true,
): readonly WitnessProblem[] {
  const testimony = new Testimony(lines)
  const contracts = [...new Set([...testimony.contracts, ...accounts.keys()])].sort().filter(isAbout)
  return contracts.flatMap(contract => {
    const witnessed = testimony.of(contract)
    const seen = accounts.get(contract)
    if (seen !== undefined)
      return [...untoldContract(contract, witnessed), ...comparedMonths(seen, witnessed)]
    const last = lastOf(witnessed)
    return witnessed.isThere || last !== null ? [{contract, kind: 'contract-gone', last}] : []
  })
}

const untoldContract = (contract: ContractId, {isThere}: Witnessed): readonly WitnessProblem[] =>
  isThere ? [] : [{contract, kind: 'contract-untold'}]

function comparedMonths(seen: readonly SealLine[] | null, {seals}: Witnessed): readonly WitnessProblem[] {
  if (seen === null) return []
  const found = new Map(seen.map(line => [line.month, line]))
  const untold = seen.filter(({month}) => !seals.has(month))
  return [
    ...[...seals.values()].flat().flatMap(said => problemOf(said, found.get(said.month))),
    ...untold.map(({contract, month}) => ({contract, kind: 'month-untold', month}) as const),
  ]
}

function problemOf(said: SealLine, found: SealLine | undefined): readonly WitnessProblem[] {
  const {contract, month} = said
  if (found === undefined) return [{contract, kind: 'month-gone', month, said}]
  return isSameLine(found, said) ? [] : [{contract, kind: 'month-differs', month, said}]
}

const lastOf = ({seals}: Witnessed): SealLine | null => {
  const last = [...seals.keys()].sort().at(-1)
  return (last && seals.get(last)?.[0]) ?? null
}

/** Whether something is only missing in a witness, and nothing that it says is untrue. */
export const isUntold = ({kind}: WitnessProblem): boolean =>
  kind === 'contract-untold' || kind === 'month-untold'
