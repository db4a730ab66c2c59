import {copyFileSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program, programFor, root} from '../support/program.js'

// What `--json` prints is a contract with scripts: the fields of each command, and one shape for one thing.

const ENTRY = [
  ...['id', 'contract', 'start', 'end', 'workedMinutes', 'chargedMinutes', 'charges', 'class', 'cause'],
  ...['requester', 'place', 'channel', 'consultant', 'ticket', 'text', 'bookedMonth', 'late', 'voided'],
  ...['replaces', 'explanation'],
]
const BALANCE = [
  ...['contract', 'customer', 'month', 'provisional', 'openingMinutes', 'creditMinutes', 'chargedMinutes'],
  ...['adjustmentMinutes', 'lapsedMinutes', 'overageMinutes', 'balanceMinutes', 'overdraftLimitMinutes'],
  ...['availableMinutes', 'state'],
]
const CONTRACT = ['id', 'customer', 'from', 'to', 'timezone', 'currency', 'terms']
const PROFILE = ['store', 'provider', 'defaults', 'consultants', 'signingKeys']
const TIMER = ['contract', 'text', 'startedAt', 'workedMinutes', 'paused']
const TIMED = {'': ['timer'], timer: TIMER}
const CHARGE = ['kind', 'text', 'quantity', 'unitPriceCents', 'netCents', 'vatPercent']
const STATEMENT = [
  ...['number', 'contract', 'customer', 'provider', 'month', 'status', 'currency', 'opening', 'movements'],
  ...['totals', 'closing', 'charges', 'money', 'seal'],
]
const TICKET = [
  ...[
    'number',
    'contract',
    'subject',
    'channel',
    'requester',
    'kind',
    'priority',
    'address',
    'emergency',
    'state',
  ],
  ...[
    'level',
    'team',
    'followUps',
    'voided',
    'events',
    'targets',
    'workedMinutes',
    'chargedMinutes',
    'entries',
  ],
]
const EVENT = [
  ...['id', 'kind', 'at', 'by', 'recordedAt', 'note', 'level', 'team', 'reason', 'expected', 'voided'],
]
const TARGET = ['event', 'withinMinutes', 'state', 'dueAt', 'decidedAt', 'elapsedSeconds', 'month']
const TICKETS = {'': ['ticket'], ticket: TICKET, 'ticket.events': EVENT, 'ticket.targets': TARGET}
const LOGGED = {'': ['entry', 'balance', 'warnings'], entry: ENTRY, balance: BALANCE}
const CREDIT = [
  ...['id', 'contract', 'kind', 'minutes', 'leftMinutes', 'priceCents', 'reason', 'expires', 'bookedMonth'],
  ...['ticket', 'voided'],
]
const EXPORTED = {'': ['export'], export: ['format', 'file', 'contracts', 'lines']}
const CREDITED = {'': ['credit', 'balance', 'warnings'], credit: CREDIT, balance: BALANCE}
const FAILURE = ['code', 'message', 'hint', 'details']

interface Answer {
  readonly args: readonly string[]
  /** The fields at each place of the answer, of a list those of its first: `''` is the answer itself. */
  readonly keys: {readonly [place: string]: readonly string[]}
  readonly code?: number
}

const PROVIDER = [
  ...['name', 'address', 'taxNumber', 'bank', 'logo', 'vatNumber', 'register', 'phone', 'email', 'web'],
  'closingText',
]

