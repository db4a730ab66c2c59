import {rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, onTestFinished, test} from 'vitest'
import {type Outcome, Program} from '../support/program.js'

/** A store with one contract under the promises of a provider with three support levels. */
function withLevels(now: string, ...more: string[]): Program {
  const program = new Program(now).inOneProcess()
  onTestFinished(() => program.remove())
  program.okAll(
    ['init', '--provider', 'Muster IT GmbH', '--country', 'DE', '--state', 'BY'],
    [
      ...['contract', 'add', 'acme', '--customer', 'ACME GmbH', '--from', '2026-01-01', '--credit', '10h'],
      ...['--tariff', 'response-levels', ...more],
    ],
  )
  return program
}

interface TargetJson {
  readonly event: string
  readonly state: string
}

const targetsIn = ({json}: Outcome): readonly TargetJson[] => json.ticket.targets
const statesIn = (outcome: Outcome): Record<string, string> =>
  Object.fromEntries(targetsIn(outcome).map(({event, state}) => [event, state]))
const targetIn = (outcome: Outcome, event: string) => targetsIn(outcome).find(each => each.event === event)

/** What a ticket command answers as JSON. */
const ticket = (program: Program, ...words: string[]) => program.ok('ticket', ...words, '--json')

describe('the promises: acknowledged in 2 minutes, in chat 1, answered in 10, round the clock', () => {
  test('a ticket on a Saturday night before the clocks change is acknowledged in time and answered a second late', () => {
    const program = withLevels('2026-03-28T23:58:00+01:00')
    const opened = ticket(
      program,
      'open',
      'acme',
      '[Ticket #12345] Frage zu Installation',
      '--for',
      'Frau Müller',
    )
    expect(opened.json.ticket).toMatchObject({
      ...{number: '12345', contract: 'acme', subject: 'Frage zu Installation', channel: 'ticket'},
      ...{requester: 'Frau Müller', kind: null, priority: null, address: null, emergency: false},
      ...{
        state: 'open',
        level: null,
        team: null,
        followUps: 0,
        workedMinutes: 0,
        chargedMinutes: 0,
        entries: [],
      },
      events: [
        {
          ...{id: '1', kind: 'received', at: '2026-03-28T23:58:00+01:00', by: 'J. Weber', note: null},
          ...{level: null, team: null, reason: null, expected: null, voided: false},
        },
      ],
      targets: [
        {
          ...{event: 'acknowledged', withinMinutes: 2, state: 'pending', dueAt: '2026-03-29T00:00:00+01:00'},
          ...{decidedAt: null, elapsedSeconds: null, month: null},
        },
        {event: 'first-response', withinMinutes: 10, state: 'pending', dueAt: '2026-03-29T00:08:00+01:00'},
      ],
    })
    const acknowledged = ticket(program.at('2026-03-28T23:59:59+01:00'), 'ack', '12345')
    expect(targetIn(acknowledged, 'acknowledged')).toMatchObject({
      ...{state: 'met', decidedAt: '2026-03-28T23:59:59+01:00', elapsedSeconds: 119, month: '2026-03'},
    })
    const answered = ticket(program.at('2026-03-29T00:08:01+01:00'), 'respond', '#12345')
    expect(targetIn(answered, 'first-response')).toMatchObject({
      ...{state: 'missed', decidedAt: '2026-03-29T00:08:00+01:00', elapsedSeconds: 601, month: '2026-03'},
    })
    program.at('2026-04-01T06:00:00+02:00').ok('rollover')
    const {sla} = program.ok('sla', 'acme', '--month', '2026-03', '--json').json
    expect(sla[0]).toMatchObject({contract: 'acme', month: '2026-03', status: 'closed', corrections: []})
    expect(sla[0].targets).toEqual([
      {
        ...{event: 'acknowledged', channel: 'ticket', kind: null, priority: null, withinMinutes: 2},
        ...{
          met: 1,
          missed: 0,
          pending: 0,
          percent: 100,
          medianSeconds: 119,
          p95Seconds: 119,
          worstSeconds: 119,
        },
      },
      {
        ...{event: 'acknowledged', channel: 'chat', kind: null, priority: null, withinMinutes: 1},
        ...{
          met: 0,
          missed: 0,
          pending: 0,
          percent: null,
          medianSeconds: null,
          p95Seconds: null,
          worstSeconds: null,
        },
      },
      {
        ...{event: 'first-response', channel: null, kind: null, priority: null, withinMinutes: 10},
        ...{
          met: 0,
          missed: 1,
          pending: 0,
          percent: 0,
          medianSeconds: 601,
          p95Seconds: 601,
          worstSeconds: 601,
        },
      },
    ])
    expect(sla[0].misses).toEqual([
      {
        ...{ticket: '12345', event: 'first-response', dueAt: '2026-03-29T00:08:00+01:00'},
        ...{happenedAt: '2026-03-29T00:08:01+01:00', lateSeconds: 1},
      },
    ])
    const [statement] = program.ok('statement', 'acme', '--month', '2026-03', '--json').json.statements
    const {contract: _, month: __, status: ___, ...report} = sla[0]
    expect(statement.responseTimes).toEqual(report)
  })

  test('a chat has a minute', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    const opened = ticket(program, 'open', 'acme', 'Login', '--how', 'chat')
    expect(targetIn(opened, 'acknowledged')).toMatchObject({
      withinMinutes: 1,
      dueAt: '2026-03-10T09:01:00+01:00',
    })
    expect(statesIn(ticket(program.at('2026-03-10T09:01:00+01:00'), 'ack', '1'))).toMatchObject({
      acknowledged: 'met',
    })
  })
})

