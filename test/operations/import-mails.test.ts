import {describe, expect, test} from 'vitest'
import type {Mail} from '../../src/domain/mail.js'
import type {Account} from '../../src/domain/page.js'
import {closeDueMonths} from '../../src/operations/close-month.js'
import {type ImportedMails, importMails, type MailRecording} from '../../src/operations/import-mails.js'
import {
  type NewEvent,
  openRequest,
  recordEvent,
  voidEvent,
  voidRequest,
} from '../../src/operations/record-request.js'
import {accepted, at, Books, closingAt, month} from '../support/account-builder.js'

const CUSTOMER = 'mueller@acme.example'
const SUPPORT = 'support@muster.example'
const WEBER = 'weber@muster.example'

const MARCH_31: MailRecording = {
  ...{by: 'Importer', now: at('2026-03-31'), ours: [SUPPORT, 'Weber@Muster.example'], consultants: []},
}

/** A mail of the customer's, but for what is named; its id is its time, unless another is said. */
function theirs(sent: string, more: Partial<Mail> = {}): Mail {
  return {
    ...{message: 1, id: sent, at: at(sent), from: {name: 'Frau Müller', address: CUSTOMER}, to: [SUPPORT]},
    ...{subject: 'Drucker', repliesTo: [], automatic: null},
    ...more,
  }
}

/** A mail of ours likewise. */
const ours = (sent: string, more: Partial<Mail> = {}): Mail =>
  theirs(sent, {from: {name: 'J. Weber', address: WEBER}, to: [CUSTOMER], ...more})

const time = (clock: string) => `2026-03-10T${clock}Z`

/** A new account after the mails, and what came of them. */
const imported = (mails: readonly Mail[], more: Partial<MailRecording> = {}, account = new Books().account) =>
  importMails(account, mails, {...MARCH_31, ...more})

/** What happened to each request, as `number: kinds`. */
const told = ({requests}: ImportedMails): readonly string[] =>
  requests.map(({request: {number, events}}) => `${number}: ${events.map(({kind}) => kind).join(' ')}`)

const reasons = ({passedOver}: ImportedMails) => passedOver.map(({because}) => because)
const refusals = ({refused}: ImportedMails) => refused.map(({refusal}) => refusal.kind)

function happened(account: Account, kind: NewEvent['kind'], when: string, number = '1'): Account {
  const event = {number, kind, at: at(when), note: null, expected: null, escalate: null}
  return accepted(recordEvent(account, event, MARCH_31)).account
}

/** An account with request 1, received at 9:00 in a mail `a` of the customer's. */
const asked = (): Account => imported([theirs(time('09:00'), {id: 'a'})]).account

/** What a mail at 12:00 adds to request 1 after these events. */
function afterwards(kinds: readonly NewEvent['kind'][], mail: (sent: string, more: Partial<Mail>) => Mail) {
  const account = kinds.reduce((before, kind, index) => happened(before, kind, time(`10:0${index}`)), asked())
  const result = imported([mail(time('12:00'), {repliesTo: ['a']})], {}, account)
  return [...told(result).map(each => each.split(' ').at(-1)), ...reasons(result)]
}

