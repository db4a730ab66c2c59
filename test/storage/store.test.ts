import fc from 'fast-check'
import {beforeEach, describe, expect, test} from 'vitest'
import {NO_WORK_DEFAULTS} from '../../src/domain/contract.js'
import type {HolidayCalendar} from '../../src/domain/holidays.js'
import {isLogoName} from '../../src/domain/logo.js'
import type {Account} from '../../src/domain/page.js'
import type {Profile} from '../../src/domain/provider.js'
import {ok, type Result, refuse} from '../../src/domain/refusal.js'
import type {Scope, ScopeOf} from '../../src/domain/scope.js'
import {WHOLE_HISTORY} from '../../src/domain/scope.js'
import type {Timer} from '../../src/domain/timer.js'
import {amendContract, openAccount} from '../../src/operations/change-contract.js'
import {closeDueMonths} from '../../src/operations/close-month.js'
import {recordOn} from '../../src/operations/record-on-account.js'
import {openRequest} from '../../src/operations/record-request.js'
import {voidEntry} from '../../src/operations/void-entry.js'
import {contradictionsIn} from '../../src/schema/contract.js'
import type {Defect} from '../../src/storage/defect.js'
import type {Store, StoreFile} from '../../src/storage/store.js'
import {NoStoreError, StoreDamagedError} from '../../src/storage/store-errors.js'
import {
  accepted,
  at,
  Books,
  byWeber,
  closingAt,
  contractOf,
  day,
  month,
  PLAIN_TERMS,
  PROVIDER,
  refusalOf,
  resealed,
} from '../support/account-builder.js'
import {anyHistory, Player} from '../support/histories.js'
import {LOGO_JPEG, LOGO_PNG} from '../support/logos.js'
import {configureRuns, RUNS_WITH_FILES} from '../support/property-runs.js'
import {ADAPTERS} from './adapters.js'

configureRuns(RUNS_WITH_FILES)

const PROFILE: Profile = {
  provider: PROVIDER,
  defaults: {
    ...{locale: 'de', timezone: 'UTC', currency: 'EUR', country: null, state: null, by: null, witness: null},
    ...NO_WORK_DEFAULTS,
  },
  consultants: [],
  signingKeys: [],
}
const BAVARIA = {country: 'DE', state: 'BY'}
const AUSTRIA = {country: 'AT', state: null}

/** A plain account under an id. */
const plain = (id: string): Account => openAccount({...contractOf(), id}, byWeber())

/** Writes an account as it is, closed pages and all. */
async function put(store: Store, account: Account): Promise<void> {
  const {id} = account.contract
  if (!(await store.hasContract(id)))
    accepted(await store.createAccount(openAccount(account.contract, byWeber())))
  accepted(await store.updateAccount(id, {}, () => ok({account})))
}

/** January to March closed, April open, each with the entry of its number; the first is reversed in April. */
function fourMonths(): Account {
  const books = new Books()
  for (const each of ['2026-01', '2026-02', '2026-03', '2026-04']) {
    if (each !== '2026-01') books.close(`2026-0${Number(each.slice(-1)) - 1}`)
    books.log(`${each}-10`, 60, {}, {id: `entry-${each}`})
  }
  books.void('entry-2026-01', '2026-04-11')
  return books.account
}

const REQUEST = {
  ...{subject: 'Printer', requester: null, kind: null, priority: null, address: null, isEmergency: false},
  ...{number: null, channel: null, at: null, note: null},
} as const
const AT_NOON = {by: 'J. Weber', now: at('2026-01-10')}

const timerOf = (consultant: string): Timer => ({
  ...{id: 'timed', consultant, contract: 'acme', startedAt: at('2026-01-10T14:00:00Z'), text: 'Printer'},
  said: {requester: 'Frau Müller', place: null, channel: 'phone', cause: 'provider', ticket: '7'},
  pauses: [{from: at('2026-01-10T14:10:00Z'), to: at('2026-01-10T14:20:00Z')}],
})

const damaged = (defect: Defect) => expect.objectContaining({name: 'StoreDamagedError', defect})

/** What no account allows. */
const REFUSED: readonly ((account: Account) => Result<{readonly account: Account}>)[] = [
  account =>
    voidEntry(account, {id: 'nobody', reason: 'wrong', tell: null, at: at('2026-01-01'), by: 'J. Weber'}),
  account => closeDueMonths(account, month('9999-01'), closingAt('2026-01-01')),
  account => amendContract(account, {from: month('1950-01'), changes: {creditMinutes: 1}}, byWeber()),
]

