import type {Instant} from '../domain/calendar.js'
import {dayOf, inZone} from '../domain/calendar.js'
import type {Contract, ContractId} from '../domain/contract.js'
import {parseDayText} from '../domain/day-text.js'
import {ticketNumber} from '../domain/entry.js'
import type {Account} from '../domain/page.js'
import {datesFor} from '../domain/read-typed.js'
import {parseTime} from '../domain/time-text.js'
import {listEntries} from '../operations/list-entries.js'
import {findRequest, type JudgedRequest, judgeRequest, neededForRequest} from '../operations/requests.js'
import type {RequestInFull} from '../render/request-json.js'
import type {Store} from '../storage/store.js'
import type {Context} from './context.js'
import {findAccount} from './contracts.js'
import {accepted, RefusalError} from './failure.js'

/** The contracts that have a request of this number. The index only says where to look. */
export async function contractsOfTicket(store: Store, said: string): Promise<readonly ContractId[]> {
  const number = ticketNumber(said)
  const contracts: ContractId[] = []
  for (const id of await store.contractsWithRequest(number))
    if (await hasTicket(store, id, number)) contracts.push(id)
  return contracts
}

const hasTicket = async (store: Store, id: ContractId, number: string): Promise<boolean> =>
  findRequest(await findAccount(store, id, neededForRequest(number)), number) !== undefined

/**
 * The contract of the request that somebody named. Refused where there is none, or several have one.
 * @param named the contract that was named with it
 */
export async function findTicket(store: Store, said: string, named: string | undefined): Promise<ContractId> {
  const number = ticketNumber(said)
  if (named !== undefined) {
    if (await hasTicket(store, named, number)) return named
    throw new RefusalError({kind: 'unknown-request', number, contract: named})
  }
  const [contract, ...others] = await contractsOfTicket(store, number)
  if (contract === undefined) throw new RefusalError({kind: 'unknown-request', number, contract: null})
  if (others.length > 0)
    throw new RefusalError({kind: 'ambiguous-request', number, contracts: [contract, ...others]})
  return contract
}

/** A request with its outcomes by now, and the work that names it. */
export function requestInFull(account: Account, judged: JudgedRequest): RequestInFull {
  const {number} = judged.request
  const entries = listEntries(account, {...ANY_ENTRY, ticket: null}).flatMap(({entry}) =>
    entry.ticket !== null && ticketNumber(entry.ticket) === number ? [entry] : [],
  )
  return {contract: account.contract.id, ...judged, entries}
}

const ANY_ENTRY = {
  ...{month: null, from: null, to: null, search: null, consultant: null, requester: null, place: null},
  ...{channel: null, class: null, cause: null, withVoided: false},
} as const

/** The request of an account, in full. Refused as unknown where there is none. */
export function ticketIn(account: Account, said: string, now: Instant): RequestInFull {
  const number = ticketNumber(said)
  const request = findRequest(account, number)
  if (request === undefined)
    throw new RefusalError({kind: 'unknown-request', number, contract: account.contract.id})
  return requestInFull(account, judgeRequest(account, request, now))
}

/**
 * Understands a time as people type it, by the clocks of a contract that is read later.
 * @param reading whether a time of day is the latest, or the next
 */
export async function timeReader(
  text: string | undefined,
  {now, profile}: Pick<Context, 'now' | 'profile'>,
  reading: 'past' | 'next',
): Promise<(contract: Pick<Contract, 'timezone'>) => Instant | null> {
  if (text === undefined) return () => null
  const contextIn = (timezone: string) => ({now: inZone(now, timezone), timezone, reading}) as const
  const dates = await datesFor(asked => {
    const context = {...contextIn(profile.defaults.timezone), dates: asked}
    parseTime(text, context)
    parseDayText(text, {...context, today: dayOf(context.now)})
  })
  return ({timezone}) => accepted(parseTime(text, {...contextIn(timezone), dates})).instant
}
