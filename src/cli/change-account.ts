import type {ContractId} from '../domain/contract.js'
import {type HolidayCalendar, UnknownHolidaysError} from '../domain/holidays.js'
import type {Account} from '../domain/page.js'
import type {Result} from '../domain/refusal.js'
import type {Scope, ScopeOf} from '../domain/scope.js'
import type {Store} from '../storage/store.js'
import {requireContract} from './contracts.js'
import {accepted} from './failure.js'

/**
 * Reads, changes and writes the account somebody named, while nobody else can. Public holidays that are asked for and
 * were not looked up yet are looked up, and the change is made anew: once for a year of a region.
 *
 * @param change may be called more than once, so it must not do anything but calculate
 */
export async function changeAccount<T extends {readonly account: Account}>(
  store: Store,
  id: ContractId,
  scope: Scope | ScopeOf,
  change: (account: Account) => Result<T>,
): Promise<T> {
  const found: HolidayCalendar[] = []
  const withFound = (account: Account) => ({...account, holidays: [...found, ...account.holidays]})
  for (;;) {
    try {
      const result = await store.updateAccount(id, scope, account => change(withFound(account)))
      if (!result.ok && result.refusal.kind === 'unknown-contract') await requireContract(store, id)
      return accepted(result)
    } catch (error) {
      if (!(error instanceof UnknownHolidaysError)) throw error
      const {lookUpHolidays} = await import('./prepare-holidays.js')
      found.unshift(await lookUpHolidays(store, error.region, [error.year]))
    }
  }
}
