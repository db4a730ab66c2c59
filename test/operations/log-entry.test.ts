import {describe, expect, test} from 'vitest'
import {
  type EmergencyTariff,
  NO_WORK_DEFAULTS,
  type Overdraft,
  type WorkDefaults,
} from '../../src/domain/contract.js'
import {type LoggedEntry, logEntry, neededToLog, type WorkRequest} from '../../src/operations/log-entry.js'
import {accepted, at, Books, refusalOf, workOn} from '../support/account-builder.js'

const TARIFF: EmergencyTariff = {
  settle: 'hours',
  callOut: {bands: [], otherwiseFeeMinutes: 0},
  includedMinutes: 0,
  work: {factor: 1, incrementMinutes: 1},
  causes: {},
  callBackMinutes: null,
}

const kindsOf = ({warnings}: LoggedEntry) => warnings.map(({kind}) => kind)

describe('what is not said of work', () => {
  const log = (more: Partial<WorkRequest>, start = '2026-01-20') => new Books().log(start, 30, more).entry

  test('without a start the work ended in the minute that runs', () => {
    const recording = {id: 'e1', now: at('2026-01-20T12:00:40Z'), by: 'J. Weber', forcedBecause: null}
    const {entry} = accepted(logEntry(new Books().account, workOn(null, 30), recording))
    expect(entry.start).toBe('2026-01-20T11:30:00+00:00')
  })

  test.each<[string, Partial<WorkRequest>, object]>([
    ['where, how and whose fault it was stays unsaid', {}, {place: null, channel: null, cause: null}],
    ['support at a site is on-site', {place: 'Werk 2'}, {place: 'Werk 2', channel: 'on-site'}],
    ['a ticket says nothing of the channel', {ticket: '7'}, {channel: null, ticket: '7'}],
    ['remote support came by no channel in particular', {place: 'remote'}, {place: 'remote', channel: null}],
    ['a channel that is named is kept', {ticket: '7', channel: 'phone'}, {channel: 'phone'}],
    ['is charged as the customer’s', {}, {chargedMinutes: 30, class: 'extended'}],
    ['the class is that of the activity', {activity: 'panel-help'}, {class: 'standard', chargedMinutes: 0}],
    ['an activity that is not listed has the default class', {activity: 'other'}, {class: 'extended'}],
    [
      'a class that is named counts more than the activity',
      {activity: 'panel-help', class: 'extended'},
      {chargedMinutes: 30},
    ],
    [
      'the ticket is read off the subject',
      {text: '[Ticket #12345] Frage zu Installation'},
      {ticket: '12345', text: 'Frage zu Installation'},
    ],
    [
      'a ticket that is named leaves another one in the subject alone',
      {ticket: '7', text: ' [Ticket #8] x '},
      {ticket: '7', text: '[Ticket #8] x'},
    ],
  ])('%s', (_, more, expected) => expect(log(more)).toMatchObject(expected))

  describe('is what the terms or else the profile hold for it', () => {
    const ofProfile = {place: 'remote', channel: 'phone', cause: 'unknown'} as const
    const entryOf = (ofTerms: Partial<WorkDefaults>, more: Partial<WorkRequest>) =>
      new Books({terms: {defaults: {...NO_WORK_DEFAULTS, ...ofTerms}}}).log('2026-01-20', 30, more, {
        defaults: ofProfile,
      }).entry

    test.each<[string, Partial<WorkDefaults>, Partial<WorkRequest>, object]>([
      ['the profile’s', {}, {}, ofProfile],
      ['the terms’ first', {channel: 'chat', cause: 'customer'}, {}, {channel: 'chat', cause: 'customer'}],
      ['not where it is said', {}, {channel: 'email'}, {place: 'remote', channel: 'email', cause: 'unknown'}],
      ['not where it is said that nobody knows', {}, {cause: null}, {cause: null}],
      ['not remote where somebody was there', {}, {channel: 'on-site'}, {place: null, channel: 'on-site'}],
      ['not the channel where a site says it', {}, {place: 'Werk 2'}, {place: 'Werk 2', channel: 'on-site'}],
    ])('%s', (_, ofTerms, more, expected) => expect(entryOf(ofTerms, more)).toMatchObject(expected))

    test('a usual site stays, where it is said that somebody was there', () => {
      const books = new Books({terms: {defaults: {...NO_WORK_DEFAULTS, place: 'Werk 2'}}})
      expect(books.log('2026-01-20', 30, {channel: 'on-site'}).entry.place).toBe('Werk 2')
    })

    test('a usual site without a usual channel is on-site', () => {
      const books = new Books({terms: {defaults: {...NO_WORK_DEFAULTS, place: 'Werk 2'}}})
      expect(books.log('2026-01-20', 30).entry).toMatchObject({place: 'Werk 2', channel: 'on-site'})
    })

    test('and the same call once more is a repeat, whatever is usual by then', () => {
      const books = new Books()
      books.log('2026-01-20', 30, {}, {id: 'mine', defaults: ofProfile})
      expect(accepted(books.tryLog('2026-01-20', 30, {}, {id: 'mine'})).isRepeat).toBe(true)
    })
  })

  test('a start is told in the contract’s time zone, and so is its month', () => {
    const books = new Books({timezone: 'Europe/Berlin'})
    const {entry, bookedMonth} = books.log('2026-01-31T23:30Z', 30)
    expect(entry.start).toBe('2026-02-01T00:30:00+01:00')
    expect(bookedMonth).toBe('2026-02')
  })
})

