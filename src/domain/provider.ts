import type {Locale} from './contract.js'

/** The firm that gives the support: what its statements say of it. */
export interface Provider {
  readonly name: string
  readonly address: readonly string[]
  readonly taxNumber: string | null
  readonly bank: string | null
  /** Path of an image for the letterhead. */
  readonly logo: string | null
}

/** What a command takes where nothing else is said. */
export interface Defaults {
  readonly locale: Locale
  readonly timezone: string
  readonly currency: string
  readonly country: string | null
  readonly state: string | null
  /** The consultant at this store, if there is only one. */
  readonly by: string | null
}

export interface Profile {
  readonly provider: Provider
  readonly defaults: Defaults
}
