import type {Instant, Month} from './calendar.js'
import type {ContractId} from './contract.js'
import type {ClosedPage} from './page.js'

/** What a witness says of a contract as a whole: that it was opened, or that it was removed before it was used. */
export interface ContractLine {
  readonly event: 'opened' | 'removed'
  readonly contract: ContractId
}

/** What a witness says of a month: that it was closed, and with which seal. */
export interface SealLine {
  readonly event: 'closed'
  readonly contract: ContractId
  readonly month: Month
  readonly number: string
  readonly seal: string
  readonly closedAt: Instant
}

/** A line of a witness. Lines are only ever added, in the order in which things happened. */
export type WitnessLine = ContractLine | SealLine

/** What a witness is told of a page that was closed. */
export const sealLineOf = ({
  contract,
  month,
  number,
  seal,
  closedAt,
}: Pick<ClosedPage, 'contract' | 'month' | 'number' | 'seal' | 'closedAt'>): SealLine => ({
  ...{event: 'closed', contract, month, number},
  ...{seal: seal.sha256, closedAt},
})

export const isSameLine = (one: WitnessLine, other: WitnessLine): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** What a witness says of one contract. */
export interface Witnessed {
  /** Whether it was opened, and not removed since. */
  readonly isThere: boolean
  /** By month; more than one where a witness contradicts itself. */
  readonly seals: ReadonlyMap<Month, readonly SealLine[]>
}

const UNSEEN: Witnessed = {isThere: false, seals: new Map()}

/** What a witness says, by contract. */
export class Testimony {
  readonly #contracts = new Map<
    ContractId,
    {isThere: boolean; readonly seals: Map<Month, readonly SealLine[]>}
  >()

  constructor(lines: Iterable<WitnessLine> = []) {
    for (const line of lines) this.add(line)
  }

  add(line: WitnessLine): void {
    const known = this.#contracts.get(line.contract) ?? {isThere: false, seals: new Map()}
    this.#contracts.set(line.contract, known)
    if (line.event === 'closed') known.seals.set(line.month, [...(known.seals.get(line.month) ?? []), line])
    else known.isThere = line.event === 'opened'
  }

  /** Those of which it says anything. */
  get contracts(): readonly ContractId[] {
    return [...this.#contracts.keys()].sort()
  }

  of(contract: ContractId): Witnessed {
    return this.#contracts.get(contract) ?? UNSEEN
  }

  /** Whether this adds nothing to what it says. */
  says(line: WitnessLine): boolean {
    const {isThere, seals} = this.of(line.contract)
    if (line.event === 'closed') return seals.get(line.month)?.some(each => isSameLine(each, line)) ?? false
    return isThere === (line.event === 'opened')
  }
}
