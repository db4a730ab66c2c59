import {type Month, parseMonth} from '../domain/calendar.js'
import type {HolidayRegion} from '../domain/holidays.js'

// What the files of a store are called: in its folder, and wherever a store is handed over.

export const STORE_FILE = 'store.json'
export const WITNESS_FILE = 'seals.jsonl'
/** The first format whose stores have one. */
export const FIRST_WITH_WITNESS = 4
export const CONTRACTS = 'contracts'
export const HOLIDAYS = 'holidays'
export const LOGOS = 'logos'
export const TARIFFS = 'tariffs'

/** The file of an account's contract. */
export const CONTRACT_FILE = 'contract.json'

/** The file of an account's page of a month. */
export const fileOfMonth = (month: Month): string => `${month}.json`

/** Which month's page a file is; undefined where it is none. */
export const monthOfFile = (name: string): Month | undefined =>
  name.endsWith('.json') ? parseMonth(name.slice(0, -'.json'.length)) : undefined

/** The file of a region's public holidays. */
export const fileOfRegion = ({country, state}: HolidayRegion): string =>
  `${country}-${state ?? 'all'}.json`.toLowerCase()
