import {dayIn, type Instant, type Month, monthOf, monthsFrom} from '../domain/calendar.js'
import {type ContractId, termsIn} from '../domain/contract.js'
import type {Account} from '../domain/page.js'
import {ok, type Result, refuse} from '../domain/refusal.js'
import {endRequests, judgedUntil, NO_RESPONSE_TIMES, type ResponseTimes} from '../domain/request-month.js'
import {reportOf, type ServiceReport} from '../domain/service-report.js'
import {firstOpenMonth, openPage} from './ledger.js'

/** The report with whose it is. */
export interface ContractReport extends ServiceReport {
  readonly contract: ContractId
  readonly month: Month
  readonly status: 'closed' | 'provisional'
}

/**
 * How the promises of a month were kept: as it was closed, or as it stands now. The page of a closed month must have
 * been read.
 *
 * Refused: a month before the contract's first, or one that has not begun.
 */
export function reportMonth(account: Account, month: Month, now: Instant): Result<ContractReport> {
  const {contract} = account
  const from = monthOf(contract.from)
  if (month < from) return refuse({kind: 'month-before-contract', month, from})
  const closed = account.closed.find(page => page.month === month)
  const head = {contract: contract.id, month}
  if (closed !== undefined)
    return ok({...head, status: 'closed', ...reportOf(closed.responseTimes, closed.terms)})
  const today = dayIn(now, contract.timezone)
  if (month > monthOf(today)) return refuse({kind: 'month-not-begun', month, today})
  return ok({
    ...head,
    status: 'provisional',
    ...reportOf(responseTimesIn(account, month, now), termsIn(contract, month)),
  })
}

/** The response times of an open month, with every open month before it ended as if it were closed now. */
export function responseTimesIn(account: Account, month: Month, now: Instant): ResponseTimes {
  const {contract, holidays: calendars} = account
  const first = firstOpenMonth(account)
  let {carried} = account.open[0].opening
  let times = NO_RESPONSE_TIMES
  for (const each of monthsFrom(first, month)) {
    const judging = {now: judgedUntil(each, now, contract.timezone), calendars}
    const ended = endRequests(carried, openPage(account, each).requestRecords, {
      month: each,
      contract,
      judging,
    })
    carried = ended.carried
    times = ended.responseTimes
  }
  return times
}
