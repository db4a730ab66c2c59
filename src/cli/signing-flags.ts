import {homedir} from 'node:os'
import {isAbsolute, join, resolve} from 'node:path'
import {Flags} from '@oclif/core'
import {requireOutside} from './outside-store.js'

/** How commands that make files for customers are told of the key to sign with. */
export const signingFlags = {
  key: Flags.string({
    helpValue: 'FILE',
    description:
      'The private key that statements are signed with (else HOURBANK_KEY, else where "key" has put it)',
  }),
  'no-sign': Flags.boolean({
    description: 'Make files without the signature that the profile asks for',
    default: false,
  }),
}

/** Where private keys are: what is named, and where the program puts its own. Refused in the store, which has none. */
export function keyPlaces(said: string | undefined, store: string) {
  const named = said || process.env.HOURBANK_KEY || null
  if (named !== null) requireOutside(named, store)
  return {named: named === null ? null : resolve(named), usual: usualKeyFolder(process.env)}
}

/** The folder for what belongs to a user and is set up once, as the platform has it. */
function usualKeyFolder({XDG_CONFIG_HOME: config, APPDATA, HOME}: NodeJS.ProcessEnv): string {
  const ofWindows = process.platform === 'win32' ? APPDATA : undefined
  const base = config && isAbsolute(config) ? config : (ofWindows ?? join(HOME || homedir(), '.config'))
  return join(base, 'hourbank', 'keys')
}
