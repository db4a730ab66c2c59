import type {OutcomeState} from '../domain/outcome.js'
import type {Credit} from '../domain/page.js'
import type {EscalationReason, EventKind, RequestState} from '../domain/request.js'
import type {ForecastBasis} from '../operations/forecast.js'
import type {Pace} from '../operations/pace.js'
import type {Balance} from '../operations/read-balance.js'
import type {SumKey} from '../operations/sum-entries.js'

/** The words of lists, overviews and receipts. The terminal speaks English; durations and amounts come formatted. */
export const terminal = {
  contract: 'Contract',
  customer: 'Customer',
  month: 'Month',
  opening: 'Opening',
  credit: 'Credit',
  used: 'Used',
  adjustments: 'Reversals',
  balance: 'Balance',
  limit: 'Limit',
  available: 'Available',
  wouldLapse: 'Would lapse',
  wouldBill: 'Would be billed',
  provisional: 'provisional',
  closed: 'closed',
  state: 'State',
  states: {
    credit: 'in credit',
    overdrawn: 'overdrawn',
    exceeded: 'beyond limit',
    ended: 'ended',
  } satisfies Record<Balance['state'], string>,
  endedLeftOut: (count: number) =>
    count === 1
      ? '1 contract that has ended is left out: --ended shows it.'
      : `${count} contracts that have ended are left out: --ended shows them.`,
  noSuchBalance: 'No account is like that.',
  forecast: 'Forecast',
  forecastText: (used: string, balance: string) =>
    `${used} used by the end of the month, closing balance ${balance}`,
  forecastBasis: (basis: ForecastBasis) => {
    switch (basis.kind) {
      case 'closed-months':
        return basis.months === 1
          ? 'as the last closed month'
          : `the average of the last ${basis.months} closed months`
      case 'pace':
        return `at the pace of ${basis.workingDays} of ${basis.of} working days`
      case 'nothing':
        return 'no working day has passed yet'
    }
  },
  nth: 'N',
  passed: 'Passed',
  workingDaysPassed: ({passed, all}: Pace['workingDays']) => `${passed} of ${all} working days`,
  evenLine: 'Even line',
  evenText: (even: string, difference: string, isMore: boolean | null) =>
    isMore === null
      ? `${even} by today, as is used`
      : `${even} by today; ${difference} ${isMore ? 'more' : 'less'} is used`,
  pace: 'Pace',
  reachedText: (day: string | null, rate: string) =>
    day === null ? `limit not reached within a year ${rate}` : `limit reached on ${day} ${rate}`,
  monthRate: (charged: string, days: number) =>
    `at the pace of this month, ${charged} in ${countOfDays(days)}`,
  monthsRate: (charged: string, days: number, months: number) =>
    `at that of the last ${months === 1 ? 'closed month' : `${months} closed months`}, ${charged} in ${countOfDays(days)}`,
  ofWhichLapses: (lapsed: string) => `${lapsed} will lapse`,
  ofWhichBilled: (overage: string) => `${overage} overage will be billed`,

  entry: 'Entry',
  when: 'When',
  worked: 'Worked',
  charged: 'Charged',
  for: 'For',
  where: 'Where',
  how: 'How',
  by: 'By',
  ticket: 'Ticket',
  class: 'Class',
  cause: 'Cause',
  activity: 'Activity',
  text: 'Text',
  booked: 'Booked in',
  late: 'late',
  recorded: 'Recorded',
  recordedBy: (at: string, by: string) => `${at} by ${by}`,
  replaces: 'Replaces',
  voided: 'voided',
  voiding: 'Voided',
  voidedBy: (at: string, by: string, reason: string) => `${at} by ${by}: ${reason}`,
  tell: 'Customer reads',
  replacedBy: 'Replaced by',
  movedFrom: 'Moved from',
  movedTo: 'Moved to',
  forcedBecause: 'Forced because',
  explanation: 'How it became the charged time:',
  billed: 'Billed',
  entries: (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'}`,
  noEntries: 'No entries.',
  sumKeys: {by: 'By', ticket: 'Ticket', requester: 'For', place: 'Where', day: 'Day'} satisfies Record<
    SumKey,
    string
  >,
  count: 'Entries',
  unsaid: '(not said)',

  kind: 'Kind',
  leftOfIt: 'Left',
  lapses: 'Lapses end of',
  price: 'Price',
  reason: 'Reason',
  id: 'Id',
  noCredits: 'No credits were booked by hand.',

  history: {
    what: 'What',
    about: 'About it',
    none: 'Nothing is on record of that.',
    incomplete:
      'This account was opened by an earlier version, which kept no record of changes of the contract.',
  },

  from: 'From',
  to: 'To',
  running: 'running',
  rollover: 'Rollover',
  added: {
    counts: (counts: {added: number; unchanged: number; failed: number; heldBack: number; isDry: boolean}) =>
      [
        counts.isDry ? 'Dry run, nothing written: ' : '',
        `${counts.added} ${counts.added === 1 ? 'contract' : 'contracts'} ${counts.isDry ? 'to be added' : 'added'}`,
        `, ${counts.unchanged} unchanged`,
        counts.heldBack > 0 ? `, ${counts.heldBack} held back` : '',
        counts.failed > 0 ? `, ${counts.failed} refused` : '',
        '.',
      ].join(''),
    unchanged: (contract: string) => `${contract} is there already, with the same content.`,
    dryRun: 'Dry run, nothing written.',
    place: ({line, index}: {line?: number; index?: number}, id: string | null) =>
      `${line === undefined ? `[${index}]` : `line ${line}`}${id === null ? '' : ` (${id})`}`,
  },
  request: {
    request: 'Request',
    requests: (count: number) => `${count} ${count === 1 ? 'request' : 'requests'}`,
    none: 'No requests.',
    subject: 'Subject',
    states: {open: 'open', waiting: 'waiting', resolved: 'resolved', closed: 'closed'} satisfies Record<
      RequestState,
      string
    >,
    /** What it is after an event. */
    happened: {
      received: 'received',
      acknowledged: 'acknowledged',
      responded: 'answered',
      updated: 'updated',
      waiting: 'set to waiting',
      resumed: 'resumed',
      escalated: 'escalated',
      'follow-up': 'asked about again',
      resolved: 'resolved',
      reopened: 'reopened',
      closed: 'closed',
    } satisfies Record<EventKind, string>,
    outcomes: {
      pending: 'pending',
      met: 'met',
      missed: 'missed',
      'not-promised': 'not promised',
      withdrawn: 'withdrawn',
    } satisfies Record<OutcomeState, string>,
    reasons: {
      volume: 'too many requests',
      specialist: 'needs a specialist',
      unusual: 'complex or unusual',
      approval: 'needs an approval',
    } satisfies Record<EscalationReason, string>,
    emergency: 'emergency',
    priority: 'Priority',
    address: 'Came in through',
    level: (level: number, team: string) => `level ${level}, ${team}`,
    escalatedTo: 'With',
    askedAgain: 'asked again',
    followUps: 'Asked again',
    times: (count: number) => (count === 1 ? 'once' : `${count} times`),
    event: 'Event',
    expected: (at: string) => `next word expected ${at}`,
    due: 'Due',
    within: (minutes: string) => `within ${minutes}`,
    dueAt: (at: string, left: string) => `due ${at}, ${left}`,
    left: (length: string) => `in ${length}`,
    overdue: (length: string) => `${length} ago`,
    stands: 'its clock stands',
    took: (length: string) => `took ${length}`,
    countsIn: (month: string) => `counts in ${month}`,
    work: 'Work',
    nothingDue: 'nothing is due',
    notPromised: 'nothing is promised for the way it came in',
    typical: (kind: string, times: string) =>
      `such requests (${kind}) usually take ${times}; that is no promise`,
    onDuty: (level: number, team: string) => `${team} (level ${level}) is on duty`,
    nextOnDuty: (level: number, team: string, at: string) => `${team} (level ${level}) is next on duty ${at}`,
    neverOnDuty: (level: number, team: string) => `${team} (level ${level}) is not on duty any more`,
    message: 'What the customer can be told:',
  },
  duty: {
    level: 'Level',
    team: 'Team',
    now: 'On duty',
    yes: 'now',
    next: (at: string) => `next ${at}`,
    never: 'never',
    none: 'The terms name no support levels.',
  },
  sla: {
    target: 'Promise',
    met: 'Met',
    missed: 'Missed',
    pending: 'Pending',
    percent: 'Kept',
    median: 'Median',
    p95: '95 %',
    worst: 'Worst',
    none: 'No response times are promised.',
    missedText: (what: string, at: string, how: string) => `${what} missed, due ${at}: ${how}`,
    late: (at: string, by: string) => `happened ${at}, ${by} late`,
    nothing: 'nothing has happened',
    corrected: (month: string, from: string, to: string) => `as counted in ${month} was ${from}, is ${to}`,
    headings: [
      ...[
        'contract',
        'month',
        'status',
        'event',
        'channel',
        'kind',
        'priority',
        'within_minutes',
        'met',
        'missed',
      ],
      ...['pending', 'percent', 'median_seconds', 'p95_seconds', 'worst_seconds'],
    ],
  },
  noContracts: 'No contracts yet: "hourbank contract add" opens one.',
  customerNumber: 'Customer number',
  language: 'Language',
  contacts: 'Contacts',
  closingText: 'Closing text',
  timezone: 'Time zone',
  currency: 'Currency',
  termsFrom: (month: string) => `Terms from ${month}`,
  changesFrom: (month: string) => `Changed from ${month}`,
  noTermChanged: 'No term is other than it was.',
  removed: (customer: string) => `removed: ${customer}, nothing was ever booked`,
  nothingChanged: 'Nothing is other than it was.',
  closedMonthsKeep: 'Closed months keep what they were closed with.',
  none: 'none',

  settlement: 'Settlement',
  /** What a contract's end does to the balance, if nothing more is booked until then. */
  settles: {
    head: (contract: string, day: string, what: string) =>
      `${contract} ends on ${day}. If nothing more is booked until then, ${what}.`,
    lapses: (minutes: string) => `${minutes} of credit will lapse`,
    paidOut: (minutes: string, amount: string) => `${minutes} of credit will be paid out (${amount} net)`,
    billed: (minutes: string, amount: string) => `${minutes} below zero will be billed (${amount} net)`,
    writtenOff: (minutes: string) => `${minutes} below zero will be written off, as an hour costs nothing`,
    nothing: 'nothing is left and nothing is owed',
  },

  billing: {
    nothing: 'Nothing is billed.',
    others: (count: number) =>
      `${count} ${count === 1 ? 'contract bills' : 'contracts bill'} nothing in this month.`,
    what: 'What',
    quantity: 'Quantity',
    price: 'Price',
    net: 'Net',
    vat: 'VAT',
    gross: 'Gross',
    total: 'Total',
    /** Of the CSV, in the order of its columns. */
    headings: [
      ...['Contract', 'Customer', 'Customer number', 'Month', 'Statement', 'Status', 'Kind', 'Text'],
      ...['Quantity', 'Unit price', 'Net', 'VAT percent', 'Currency', 'Entry'],
    ],
  },

  number: 'Statement',
  closing: 'Closing',
  lapsed: 'Lapsed',
  overage: 'Overage',
  unchangedFiles: (count: number) => `${count} ${count === 1 ? 'file is' : 'files are'} unchanged.`,
  nothingToClose: 'Nothing to close.',
  closedMonths: (count: number) => `${count} ${count === 1 ? 'month' : 'months'} closed.`,
  wouldClose: (count: number) =>
    `Dry run, nothing written: ${count} ${count === 1 ? 'month' : 'months'} would be closed.`,
  failed: (count: number) => `${count} ${count === 1 ? 'contract' : 'contracts'} failed.`,

  /** What `log`, `credit`, `entry void` and `credit void` print. */
  receipt: {
    worked: (worked: string, charged: string) => `${worked} worked, ${charged} charged`,
    repeat: 'already recorded, nothing changed',
    repeatOfVoided: 'recorded before and voided since, nothing changed',
    repeatOfCredit: 'already booked, nothing changed',
    repeatOfVoidedCredit: 'booked before and voided since, nothing changed',
    left: (balance: string) => `left ${balance}`,
    leftWithOverdraft: (balance: string, available: string) =>
      `left ${balance} (with overdraft ${available})`,
    overdrawn: (debt: string, available: string) => `overdrawn by ${debt} (still available ${available})`,
    exceeded: (debt: string, beyond: string) => `overdrawn by ${debt} (${beyond} beyond the limit)`,
    billed: (amount: string) => `${amount} net billed`,
    entry: (id: string) => `entry ${id}`,
    kinds: {'top-up': 'top-up', goodwill: 'goodwill'} satisfies Record<Credit['kind'], string>,
    credited: (minutes: string, kind: string) => `${minutes} credited (${kind})`,
    credit: (id: string) => `credit ${id}`,
    creditVoided: (id: string, minutes: string, kind: string) => `credit ${id} voided: ${minutes} (${kind})`,
    lapses: (month: string) => `lapses end of ${month}`,
    approvedBy: (name: string) => `approved by ${name}`,
    voided: (id: string, start: string, charged: string) =>
      `entry ${id} voided: ${start}, ${charged} charged`,
  },

  /** What the commands for timers print. */
  timer: {
    started: (at: string) => `timer started ${at}`,
    running: (since: string, worked: string) => `running since ${since} · ${worked} worked so far`,
    paused: (since: string, start: string, worked: string) =>
      `paused since ${since} · ${worked} worked so far, since ${start}`,
    cancelled: (since: string, worked: string) =>
      `timer cancelled, nothing recorded · ${worked} since ${since}`,
    none: 'No timer is running.',
    recordAfterAll: (command: string) => `To record it after all: ${command}`,
  },

  /** What `quote` prints. */
  quote: {
    head: (start: string, length: string) =>
      `Emergency call-out from ${start}, ${length} hours. Nothing is recorded.`,
    cause: 'Cause',
    fee: 'Fee',
    work: 'Work',
    net: 'Net',
    vat: 'VAT',
    gross: 'Gross',
    hours: 'From the account',
  },

  /** What `export csv` has beside the columns of a statement. */
  exported: {
    voided: (kind: string) => `${kind} (voided)`,
    charge: 'Charge',
    /** In the order of the columns. */
    headings: {
      recordedAt: 'Recorded at',
      recordedBy: 'Recorded by',
      reason: 'Internal reason',
      quantity: 'Quantity',
      net: 'Net',
      currency: 'Currency',
      vatPercent: 'VAT (%)',
    },
  },
} as const

const countOfDays = (days: number): string => (days === 1 ? '1 working day' : `${days} working days`)
