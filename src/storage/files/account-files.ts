import {type Month, parseMonth} from '../../domain/calendar.js'

/** The file of an account's contract. */
export const CONTRACT_FILE = 'contract.json'

/** The file of an account's page of a month. */
export const fileOfMonth = (month: Month): string => `${month}.json`

/** Which month's page a file is; undefined where it is none. */
export const monthOfFile = (name: string): Month | undefined =>
  name.endsWith('.json') ? parseMonth(name.slice(0, -'.json'.length)) : undefined
