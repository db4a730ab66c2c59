import type {Locale, WorkDefaults} from './contract.js'
import type {SigningKey} from './signing-key.js'

/** The firm that gives the support: what its statements say of it. */
export interface Provider {
  readonly name: string
  readonly address: readonly string[]
  readonly taxNumber: string | null
  readonly vatNumber: string | null
  /** Court and number of the register of companies. */
  readonly register: string | null
  readonly bank: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly web: string | null
  /** The name under which the store keeps the image for the letterhead; set in format 1, the path of one. */
  readonly logo: string | null
  /** What stands at the end of each statement, such as whom to ask and how to object. */
  readonly closingText: string | null
}

/** A provider of whom only the name is known. */
export const UNSAID_PROVIDER: Omit<Provider, 'name'> = {
  address: [],
  taxNumber: null,
  vatNumber: null,
  register: null,
  bank: null,
  phone: null,
  email: null,
  web: null,
  logo: null,
  closingText: null,
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
  /** The file outside of the store in which the seals are kept as well. */
  readonly witness: string | null
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
  /** With what statements are signed, the oldest first: old ones stay signed with the key of their time. */
  readonly signingKeys: readonly SigningKey[]
}
