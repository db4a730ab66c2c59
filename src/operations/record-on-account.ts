import type {AccountRecord} from '../domain/account-record.js'
import type {Month} from '../domain/calendar.js'
import type {Account} from '../domain/page.js'
import {firstOpenMonth, openPage, withPage} from './ledger.js'

/** The account with what was done to it on record: in an open month, so that it is sealed when that is closed. */
export function recordOn(
  account: Account,
  record: AccountRecord,
  month: Month = firstOpenMonth(account),
): Account {
  const page = openPage(account, month)
  return withPage(account, {...page, accountRecords: [...page.accountRecords, record]})
}