describe('the provider’s own examples', () => {
  test('a question about an invoice: acknowledged in 2 minutes, answered in 10, solved in 30, not escalated', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    ticket(program, 'open', 'acme', 'Warum wurde mir das Geld zweimal in Rechnung gestellt?')
    ticket(program.at('2026-03-10T09:01:30+01:00'), 'ack', '1')
    ticket(program.at('2026-03-10T09:09:00+01:00'), 'respond', '1')
    const solved = ticket(
      program.at('2026-03-10T09:28:00+01:00'),
      'resolve',
      '1',
      '--note',
      'Zweite Rechnung storniert',
    )
    expect(solved.json.ticket).toMatchObject({state: 'resolved', level: null})
    expect(statesIn(solved)).toEqual({acknowledged: 'met', 'first-response': 'met'})
  })

  test('a slow server: questions back, then passed on to the administrators, who solve it within two hours', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    ticket(program, 'open', 'acme', 'Mein VPS läuft langsam')
    ticket(program.at('2026-03-10T09:01:00+01:00'), 'ack', '1')
    const asked = ticket(program.at('2026-03-10T09:08:00+01:00'), 'wait', '1', '--note', 'Seit wann?')
    expect(statesIn(asked)).toMatchObject({'first-response': 'met'}) // a question to the customer is a response
    ticket(program.at('2026-03-10T09:20:00+01:00'), 'resume', '1')
    const escalated = ticket(program, 'escalate', '1', '--to', '3', '--because', 'specialist')
    expect(escalated.json.onDuty).toEqual({team: 'System administrators', level: 3, now: true, from: null})
    expect(escalated.json.ticket).toMatchObject({level: 3, team: 'System administrators', state: 'open'})
    program.ok('log', 'acme', '1h30', 'Diagnose', '--ticket', '1', '--at', '10.3. 09:30')
    const solved = ticket(
      program.at('2026-03-10T11:05:00+01:00'),
      'resolve',
      '1',
      '--note',
      'Platte getauscht',
    )
    expect(solved.json.ticket).toMatchObject({workedMinutes: 90, chargedMinutes: 90, state: 'resolved'})
    const {stdout} = program.ok('ticket', 'show', '1')
    for (const said of [
      'Mein VPS läuft langsam',
      'Seit wann?',
      'System administrators',
      'Diagnose',
      'Platte getauscht',
    ])
      expect(stdout).toContain(said)
  })

  test('a firewall by special order: the customer is told why it is passed on, and what happens next', () => {
    const program = withLevels('2026-03-10T07:00:00+01:00')
    ticket(program, 'open', 'acme', 'Eigene Firewall-Regeln für meinen VPS')
    ticket(program, 'respond', '1', '--expected', '9:00')
    const {stdout} = program.ok('ticket', 'escalate', '1', '--to', 'system', '--because', 'unusual')
    expect(stdout).toContain('System administrators (level 3) is next on duty 10 Mar 2026 08:00')
    expect(stdout).toContain('wir haben Ihre Anfrage 1 (Eigene Firewall-Regeln für meinen VPS)')
    expect(stdout).toContain('Das Team ist ab 10.03.2026 08:00 wieder im Dienst')
    const closed = ticket(program.at('2026-03-10T08:30:00+01:00'), 'close', '1')
    expect(closed.json.ticket).toMatchObject({
      state: 'closed',
      events: [{}, {expected: '2026-03-10T09:00:00+01:00'}, {}, {}],
    })
  })
})

