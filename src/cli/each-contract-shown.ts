import type {ContractId} from '../domain/contract.js'
import {type EachContract, forEachContract} from './each-contract.js'
import {showProgress} from './progress.js'

export interface Shown<T> {
  /** What there is to say of one that is done. */
  readonly say?: (value: T) => readonly string[]
  /** Without a bar of how many are done. */
  readonly isSilent: boolean
  readonly atOnce?: number
}

/** Does something for each contract as `forEachContract` does, and shows on standard error how many are done. */
export async function forEachContractShown<T>(
  ids: readonly ContractId[],
  action: (id: ContractId) => Promise<T>,
  {say = () => [], isSilent, atOnce}: Shown<T>,
): Promise<EachContract<T>> {
  const progress = showProgress(ids.length, process.stderr, isSilent)
  const actAndShow = async (id: ContractId) => {
    const value = await action(id)
    progress.step(...say(value))
    return value
  }
  try {
    return await forEachContract(ids, actAndShow, atOnce)
  } finally {
    progress.end()
  }
}