/** One line for each command; they run one after the other in one store. */
const ANSWERS: {readonly [command: string]: Answer} = {
  init: {args: ['init', '--provider', 'Muster IT GmbH', '--store', 'other'], keys: {'': PROFILE}},
  config: {args: ['config'], keys: {'': PROFILE, provider: PROVIDER}},
  'config set': {args: ['config', 'set', 'bank', 'DE02'], keys: {'': PROFILE}},
  'contract add': {
    args: ['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-10-01', '--credit', '1h'],
    keys: {
      '': CONTRACT,
      customer: ['name', 'number', 'address', 'email', 'locale', 'contacts', 'closingText'],
    },
  },
  'contract add of a list': {
    args: ['contract', 'add', '--file', 'contracts.csv'],
    keys: {
      '': ['contracts', 'failed', 'unchanged', 'dryRun'],
      contracts: CONTRACT,
      failed: ['contract', 'line', 'error'],
    },
    code: 3,
  },
  'contract amend': {
    args: ['contract', 'amend', 'beta', '--from', '2026-12', '--credit', '2h'],
    keys: {'': CONTRACT},
  },
  'contract edit': {
    args: ['contract', 'edit', 'beta', '--number', 'K-2'],
    keys: {'': CONTRACT, customer: ['name', 'number', 'address', 'email', 'locale', 'contacts']},
  },
  'contract end': {args: ['contract', 'end', 'beta', '--on', '2026-12-31'], keys: {'': CONTRACT}},
  'contract add of what is removed': {
    args: ['contract', 'add', 'gamma', '--customer', 'Gamma', '--from', '2026-10-01', '--credit', '1h'],
    keys: {'': CONTRACT},
  },
  'contract remove': {args: ['contract', 'remove', 'gamma'], keys: {'': CONTRACT}},
  'contract list': {args: ['contract', 'list'], keys: {'': ['contracts'], contracts: CONTRACT}},
  'contract schema': {
    args: ['contract', 'schema'],
    keys: {'': ['$schema', 'type', 'properties', 'required']},
  },
  'contract show': {args: ['contract', 'show', 'acme'], keys: {'': CONTRACT}},
  'contract tariffs': {args: ['contract', 'tariffs'], keys: {'': ['tariffs'], tariffs: ['name', 'summary']}},
  log: {args: ['log', 'acme', '50', 'Server', '--at', '2026-11-20 9:00', '--id', 'e1'], keys: LOGGED},
  'log of an emergency': {
    args: ['log', 'urgent', '50', 'Server', '--at', '2026-11-20 9:00', '--class', 'emergency'],
    keys: {...LOGGED, 'entry.charges': CHARGE},
  },
  'log once more': {
    args: ['log', 'acme', '50', 'Server', '--at', '2026-11-20 9:00', '--id', 'e1'],
    keys: {...LOGGED, '': ['repeated', ...LOGGED['']]},
  },
  'entry show': {args: ['entry', 'show', 'e1'], keys: LOGGED},
  entries: {args: ['entries'], keys: {'': ['entries'], entries: ENTRY}},
  'entries summed': {
    args: ['entries', '--sum', 'day'],
    keys: {
      '': ['entries', 'sums'],
      entries: ENTRY,
      sums: ['key', 'contract', 'count', 'workedMinutes', 'chargedMinutes'],
    },
  },
  undo: {args: ['undo'], keys: LOGGED},
  credit: {
    args: ['credit', 'acme', '1h', '--kind', 'top-up', '--reason', 'Offer', '--price', '100', '--id', 'c1'],
    keys: CREDITED,
  },
  'credit once more': {
    args: ['credit', 'acme', '1h', '--kind', 'top-up', '--reason', 'Offer', '--price', '100', '--id', 'c1'],
    keys: {...CREDITED, '': ['repeated', ...CREDITED['']]},
  },
  history: {
    args: ['history', 'acme'],
    keys: {'': ['events'], events: ['at', 'by', 'what', 'contract', 'id', 'details']},
  },
  credits: {args: ['credits'], keys: {'': ['credits'], credits: CREDIT}},
  balance: {args: ['balance'], keys: {'': ['balances'], balances: BALANCE}},
  'balance of one': {
    args: ['balance', 'acme'],
    keys: {'': ['balances'], balances: [...BALANCE, 'forecast', 'pace']},
  },
  billing: {
    args: ['billing', '--month', 'this'],
    keys: {
      '': ['billing', 'totals'],
      billing: [
        ...['contract', 'customer', 'month', 'number', 'status', 'currency', 'charges', 'netCents', 'vat'],
        'grossCents',
      ],
      'billing.customer': ['name', 'number'],
      'billing.charges': CHARGE,
      'billing.vat': ['percent', 'netCents', 'vatCents'],
      totals: ['currency', 'netCents', 'vatCents', 'grossCents'],
    },
  },
  quote: {
    args: ['quote', 'urgent', '--at', '2026-11-22 9:00', '--minutes', '30'],
    keys: {
      '': ['quotes'],
      quotes: ['cause', 'charges', 'netCents', 'vatCents', 'grossCents'],
      'quotes.charges': CHARGE,
    },
  },
  'import csv': {
    args: ['import', 'csv', 'rows.csv'],
    keys: {'': ['imported', 'repeated', 'refused', 'dryRun', 'contracts']},
  },
  ...Object.fromEntries(
    ['toggl', 'clockify', 'harvest', 'kimai', 'timewarrior', 'watson', 'klog', 'timeclock'].map(tool => [
      `import ${tool}`,
      {args: ['import', tool, 'rows.csv'], keys: {'': ['error'], error: FAILURE}, code: 2},
    ]),
  ),
  'import toggl of rows': {
    args: ['import', 'toggl', 'toggl.csv', '--contract', 'acme'],
    keys: {'': ['imported', 'repeated', 'refused', 'dryRun', 'contracts']},
    code: 2,
  },
  'ticket open': {
    args: ['ticket', 'open', 'urgent', 'Server', '--number', '7', '--emergency', '--at', '2026-11-21 14:00'],
    keys: TICKETS,
  },
  'ticket ack': {args: ['ticket', 'ack', '7'], keys: TICKETS},
  'ticket respond': {args: ['ticket', 'respond', '7'], keys: TICKETS},
  'ticket update': {args: ['ticket', 'update', '7'], keys: TICKETS},
  'ticket wait': {args: ['ticket', 'wait', '7'], keys: TICKETS},
  'ticket resume': {args: ['ticket', 'resume', '7'], keys: TICKETS},
  'ticket escalate': {
    args: ['ticket', 'escalate', '7', '--to', '1', '--because', 'volume'],
    keys: {...TICKETS, '': ['ticket', 'onDuty'], onDuty: ['team', 'level', 'now', 'from']},
  },
  'ticket follow-up': {args: ['ticket', 'follow-up', '7'], keys: TICKETS},
  'ticket resolve': {args: ['ticket', 'resolve', '7'], keys: TICKETS},
  'ticket reopen': {args: ['ticket', 'reopen', '7'], keys: TICKETS},
  'ticket close': {args: ['ticket', 'close', '7'], keys: TICKETS},
  'ticket event void': {args: ['ticket', 'event', 'void', '7', '11', '--reason', 'wrong'], keys: TICKETS},
  'ticket show': {args: ['ticket', 'show', '7'], keys: TICKETS},
  'ticket list': {
    args: ['ticket', 'list'],
    keys: {'': ['tickets'], tickets: TICKET, 'tickets.events': EVENT, 'tickets.targets': TARGET},
  },
  'ticket import mbox': {
    args: [
      'ticket',
      'import',
      'mbox',
      'mails.mbox',
      '--contract',
      'urgent',
      '--ours',
      'support@muster.example',
    ],
    keys: {
      '': ['tickets', 'mails', 'dryRun'],
      tickets: TICKET,
      'tickets.events': EVENT,
      mails: ['recorded', 'known', 'passedOver', 'refused'],
      'mails.refused': ['message', 'code', 'reason'],
      'mails.passedOver': ['message', 'code', 'reason'],
    },
    code: 2,
  },
  sla: {
    args: ['sla', 'urgent', '--month', '2026-11'],
    keys: {
      '': ['sla'],
      sla: ['contract', 'month', 'status', 'targets', 'misses', 'corrections'],
      'sla.targets': [
        ...['event', 'channel', 'kind', 'priority', 'withinMinutes', 'met', 'missed', 'pending', 'percent'],
        ...['medianSeconds', 'p95Seconds', 'worstSeconds'],
      ],
      'sla.misses': ['ticket', 'event', 'dueAt', 'happenedAt', 'lateSeconds'],
    },
  },
  'ticket void': {args: ['ticket', 'void', '7', '--reason', 'wrong'], keys: TICKETS},
  levels: {
    args: ['levels', 'urgent'],
    keys: {'': ['contract', 'at', 'levels'], levels: ['level', 'team', 'onDuty', 'next']},
  },
  rollover: {
    args: ['rollover', '--through', 'this'],
    keys: {
      '': ['closed', 'failed', 'dryRun'],
      closed: ['contract', 'month', 'closingMinutes', 'lapsedMinutes', 'overageMinutes', 'number'],
    },
  },
  'rollover of one that fails': {
    args: ['rollover', 'acme', '--through', '2027-03'],
    keys: {'': ['closed', 'failed', 'dryRun'], failed: ['contract', 'error'], 'failed.error': FAILURE},
    code: 3,
  },
  'rollover with statements': {
    args: ['rollover', 'acme', '--statements', 'out'],
    keys: {
      '': ['closed', 'failed', 'dryRun', 'files'],
      files: ['contract', 'month', 'number', 'file', 'isChanged'],
    },
  },
  statement: {
    args: ['statement', 'acme'],
    keys: {
      '': ['statements'],
      statements: STATEMENT,
      'statements.customer': ['name', 'number'],
      'statements.provider': ['name'],
      'statements.opening': ['minutes', 'lots'],
      'statements.movements': ['kind', 'bookingDate', 'valueDate', 'minutes', 'balanceMinutes', 'text'],
      'statements.totals': [
        ...['creditMinutes', 'chargedMinutes', 'adjustmentMinutes', 'lapsedMinutes', 'overageMinutes'],
      ],
      'statements.closing': ['minutes', 'lots', 'overdraftLimitMinutes', 'availableMinutes'],
      'statements.closing.lots': ['granted', 'minutes', 'expires'],
      'statements.charges': CHARGE,
      'statements.money': ['netCents', 'vat', 'grossCents'],
      'statements.money.vat': ['percent', 'netCents', 'vatCents'],
      'statements.seal': ['sha256', 'previous', 'closedAt'],
    },
  },
  'statement to a file': {
    args: ['statement', 'acme', '--output', 'acme.pdf'],
    keys: {'': ['files'], files: ['contract', 'month', 'number', 'file', 'isChanged']},
  },
  'export csv': {args: ['export', 'csv', '--output', 'acme.csv'], keys: EXPORTED},
  'export hledger': {args: ['export', 'hledger', '--output', 'acme.hledger'], keys: EXPORTED},
  'export jsonl': {args: ['export', 'jsonl', '--output', 'acme.jsonl'], keys: EXPORTED},
  'export timeclock': {args: ['export', 'timeclock', '--output', 'acme.timeclock'], keys: EXPORTED},
  again: {args: ['again', '1', '5m', '--class', 'extended'], keys: LOGGED},
  'again --list': {
    args: ['again', '--list'],
    keys: {
      '': ['recent'],
      recent: ['number', 'contract', 'workedMinutes', 'entry', 'requester', 'ticket', 'text'],
    },
  },
  'help concepts': {args: ['help', 'concepts'], keys: {'': ['page']}},
  'help formats': {args: ['help', 'formats'], keys: {'': ['page']}},
  autocomplete: {
    args: ['autocomplete', 'bash', '--dry-run'],
    keys: {'': ['shell', 'changes', 'byHand', 'dryRun'], changes: ['file', 'what']},
  },
  backup: {
    args: ['backup', 'hours.tar.gz'],
    keys: {'': ['backup', 'removed'], backup: ['file', 'sha256', 'contracts', 'files']},
  },
  'store copy': {
    args: ['store', 'copy', 'store', 'copied'],
    keys: {copy: ['from', 'to', 'contracts', 'files', 'wasThere', 'replaced']},
  },
  'store migrate': {args: ['store', 'migrate'], keys: {'': ['store', 'isMigrated']}},
  // Of a folder, which has none; postgres.test.ts asks a database.
  'store roles': {args: ['store', 'roles'], keys: {error: ['code', 'message', 'hint', 'details']}, code: 2},
  restore: {
    args: ['restore', 'hours.tar.gz', '--replace'],
    keys: {restore: ['file', 'takenAt', 'contracts', 'files', 'replaced']},
  },
  advise: {
    args: ['advise', 'acme', '--hour-price', '90'],
    keys: {
      '': ['advice', 'best', 'reason', 'from', 'to', 'hourPriceCents'],
      advice: [
        ...['kind', 'tariff', 'creditMinutes', 'rollover', 'increment', 'costCents', 'creditCents'],
        ...['chargedCents', 'owedCents', 'lapsedMinutes', 'overageMinutes', 'lowestMinutes'],
        ...['monthsPastLimit', 'unpaidMonths', 'closings'],
      ],
      'advice.closings': ['month', 'minutes'],
    },
  },
  remind: {args: ['remind', '--dry-run'], keys: {'': ['reminders'], reminders: ['kind', 'since']}},
  key: {
    args: ['key'],
    keys: {'': ['key', 'file', 'earlier', 'made'], key: ['publicKey', 'fingerprint', 'since']},
  },
  verify: {args: ['verify'], keys: {'': ['ok', 'contracts', 'months', 'entries', 'problems']}},
  'entry correct': {args: ['entry', 'correct', 'e1', '40', '--reason', 'shorter'], keys: LOGGED},
  'entry void': {args: ['entry', 'void', 'csv-row', '--reason', 'twice'], keys: LOGGED},
  'log of what is moved': {
    args: ['log', 'acme', '5', 'Maus', '--at', '2026-11-20 12:00', '--id', 'e2'],
    keys: LOGGED,
  },
  'entry move': {
    args: ['entry', 'move', 'e2', 'urgent', '--reason', 'wrong'],
    keys: {'': ['from', ...LOGGED['']], from: ['entry', 'balance'], 'from.entry': ENTRY, entry: ENTRY},
  },
  start: {args: ['start', 'acme', '--at', '-30m'], keys: TIMED},
  pause: {args: ['pause'], keys: TIMED},
  resume: {args: ['resume'], keys: TIMED},
  status: {
    args: ['status'],
    keys: {...TIMED, '': ['timer', 'balance', 'warnings'], balance: BALANCE},
  },
  'start with --switch': {
    args: ['start', 'acme', '--switch', '--at', '-1m'],
    keys: {...TIMED, '': ['timer', 'stopped'], stopped: LOGGED[''], 'stopped.entry': LOGGED.entry},
  },
  stop: {args: ['stop'], keys: LOGGED},
  'start of what is dropped': {args: ['start', 'acme'], keys: TIMED},
  cancel: {args: ['cancel'], keys: {'': ['timer', 'cancelled'], cancelled: TIMER}},
  'status of nothing': {args: ['status'], keys: {'': ['timer', 'balance', 'warnings']}},
  'credit void': {args: ['credit', 'void', 'c1', '--reason', 'wrong'], keys: CREDITED},
  'any that fails': {
    args: ['log', 'nobody', '30'],
    keys: {'': ['error'], error: FAILURE},
    code: 3,
  },
}