describe('the support table', () => {
  test.each([
    [
      'Tuesday 07:30',
      '2026-03-10T07:30:00+01:00',
      [true, false, false, false],
      [null, '2026-03-10T09:00:00+01:00', '2026-03-10T08:00:00+01:00', '2026-03-10T08:00:00+01:00'],
    ],
    [
      'Friday 19:00',
      '2026-03-13T19:00:00+01:00',
      [true, false, false, true],
      [null, '2026-03-16T09:00:00+01:00', '2026-03-16T08:00:00+01:00', null],
    ],
    [
      'Sunday, over the change of clocks',
      '2026-03-29T01:00:00+01:00',
      [true, false, false, false],
      [null, '2026-03-30T09:00:00+02:00', '2026-03-30T08:00:00+02:00', '2026-03-30T08:00:00+02:00'],
    ],
    [
      '1 January, without a calendar of holidays',
      '2027-01-01T10:00:00+01:00',
      [true, true, true, true],
      [null, null, null, null],
    ],
  ] as const)('on a %s says who is on duty, and when the others are', (_, at, onDuty, next) => {
    const program = withLevels('2026-03-01T09:00:00+01:00')
    const {json} = program.ok('levels', 'acme', '--at', at, '--json')
    expect(json).toMatchObject({contract: 'acme', at})
    expect(json.levels.map((level: {onDuty: boolean}) => level.onDuty)).toEqual(onDuty)
    expect(json.levels.map((level: {next: string | null}) => level.next)).toEqual(next)
  })

  test('knows public holidays and the zone of a team where the terms name them', () => {
    const program = withLevels('2026-12-31T20:00:00+01:00')
    const hours = [{days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00'}]
    const levels = [
      {level: 1, team: 'München', hours, holidays: {country: 'DE', state: 'BY'}},
      {level: 2, team: 'New York', timezone: 'America/New_York', hours},
    ]
    const file = join(program.folder, 'terms.json')
    writeFileSync(file, JSON.stringify({sla: {targets: [], levels}}))
    program.ok('contract', 'amend', 'acme', '--from', '2027-01', '--file', file)
    const {levels: onNewYear} = program.ok('levels', 'acme', '--at', '2027-01-01 10:00', '--json').json
    expect(onNewYear).toMatchObject([
      {onDuty: false, next: '2027-01-04T09:00:00+01:00'},
      {onDuty: false, next: '2027-01-01T09:00:00-05:00'},
    ])
  })
})

describe('other promises', () => {
  test('after an emergency a technician calls back within 30 minutes, whatever else is promised', () => {
    const program = new Program('2026-03-07T22:00:00+01:00').inOneProcess()
    onTestFinished(() => program.remove())
    program.ok('init', '--provider', 'Muster IT GmbH')
    const add = ['contract', 'add', 'acme', '--customer', 'ACME GmbH', '--from', '2026-01-01']
    program.ok(...add, '--tariff', 'call-out-flat', '--credit', '0h')
    const opened = ticket(program, 'open', 'acme', 'Server steht', '--emergency', '--how', 'phone')
    expect(targetsIn(opened)).toMatchObject([
      {event: 'call-back', withinMinutes: 30, dueAt: '2026-03-07T22:30:00+01:00'},
    ])
    expect(targetsIn(ticket(program, 'open', 'acme', 'Frage'))).toEqual([])
    expect(statesIn(ticket(program.at('2026-03-07T22:30:00+01:00'), 'respond', '1'))).toEqual({
      'call-back': 'met',
    })
  })

  test('hold only for the address that the terms name, and ticket open says so', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    const file = join(program.folder, 'terms.json')
    const targets = [{event: 'first-response', withinMinutes: 60}]
    writeFileSync(file, JSON.stringify({sla: {targets, address: 'acme@helpdesk.example'}}))
    program.ok('contract', 'amend', 'acme', '--from', '2026-03', '--file', file)
    const through = (address: string) =>
      ticket(program, 'open', 'acme', 'Frage', '--how', 'email', '--address', address)
    expect(statesIn(through('ACME@helpdesk.example'))).toEqual({'first-response': 'pending'})
    const other = through('info@muster.example')
    expect(targetsIn(other)).toMatchObject([
      {state: 'not-promised', dueAt: null, decidedAt: null, month: null},
    ])
    expect(program.ok('ticket', 'open', 'acme', 'Frage').stdout).toContain('nothing is promised')
  })

  test('of typical times are told, and kinds that were not agreed are refused', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    const file = join(program.folder, 'terms.json')
    const kinds = [
      {name: 'simple question', typical: {fromMinutes: 10, toMinutes: 30}},
      {name: 'special request', typical: null},
    ]
    writeFileSync(file, JSON.stringify({sla: {targets: [], kinds}}))
    program.ok('contract', 'amend', 'acme', '--from', '2026-03', '--file', file)
    const {stdout} = program.ok('ticket', 'open', 'acme', 'Zugang', '--kind', 'Simple Question')
    expect(stdout).toContain('usually take 10 min–30 min; that is no promise')
    const refused = program.run('ticket', 'open', 'acme', 'Zugang', '--kind', 'riddle', '--json')
    expect(refused).toMatchObject({code: 2, json: {error: {code: 'UNKNOWN_KIND'}}})
  })

  test('run in weekly hours: an hour from Friday 16:30 ends on Monday 9:30', () => {
    const program = withLevels('2026-03-13T16:30:00+01:00')
    const file = join(program.folder, 'terms.json')
    const hours = [{days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00'}]
    const clock = {timezone: 'Europe/Berlin', hours, holidays: {country: 'DE', state: 'BY'}}
    writeFileSync(
      file,
      JSON.stringify({sla: {targets: [{event: 'first-response', withinMinutes: 60}], clock}}),
    )
    program.ok('contract', 'amend', 'acme', '--from', '2026-03', '--file', file)
    const opened = ticket(program, 'open', 'acme', 'Frage')
    expect(targetIn(opened, 'first-response')).toMatchObject({dueAt: '2026-03-16T09:30:00+01:00'})
    // Easter Monday and its Friday are holidays.
    const easter = ticket(program.at('2026-04-02T16:30:00+02:00'), 'open', 'acme', 'Vor Ostern')
    expect(targetIn(easter, 'first-response')).toMatchObject({dueAt: '2026-04-07T09:30:00+02:00'})
    expect(program.ok('statement', 'acme', '--month', 'apr', '--json').code).toBe(0)
  })
})

describe('what is recorded late or wrong', () => {
  test('leaves the statements of closed months as they are, and is a correction in the earliest open one', () => {
    const program = withLevels('2026-03-31T12:00:00+02:00')
    ticket(program, 'open', 'acme', 'Frage')
    program.at('2026-04-01T06:00:00+02:00').ok('rollover')
    const before = program.ok('sla', 'acme', '--month', '2026-03', '--json').json
    expect(before.sla[0].misses).toHaveLength(2)
    ticket(program, 'respond', '1', '--at', '31.3. 12:01')
    expect(program.ok('sla', 'acme', '--month', '2026-03', '--json').json).toEqual(before)
    const turned = {
      ticket: '1',
      month: '2026-03',
      from: 'missed',
      to: 'met',
      happenedAt: '2026-03-31T12:01:00+02:00',
    }
    const [april] = program.ok('sla', 'acme', '--month', '2026-04', '--json').json.sla
    expect(april).toMatchObject({
      misses: [],
      corrections: [
        {...turned, event: 'acknowledged'},
        {...turned, event: 'first-response'},
      ],
    })
    expect(april.targets.map(({met, missed}: {met: number; missed: number}) => met + missed)).toEqual([
      0, 0, 0,
    ])
    program.at('2026-05-01T06:00:00+02:00').ok('rollover')
    expect(program.ok('statement', 'acme', '--month', '2026-04').stdout).toContain(
      'Berichtigung zum Auszug März 2026: Anfrage 1',
    )
    expect(program.ok('verify', '--json').json).toMatchObject({ok: true, months: 4})
  })

  test('a request that was recorded by mistake is voided whole, and counts nowhere', () => {
    const program = withLevels('2026-03-31T12:00:00+02:00')
    ticket(program, 'open', 'acme', 'Werbung', '--number', 'spam-1')
    program.at('2026-03-31T13:00:00+02:00')
    const voided = ticket(program, 'void', 'spam-1', '--reason', 'Werbung')
    expect(statesIn(voided)).toEqual({acknowledged: 'withdrawn', 'first-response': 'withdrawn'})
    expect(program.ok('sla', 'acme', '--month', 'this', '--json').json.sla[0].misses).toEqual([])
    expect(program.run('ticket', 'ack', 'spam-1', '--json')).toMatchObject({
      ...{code: 3, json: {error: {code: 'REQUEST_ALREADY_VOIDED'}}},
    })
    expect(program.ok('ticket', 'list', '--json').json.tickets).toEqual([])
    expect(program.ok('ticket', 'list', '--all', '--json').json.tickets).toMatchObject([
      {number: 'spam-1', voided: true},
    ])
  })

  test('an event is voided, unless a later one builds upon it', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    ticket(program, 'open', 'acme', 'Frage')
    ticket(program.at('2026-03-10T09:05:00+01:00'), 'wait', '1')
    ticket(program.at('2026-03-10T09:06:00+01:00'), 'resume', '1')
    const refused = (...words: string[]) => program.run('ticket', ...words, '--json')
    expect(refused('event', 'void', '1', '2', '--reason', 'x')).toMatchObject({
      ...{code: 3, json: {error: {code: 'EVENT_DOES_NOT_FIT', details: {event: 'resumed', isLater: true}}}},
    })
    ticket(program, 'event', 'void', '1', '3', '--reason', 'andere Anfrage')
    const voided = ticket(program, 'event', 'void', '1', '2', '--reason', 'andere Anfrage')
    expect(voided.json.ticket).toMatchObject({
      state: 'open',
      events: [{voided: false}, {voided: true}, {voided: true}],
    })
    expect(statesIn(voided)).toMatchObject({'first-response': 'pending'})
    expect(refused('event', 'void', '1', '1', '--reason', 'x').json.error.code).toBe('RECEIVED_STAYS')
    expect(refused('event', 'void', '1', '7', '--reason', 'x').json.error.code).toBe('UNKNOWN_EVENT')
    expect(refused('event', 'void', '1', '2', '--reason', 'x').json.error.code).toBe('EVENT_ALREADY_VOIDED')
  })

  test('is refused: an unknown number, a time before the request or ahead, resolving twice, a level that is not there', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    ticket(program, 'open', 'acme', 'Frage')
    const refused = (...words: string[]) => {
      const {code, json} = program.run('ticket', ...words, '--json')
      return [code, json.error.code]
    }
    expect(refused('ack', '99')).toEqual([3, 'UNKNOWN_REQUEST'])
    expect(refused('respond', '1', '--at', '8:00')).toEqual([3, 'EVENT_BEFORE_REQUEST'])
    expect(refused('respond', '1', '--at', '2026-03-10T09:02:00+01:00')).toEqual([3, 'EVENT_IN_FUTURE'])
    expect(refused('respond', '1', '--at', '22:30')).toEqual([2, 'NOT_YET'])
    expect(refused('open', 'acme', 'Nochmal', '--number', '1')).toEqual([3, 'REQUEST_EXISTS'])
    expect(refused('open', 'acme', 'Notfall', '--emergency')).toEqual([3, 'NO_EMERGENCY_SERVICE'])
    expect(refused('open', 'acme', 'Früher', '--at', '2025-12-31 10:00')).toEqual([3, 'BEFORE_CONTRACT'])
    expect(refused('open', 'acme', '--number', '../x', 'Pfad')).toEqual([2, 'INVALID_ID'])
    expect(refused('open', 'acme')).toEqual([2, 'MISSING_VALUE'])
    expect(refused('escalate', '1', '--to', '7', '--because', 'volume')).toEqual([2, 'UNKNOWN_LEVEL'])
    expect(refused('resume', '1')).toEqual([3, 'EVENT_DOES_NOT_FIT'])
    ticket(program, 'resolve', '1')
    expect(refused('resolve', '1')).toEqual([3, 'EVENT_DOES_NOT_FIT'])
    expect(refused('list', '--due', '--all')).toEqual([2, 'CONTRADICTION'])
  })
})