describe('an entry is refused', () => {
  const books = new Books({from: '2026-01-10', to: '2026-03-20'})
  test.each([
    [0, 'duration-out-of-range'],
    [-5, 'duration-out-of-range'],
    [1441, 'duration-out-of-range'],
  ])('when %i minutes were worked', (minutes, kind) => {
    expect(refusalOf(books.tryLog('2026-01-20', minutes)).kind).toBe(kind)
  })
  test('but not with 1 or 1440 minutes', () => {
    expect(books.tryLog('2026-01-20', 1).ok && books.tryLog('2026-01-20', 1440).ok).toBe(true)
  })
  test('before the contract, and not on its first day', () => {
    expect(refusalOf(books.tryLog('2026-01-09', 10))).toMatchObject({
      kind: 'before-contract',
      from: '2026-01-10',
    })
    expect(books.tryLog('2026-01-10', 10).ok).toBe(true)
  })
  test('after the contract, and not on its last day', () => {
    expect(refusalOf(books.tryLog('2026-03-21', 10))).toMatchObject({
      kind: 'after-contract',
      to: '2026-03-20',
    })
    expect(books.tryLog('2026-03-20', 10).ok).toBe(true)
  })
  test('more than a day ahead, and not exactly a day', () => {
    expect(refusalOf(books.tryLog('2026-01-21T12:01Z', 10, {}, {now: '2026-01-20'})).kind).toBe(
      'start-in-future',
    )
    expect(books.tryLog('2026-01-21T12:00Z', 10, {}, {now: '2026-01-20'}).ok).toBe(true)
  })
  test('as an emergency without an emergency service', () => {
    expect(refusalOf(books.tryLog('2026-01-20', 10, {class: 'emergency'}))).toEqual({
      kind: 'no-emergency-service',
      contract: 'acme',
    })
    const withService = new Books({terms: {emergency: TARIFF}})
    expect(withService.tryLog('2026-01-20', 10, {class: 'emergency'}).ok).toBe(true)
  })
  test('and then nothing is stored', () => {
    const {account} = books
    books.tryLog('2026-01-20', 0)
    expect(books.account).toBe(account)
  })
})