const LEVELS = {targets: [], levels: [{level: 1, team: 'Support', hours: 'always'}]}

const CALL_OUTS = {
  settle: 'money',
  callOut: {bands: [], otherwiseFeeCents: 10_000},
  work: {rateCents: 2495, perMinutes: 15, incrementMinutes: 15},
}

let program: Program
const answers = new Map<
  string,
  {readonly code: number | null; readonly json: unknown; readonly stderr: string}
>()
beforeAll(() => {
  program = Program.withAcme().inOneProcess()
  const urgent = {
    id: 'urgent',
    customer: {name: 'Eilig'},
    from: '2026-11-01',
    terms: [{emergency: {...CALL_OUTS, callBackMinutes: 30}, sla: LEVELS}],
  }
  writeFileSync(join(program.folder, 'urgent.json'), JSON.stringify(urgent))
  writeFileSync(
    join(program.folder, 'contracts.csv'),
    'id,customer,from,credit\nzeta,Zeta,2026-10-01,1h\nacme,Other,2026-10-01,1h\n',
  )
  writeFileSync(
    join(program.folder, 'rows.csv'),
    'Kunde;Datum;Minuten;Text;id\nacme;2026-11-19;30;Drucker;csv-row\n',
  )
  copyFileSync(join(root, 'fixtures/import/tools/toggl.csv'), join(program.folder, 'toggl.csv'))
  const day = 'Date: Fri, 20 Nov 2026 09:00:00 +0100\n'
  const mails = [
    `From: mueller@urgent.example\nTo: support@muster.example\n${day}Subject: Drucker\n`,
    `From: support@muster.example\nTo: other@urgent.example\n${day}Subject: Maus\n`,
    'From: mueller@urgent.example\nTo: support@muster.example\n',
  ]
  writeFileSync(join(program.folder, 'mails.mbox'), mails.map(mail => `From x\n${mail}\n`).join(''))
  program.ok('contract', 'add', '--file', 'urgent.json')
  for (const [command, {args}] of Object.entries(ANSWERS)) {
    const {code, stdout, stderr} = program.run(...args, '--json')
    answers.set(command, {code, json: JSON.parse(stdout), stderr})
  }
}, 120_000)
afterAll(() => program.remove())

