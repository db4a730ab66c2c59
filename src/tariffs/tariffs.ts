import type {Terms} from '../domain/contract.js'
import callOutByTime from './call-out-by-time.json' with {type: 'json'}
import callOutFlat from './call-out-flat.json' with {type: 'json'}
import hourAccount from './hour-account.json' with {type: 'json'}
import responseLevels from './response-levels.json' with {type: 'json'}
import standardAndExtended from './standard-and-extended.json' with {type: 'json'}

/** Ready terms under a name: what a provider offers to more than one customer. */
export interface Tariff {
  readonly name: string
  readonly summary: string
  readonly terms: Partial<Terms>
}

/** The tariffs that come with the program, as their files say; `schema/tariff` reads them. */
export const BUILT_IN_TARIFFS: Readonly<Record<string, unknown>> = {
  'call-out-by-time': callOutByTime,
  'call-out-flat': callOutFlat,
  'hour-account': hourAccount,
  'response-levels': responseLevels,
  'standard-and-extended': standardAndExtended,
}