describe('the number of a request', () => {
  test('leads to its contract; where two contracts have it, --contract says which', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    program.ok('contract', 'add', 'beta', '--customer', 'Beta', '--from', '2026-01-01', '--credit', '0h')
    ticket(program, 'open', 'acme', 'Frage', '--number', '77')
    expect(ticket(program, 'show', '77').json.ticket.contract).toBe('acme')
    ticket(program, 'open', 'beta', 'Frage', '--number', '77')
    const ambiguous = program.run('ticket', 'ack', '77', '--json')
    expect(ambiguous).toMatchObject({
      ...{code: 2, json: {error: {code: 'AMBIGUOUS_REQUEST', details: {contracts: ['acme', 'beta']}}}},
    })
    expect(ticket(program, 'ack', '77', '--contract', 'beta').json.ticket.contract).toBe('beta')
    expect(program.run('ticket', 'show', '78', '--contract', 'beta').code).toBe(3)
  })

  test('is found also where the index is gone or damaged, and in closed months', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    ticket(program, 'open', 'acme', 'Frage', '--number', '4711')
    ticket(program, 'close', '4711', '--note', 'erledigt')
    program.at('2026-05-01T09:00:00+02:00').ok('rollover')
    expect(ticket(program, 'show', '4711').json.ticket).toMatchObject({state: 'closed', contract: 'acme'})
    rmSync(join(program.store, 'requests'), {recursive: true})
    expect(ticket(program, 'show', '4711').json.ticket.contract).toBe('acme')
    expect(ticket(program, 'open', 'acme', 'Neu').json.ticket.number).toBe('1')
    expect(program.run('ticket', 'open', 'acme', 'Nochmal', '--number', '4711').code).toBe(3)
    for (const file of '0123456789abcdef')
      writeFileSync(join(program.store, 'requests', `${file}.json`), '{"numbers": 1}')
    const reopened = ticket(program, 'reopen', '4711')
    expect(reopened.json.ticket).toMatchObject({
      state: 'open',
      events: [{kind: 'received'}, {note: 'erledigt'}, {kind: 'reopened'}],
    })
    expect(ticket(program, 'list').json.tickets.map(({number}: {number: string}) => number)).toEqual([
      '1',
      '4711',
    ])
    expect(program.ok('verify').code).toBe(0)
  })

  test('is the next free one, also beside numbers that somebody gave', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    const next = (...words: string[]) => ticket(program, 'open', 'acme', 'Frage', ...words).json.ticket.number
    expect([next(), next('--number', '2'), next(), next('--number', '20260310'), next()]).toEqual([
      '1',
      '2',
      '3',
      '20260310',
      '4',
    ])
    program.at('2026-04-01T09:00:00+02:00').ok('rollover')
    expect(next()).toBe('5')
  })
})