describe('beyond the overdraft limit', () => {
  const booksWith = (overdraft: Overdraft) => new Books({terms: {creditMinutes: 60, overdraft}})

  test('`refuse` takes an entry up to the limit and refuses a minute more, naming what is available', () => {
    const books = booksWith({limitMinutes: 30, beyond: 'refuse'})
    books.log('2026-01-10', 50)
    expect(refusalOf(books.tryLog('2026-01-11', 41))).toEqual({
      kind: 'overdraft-exceeded',
      contract: 'acme',
      month: '2026-01',
      chargedMinutes: 41,
      availableMinutes: 40,
    })
    expect(kindsOf(books.log('2026-01-11', 40))).toEqual(['alert', 'overdrawn'])
    expect(books.balance('2026-01-11')).toMatchObject({availableMinutes: 0, state: 'overdrawn'})
  })

  test('`refuse` holds a late entry to its own month: the credit of a later one does not pay for it', () => {
    const books = new Books({
      terms: {creditMinutes: 60, rollover: {policy: 'none'}, overdraft: {limitMinutes: 0, beyond: 'refuse'}},
    })
    const late = books.tryLog('2026-01-20', 120, {}, {now: '2026-02-10'})
    expect(refusalOf(late)).toMatchObject({month: '2026-01', chargedMinutes: 120, availableMinutes: 60})
  })

  test('`refuse` holds an entry also to a later month in which something is booked already', () => {
    const books = new Books({terms: {creditMinutes: 60, overdraft: {limitMinutes: 0, beyond: 'refuse'}}})
    books.log('2026-02-01T08:00Z', 120, {}, {now: '2026-01-31T12:00Z'})
    const before = books.tryLog('2026-01-31T08:00Z', 60, {}, {now: '2026-01-31T12:00Z'})
    expect(refusalOf(before)).toMatchObject({month: '2026-02', chargedMinutes: 60, availableMinutes: 0})
  })

  test('`refuse` lets in what makes no month worse, also where one is beyond its limit', () => {
    const books = new Books({terms: {creditMinutes: 60, overdraft: {limitMinutes: 0, beyond: 'refuse'}}})
    books.log('2026-01-10', 90, {}, {force: 'agreed'})
    expect(books.tryLog('2026-01-11', 30, {class: 'standard'}).ok).toBe(true)
    expect(refusalOf(books.tryLog('2026-01-11', 1))).toMatchObject({availableMinutes: -30})
  })

  test('`refuse` asks what would be charged, not what was worked', () => {
    const books = booksWith({limitMinutes: 0, beyond: 'refuse'})
    books.log('2026-01-10', 60)
    expect(books.log('2026-01-11', 300, {class: 'standard'}).warnings).toEqual([])
    expect(books.log('2026-01-11', 300, {cause: 'provider'}).entry.chargedMinutes).toBe(0)
  })

  test('a person may force it with a reason, which the entry keeps', () => {
    const books = booksWith({limitMinutes: 0, beyond: 'refuse'})
    const logged = books.log('2026-01-10', 90, {}, {force: 'server down'})
    expect(logged.entry.forcedBecause).toBe('server down')
    expect(logged.warnings.at(-1)).toEqual({kind: 'limit-exceeded', beyondMinutes: 30, isBilled: false})
    expect(books.balance('2026-01-10').state).toBe('exceeded')
  })

  test('what was there before is no reason to refuse what is free', () => {
    const books = booksWith({limitMinutes: 0, beyond: 'refuse'})
    books.log('2026-01-10', 90, {}, {force: 'server down'})
    expect(books.tryLog('2026-01-11', 10, {class: 'standard'}).ok).toBe(true)
    expect(books.tryLog('2026-01-11', 10).ok).toBe(false)
  })

  test('`charge` accepts it and says that it is billed', () => {
    const logged = booksWith({limitMinutes: 30, beyond: 'charge'}).log('2026-01-10', 100)
    expect(logged.warnings.at(-1)).toEqual({kind: 'limit-exceeded', beyondMinutes: 10, isBilled: true})
    expect(logged.balance).toMatchObject({balanceMinutes: -40, overageMinutes: 10})
  })

  test('`allow` accepts it, warns and never bills', () => {
    const books = booksWith({limitMinutes: 30, beyond: 'allow'})
    expect(books.log('2026-01-10', 100).warnings.at(-1)).toMatchObject({
      kind: 'limit-exceeded',
      isBilled: false,
    })
    expect(books.closed('2026-01').end).toMatchObject({totals: {overageMinutes: 0}, closing: {minutes: -40}})
  })

  test('a month that is not closed yet is carried forward as if it were', () => {
    const books = booksWith({limitMinutes: 0, beyond: 'refuse'})
    expect(books.tryLog('2026-02-10', 120).ok).toBe(true)
    expect(books.tryLog('2026-02-10', 121).ok).toBe(false)
  })

  test('work of an earlier open month is held against what is available today', () => {
    const books = booksWith({limitMinutes: 0, beyond: 'refuse'})
    books.log('2026-02-10', 100)
    expect(refusalOf(books.tryLog('2026-01-10', 30, {}, {now: '2026-02-11'}))).toMatchObject({
      availableMinutes: 20,
    })
  })

  test('the credit of a month counts from its first day, also for an entry of tomorrow', () => {
    const books = booksWith({limitMinutes: 0, beyond: 'refuse'})
    expect(books.tryLog('2026-01-31', 61).ok).toBe(false)
    expect(books.tryLog('2026-02-01', 61, {}, {now: '2026-01-31'}).ok).toBe(true)
  })
})