describe.each(ADAPTERS)('a store $kind', ({open, isThere}) => {
  beforeEach(({skip}) => skip(!isThere, 'PostgreSQL is not installed'))

  async function make(): Promise<Store> {
    const {store} = open()
    await store.create(PROFILE)
    return store
  }

  describe('that is made', () => {
    test('is none before', async () => {
      const {store} = open()
      await expect(store.readProfile()).rejects.toBeInstanceOf(NoStoreError)
      await expect(store.updateProfile(profile => profile)).rejects.toBeInstanceOf(NoStoreError)
      expect(await store.listTariffs()).toEqual([])
      expect(await store.listContracts()).toEqual([])
    })

    test('is in today’s format, and everybody or one user is taken at their word', async () => {
      const store = await make()
      expect(await store.migrate()).toBe(false)
      expect((await store.readUser())?.mayActForOthers ?? true).toBe(true)
      expect(store.rolesScript() ?? 'GRANT').toContain('GRANT')
      expect(await store.inspectPlace()).toBeInstanceOf(Array)
    })

    test('is made once, and stays as it is', async () => {
      const {store} = open()
      expect(await store.create(PROFILE)).toBe(true)
      expect(await store.create({...PROFILE, provider: {...PROVIDER, name: 'Maier IT'}})).toBe(false)
      expect(await store.readProfile()).toStrictEqual(PROFILE)
    })
  })

  describe('of a profile', () => {
    test('gives the profile it was made with', async () => {
      expect(await (await make()).readProfile()).toStrictEqual(PROFILE)
    })

    test('keeps a change, and gives it back', async () => {
      const store = await make()
      const changed = {...PROFILE, provider: {...PROVIDER, name: 'Maier IT'}}
      expect(await store.updateProfile(() => changed)).toStrictEqual(changed)
      expect(await store.readProfile()).toStrictEqual(changed)
    })

    test('keeps the old one where the change throws or is none', async () => {
      const store = await make()
      const failing = store.updateProfile(() => {
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      const nameless = {...PROFILE, provider: {...PROVIDER, name: ''}}
      await expect(store.updateProfile(() => nameless)).rejects.toThrow()
      expect(await store.readProfile()).toStrictEqual(PROFILE)
    })
  })

  describe('of holidays', () => {
    const years: HolidayCalendar['years'] = {2026: [day('2026-01-06')]}

    test('knows none of a region that was not looked up', async () => {
      expect(await (await make()).readHolidays(BAVARIA)).toStrictEqual({region: BAVARIA, years: {}})
    })

    test('keeps the years of each region', async () => {
      const store = await make()
      await store.addHolidays({region: BAVARIA, years})
      await store.addHolidays({region: AUSTRIA, years: {2026: []}})
      await store.addHolidays({region: BAVARIA, years: {2027: [day('2027-01-06')]}})
      expect(await store.readHolidays(BAVARIA)).toStrictEqual({
        region: BAVARIA,
        years: {...years, 2027: [day('2027-01-06')]},
      })
      expect(await store.readHolidays(AUSTRIA)).toStrictEqual({region: AUSTRIA, years: {2026: []}})
      expect(await store.inspectShared()).toEqual([])
    })

    test('keeps a year that is there already as it is', async () => {
      const store = await make()
      await store.addHolidays({region: BAVARIA, years})
      await store.addHolidays({region: BAVARIA, years: {2026: [day('2026-01-07')]}})
      expect((await store.readHolidays(BAVARIA)).years).toStrictEqual(years)
    })

    test('gives an account those of the regions that its terms name, looked up or not', async () => {
      const store = await make()
      await store.addHolidays({region: BAVARIA, years})
      const {id} = plain('acme').contract
      const terms = {bands: {...PLAIN_TERMS.bands, holiday: {name: 'holiday', factor: 2}, holidays: BAVARIA}}
      accepted(await store.createAccount(openAccount(contractOf({terms}), byWeber())))
      accepted(await store.createAccount(plain('other')))
      expect((await store.readAccount(id))?.holidays).toStrictEqual([{region: BAVARIA, years}])
      expect((await store.readAccount('other'))?.holidays).toStrictEqual([])
    })
  })

  describe('of logos', () => {
    test('keeps each image under a name that its content gives it, also when it is kept twice', async () => {
      const store = await make()
      const names = [
        await store.addLogo(LOGO_PNG),
        await store.addLogo(LOGO_JPEG),
        await store.addLogo(LOGO_PNG),
      ]
      expect(names.map(isLogoName)).toEqual([true, true, true])
      expect(names[2]).toBe(names[0])
      expect(names[1]).not.toBe(names[0])
      expect(Buffer.from(await store.readLogo(names[0] as string))).toEqual(LOGO_PNG)
      expect(Buffer.from(await store.readLogo(names[1] as string))).toEqual(LOGO_JPEG)
      expect(await store.inspectShared()).toEqual([])
    })

    test('has none that nobody kept', async () => {
      const store = await make()
      await expect(store.readLogo('0123456789abcdef.png')).rejects.toEqual(damaged('missing'))
    })
  })

  describe('of tariffs', () => {
    test('gives those of the provider by name, whatever they say', async () => {
      const {store, putTariff} = open()
      await store.create(PROFILE)
      putTariff('silver', '{"summary": "Silber", "terms": {}}')
      putTariff('gold', '{')
      expect(await store.listTariffs()).toEqual(['gold', 'silver'])
      const gold = await store.readTariff('gold')
      expect(gold?.place).toContain('gold')
      expect(gold && Buffer.from(gold.bytes).toString()).toBe('{')
    })

    test.each(['bronze', '../store', ''])('has none named "%s" unless it was put there', async name => {
      expect(await (await make()).readTariff(name)).toBeUndefined()
    })
  })

  describe('of no such contract', () => {
    test.each(['acme', '../acme', 'ACME', ''])('has no "%s"', async id => {
      const store = await make()
      expect(await store.listContracts()).toEqual([])
      expect(await store.hasContract(id)).toBe(false)
      expect(await store.readContract(id)).toBeUndefined()
      expect(await store.readAccount(id, WHOLE_HISTORY)).toBeUndefined()
    })

    test('refuses to change it, without a try', async () => {
      const change = () => {
        throw new Error('was tried')
      }
      const result = await (await make()).updateAccount('acme', {}, change)
      expect(refusalOf(result)).toEqual({kind: 'unknown-contract', contract: 'acme'})
    })

    test('has no account of it to inspect', async () => {
      const {account, damage} = await (await make()).inspect('acme')
      expect(account).toBeNull()
      expect(damage).toMatchObject([{defect: 'missing'}])
    })
  })

  describe('that creates', () => {
    test('gives back what is read from then on', async () => {
      const store = await make()
      const account = plain('acme')
      expect(accepted(await store.createAccount(account))).toStrictEqual(account)
      expect(await store.readAccount('acme')).toStrictEqual(account)
      expect(await store.readContract('acme')).toStrictEqual(account.contract)
      expect(await store.hasContract('acme')).toBe(true)
    })

    test('refuses a contract that is there, and leaves it as it was', async () => {
      const store = await make()
      const account = plain('acme')
      accepted(await store.createAccount(account))
      const again = openAccount({...account.contract, currency: 'CHF'}, byWeber())
      expect(refusalOf(await store.createAccount(again))).toEqual({kind: 'contract-exists', contract: 'acme'})
      expect(await store.readAccount('acme')).toStrictEqual(account)
    })

    test('lists contracts by their names', async () => {
      const store = await make()
      for (const id of ['b', 'a-2', 'c', 'a']) accepted(await store.createAccount(plain(id)))
      expect(await store.listContracts()).toEqual(['a', 'a-2', 'b', 'c'])
    })
  })

  describe('that changes', () => {
    test('shows the change what is stored, and gives back what it made', async () => {
      const store = await make()
      const stored = fourMonths()
      await put(store, stored)
      const result = await store.updateAccount('acme', WHOLE_HISTORY, account => {
        expect(account).toStrictEqual(stored)
        return ok({account: {...account, contract: {...account.contract, currency: 'CHF'}}, told: 1})
      })
      const {account, told} = accepted(result)
      expect(told).toBe(1)
      expect(await store.readAccount('acme', WHOLE_HISTORY)).toStrictEqual(account)
    })

    test('leaves other contracts and the closed pages it did not read as they were', async () => {
      const store = await make()
      const stored = fourMonths()
      await put(store, stored)
      accepted(await store.createAccount(plain('other')))
      const currency = 'CHF'
      accepted(
        await store.updateAccount('acme', {}, account => {
          expect(account.closed).toEqual([])
          return ok({account: {...account, contract: {...account.contract, currency}}})
        }),
      )
      expect((await store.readAccount('acme', WHOLE_HISTORY))?.closed).toStrictEqual(stored.closed)
      expect(await store.readAccount('other')).toStrictEqual(plain('other'))
    })

    test.each([
      {how: 'is refused', change: () => refuse({kind: 'nothing-closed', contract: 'acme'} as const)},
      {how: 'gives the same account', change: (account: Account) => ok({account})},
    ])('writes nothing where it $how', async ({change}) => {
      const store = await make()
      await put(store, fourMonths())
      await store.updateAccount('acme', {}, change)
      expect(await store.readAccount('acme', WHOLE_HISTORY)).toStrictEqual(fourMonths())
    })

    test('writes nothing where it throws, or makes what cannot be stored', async () => {
      const store = await make()
      await put(store, fourMonths())
      const throwing = store.updateAccount('acme', {}, () => {
        throw new Error('no')
      })
      await expect(throwing).rejects.toThrow('no')
      const spoiling = store.updateAccount('acme', {}, account => {
        const [first, ...later] = account.open
        const contract = {...account.contract, currency: 'CHF'}
        return ok({account: {...account, contract, open: [{...first, month: month('April')}, ...later]}})
      })
      await expect(spoiling).rejects.toThrow()
      expect(await store.readAccount('acme', WHOLE_HISTORY)).toStrictEqual(fourMonths())
    })

    test('makes changes at the same time one after the other', async () => {
      const store = await make()
      accepted(await store.createAccount(plain('acme')))
      const add = (number: number) =>
        store.updateAccount('acme', {lastClosed: true}, account => {
          const customer = account.contract.customer
          const contacts = [...customer.contacts, `contact ${number}`]
          return ok({
            account: {...account, contract: {...account.contract, customer: {...customer, contacts}}},
          })
        })
      await Promise.all([1, 2, 3, 4].map(add))
      expect((await store.readContract('acme'))?.customer.contacts).toHaveLength(5)
    })
  })

  describe('that removes', () => {
    const allowed = () => null

    test('gives back the account as it was, and has no such contract then; others stay', async () => {
      const store = await make()
      for (const id of ['acme', 'other']) accepted(await store.createAccount(plain(id)))
      expect(accepted(await store.removeAccount('acme', allowed))).toStrictEqual(plain('acme'))
      expect(await store.listContracts()).toEqual(['other'])
      expect(await store.hasContract('acme')).toBe(false)
      expect(await store.readContract('acme')).toBeUndefined()
      expect(await store.readAccount('acme', WHOLE_HISTORY)).toBeUndefined()
      expect(await store.findBeginning('entries', '')).toEqual([])
      const unknown = {kind: 'unknown-contract', contract: 'acme'}
      expect(refusalOf(await store.updateAccount('acme', {}, account => ok({account})))).toEqual(unknown)
      expect(refusalOf(await store.removeAccount('acme', allowed))).toEqual(unknown)
      expect(await store.readAccount('other')).toStrictEqual(plain('other'))
    })

    test('leaves the id to another contract', async () => {
      const store = await make()
      accepted(await store.createAccount(plain('acme')))
      accepted(await store.removeAccount('acme', allowed))
      const other = openAccount(contractOf({from: '2026-06-01'}), byWeber())
      accepted(await store.createAccount(other))
      expect(await store.readAccount('acme', WHOLE_HISTORY)).toStrictEqual(other)
      expect((await store.inspect('acme')).damage).toEqual([])
    })

    test('shows the check what is stored, and leaves it as it was where that refuses or throws', async () => {
      const store = await make()
      await put(store, fourMonths())
      const refusal = {kind: 'nothing-closed', contract: 'acme'} as const
      const removed = await store.removeAccount('acme', account => {
        expect(account.open).toStrictEqual(fourMonths().open)
        return refusal
      })
      expect(refusalOf(removed)).toEqual(refusal)
      const throwing = store.removeAccount('acme', () => {
        throw new Error('no')
      })
      await expect(throwing).rejects.toThrow('no')
      expect(await store.readAccount('acme', WHOLE_HISTORY)).toStrictEqual(fourMonths())
    })

    test('while others change it does so before or after each of them, and loses nothing that was written', async () => {
      const store = await make()
      accepted(await store.createAccount(plain('acme')))
      const change = (number: number) =>
        store.updateAccount('acme', {}, account => {
          const customer = {...account.contract.customer, number: `K-${number}`}
          return ok({account: {...account, contract: {...account.contract, customer}}})
        })
      const isChanged = ({contract}: Account) =>
        contract.customer.number !== plain('acme').contract.customer.number
      const remove = () =>
        store.removeAccount('acme', account =>
          isChanged(account) ? {kind: 'nothing-closed', contract: 'acme'} : null,
        )
      const [removed, ...changed] = await Promise.all([remove(), change(1), change(2), change(3)])
      expect(changed.map(({ok: isMade}) => isMade)).toEqual(Array(3).fill(!removed.ok))
      expect(await store.hasContract('acme')).toBe(!removed.ok)
    })
  })

  describe('reads of the closed pages', () => {
    const scopes: readonly [rule: string, scope: Scope | ScopeOf, months: readonly string[]][] = [
      ['none where none is asked for', {}, []],
      ['those from a month on', {closedFrom: month('2026-02')}, ['2026-02', '2026-03']],
      ['that of a month', {closedMonths: [month('2026-02')]}, ['2026-02']],
      ['none of a month that is open', {closedMonths: [month('2026-04')]}, []],
      ['the last one', {lastClosed: true}, ['2026-03']],
      ['that of an entry', {entryIds: ['entry-2026-02']}, ['2026-02']],
      ['those of several entries', {entryIds: ['entry-2026-03', 'entry-2026-01']}, ['2026-01', '2026-03']],
      ['none of an entry that no page names', {entryIds: ['nobody']}, []],
      [
        'all that any part asks for',
        {closedMonths: [month('2026-01')], lastClosed: true},
        ['2026-01', '2026-03'],
      ],
      ['all', WHOLE_HISTORY, ['2026-01', '2026-02', '2026-03']],
      [
        'what comes of the open ones',
        ({open: [{opening}]}) => ({closedMonths: opening.previous === null ? [] : [opening.previous.month]}),
        ['2026-03'],
      ],
      [
        'what comes of the closed ones that were read',
        ({closed: [page]}) => ({
          entryIds: ['entry-2026-03'],
          ...(page === undefined ? {} : {closedFrom: month('2026-02')}),
        }),
        ['2026-02', '2026-03'],
      ],
    ]
    test.each(scopes)('%s', async (_, scope, months) => {
      const store = await make()
      await put(store, fourMonths())
      const account = await store.readAccount('acme', scope)
      expect(account?.closed.map(page => page.month)).toEqual(months)
      expect(account?.open).toStrictEqual(fourMonths().open)
    })
  })

  test('finds the entries or the credits whose id begins like a text, by contract and id, and no others', async () => {
    const store = await make()
    const books = new Books()
    books.log('2026-01-10', 60, {text: 'as "known" before'}, {id: 'quoted'})
    books.credit('2026-01-10', 60, {id: 'offer-1'})
    const {account} = books
    for (const id of ['b', 'a']) await put(store, {...account, contract: {...account.contract, id}})
    await put(store, fourMonths())
    const found = async (beginning: string) =>
      (await store.findBeginning('entries', beginning)).map(({id, contract}) => `${contract} ${id}`)
    expect(await found('known')).toEqual([])
    expect(await found('quoted')).toEqual(['a quoted', 'b quoted'])
    expect(await found('quo')).toEqual(['a quoted', 'b quoted'])
    expect(await found('entry-2026-02')).toEqual(['acme entry-2026-02'])
    expect(await found('ntry')).toEqual([])
    const all = ['01', '02', '03', '04'].map(each => `acme entry-2026-${each}`)
    expect(await found('entry-2026')).toEqual(all)
    const among = await store.findBeginning('entries', 'quoted', ['b', 'acme', 'nobody'])
    expect(among).toEqual([{id: 'quoted', contract: 'b'}])
    const credits = async (beginning: string) => store.findBeginning('credits', beginning)
    expect(await credits('quoted')).toEqual([])
    expect(await credits('offer')).toEqual([
      {id: 'offer-1', contract: 'a'},
      {id: 'offer-1', contract: 'b'},
    ])
  })

  test('finds what a consultant did in other contracts, by the months of the pages, and no more of it', async () => {
    const store = await make()
    const books = new Books()
    books.log('2026-01-10', 60, {}, {id: 'e1'})
    books.log('2026-01-11', 60, {consultant: 'A. "Other"'}, {id: 'e2'})
    books.log('2026-01-12', 60, {}, {id: 'e3'})
    books.void('e3', '2026-01-12')
    const {account} = books
    for (const id of ['a', 'b']) await put(store, {...account, contract: {...account.contract, id}})
    const DAYS = [day('2026-01-10'), day('2026-01-11'), day('2026-01-12')]
    const found = async (consultant: string, ...months: readonly string[]) =>
      (await store.findWork({consultant, days: DAYS, months: months.map(month), except: 'b'})).map(
        ({contract, id}) => `${contract} ${id}`,
      )
    expect(await found('J. Weber', '2026-01', '2026-02')).toEqual(['a e1'])
    expect(await found('A. "Other"', '2026-01')).toEqual(['a e2'])
    expect(await found('J. Weber', '2026-02')).toEqual([])
    expect(await found('nobody', '2026-01')).toEqual([])
  })

  test('tells which contracts have a request of a number, open or closed, and none that nobody opened', async () => {
    const store = await make()
    const open = (account: Account, number: string) =>
      accepted(openRequest(account, {...REQUEST, number}, AT_NOON)).account
    for (const id of ['b', 'a']) {
      const {account} = new Books()
      const asked = open({...account, contract: {...account.contract, id}}, '4711')
      await store.indexRequests(['4711'], id)
      await put(
        store,
        id === 'a'
          ? accepted(closeDueMonths(asked, month('2026-01'), closingAt('2026-02-01'))).account
          : asked,
      )
    }
    expect(await store.contractsWithRequest('4711')).toEqual(['a', 'b'])
    expect(await store.contractsWithRequest('471')).toEqual([])
    expect(await store.contractsWithRequest('constructor')).toEqual([])
    expect(await store.inspectShared()).toEqual([])
  })

  describe('that is damaged', () => {
    test('refuses a closed page that its seal does not fit, if it is asked for', async () => {
      const store = await make()
      const account = fourMonths()
      const closed = account.closed.map(page =>
        page.month === '2026-02' ? {...page, number: '99/2026'} : page,
      )
      await put(store, {...account, closed})
      const broken = damaged({kind: 'seal-broken', month: month('2026-02')})
      await expect(store.readAccount('acme', WHOLE_HISTORY)).rejects.toEqual(broken)
      const changing = store.updateAccount('acme', {closedMonths: [month('2026-02')]}, same =>
        ok({account: same}),
      )
      await expect(changing).rejects.toEqual(broken)
      expect((await store.readAccount('acme', {lastClosed: true}))?.open).toStrictEqual(account.open)
    })

    test('refuses an opening that is not what the month before closed with', async () => {
      const store = await make()
      const account = fourMonths()
      const [first, ...later] = account.open
      const opening = {...first.opening, minutes: first.opening.minutes + 60}
      await put(store, {...account, open: [{...first, opening}, ...later]})
      await expect(store.readAccount('acme', {lastClosed: true})).rejects.toEqual(
        damaged({kind: 'wrong-opening', previous: month('2026-03')}),
      )
    })

    test('refuses an account whose last closed page is missing', async () => {
      const store = await make()
      accepted(await store.createAccount({...fourMonths(), closed: []}))
      await expect(store.readAccount('acme')).rejects.toBeInstanceOf(StoreDamagedError)
      const {account, damage} = await store.inspect('acme')
      expect(account).toBeNull()
      expect(damage).toMatchObject([
        {defect: {kind: 'continued-page-missing', month: '2026-03', next: '2026-04'}},
      ])
    })
  })

  describe('of timers', () => {
    const put = (store: Store, timer: Timer | null, consultant: string) =>
      store.updateTimer(consultant, () => ok({timer}))

    test('has none before one is started, and keeps no trace of one that was refused', async () => {
      const store = await make()
      expect(await store.readTimer('J. Weber')).toBeNull()
      expect(await store.listTimers()).toEqual([])
      const refused = await store.updateTimer('J. Weber', timer =>
        timer === null ? refuse({kind: 'no-timer', by: 'J. Weber'}) : ok({timer}),
      )
      expect(refusalOf(refused)).toEqual({kind: 'no-timer', by: 'J. Weber'})
      expect(await store.listTimers()).toEqual([])
    })

    test('gives back what was kept, for each consultant, whatever the name', async () => {
      const store = await make()
      const names = ['J. Weber', 'j. weber', '../../etc/passwd', '..', 'Jürgen \u202e Weber', 'x'.repeat(200)]
      for (const name of names) await put(store, timerOf(name), name)
      for (const name of names) expect(await store.readTimer(name)).toStrictEqual(timerOf(name))
      expect((await store.listTimers()).map(({consultant}) => consultant).sort()).toEqual([...names].sort())
      expect(await store.inspectShared()).toEqual([])
    })

    test('changes it, and has none when it is over', async () => {
      const store = await make()
      await put(store, timerOf('J. Weber'), 'J. Weber')
      const changed = {...timerOf('J. Weber'), text: 'Server'}
      const seen = await store.updateTimer('J. Weber', timer => ok({timer: changed, before: timer}))
      expect(accepted(seen).before).toStrictEqual(timerOf('J. Weber'))
      expect(await store.readTimer('J. Weber')).toStrictEqual(changed)
      await put(store, null, 'J. Weber')
      expect(await store.readTimer('J. Weber')).toBeNull()
    })

    test('stays as it is where a change is refused or fails', async () => {
      const store = await make()
      await put(store, timerOf('J. Weber'), 'J. Weber')
      await store.updateTimer('J. Weber', () => refuse({kind: 'no-timer', by: 'J. Weber'}))
      const failing = store.updateTimer('J. Weber', () => Promise.reject(new Error('no disk')))
      await expect(failing).rejects.toThrow('no disk')
      expect(await store.readTimer('J. Weber')).toStrictEqual(timerOf('J. Weber'))
    })

    test('changes it for one at a time, who may change accounts meanwhile', async () => {
      const store = await make()
      accepted(await store.createAccount(plain('acme')))
      const starts = Array.from({length: 10}, (_, index) =>
        store.updateTimer('J. Weber', async running => {
          accepted(await store.updateAccount('acme', {}, account => ok({account})))
          if (running !== null) return refuse({kind: 'no-timer', by: 'J. Weber'})
          return ok({timer: {...timerOf('J. Weber'), id: `timed-${index}`}})
        }),
      )
      expect((await Promise.all(starts)).filter(({ok}) => ok)).toHaveLength(1)
    })

    test('never writes one that could not be read again', async () => {
      const store = await make()
      const upside = {...timerOf('J. Weber'), startedAt: at('2026-01-10T14:15:00Z')}
      await expect(put(store, upside, 'J. Weber')).rejects.toThrow()
      expect(await store.readTimer('J. Weber')).toBeNull()
    })
  })

  describe('of reminders', () => {
    const told = (what: string) => ({what, level: 90, until: day('2026-11-30')})

    test('knows what was told', async () => {
      const store = await make()
      expect(await store.readReminded()).toEqual([])
      await store.updateReminded(async () => [told('a'), {...told('b'), until: null}])
      expect(await store.readReminded()).toStrictEqual([told('a'), {...told('b'), until: null}])
      expect(await store.inspectShared()).toEqual([])
    })

    test('knows no more than before where telling failed', async () => {
      const store = await make()
      await store.updateReminded(async () => [told('a')])
      await expect(store.updateReminded(() => Promise.reject(new Error('no reader')))).rejects.toThrow(
        'no reader',
      )
      expect(await store.readReminded()).toStrictEqual([told('a')])
    })

    test('lets one at a time tell', async () => {
      const store = await make()
      const texts = ['a', 'b', 'c', 'd', 'e']
      await Promise.all(texts.map(text => store.updateReminded(async before => [...before, told(text)])))
      expect((await store.readReminded()).map(({what}) => what).sort()).toEqual(texts)
    })
  })

  describe('as a whole', () => {
    async function filesOf(store: Store): Promise<readonly StoreFile[]> {
      const files: StoreFile[] = []
      await store.handOver(async file => {
        files.push(file)
      })
      return files
    }
    const feeding = (files: readonly StoreFile[]) => async (take: (file: StoreFile) => Promise<void>) => {
      for (const file of files) await take(file)
    }
    async function filled(): Promise<Store> {
      const store = await make()
      accepted(await store.createAccount(plain('acme')))
      accepted(await store.updateAccount('acme', {}, () => ok({account: fourMonths()})))
      await store.updateTimer('J. Weber', () => ok({timer: timerOf('J. Weber')}))
      return store
    }
    const mark = (account: Account) => account
    const replacing = {keptAs: 'before', mark, check: async () => {}, lastLook: async () => {}}

    test('is handed over, and is the same where it is put', async () => {
      const store = await filled()
      const account = await store.readAccount('acme', WHOLE_HISTORY)
      const {store: other} = open()
      const seen: unknown[] = []
      const check = async (candidate: Store) => {
        seen.push(await candidate.readAccount('acme', WHOLE_HISTORY), await candidate.listContracts())
      }
      expect(await other.replaceBy(feeding(await filesOf(store)), {...replacing, check})).toBeNull()
      expect(seen).toStrictEqual([account, ['acme']])
      expect(await other.readAccount('acme', WHOLE_HISTORY)).toStrictEqual(account)
      expect(await other.readProfile()).toStrictEqual(PROFILE)
      expect(await other.listTimers()).toStrictEqual([timerOf('J. Weber')])
    })

    test('has on record in each account that it was put there', async () => {
      const {store: other} = open()
      const record = {...byWeber('2026-05-02'), event: 'restored', takenAt: at('2026-05-01')} as const
      const mark = (account: Account) => recordOn(account, record)
      await other.replaceBy(feeding(await filesOf(await filled())), {...replacing, mark})
      expect((await other.readAccount('acme'))?.open[0].accountRecords.at(-1)).toStrictEqual(record)
    })

    test('has nothing that somebody who was killed left, and nothing to clear', async () => {
      const store = await filled()
      expect([await store.inspectLeftovers(), await store.clearLeftovers()]).toEqual([[], []])
    })

    test('takes the place of what was there, which is kept', async () => {
      const files = await filesOf(await make())
      const store = await filled()
      expect(await store.replaceBy(feeding(files), replacing)).toMatch(/before$/)
      expect(await store.listContracts()).toEqual([])
      accepted(await store.createAccount(plain('acme')))
    })

    test('stays as it is where the other one is refused, or is no store', async () => {
      const store = await filled()
      const files = await filesOf(store)
      const check = () => Promise.reject(new Error('not this one'))
      await expect(store.replaceBy(feeding(files), {...replacing, check})).rejects.toThrow('not this one')
      const lastLook = () => Promise.reject(new Error('not any more'))
      await expect(store.replaceBy(feeding(files), {...replacing, lastLook})).rejects.toThrow('not any more')
      const failing = () => Promise.reject(new Error('no archive'))
      await expect(store.replaceBy(failing, replacing)).rejects.toThrow('no archive')
      expect(await store.readAccount('acme', WHOLE_HISTORY)).toStrictEqual(fourMonths())
      expect(await store.listTimers()).toHaveLength(1)
    })

    test('knows when it was last backed up, once that was noted', async () => {
      const store = await make()
      expect(await store.readLastBackup()).toBeNull()
      const backup = {takenAt: at('2026-01-10'), place: '/backups/a.tar.gz'}
      await store.noteBackup(backup)
      expect(await store.readLastBackup()).toStrictEqual(backup)
      expect(await store.inspectShared()).toEqual([])
    })

    test('lets changes that belong together be made', async () => {
      const store = await filled()
      const change = () => store.updateAccount('acme', {}, account => ok({account}))
      expect(accepted(await store.together(change)).account.contract.id).toBe('acme')
    })
  })

  describe('as its witness remembers it', () => {
    const said = async (store: Store) =>
      (await store.readWitness())?.lines.map(line =>
        line.event === 'closed'
          ? `${line.contract} ${line.month} ${line.number}`
          : `${line.contract} ${line.event}`,
      )

    test('has the contracts that were opened and removed, and the months that were closed, in their order', async () => {
      const store = await make()
      expect(await said(store)).toEqual([])
      await put(store, fourMonths())
      accepted(await store.createAccount(plain('other')))
      accepted(await store.removeAccount('other', () => null))
      const {id} = fourMonths().contract
      expect(await said(store)).toEqual([
        `${id} opened`,
        ...['2026-01 1/2026', '2026-02 2/2026', '2026-03 3/2026'].map(each => `${id} ${each}`),
        ...['other opened', 'other removed'],
      ])
      expect((await store.readWitness())?.damage).toEqual([])
      expect(await store.completeWitness()).toEqual([])
    })

    test('has nothing of what was refused', async () => {
      const store = await make()
      accepted(await store.createAccount(plain('acme')))
      refusalOf(await store.createAccount(plain('acme')))
      refusalOf(await store.removeAccount('acme', () => ({kind: 'unknown-contract', contract: 'acme'})))
      expect(await said(store)).toEqual(['acme opened'])
    })

    test('closes no month a second time with another seal', async () => {
      const store = await make()
      const account = fourMonths()
      await put(store, account)
      const again = account.closed.map(page => resealed({...page, closedAt: at('2027-01-01')}))
      const closing = store.updateAccount(account.contract.id, {}, () =>
        ok({account: {...account, closed: again}}),
      )
      await expect(closing).rejects.toEqual(
        expect.objectContaining({defect: expect.objectContaining({kind: 'closed-before'})}),
      )
      expect((await store.readAccount(account.contract.id, WHOLE_HISTORY))?.closed).toEqual(account.closed)
    })
  })

  describe('that is inspected', () => {
    test('gives all that is sound, and where each page is', async () => {
      const store = await make()
      await put(store, fourMonths())
      const {account, damage, locate} = await store.inspect('acme')
      expect(account).toStrictEqual(fourMonths())
      expect(damage).toEqual([])
      expect(locate(month('2026-02'))).toContain('2026-02')
    })

    test('gives pages whose seal does not fit, for others to judge', async () => {
      const store = await make()
      const account = fourMonths()
      const forged = {...account, closed: account.closed.map(page => ({...page, number: '99/2026'}))}
      await put(store, forged)
      expect((await store.inspect('acme')).account).toStrictEqual(forged)
    })
  })

  test('read back equals what was written, whatever was refused in between', async () => {
    const writing = fc.asyncProperty(anyHistory, async history => {
      const store = await make()
      const player = new Player(history)
      for (const live of [() => player.playAll(), () => player.closeAll()]) {
        const {account} = live().books
        // No command lets terms in that contradict themselves, and no store keeps them.
        fc.pre(contradictionsIn(account.contract).length === 0)
        await put(store, account)
        for (const refused of REFUSED) expect((await store.updateAccount('acme', {}, refused)).ok).toBe(false)
        // The clone has plain objects, where what fast-check makes may have none of their prototype.
        expect(await store.readAccount('acme', WHOLE_HISTORY)).toStrictEqual(structuredClone(account))
      }
    })
    await fc.assert(writing)
  })
})
