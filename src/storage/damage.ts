import type {Month} from '../domain/calendar.js'
import {InvalidRecord} from './account-codec.js'
import type {Damage} from './store.js'
import {DamagedFileError} from './store-errors.js'

/** Runs a parser and says of which file it complains: the page of a month, where it is one of several. */
export function valid<T>(path: string | ((month?: Month) => string), parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof InvalidRecord) {
      const file = typeof path === 'string' ? path : path(error.month)
      throw new DamagedFileError(file, error.message, error)
    }
    throw error
  }
}

/** What an attempt finds damaged: nothing, or the one thing that ended it. */
export function damageOf(attempt: () => unknown): readonly Damage[] {
  try {
    attempt()
    return []
  } catch (error) {
    if (error instanceof DamagedFileError) return [{file: error.path, what: error.what}]
    throw error
  }
}