describe('an entry of a closed month', () => {
  const books = new Books()
  books.close('2026-02')
  const logged = books.log('2026-01-20', 45, {}, {now: '2026-04-02'})

  test('is booked in the earliest open month, with its own day as the value date', () => {
    expect(logged.bookedMonth).toBe('2026-03')
    expect(logged.warnings).toContainEqual({kind: 'late-entry', month: '2026-01', bookedMonth: '2026-03'})
    expect(books.statement('2026-03').movements).toContainEqual(
      expect.objectContaining({
        kind: 'entry',
        isLate: true,
        bookingDate: '2026-04-02',
        valueDate: '2026-01-20',
        minutes: -45,
      }),
    )
  })
  test('leaves the closed month as it was', () => {
    expect(books.account.closed.map(({entries}) => entries)).toEqual([[], []])
  })
  test('is rated by the terms of the month it was done in', () => {
    const amended = new Books({
      amendments: [
        {from: '2026-02' as never, increment: {minutes: 60, minimum: 60, per: 'entry', overrides: []}},
      ],
    })
    amended.close('2026-01')
    expect(amended.log('2026-01-20', 45, {}, {now: '2026-02-02'}).entry.chargedMinutes).toBe(45)
    expect(amended.log('2026-02-01', 45).entry.chargedMinutes).toBe(60)
  })
})

