import type {Month} from '../domain/calendar.js'
import {InvalidRecord} from './account-codec.js'
import type {Damage} from './store.js'
import {StoreDamagedError} from './store-errors.js'

/** Runs a parser and says of which record it complains: the page of a month, where it is one of several. */
export function valid<T>(place: string | ((month?: Month) => string), parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof InvalidRecord) {
      const at = typeof place === 'string' ? place : place(error.month)
      throw new StoreDamagedError(at, error.defect, error)
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
    if (error instanceof StoreDamagedError) return [{place: error.place, defect: error.defect}]
    throw error
  }
}