/** What is at a place; of a list its first. */
function at(json: unknown, place: string): Readonly<Record<string, unknown>> {
  const names = place === '' ? [] : place.split('.')
  const found = names.reduce<unknown>((value, name) => {
    const inside = (value as Record<string, unknown>)[name]
    return Array.isArray(inside) ? inside[0] : inside
  }, json)
  return found as Readonly<Record<string, unknown>>
}

describe('JSON has the fields that scripts rely on', () => {
  test.each(Object.entries(ANSWERS))('%s', (command, {keys, code = 0}) => {
    const answer = answers.get(command)
    expect(answer?.code, answer?.stderr).toBe(code)
    for (const [place, names] of Object.entries(keys)) {
      const found = at(answer?.json, place)
      for (const name of names) expect(found, `${command}: ${place}`).toHaveProperty([name])
    }
  })

  test('of every command', () => {
    const {commands} = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8'))
    const named = Object.keys(commands).map(id => id.replaceAll(':', ' '))
    // A monitoring plug-in has a form of its own.
    expect(named.filter(command => ANSWERS[command] === undefined && command !== 'check')).toEqual([])
  })

  test.each(Object.keys(ANSWERS))('with each customer as an object that has name and number: %s', command => {
    const customers: unknown[] = []
    if (command === 'contract schema') return // its customer is a schema
    JSON.stringify(answers.get(command)?.json, (key, value) => {
      if (key === 'customer') customers.push(value)
      return value
    })
    for (const customer of customers) {
      expect(customer).toMatchObject({name: expect.any(String)})
      expect(customer).toHaveProperty('number')
    }
  })
})

test('what "contract show" prints, "contract add --file" reads: the same contract comes of it', () => {
  const other = programFor(() => new Program().inOneProcess())
  other.ok('init', '--provider', 'Other GmbH', '--locale', 'en', '--timezone', 'UTC', '--currency', 'CHF')
  for (const contract of ['acme', 'beta', 'urgent']) {
    const {stdout} = program.ok('contract', 'show', contract, '--json')
    writeFileSync(join(other.folder, 'shown.json'), stdout)
    other.ok('contract', 'add', '--file', 'shown.json')
    expect(other.ok('contract', 'show', contract, '--json').stdout).toBe(stdout)
  }
})
