import {isLogoName} from '../domain/logo.js'
import type {Store} from '../storage/store.js'
import {loadLogo} from './pdf-assets.js'
import {InvalidLogoError, NoLogoError} from './statement-errors.js'

/** What a statement's letterhead is printed with. */
export type ReadLogo = (logo: string) => Promise<Uint8Array | null>

/**
 * Reads the logos that the statements of a run name, each once. A store keeps those that are set today. In format 1 a
 * profile named a file: where that is gone, or was never there, the statements of its closed months are printed without.
 *
 * @param onMissing told once of each that is gone
 */
export function logoReader(
  store: Pick<Store, 'readLogo'>,
  onMissing: (error: NoLogoError | InvalidLogoError) => void,
): ReadLogo {
  const logos = new Map<string, Promise<Uint8Array | null>>()
  const read = async (logo: string) => {
    if (isLogoName(logo)) return store.readLogo(logo)
    try {
      return await loadLogo(logo)
    } catch (error) {
      if (!(error instanceof NoLogoError || error instanceof InvalidLogoError)) throw error
      onMissing(error)
      return null
    }
  }
  return logo => {
    const known = logos.get(logo) ?? read(logo)
    logos.set(logo, known)
    return known
  }
}
