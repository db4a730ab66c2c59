import {setTimeout as pause} from 'node:timers/promises'
import type {ContractId} from '../domain/contract.js'
import {type SealLine, sealLineOf} from '../domain/witness.js'
import {defectText, witnessProblemText} from '../locale/problems.js'
import {isUntold, verifyWitness, type WitnessProblem} from '../operations/verify-witness.js'
import type {Store, Witness} from '../storage/store.js'
import {FaultError, StoreDamagedError} from '../storage/store-errors.js'
import type {OutsideWitness} from './outside-witness.js'

/** What is wrong, as it is printed. */
export interface FoundProblem {
  readonly file: string
  readonly what: string
}

/** What witnesses say of the accounts that were looked at. */
export interface Checked {
  readonly problems: readonly FoundProblem[]
  /** What is no damage, and should be known. */
  readonly notes: readonly string[]
  readonly witnesses: readonly {readonly file: string; readonly lines: number}[]
}

/** The accounts that were looked at, and at which else witnesses may be asked about. */
interface Looked {
  readonly seen: Map<ContractId, readonly SealLine[] | null>
  readonly isAbout: (contract: ContractId) => boolean
  readonly outside: OutsideWitness | null
}

const ATTEMPTS = 8
const PAUSE_MS = 40

/** Compares the accounts with the witness of the store and the one outside, if there is one. */
export async function checkWitnesses(store: Store, looked: Looked): Promise<Checked> {
  const own = await ownWitness(store, looked)
  const checked = own === null ? NONE_YET : judged(own.witness, own.problems)
  if (looked.outside === null) return checked
  const outside = {...looked.outside, locate: own?.witness.locate ?? (contract => contract)}
  const {isAbout, seen} = looked
  const found = judged(outside, verifyWitness(outside.lines, seen, isAbout), 'may lag behind')
  return {
    problems: [...checked.problems, ...found.problems],
    notes: [...checked.notes, ...found.notes],
    witnesses: [...checked.witnesses, ...found.witnesses],
  }
}

const NONE_YET: Checked = {
  problems: [],
  notes: ['The store has no witness of its seals yet: the first command that writes makes one.'],
  witnesses: [],
}

/**
 * What the store's own witness says that does not agree with the accounts. Others may close months meanwhile: so whatever does
 * not agree is looked at once more after the witness was read, which is never told of what is not there yet; and what it was
 * not told, it may just be told.
 */
async function ownWitness(store: Store, {seen, isAbout}: Looked) {
  for (let attempt = 1; ; attempt++) {
    const witness = await store.readWitness()
    if (witness === null) return null
    const compare = () => verifyWitness(witness.lines, seen, isAbout)
    for (const contract of new Set(compare().map(each => each.contract)))
      await lookAgain(store, contract, seen)
    const problems = compare()
    const isWaited = attempt < ATTEMPTS && witness.damage.length === 0 && problems.some(isUntold)
    if (!isWaited) return {witness, problems}
    await pause(PAUSE_MS)
  }
}

/** What is there of a contract now. */
async function lookAgain(store: Store, contract: ContractId, seen: Looked['seen']): Promise<void> {
  if ((await store.listContracts()).includes(contract)) seen.set(contract, await sealsOf(store, contract))
  else seen.delete(contract)
}

async function sealsOf(store: Store, contract: ContractId): Promise<readonly SealLine[] | null> {
  try {
    return (await store.inspect(contract)).account?.closed.map(sealLineOf) ?? null
  } catch (error) {
    if (error instanceof StoreDamagedError || error instanceof FaultError) return null
    throw error
  }
}

/** @param lag of a witness that is told later, what it was not told is no damage */
function judged(
  {place, lines, damage, locate}: Witness,
  problems: readonly WitnessProblem[],
  lag?: 'may lag behind',
): Checked {
  // Of one that is gone there is nothing more to be said.
  const isGone = damage.some(({defect}) => defect === 'missing')
  const untold = problems.filter(isUntold)
  const wrong = isGone ? [] : lag === undefined ? problems : problems.filter(each => !isUntold(each))
  return {
    problems: [
      ...damage.map(each => ({file: each.place, what: defectText(each.defect)})),
      ...wrong.map(problem => ({
        file: locate(problem.contract, 'month' in problem ? problem.month : undefined),
        what: witnessProblemText(problem, place),
      })),
    ],
    notes:
      lag === undefined || untold.length === 0
        ? []
        : [`${place} was not told of all yet, as the store’s own witness was: "rollover --witness" adds it.`],
    witnesses: [{file: place, lines: lines.length}],
  }
}
