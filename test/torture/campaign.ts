import type {Random} from './random.js'
import type {Tally} from './tally.js'

/** How much of a campaign is run, and where it says how far it is. */
export interface Setting {
  /** In the unit of the campaign. */
  readonly rounds: number
  readonly random: Random
  /** In a store whose pages have 30,000 entries and six million escapes. */
  readonly isLarge: boolean
  readonly watch: (done: number, all: number) => void
}

/** Something that is done to the built program again and again, with one question: is anything lost, or untrue? */
export interface Campaign {
  readonly name: string
  readonly about: string
  /** What a round is: `kills`. */
  readonly unit: string
  /** How many rounds `npm test` runs, and how many somebody who starts it by hand; those in a large store. */
  readonly rounds: {readonly short: number; readonly long: number; readonly large?: number}
  /** Why it cannot run on this machine; null where it can. */
  readonly missing: () => string | null
  readonly run: (tally: Tally, setting: Setting) => Promise<void> | void
}

export const RUNS_ANYWHERE = (): null => null

/** Runs jobs, never more than `width` at once: by default as many as the machine of the project has cores. */
export async function inPool(jobs: Iterable<() => Promise<void>>, width = 2): Promise<void> {
  const left = jobs[Symbol.iterator]()
  const work = async (): Promise<void> => {
    for (let next = left.next(); !next.done; next = left.next()) await next.value()
  }
  await Promise.all(Array.from({length: width}, work))
}
