import type {ContractId} from '../domain/contract.js'

/** What other programs call the contracts: by a mapping that somebody gave, by customer or by id. */
export interface ContractNames {
  /** Undefined where the name is none of a contract. */
  readonly find: (name: string) => ContractId | undefined
  /** That of what names none. */
  readonly usual: ContractId | undefined
}

const BETWEEN = ' / '

/** The name that client and project have together; what is empty is left out. */
export const joinedName = (parts: readonly string[]): string =>
  parts
    .map(part => part.trim())
    .filter(part => part !== '')
    .join(BETWEEN)

/**
 * The contract that a name of several parts stands for: as a whole, else by the first part that is one. Where none is, the
 * usual one; without that the first part, of which the row then says that there is no such contract.
 */
export function contractNamed(name: string, names: ContractNames): string {
  const parts = name.split(BETWEEN)
  const found = [name, ...parts].map(names.find).find(id => id !== undefined)
  return found ?? names.usual ?? parts[0] ?? name
}
