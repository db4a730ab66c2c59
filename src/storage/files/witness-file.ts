import {join} from 'node:path'
import {appendDurably, writeDurably} from '../../disk/durable-file.js'
import type {ContractId} from '../../domain/contract.js'
import {type SealLine, Testimony, type WitnessLine} from '../../domain/witness.js'
import {formatWitness, parseWitness} from '../../schema/witness.js'
import type {Damage} from '../store.js'
import {StoreDamagedError} from '../store-errors.js'
import {WITNESS_FILE} from '../store-files.js'
import {withLock} from './lock.js'
import {readFrom, readText} from './text-file.js'

export const WITNESS_LOCK = 'seals.lock'

/**
 * The witness in a store: which contracts there are, and with which seals their months were closed. Lines are only ever added.
 * A lock of its own, as accounts are closed at the same time: it is taken last, by who holds that of an account.
 */
export class WitnessFile {
  readonly path: string
  readonly #lock: string
  readonly #waitSeconds: number
  /** What was read so far: one process closes many months, and reads the whole of it once. */
  #known = {testimony: new Testimony(), file: -1, bytes: 0}

  constructor(store: string, waitSeconds: number) {
    this.path = join(store, WITNESS_FILE)
    this.#lock = join(store, WITNESS_LOCK)
    this.#waitSeconds = waitSeconds
  }

  /** Makes it, or makes it anew. Only for the holder of the store's lock. */
  make(lines: readonly WitnessLine[]): void {
    writeDurably(this.path, formatWitness(lines))
  }

  /** All that it says, and which lines say nothing. */
  inspect(): {readonly lines: readonly WitnessLine[]; readonly damage: readonly Damage[]} {
    const text = readText(this.path)
    if (text === undefined) return {lines: [], damage: [{place: this.path, defect: 'missing'}]}
    const {lines, broken, rest} = parseWitness(text)
    const torn = rest === '' ? [] : [{place: this.path, defect: 'cut-short'} as const]
    const spoilt = broken.map(line => ({place: this.path, defect: {kind: 'broken-line', line}}) as const)
    return {lines, damage: [...spoilt, ...torn]}
  }

  /** @throws StoreDamagedError `missing` */
  testimony(): Testimony {
    const found = readFrom(this.path, this.#known.bytes)
    if (found === undefined) throw new StoreDamagedError(this.path, 'missing')
    const {file, bytes} = found
    if (file !== this.#known.file && this.#known.bytes > 0) {
      this.#known = {testimony: new Testimony(), file: -1, bytes: 0}
      return this.testimony()
    }
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1)
    const {testimony} = this.#known
    for (const line of parseWitness(whole.toString('utf8')).lines) testimony.add(line)
    this.#known = {testimony, file, bytes: this.#known.bytes + whole.length}
    return testimony
  }

  /**
   * Refuses months that were closed already, and months upon others than those that were closed: what is closed
   * would be closed a second time, and the first is gone.
   *
   * @throws StoreDamagedError `closed-before`
   */
  refuseSecond(lines: readonly SealLine[]): void {
    const known = this.testimony()
    for (const line of lines) {
      const before = known
        .of(line.contract)
        .seals.get(line.month)
        ?.find(each => each.seal !== line.seal)
      if (before !== undefined) throw new StoreDamagedError(this.path, {kind: 'closed-before', line: before})
    }
  }

  /** Refuses a contract in the place of one that is gone. @throws StoreDamagedError `opened-before` */
  refuseGone(contract: ContractId): void {
    const {isThere, seals} = this.testimony().of(contract)
    if (isThere || seals.size > 0) throw new StoreDamagedError(this.path, {kind: 'opened-before', contract})
  }

  /** Cuts off what a killed writer left of a line. @returns whether there was such a rest */
  async cutHalfLine(): Promise<boolean> {
    return withLock(this.#lock, {waitSeconds: this.#waitSeconds}, () => {
      if (!this.inspect().damage.some(({defect}) => defect === 'cut-short')) return false
      this.testimony()
      appendDurably(this.path, '', this.#known.bytes)
      return true
    })
  }

  /** Adds those that it does not say yet. @throws FaultError nothing was added · StoreDamagedError `missing` */
  async add(lines: readonly WitnessLine[]): Promise<void> {
    await withLock(this.#lock, {waitSeconds: this.#waitSeconds}, () => {
      const known = this.testimony()
      const more = lines.filter(line => !known.says(line))
      if (more.length > 0) appendDurably(this.path, formatWitness(more), this.#known.bytes)
    })
  }
}