test('words behind the number are the note, unless --note says another', () => {
  const program = withLevels('2026-03-10T09:00:00+01:00')
  ticket(program, 'open', 'acme', 'Frage')
  const solved = ticket(program, 'resolve', '1', 'Kabel', 'getauscht')
  expect(solved.json.ticket.events[1]).toMatchObject({kind: 'resolved', note: 'Kabel getauscht'})
  const refused = program.run('ticket', 'reopen', '1', 'doch', 'nicht', '--note', 'noch einmal', '--json')
  expect(refused).toMatchObject({code: 2, json: {error: {code: 'CONTRADICTION'}}})
})

test('a contract without promises says so', () => {
  const program = withLevels('2026-03-10T09:00:00+01:00')
  program.ok('contract', 'add', 'beta', '--customer', 'Beta', '--from', '2026-01-01', '--credit', '0h')
  expect(program.ok('sla', 'beta', '--month', 'this').stdout).toMatch(/No response times are/)
  expect(program.ok('sla', '--month', 'this').stdout).not.toContain('beta')
})

describe('ticket list', () => {
  test('begins with those that were asked about again, then goes by the soonest deadline', () => {
    const program = withLevels('2026-03-10T09:00:00+01:00')
    const at = (time: string) => program.at(`2026-03-10T${time}:00+01:00`)
    for (const subject of ['Erste', 'Zweite', 'Dritte', 'Vierte']) ticket(program, 'open', 'acme', subject)
    ticket(at('09:01'), 'respond', '1')
    ticket(program, 'wait', '2')
    ticket(at('09:05'), 'follow-up', '1')
    const numbers = (...flags: string[]) =>
      ticket(program, 'list', ...flags).json.tickets.map(({number}: {number: string}) => number)
    expect(numbers()).toEqual(['1', '3', '4', '2'])
    expect(numbers('--waiting')).toEqual(['2'])
    expect(numbers('--due')).toEqual(['3', '4'])
    expect(numbers('--missed')).toEqual(['3', '4'])
    ticket(program, 'resolve', '3')
    expect(numbers()).toEqual(['1', '4', '2'])
    expect(numbers('--all')).toEqual(['1', '4', '2', '3'])
    expect(program.ok('ticket', 'list', 'acme').stdout).toMatch(/asked again[\s\S]*3 requests/)
  })
})

test('goodwill for a missed promise names the request and who approved it', () => {
  const program = withLevels('2026-03-10T09:00:00+01:00')
  ticket(program, 'open', 'acme', 'Frage')
  const credited = program.ok(
    ...['credit', 'acme', '1h', '--kind', 'goodwill', '--reason', 'Reaktionszeit verfehlt'],
    ...['--ticket', '1', '--approved-by', 'A. Schmidt', '--json'],
  )
  expect(credited.json.credit).toMatchObject({ticket: '1', approvedBy: 'A. Schmidt'})
})