describe('the first mail of a customer is the request', () => {
  test('with its sender, its subject, the address it came through and the time it was sent', () => {
    const {account, requests, recorded, opened} = imported([
      theirs(time('09:00'), {to: ['x@y.example', SUPPORT]}),
    ])
    expect({recorded, opened}).toEqual({recorded: 1, opened: ['1']})
    expect(requests[0]?.request).toMatchObject({
      ...{number: '1', subject: 'Drucker', channel: 'email', requester: 'Frau Müller', address: SUPPORT},
      ...{kind: null, priority: null, isEmergency: false, voided: null},
      events: [
        {
          ...{
            kind: 'received',
            at: '2026-03-10T09:00:00+00:00',
            by: 'Importer',
            note: `Frau Müller <${CUSTOMER}>`,
          },
          messageId: time('09:00'),
        },
      ],
    })
    expect(account.open.at(-1)?.month).toBe('2026-03')
  })

  test('with the address of its sender, where that has no name, and through the first address, or none', () => {
    const from = {name: null, address: CUSTOMER}
    const requestOf = (more: Partial<Mail>) => imported([theirs(time('09:00'), more)]).requests[0]?.request
    expect(requestOf({from, to: ['x@y.example', 'z@y.example']})).toMatchObject({
      ...{requester: CUSTOMER, address: 'x@y.example'},
      events: [{note: CUSTOMER}],
    })
    expect(requestOf({to: []})?.address).toBeNull()
  })

  test('through the address that promises hold for, if that is one of several', () => {
    const sla = {clock: 'always', address: 'ACME@muster.example', targets: [], levels: []} as const
    const {account} = new Books({terms: {sla}})
    const mail = theirs(time('09:00'), {to: [SUPPORT, 'acme@muster.example']})
    expect(imported([mail], {}, account).requests[0]?.request.address).toBe('acme@muster.example')
  })

  test('with as much of a name and a subject as is kept', () => {
    const from = {name: 'x'.repeat(300), address: CUSTOMER}
    const {requests} = imported([theirs(time('09:00'), {from, subject: 'y'.repeat(20_000)})])
    expect(requests[0]?.request.requester).toHaveLength(200)
    expect(requests[0]?.request.subject.length).toBeLessThan(20_000)
  })

  test('also an automatic one, as of a monitor, but not that somebody is away', () => {
    expect(told(imported([theirs(time('09:00'), {automatic: 'generated'})]))).toEqual(['1: received'])
    expect(reasons(imported([theirs(time('09:00'), {automatic: 'replied'})]))).toEqual(['automatic-answer'])
  })
})

describe('a later mail of the customer', () => {
  test.each([
    [[], 'follow-up'],
    [['responded'], 'follow-up'],
    [['waiting'], 'resumed'],
    [['resolved'], 'follow-up'],
    [['closed'], 'reopened'],
  ] as const)('after %j is %s', (kinds, expected) => {
    expect(afterwards(kinds, theirs)).toEqual([expected])
  })

  test('that a program sent as an answer says nothing', () => {
    const away = (sent: string, more: Partial<Mail>) => theirs(sent, {...more, automatic: 'replied'})
    expect(afterwards(['closed'], away)).toEqual(['automatic-answer'])
  })
})

describe('a mail of ours', () => {
  test.each([
    [[], 'responded'],
    [['responded'], 'responded'],
    [['waiting'], 'responded'],
    [['resolved'], 'updated'],
    [['closed'], 'request-closed'],
  ] as const)('after %j is %s', (kinds, expected) => {
    expect(afterwards(kinds, ours)).toEqual([expected])
  })

  test.each([
    [[], 'acknowledged'],
    [['acknowledged'], 'acknowledged-already'],
    [['responded'], 'acknowledged-already'],
    [['follow-up'], 'acknowledged'],
    [['closed'], 'acknowledged-already'],
  ] as const)('that a program sent, after %j: %s', (kinds, expected) => {
    const automatic = (sent: string, more: Partial<Mail>) => ours(sent, {...more, automatic: 'generated'})
    expect(afterwards(kinds, automatic)).toEqual([expected])
  })

  test('that a program sent before what was recorded already acknowledges', () => {
    const account = happened(asked(), 'responded', time('10:00'))
    const mail = ours(time('09:30'), {repliesTo: ['a'], automatic: 'replied'})
    expect(told(imported([mail], {}, account))).toEqual(['1: received responded acknowledged'])
  })

  test('says nothing where it answers no request, or went to nobody else', () => {
    expect(reasons(imported([ours(time('09:00'))]))).toEqual(['no-request'])
    expect(afterwards([], (sent, more) => ours(sent, {...more, to: [SUPPORT, WEBER]}))).toEqual(['internal'])
    expect(afterwards([], (sent, more) => ours(sent, {...more, to: []}))).toEqual(['internal'])
  })

  test('is an answer of whom its sender’s name means, else of whoever records it', () => {
    const authorOf = (name: string | null, consultants: MailRecording['consultants'] = []) => {
      const mail = ours(time('09:05'), {from: {name, address: WEBER}, repliesTo: ['a']})
      return imported([mail], {consultants}, asked()).requests[0]?.request.events[1]?.by
    }
    expect(authorOf('J. Weber')).toBe('J. Weber')
    expect(authorOf(null)).toBe('Importer')
    const listed = [{name: 'Jana Weber', aliases: ['J. Weber']}]
    expect(authorOf('j. weber', listed)).toBe('Jana Weber')
    expect(authorOf('Helpdesk', listed)).toBe('Importer')
  })
})

