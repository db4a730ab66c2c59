import type {Locale, WorkDefaults} from './contract.js'

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
export interface Defaults extends WorkDefaults {
  readonly locale: Locale
  readonly timezone: string
  readonly currency: string
  readonly country: string | null
  readonly state: string | null
  /** The consultant at this store, if there is only one. */
  readonly by: string | null
}

/** Somebody who gives support, with the other names they are known by. */
export interface Consultant {
  readonly name: string
  readonly aliases: readonly string[]
}

export interface Profile {
  readonly provider: Provider
  readonly defaults: Defaults
  /** Those that there are; where none is named, anybody is one. */
  readonly consultants: readonly Consultant[]
}
