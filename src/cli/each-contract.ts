import type {ContractId} from '../domain/contract.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {EXIT, type Failure} from './failure.js'

export interface FailedContract {
  readonly contract: ContractId
  readonly error: Omit<Failure, 'exitCode'>
  /** What was thrown. */
  readonly cause: unknown
}

export interface EachContract<T> {
  readonly done: readonly T[]
  readonly failed: readonly FailedContract[]
  /** That of the worst failure, or 0. */
  readonly exitCode: number
}

/** From bearable to bad: a rule that says no harms nothing, a damaged store needs a person at once. */
const SEVERITY: readonly number[] = [EXIT.done, EXIT.usage, EXIT.refused, EXIT.busy, EXIT.fault, EXIT.damaged]

/** The exit code of a command of which several parts went wrong. */
export const worstOf = (codes: readonly number[]): number =>
  codes.reduce((worst, code) => (SEVERITY.indexOf(code) > SEVERITY.indexOf(worst) ? code : worst), EXIT.done)

/**
 * Does something for each contract on its own: one that fails is reported and does not stop the others.
 * @param atOnce how many at a time; what they give stays in the order of the ids
 */
export async function forEachContract<T>(
  ids: readonly ContractId[],
  action: (id: ContractId) => Promise<T>,
  atOnce = 1,
): Promise<EachContract<T>> {
  const outcomes: Result<T, FailedWith>[] = []
  const left = ids.entries()
  const work = async () => {
    for (const [index, id] of left) outcomes[index] = await attempt(id, action)
  }
  await Promise.all(Array.from({length: atOnce}, work))
  return {
    done: outcomes.flatMap(outcome => (outcome.ok ? [outcome.value] : [])),
    failed: outcomes.flatMap(outcome => (outcome.ok ? [] : [outcome.refusal.failed])),
    exitCode: worstOf(outcomes.map(outcome => (outcome.ok ? EXIT.done : outcome.refusal.exitCode))),
  }
}

interface FailedWith {
  readonly failed: FailedContract
  readonly exitCode: number
}

async function attempt<T>(
  id: ContractId,
  action: (id: ContractId) => Promise<T>,
): Promise<Result<T, FailedWith>> {
  try {
    return ok(await action(id))
  } catch (cause) {
    const {explainFailure} = await import('./explain-failure.js')
    const {exitCode, ...error} = explainFailure(cause)
    return refuse({failed: {contract: id, error, cause}, exitCode})
  }
}

/** As JSON shows it. */
export const withoutCause = ({contract, error}: FailedContract) => ({contract, error})