describe('the same id once more', () => {
  const books = new Books()
  const first = books.log('2026-01-20', 30, {activity: 'web-design'}, {id: 'mine'})
  const again = (start: string, minutes: number, more: Partial<WorkRequest> = {}, now = '2026-01-21') =>
    books.tryLog(start, minutes, {activity: 'web-design', ...more}, {id: 'mine', now})

  test('with the same content changes nothing', () => {
    const {isRepeat, entry, account, bookedMonth, warnings} = accepted(again('2026-01-20', 30))
    expect({isRepeat, entry, bookedMonth, warnings}).toEqual({
      isRepeat: true,
      entry: first.entry,
      bookedMonth: '2026-01',
      warnings: [],
    })
    expect(account).toBe(books.account)
  })

  test('without a start is the same at any time', () => {
    const recording = {id: 'mine', now: at('2026-01-22'), by: 'J. Weber', forcedBecause: null}
    const request = workOn(null, 30, {activity: 'web-design', class: 'extended'})
    expect(accepted(logEntry(books.account, request, recording)).isRepeat).toBe(true)
  })

  test.each<[string, string, number, Partial<WorkRequest>]>([
    ['workedMinutes', '2026-01-20', 31, {}],
    ['start', '2026-01-19', 30, {}],
    ['class', '2026-01-20', 30, {class: 'standard'}],
    ['cause', '2026-01-20', 30, {cause: 'unknown'}],
    ['activity', '2026-01-20', 30, {activity: 'panel-help'}],
    ['requester', '2026-01-20', 30, {requester: null}],
    ['place', '2026-01-20', 30, {place: 'Werk 2'}],
    ['channel', '2026-01-20', 30, {channel: 'phone'}],
    ['consultant', '2026-01-20', 30, {consultant: 'A. Kaya'}],
    ['ticket', '2026-01-20', 30, {ticket: '7'}],
    ['text', '2026-01-20', 30, {text: 'Scanner'}],
  ])('with another %s is refused', (field, start, minutes, more) => {
    expect(refusalOf(again(start, minutes, more))).toEqual({
      kind: 'id-taken',
      id: 'mine',
      contract: 'acme',
      differs: [field],
    })
  })

  test('is the same where the zone had another offset for that time when it was recorded', () => {
    const {account} = books
    const [page] = account.open
    const start = at('2026-01-20T13:00+01:00')
    const since = {...account, open: [{...page, entries: [{...first.entry, start}]}]} as const
    const recording = {id: 'mine', now: at('2026-01-21'), by: 'J. Weber', forcedBecause: null}
    const request = workOn('2026-01-20', 30, {activity: 'web-design'})
    expect(accepted(logEntry(since, request, recording)).isRepeat).toBe(true)
  })

  test('is known in a closed month too', () => {
    books.close('2026-01')
    expect(accepted(again('2026-01-20', 30, {}, '2026-02-03')).bookedMonth).toBe('2026-01')
  })
})

describe('work of one consultant at the same time', () => {
  const booked = (more: Partial<WorkRequest> = {}) => {
    const books = new Books()
    books.log('2026-01-20T10:00Z', 60, more, {id: 'first'})
    return books
  }
  const overlaps = (books: Books, start: string, more: Partial<WorkRequest> = {}) =>
    books.log(start, 30, more).warnings.filter(({kind}) => kind === 'overlap')

  test.each([
    ['2026-01-20T10:59Z', 1],
    ['2026-01-20T11:00Z', 0],
    ['2026-01-20T09:31Z', 1],
    ['2026-01-20T09:30Z', 0],
    ['2026-01-20T10:15Z', 1],
  ])('is accepted with a warning: 30 minutes from %s beside 10:00 to 11:00', (start, count) => {
    expect(overlaps(booked(), start)).toHaveLength(count)
  })
  test('is nothing to warn of with another consultant', () => {
    expect(overlaps(booked({consultant: 'A. Kaya'}), '2026-01-20T10:15Z')).toEqual([])
  })
  test('is nothing to warn of where the other was taken back', () => {
    const books = booked()
    books.void('first', '2026-01-20')
    expect(overlaps(books, '2026-01-20T10:15Z')).toEqual([])
  })
  test('is warned of in a closed month, unless it was taken back', () => {
    const books = booked()
    books.close('2026-01')
    const late = {id: 'late', now: '2026-02-02'}
    expect(kindsOf(accepted(books.tryLog('2026-01-20T10:15Z', 30, {}, late)))).toEqual([
      'late-entry',
      'overlap',
    ])
    books.void('first', '2026-02-02')
    expect(kindsOf(accepted(books.tryLog('2026-01-20T10:15Z', 30, {}, late)))).toEqual(['late-entry'])
  })
})

