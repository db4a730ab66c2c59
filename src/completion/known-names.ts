import type {Contract, ContractId} from '../domain/contract.js'
import type {Entry} from '../domain/entry.js'
import type {ClosedPage, OpenPage} from '../domain/page.js'
import type {Profile} from '../domain/provider.js'
import {type Request, stateOf} from '../domain/request.js'
import {afterRecords} from '../domain/request-month.js'
import type {StoreNames} from '../storage/names.js'
import type {Suggestion} from './suggestion.js'

/** Closed months whose names people still type. */
const CLOSED_PAGES = 2

type Page = OpenPage | ClosedPage

/**
 * What can be named of a store. Records are taken for what they should be: whoever suggests something of them has to
 * check that it is a text, and a record that is something else has no names.
 */
export class KnownNames {
  readonly #store: StoreNames
  readonly #pages = new Map<ContractId, readonly Page[]>()

  constructor(store: StoreNames) {
    this.#store = store
  }

  /** Each with its customer's name. */
  contracts(): readonly Suggestion[] {
    return this.#store.contractIds().map(value => {
      const about = orNothing(() => this.#contract(value)?.customer.name)
      return {value, ...(typeof about === 'string' && {about})}
    })
  }

  get timezone(): string | undefined {
    return orNothing(() => (this.#store.profile() as Profile).defaults.timezone)
  }

  tariffs(): readonly string[] {
    return this.#store.tariffs()
  }

  /** For whom something was done, the latest first, and the customer's contacts. @param id of all contracts, if left out */
  requesters(id?: ContractId): readonly string[] {
    return this.#idsOr(id).flatMap(each => [
      ...this.#entries(each).flatMap(({requester}) => requester ?? []),
      ...this.#requests(each).flatMap(({requester}) => requester ?? []),
      ...(orNothing(() => this.#contract(each)?.customer.contacts.map(String)) ?? []),
    ])
  }

  /** The sites at which something was done. */
  places(id?: ContractId): readonly string[] {
    return this.#idsOr(id).flatMap(each => this.#entries(each).flatMap(({place}) => place ?? []))
  }

  /** By whom something was done, after those whom the profile lists. */
  consultants(id?: ContractId): readonly string[] {
    const profile = this.#store.profile() as Partial<Profile> | undefined
    const listed = orNothing(() => profile?.consultants?.map(({name}) => name)) ?? []
    if (listed.length > 0) return listed
    const usual = orNothing(() => profile?.defaults?.by) ?? []
    return [
      ...[usual].flat(),
      ...this.#idsOr(id).flatMap(each => this.#entries(each).map(({consultant}) => consultant)),
    ]
  }

  /** The numbers of requests, those first that are not over. */
  requests(id?: ContractId): readonly Suggestion[] {
    const all = this.#idsOr(id).flatMap(contract =>
      this.#requests(contract).map(request => ({contract, request, state: stateOf(request)})),
    )
    const isOver = ({state}: (typeof all)[number]) => state === 'resolved' || state === 'closed'
    const inOrder = [...all.filter(each => !isOver(each)), ...all.filter(isOver)]
    return inOrder.map(({contract, request: {number, subject}, state}) => ({
      value: number,
      about: [...(id === undefined ? [contract] : []), state, subject].join(' · '),
    }))
  }

  /** The same, and the numbers that entries have. */
  tickets(id?: ContractId): readonly Suggestion[] {
    const ofEntries = this.#idsOr(id).flatMap(each => this.#entries(each))
    return [
      ...this.requests(id),
      ...ofEntries.flatMap(({ticket, text}) => (ticket === null ? [] : {value: ticket, about: text})),
    ]
  }

  /** The ids of entries, the latest first. */
  entries(id?: ContractId): readonly Suggestion[] {
    const all = this.#idsOr(id).flatMap(contract =>
      this.#entries(contract).map(entry => ({contract, ...entry})),
    )
    return all
      .toSorted((one, other) => (one.start < other.start ? 1 : -1))
      .map(({id: value, contract, start, text}) => ({
        value,
        about: `${start.slice(0, 16).replace('T', ' ')} ${contract} · ${text}`,
      }))
  }

  #idsOr(id: ContractId | undefined): readonly ContractId[] {
    return id === undefined ? this.#store.contractIds() : [id]
  }

  #contract(id: ContractId): Contract | undefined {
    return this.#store.contract(id) as Contract | undefined
  }

  /** The entries that count, the latest first. */
  #entries(id: ContractId): readonly Entry[] {
    const entries = orNothing(() => this.#latestPages(id).flatMap(({entries}) => entries.toReversed()))
    return orNothing(() => entries?.filter(({voided}) => voided === null)) ?? []
  }

  /** The requests of the open months, the latest first. */
  #requests(id: ContractId): readonly Request[] {
    const found = orNothing(() => {
      const open = this.#latestPages(id)
        .filter(page => page.status === 'open')
        .toReversed()
      const carried = open[0]?.opening?.carried.requests ?? []
      return afterRecords(
        carried,
        open.flatMap(({requestRecords}) => requestRecords),
      )
    })
    return orNothing(() => found?.filter(({voided}) => voided === null).toReversed()) ?? []
  }

  /** The pages of the open months and of the last ones that are closed, the latest first. */
  #latestPages(id: ContractId): readonly Page[] {
    const known = this.#pages.get(id)
    if (known !== undefined) return known
    const pages: Page[] = []
    let closed = 0
    for (const page of this.#store.pages(id) as Generator<Page | undefined, void>) {
      if (page === undefined) break
      pages.push(page)
      if (page.status !== 'open' && ++closed === CLOSED_PAGES) break
    }
    this.#pages.set(id, pages)
    return pages
  }
}

/** What is read of a record; undefined where it is not what it should be. */
function orNothing<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
