/** Numbers that look random and are the same for the same seed, so that a campaign can be repeated. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** 0 or more, and less than 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, 0 or more, and less than `limit`. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit)
  }

  isHeads(): boolean {
    return this.fraction() < 0.5
  }

  one<T>(list: readonly T[]): T {
    const chosen = list[this.below(list.length)]
    if (chosen === undefined) throw new RangeError('nothing to choose from')
    return chosen
  }

  /** So many of a list, all if there are fewer, in the order of the list. */
  sample<T>(list: readonly T[], count: number): readonly T[] {
    const marked = list.map((value, index) => ({value, index, mark: this.fraction()}))
    const chosen = marked.toSorted((a, b) => a.mark - b.mark).slice(0, count)
    return chosen.toSorted((a, b) => a.index - b.index).map(({value}) => value)
  }

  /** So many different whole numbers below `limit`, all if there are fewer, in their order. */
  sampleBelow(limit: number, count: number): readonly number[] {
    if (count >= limit) return Array.from({length: limit}, (_, index) => index)
    const chosen = new Set<number>()
    while (chosen.size < count) chosen.add(this.below(limit))
    return [...chosen].sort((a, b) => a - b)
  }
}