describe('alerts', () => {
  test.each([
    [449, []],
    [450, [{kind: 'alert', percent: 75, usedPercent: 75}]],
    [600, [{kind: 'alert', percent: 100, usedPercent: 100}]],
  ])('after %i of 600 minutes name the highest threshold that was passed', (minutes, warnings) => {
    expect(new Books().log('2026-01-20', minutes).warnings).toEqual(warnings)
  })
  test('come once for each threshold', () => {
    const books = new Books()
    books.log('2026-01-20', 460)
    expect(kindsOf(books.log('2026-01-21', 10))).toEqual([])
    expect(kindsOf(books.log('2026-01-22', 80))).toEqual(['alert'])
  })
  test('count what was brought forward and every credit', () => {
    const books = new Books()
    books.credit('2026-02-01', 600)
    expect(kindsOf(books.log('2026-02-02', 1349))).toEqual([])
    expect(kindsOf(books.log('2026-02-04', 1))).toEqual(['alert'])
  })
  test('are silent where there was nothing to begin with', () => {
    const books = new Books({terms: {creditMinutes: 0, overdraft: {limitMinutes: 60, beyond: 'charge'}}})
    expect(kindsOf(books.log('2026-01-20', 10))).toEqual(['overdrawn'])
  })
})

test('the answer is about the running month, also where the contract ends in a later one', () => {
  const books = new Books({to: '2026-03-31', terms: {rollover: {policy: 'none'}}})
  expect(books.log('2026-01-20', 60).balance).toMatchObject({month: '2026-01', balanceMinutes: 540})
})

test('the answer is about the last month of a contract that has ended, whose balance is settled after it', () => {
  const books = new Books({to: '2026-01-31'})
  const {balance} = books.log('2026-01-20', 60, {}, {now: '2026-02-03'})
  expect(balance).toMatchObject({
    month: '2026-01',
    balanceMinutes: 540,
    state: 'credit',
    availableMinutes: 540,
  })
})

test('after the contract has ended, its last month bears what is still booked in it: `refuse` still refuses', () => {
  const books = new Books({
    to: '2026-01-31',
    terms: {creditMinutes: 60, rateCents: 12000, overdraft: {limitMinutes: 0, beyond: 'refuse'}},
  })
  const tooMuch = books.tryLog('2026-01-30T08:00Z', 600, {}, {now: '2026-02-01T10:00Z'})
  expect(refusalOf(tooMuch)).toMatchObject({kind: 'overdraft-exceeded', availableMinutes: 60})
  expect(books.tryLog('2026-01-30T08:00Z', 60, {}, {now: '2026-02-01T10:00Z'}).ok).toBe(true)
})

test.each([
  'constructor',
  'toString',
  '__proto__',
])('an activity named %s is none that the terms name', activity => {
  const {entry} = new Books().log('2026-01-20', 30, {activity})
  expect(entry).toMatchObject({class: 'extended', activity})
})

test('work without an activity is not of one that is named null', () => {
  const books = new Books({terms: {activities: {null: 'standard'}}})
  expect(books.log('2026-01-20', 30).entry.class).toBe('extended')
})

test('a repeat of an entry that was taken back after its month was closed says so', () => {
  const books = new Books()
  books.log('2026-01-20', 30, {}, {id: 'known'})
  books.close('2026-01')
  books.void('known', '2026-02-03')
  expect(books.log('2026-01-20', 30, {}, {id: 'known', now: '2026-02-04'})).toMatchObject({
    isRepeat: true,
    entry: {voided: {reason: 'wrong'}},
  })
})

describe('to log, the closed pages are needed', () => {
  const {account} = new Books({timezone: 'Europe/Berlin'})

  test('from the month on in which the work was done, by the clocks of the contract', () => {
    const needed = neededToLog(() => workOn('2026-01-31T23:30:00Z', 30), at('2026-03-02'), undefined)
    expect(needed(account)).toEqual({closedFrom: '2026-02'})
  })

  test('from the month on in which it began if it ended now, and those that know an id of the caller', () => {
    const needed = neededToLog(() => workOn(null, 60), at('2026-02-28T23:30:00Z'), 'key')
    expect(needed(account)).toEqual({closedFrom: '2026-02', entryIds: ['key']})
  })
})