describe('mails are of the request', () => {
  test('whose number their subject has, whatever they answer', () => {
    const mails = [
      theirs(time('09:00'), {id: 'a', subject: '[Ticket #7] Drucker'}),
      theirs(time('09:01'), {id: 'b', subject: '[Ticket #8] Maus'}),
      ours(time('09:05'), {subject: 'Re: [Ticket #8] Maus', repliesTo: ['a']}),
    ]
    const result = imported(mails)
    expect(told(result)).toEqual(['7: received', '8: received responded'])
    expect(result.requests[0]?.request.subject).toBe('Drucker')
  })

  test('of the mail they answer, directly or by way of another', () => {
    const mails = [
      theirs(time('09:00'), {id: 'a'}),
      ours(time('09:05'), {id: 'b', repliesTo: ['a']}),
      theirs(time('09:10'), {repliesTo: ['unknown', 'b']}),
      theirs(time('09:11'), {subject: 'Maus'}),
    ]
    expect(told(imported(mails))).toEqual(['1: received responded follow-up', '2: received'])
  })

  test('whose number the answers to them have, as a helpdesk says it first in its answer', () => {
    const mails = [
      theirs(time('09:00'), {id: 'a'}),
      ours(time('09:01'), {id: 'b', repliesTo: ['a'], subject: 'Drucker', automatic: 'replied'}),
      ours(time('09:05'), {repliesTo: ['b'], subject: 'Re: [Ticket #4711] Drucker'}),
      theirs(time('09:10'), {subject: 'AW: [Ticket #4711] Drucker'}),
    ]
    expect(told(imported(mails))).toEqual(['4711: received acknowledged responded follow-up'])
  })

  test('of a mail that was passed over, if that was of one', () => {
    const automatic = {repliesTo: ['a'], automatic: 'replied'} as const
    const mails = [
      theirs(time('09:00'), {id: 'a'}),
      ours(time('09:01'), automatic),
      ours(time('09:02'), {...automatic, id: 'c'}),
      theirs(time('09:10'), {repliesTo: ['c']}),
    ]
    expect(told(imported(mails))).toEqual(['1: received acknowledged follow-up'])
  })

  test('they are of already: a number that is said later does not move them', () => {
    const mails = [ours(time('09:05'), {repliesTo: ['a'], subject: '[Ticket #99] Drucker'})]
    expect(told(imported(mails, {}, asked()))).toEqual(['1: received responded'])
  })

  test('that is left: a number that nobody has, and none that another mail names', () => {
    const mails = [
      theirs(time('09:00'), {subject: 'Eins'}),
      theirs(time('09:01'), {subject: 'Zwei'}),
      theirs(time('09:02'), {subject: '[Ticket #2] Drei'}),
    ]
    expect(told(imported(mails))).toEqual(['1: received', '3: received', '2: received'])
    expect(imported([theirs(time('09:03'))], {}, asked()).opened).toEqual(['2'])
  })

  test('in the order in which they were sent, of one second in that of the mailbox', () => {
    const mails = [
      ours(time('09:05'), {message: 1, repliesTo: ['a'], id: 'b'}),
      ours(time('09:05'), {message: 3, repliesTo: ['a'], automatic: 'replied', id: 'd'}),
      theirs(time('09:05'), {message: 2, repliesTo: ['b'], id: 'c'}),
      theirs(time('09:00'), {message: 4, id: 'a'}),
    ]
    const result = imported(mails)
    expect(told(result)).toEqual(['1: received responded follow-up'])
    expect(reasons(result)).toEqual(['acknowledged-already'])
  })
})

