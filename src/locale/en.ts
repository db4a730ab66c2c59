import type {Day, Weekday} from '../domain/calendar.js'
import type {Charge} from '../domain/charge.js'
import type {Cause, Channel, EntryClass, ResponseTarget} from '../domain/contract.js'
import type {LotKind} from '../domain/lots.js'
import type {Minutes} from '../domain/minutes.js'
import type {OutcomeState} from '../domain/outcome.js'
import type {EscalationReason} from '../domain/request.js'
import type {Movement} from '../domain/statement.js'

const SHORT_MONTHS = [
  ...(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'] as const),
  ...(['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const),
] as const

const LOT_KINDS = {
  credit: 'Monthly credit',
  'top-up': 'Top-up',
  goodwill: 'Goodwill',
  reversal: 'Reversal',
} satisfies Record<LotKind, string>

/**
 * English, all that a customer may read of it. The other languages have the same (`Words`); which sentence is said
 * when is in the files beside. Durations, days and amounts come formatted.
 */
export const en = {
  /** BCP 47, for `Intl` and for what reads a PDF aloud. */
  tag: 'en',
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  shortMonths: SHORT_MONTHS,
  weekdays: {
    mon: 'Mon',
    tue: 'Tue',
    wed: 'Wed',
    thu: 'Thu',
    fri: 'Fri',
    sat: 'Sat',
    sun: 'Sun',
  } satisfies Record<Weekday, string>,
  /** @example day('2026-11-03') // '3 Nov 2026' */
  day: (day: Day) => {
    const [year, month, dayOfMonth] = day.split('-')
    return `${Number(dayOfMonth)} ${SHORT_MONTHS[Number(month) - 1]} ${year}`
  },
  /** A number that is written with a point, with the sign of the language. */
  decimal: (number: string) => number,
  percent: (number: string) => `${number}%`,
  minutes: (minutes: Minutes) => `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
  shortMinutes: (minutes: Minutes) => `${minutes} min`,
  units: {hours: 'h', minutes: 'min', seconds: 's'},
  quoted: (text: string) => `“${text}”`,
  /** Between the last two of a list. */
  and: ' and ',

  entry: {
    /** How somebody was supported, to follow who and where. */
    channels: {
      phone: 'by phone',
      email: 'by email',
      chat: 'by chat',
      ticket: 'in the ticket system',
      'remote-session': 'in a remote session',
      'on-site': 'on site',
    } satisfies Record<Channel, string>,
    classes: {
      standard: 'standard support',
      extended: 'extended support',
      emergency: 'emergency call-out',
    } satisfies Record<EntryClass, string>,
    causes: {
      customer: 'caused by the customer',
      provider: 'caused by us',
      application: 'caused by the application',
      unknown: 'cause unknown',
    } satisfies Record<Cause, string>,
    /** The place `remote`; sites have their own names. */
    remote: 'remote',
    free: 'free of charge',
    for: (requester: string) => `for ${requester}`,
    by: (consultant: string) => `by ${consultant}`,
    reference: (id: string) => `no. ${id}`,
    ticket: (number: string) => `ticket ${number}`,
    noText: 'No description',
  },

  explanations: {
    extended: 'charged',
    emergency: 'by its own tariff',
    asWorked: (worked: string) => `${worked}, charged as worked`,
    rounded: (worked: string, minutes: Minutes) => `${worked} rounded up to ${minutes}`,
    thenRounded: (minutes: Minutes | string) => `, rounded up to ${minutes}`,
    startedUnits: (unit: Minutes) => `every started ${unit} minutes count`,
    atLeast: (least: string) => `at least ${least} are charged`,
    ticketDayAsWorked: (worked: string) =>
      `${worked}, charged as worked: all work on a ticket on one day is rounded together, in the day's last entry`,
    ticketDay: (worked: string) => `Together ${worked} on this ticket that day`,
    inOtherEntries: (before: Minutes, here: Minutes) =>
      `; ${before} of them are in other entries, ${here} remain here`,
    oneBand: (band: string, sum: string) => `${band} makes ${sum}`,
    bands: (bands: string, sum: string) => `${bands}: together ${sum}`,
    unsaidCause: 'the cause was not said',
    /** What is due of a call-out. */
    due: {
      'fee and work': 'the fee and the work are charged',
      fee: 'only the fee is charged, the work is free of charge',
      work: 'only the work is charged, the fee is waived',
      nothing: 'the fee and the work are free of charge',
    },
    ofWork: (worked: string) => `${worked} of work`,
    inFee: ', included in the fee',
    partlyInFee: (included: Minutes, beyond: Minutes) =>
      `, ${included} of them included in the fee and ${beyond} beyond it`,
    inMoney: 'Settled in money: nothing is taken from the hour account',
    noHours: 'Nothing is taken from the hour account',
    inHours: (total: string, parts: string) => `From the hour account: ${total} (${parts})`,
    fee: (minutes: string) => `fee ${minutes}`,
    work: (minutes: string) => `work ${minutes}`,
  },

  /** Why more or less is charged than was worked, in the line of a statement. */
  reasons: {
    rounded: (to: string) => `rounded up to ${to}`,
    ticketDay: (total: string, here: string) => `this ticket on this day ${total}, of which ${here} here`,
    inMoney: 'billed in money',
    fee: (size: string) => `call-out ${size}`,
  },

  /** What was agreed, in one line. */
  termsLine: {
    label: 'Agreed',
    credit: (size: string) => `${size} a month`,
    kept: 'unused time is kept',
    lapses: 'unused time lapses',
    keptFor: (months: number) => `unused time is kept for ${months} ${months === 1 ? 'month' : 'months'}`,
    atMost: (size: string) => `at most ${size} are kept`,
    limit: (size: string) => `overdraft limit ${size}`,
    started: (minutes: number) =>
      minutes === 1 ? 'charged by the minute' : `charged by started ${minutes} minutes`,
    least: (minutes: number) => `at least ${minutes} minutes`,
    perTicket: 'together for each ticket and day',
    overage: (rate: string) => `overage ${rate}`,
  },

  charges: {
    kinds: {
      'call-out': 'Emergency call-out, fee',
      work: 'Emergency call-out, work',
      overage: 'Overage',
      'top-up': 'Top-up of the account',
      'pay-out': 'Pay-out of the remaining credit',
    } satisfies Record<Charge['kind'], string>,
    reversal: (charge: string) => `Reversal: ${charge}`,
    per: (price: string, unit: string) => `${price} per ${unit}`,
  },

  movements: {
    credit: (month: string) => `Monthly credit ${month}`,
    until: (end: string) => `until the ${end}`,
    reversal: (when: string, text: string) =>
      `Reversal of the entry of ${when}${text === '' ? '' : ` “${text}”`}`,
    creditReversal: (day: string, reason: string) => `Reversal of the credit of ${day} “${reason}”`,
    overage: (size: string, rate: string) => `Overage ${size} at ${rate}, to be billed`,
    lapse: (lot: LotKind, month: string) =>
      `Lapse of what was left of the ${LOT_KINDS[lot].toLowerCase()} of ${month}`,
    lapseAboveCap: (cap: string, lot: LotKind, month: string) =>
      `Lapse above the cap of ${cap}: part of the ${LOT_KINDS[lot].toLowerCase()} of ${month}`,
    lapseAtEnd: (day: string, lot: LotKind, month: string) =>
      `Lapse at the end of the contract on ${day}: what was left of the ${LOT_KINDS[lot].toLowerCase()} of ${month}`,
    payOut: (size: string, rate: string) => `Pay-out of the remaining ${size} at ${rate}`,
    writeOff: (size: string) => `Written off at the end of the contract: ${size}`,
  },

  /** Response times, and when which team can be reached. */
  responseTimes: {
    heading: 'Response times',
    promise: 'Promise',
    met: 'Kept',
    missed: 'Missed',
    kept: 'Share',
    worst: 'Longest',
    pending: (count: number) => (count === 1 ? '1 not decided yet' : `${count} not decided yet`),
    miss: (ticket: string, what: string, due: string, how: string) =>
      `Request ${ticket}: ${what} missed, due ${due}; ${how}`,
    late: (at: string, by: string) => `done ${at}, ${by} late`,
    notYet: 'not done yet',
    notByTheEnd: 'not done by the end of the month',
    correction: (ticket: string, what: string, month: string, from: string, to: string) =>
      `Correction of the statement of ${month}: request ${ticket}, ${what}: ${to} instead of ${from}`,
    states: {
      pending: 'not decided',
      met: 'kept',
      missed: 'missed',
      'not-promised': 'not promised',
      withdrawn: 'withdrawn',
    } satisfies Record<OutcomeState, string>,
  },
  escalation: {
    greeting: 'Hello,',
    passedOn: (request: string, team: string, because: string) =>
      `we have passed your request ${request} on to our team “${team}”, ${because}.`,
    because: {
      volume: 'so that you get an answer sooner',
      specialist: 'as it needs the tools and the access that they have',
      unusual: 'as it takes knowledge beyond our standard support',
      approval: 'as it needs an approval by our management',
    } satisfies Record<EscalationReason, string>,
    onDuty: 'The team is on duty now and goes on with it.',
    next: (at: string) => `The team is on duty again from ${at} and goes on with it then.`,
    same: 'You need not send anything again: the conversation goes on under the same number, and we keep you informed.',
  },
  serviceLevels: {
    events: {
      acknowledged: 'acknowledgement',
      'first-response': 'first response',
      update: 'update',
      resolved: 'resolution',
      'call-back': 'call-back',
    } satisfies Record<ResponseTarget['event'], string>,
    target: (what: string, minutes: string) => `${what}: within ${minutes}`,
    clockRuns: (hours: string) => `the clock runs: ${hours}`,
    onlyTo: (address: string) => `only for requests to ${address}`,
    level: (level: number, team: string) => `level ${level}, ${team}`,
    ofKind: (kind: string) => `for “${kind}”`,
    ofPriority: (priority: string) => `at priority ${priority}`,
    typical: (kind: string, times: string) => `${kind}: usually ${times}, not promised`,
    orLonger: (minutes: string) => `${minutes} or longer`,
    notOnHolidays: 'not on public holidays',
    always: 'round the clock',
  },

  /** The words of a statement, whatever form it takes. */
  statement: {
    title: 'Statement of hours',
    provisionalTitle: 'Provisional statement of hours',
    provisionalNote: 'Provisional: the month is not closed yet, and every figure may still change.',
    customer: 'Customer',
    customerNumber: 'Customer number',
    contract: 'Contract',
    month: 'Month',
    period: 'Period',
    date: 'Date',
    asOf: 'As of',
    taxNumber: 'Tax number',
    vatNumber: 'VAT number',
    register: 'Register',
    bank: 'Bank details',
    phone: 'Phone',
    /** Of a contract that had ended by then. */
    ended: (day: string) => `Last statement: the contract ended on ${day}, and the account is settled.`,
    endedBefore: (day: string) =>
      `The contract ended on ${day}. This statement has what was booked after that.`,
    hoursAndMinutes: 'Times in hours:minutes',

    atAGlance: 'Your account at a glance',
    opening: 'Opening balance',
    credits: 'Credits',
    charged: 'Used',
    adjustments: 'Reversals and pay-outs',
    overage: 'Overage, to be billed',
    writtenOff: 'Written off',
    lapsed: 'Lapsed',
    closing: 'Closing balance',
    overdraftLimit: 'Overdraft limit',
    available: 'Available',
    /** Of the balances that the last twelve months closed with. */
    monthEnds: 'Month-ends',

    movements: 'Movements',
    kinds: {
      credit: 'Credit',
      'top-up': 'Top-up',
      goodwill: 'Goodwill',
      entry: 'Support',
      reversal: 'Reversal',
      overage: 'Overage',
      lapse: 'Lapse',
      'pay-out': 'Pay-out',
      'write-off': 'Write-off',
    } satisfies Record<Movement['kind'], string>,
    day: 'Day',
    booked: (day: string) => `booked on ${day}`,
    lateEntry: 'Late booking',
    event: 'Description',
    worked: 'Worked',
    change: 'Charged /\nCredited',
    balance: 'Balance',
    /** Of the entries of a statement. */
    entries: 'Total of support',

    summary: 'Summary of support',
    summaries: {
      ticket: 'By ticket',
      requester: 'By requester',
      consultant: 'By consultant',
      place: 'By place',
    },
    unsaid: 'not stated',
    others: (count: number) => `${count} others`,
    count: 'Entries',
    chargedTime: 'Charged',

    lots: 'Credit carried forward',
    noLots: 'No credit is carried forward.',
    lotKinds: LOT_KINDS,
    granted: 'From',
    lot: 'Credit',
    expires: 'Lapses',
    lotMinutes: 'Time',
    lapsesNext: (size: string, month: string) => `Next to lapse: ${size} at the end of ${month}.`,
    endOf: (month: string) => `end of ${month}`,
    never: 'never',

    charges: 'To be billed',
    notAnInvoice: 'This is not an invoice.',
    invoiceFollows: 'This is not an invoice; the invoice is sent to you separately.',
    service: 'Service',
    quantity: 'Quantity',
    unitPrice: 'Unit price',
    net: 'Net',
    vat: 'VAT',
    vatOn: (percent: string, net: string) => `VAT ${percent} on ${net}`,
    gross: 'Gross',

    sealedAt: 'Closed',
    seal: 'Seal',
    previousSeal: 'Previous seal',
    firstSeal: 'none, this is the first statement',
    /** Before the fingerprint of the key. */
    signature: 'Signed with',
    /** Behind it: what is signed. */
    signatureNote: 'what is signed is the JSON in the PDF',
    /** Before the command that checks it. */
    check: 'Check with',
  },

  /** What only the printed statement says. */
  pdf: {
    page: (number: number, total: number) => `Page ${number} of ${total}`,
    /** At the foot of a page that a table goes on from, and at the head of the next one. */
    carriedTo: (page: number) => `Carried forward to page ${page}`,
    broughtFrom: (page: number) => `Brought forward from page ${page}`,
    subject: (month: string, contract: string) => `${month}, contract ${contract}`,
    logoOf: (provider: string) => `Logo: ${provider}`,
    /** Across every page of a statement that may still change. */
    watermark: 'PROVISIONAL',
    balances: 'Balance at the end of the month',
    /** The chart in words, for those who cannot see it. */
    balancesAlt: (balances: string, limit: string) =>
      `Balance at the end of the month: ${balances}. Overdraft limit: ${limit}.`,
    promises: 'Promised response times',
    callBack: (minutes: string) => `Emergency call-back: within ${minutes}`,
    sealNote: 'checksum (SHA-256) over this statement and the previous seal',
    /** The same where there is less room. */
    shortSealNote: 'SHA-256 over this statement and the previous seal',
    data: 'This statement as JSON',
    signature: 'The signature of the JSON',
    /** Says what the sign is that stands for characters the typeface does not have. */
    replaced: (sign: string) =>
      `${sign} stands for a character that the typeface of this statement does not have. The attached JSON file has the text as it was recorded.`,
  },

  csv: {
    /** What spreadsheets of this language expect between two cells. */
    delimiter: ',',
    /** In the order of the columns. */
    headings: {
      contract: 'Contract',
      customer: 'Customer',
      month: 'Month',
      number: 'Statement',
      kind: 'Kind',
      day: 'Day',
      bookingDate: 'Booking date',
      valueDate: 'Value date',
      start: 'Start',
      end: 'End',
      requester: 'Requester',
      place: 'Place',
      channel: 'Channel',
      consultant: 'Consultant',
      ticket: 'Ticket',
      class: 'Class',
      cause: 'Cause',
      text: 'Text',
      entry: 'Entry',
      workedMinutes: 'Worked (minutes)',
      minutes: 'Time (minutes)',
      balanceMinutes: 'Balance (minutes)',
      worked: 'Worked',
      time: 'Time',
      balance: 'Balance',
      decimalHours: 'Time (decimal hours)',
    },
  },
} as const
