import type {ContractId} from '../domain/contract.js'
import {EXIT, type Failure} from './failure.js'

export interface FailedContract {
  readonly contract: ContractId
  readonly error: Omit<Failure, 'exitCode'>
}

export interface EachContract<T> {
  readonly done: readonly T[]
  readonly failed: readonly FailedContract[]
  /** That of the worst failure, or 0. */
  readonly exitCode: number
}

/** From bearable to bad: a rule that says no harms nothing, a damaged store needs a person at once. */
const SEVERITY: readonly number[] = [EXIT.done, EXIT.usage, EXIT.refused, EXIT.busy, EXIT.fault, EXIT.damaged]

/** Does something for each contract on its own: one that fails is reported and does not stop the others. */
export async function forEachContract<T>(
  ids: readonly ContractId[],
  action: (id: ContractId) => Promise<T>,
): Promise<EachContract<T>> {
  const done: T[] = []
  const failed: FailedContract[] = []
  let exitCode: number = EXIT.done
  for (const id of ids) {
    try {
      done.push(await action(id))
    } catch (error) {
      const {explainFailure} = await import('./explain-failure.js')
      const {exitCode: code, ...failure} = explainFailure(error)
      failed.push({contract: id, error: failure})
      if (SEVERITY.indexOf(code) > SEVERITY.indexOf(exitCode)) exitCode = code
    }
  }
  return {done, failed, exitCode}
}