describe('a mail that was recorded', () => {
  const mails = [theirs(time('09:00'), {id: 'a'}), ours(time('09:05'), {id: 'b', repliesTo: ['a']})]

  test('adds nothing, be it in the mailbox twice or imported again', () => {
    const first = imported([...mails, ...mails])
    expect(first).toMatchObject({recorded: 2, known: 2})
    const again = imported(mails, {}, first.account)
    expect(again).toMatchObject({recorded: 0, known: 2, requests: [], opened: [], refused: []})
    expect(again.account).toBe(first.account)
  })

  test('adds nothing where what it said was voided, and the request of a voided one stays so', () => {
    const taken = {reason: 'wrong', at: at('2026-03-20'), by: 'J. Weber'}
    const {account} = imported(mails)
    const without = accepted(voidEvent(account, {number: '1', event: '2'}, taken)).account
    expect(imported(mails, {}, without)).toMatchObject({recorded: 0, known: 2})
    const voided = accepted(voidRequest(account, '1', taken)).account
    const more = [theirs(time('09:10'), {repliesTo: ['a']}), ours(time('09:15'), {repliesTo: ['a']})]
    const result = imported([...mails, ...more], {}, voided)
    expect(result).toMatchObject({recorded: 0, known: 2})
    expect(reasons(result)).toEqual(['request-voided', 'request-voided'])
  })

  test('is known after its month was closed, and a later one recalls its request', () => {
    const solved = happened(imported(mails).account, 'closed', time('10:00'))
    const {account} = accepted(closeDueMonths(solved, month('2026-03'), closingAt('2026-04-10')))
    const now = at('2026-04-10')
    expect(imported(mails, {now}, account)).toMatchObject({recorded: 0, known: 2})
    const later = theirs('2026-04-02T09:00Z', {repliesTo: ['b']})
    const result = imported([later, ours('2026-04-02T09:30Z', {repliesTo: ['a']})], {now}, account)
    expect(told(result)).toEqual(['1: received responded closed reopened responded'])
    expect(result.account.open.flatMap(page => page.requestRecords).map(({record}) => record)).toEqual([
      ...['recalled', 'event', 'event'],
    ])
    expect(imported([theirs('2026-04-03T09:00Z')], {now}, account).opened).toEqual(['2'])
  })
})

describe('a mail is refused', () => {
  test('that claims to be from 1970, from before the contract, or from a time to come', () => {
    const mails = [
      theirs('1970-01-01T00:00Z'),
      ours('2025-12-31T23:59Z'),
      theirs('2026-03-31T12:02Z'),
      theirs('2026-03-31T12:01Z'),
    ]
    const result = imported(mails)
    expect(refusals(result)).toEqual(['before-contract', 'before-contract', 'event-in-future'])
    expect(result.recorded).toBe(1)
  })

  test('from after the contract, or with a number that none can be', () => {
    const {account} = new Books({to: '2026-03-09'})
    expect(refusals(imported([theirs(time('09:00'))], {}, account))).toEqual(['after-contract'])
    expect(refusals(imported([theirs(time('09:00'), {subject: '[Ticket _1] x'})]))).toEqual(['invalid-id'])
  })

  test('from before its request came in, or after which a later event no longer fits', () => {
    const account = happened(happened(asked(), 'waiting', time('10:00')), 'resumed', time('11:00'))
    const mails = [ours(time('08:59'), {repliesTo: ['a']}), theirs(time('10:30'), {repliesTo: ['a']})]
    expect(refusals(imported(mails, {}, account))).toEqual(['event-before-request', 'event-does-not-fit'])
  })

  test('and stops no other; nothing to record leaves the very same account', () => {
    const {account} = new Books()
    expect(imported([theirs('1970-01-01T00:00Z')], {}, account).account).toBe(account)
    expect(told(imported([theirs('1970-01-01T00:00Z'), theirs(time('09:00'))]))).toEqual(['1: received'])
  })
})

test('what was opened by hand is what mails are of by its number, and no mail is recorded before it', () => {
  const opened = {
    ...{number: '12345', subject: 'Drucker', channel: null, requester: null, kind: null, priority: null},
    ...{address: null, isEmergency: false, at: at(time('09:00')), note: null},
  }
  const {account} = accepted(openRequest(new Books().account, opened, MARCH_31))
  const mails = [
    theirs(time('08:58'), {subject: '[Ticket #12345] Drucker'}),
    ours(time('09:08'), {subject: 'Re: [Ticket #12345] Drucker'}),
  ]
  const result = imported(mails, {}, account)
  expect(told(result)).toEqual(['12345: received responded'])
  expect(refusals(result)).toEqual(['event-before-request'])
})
