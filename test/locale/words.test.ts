import {describe, expect, test} from 'vitest'
import type {Day, Instant, Month} from '../../src/domain/calendar.js'
import type {Charge} from '../../src/domain/charge.js'
import {CAUSES, CHANNELS, ENTRY_CLASSES, LOCALES, type ServiceLevels} from '../../src/domain/contract.js'
import type {Refusal} from '../../src/domain/refusal.js'
import {chargePrice, chargeQuantity, chargeText} from '../../src/locale/charges.js'
import {de} from '../../src/locale/de.js'
import {en} from '../../src/locale/en.js'
import {wordsOf} from '../../src/locale/languages.js'
import {wordsOfRefusal} from '../../src/locale/refusals.js'
import {tellHours, tellServiceLevels} from '../../src/locale/service-levels.js'
import {tellRollover} from '../../src/locale/terms.js'
import {warningText, warningTexts} from '../../src/locale/warnings.js'
import type {Warning} from '../../src/operations/warnings.js'

const month = (text: string) => text as Month
const day = (text: string) => text as Day
const instant = (text: string) => text as Instant

describe('charges', () => {
  const work: Charge = {
    ...{kind: 'work', quantityMinutes: 45, unitPriceCents: 2495, perMinutes: 15, netCents: 7485},
    ...{vatPercent: 19, entry: 'e1'},
  }

  test('have a text that names the day of their entry', () => {
    expect(chargeText(work, day('2026-11-21'), de)).toBe('Notfalleinsatz, Arbeitszeit (21.11.2026)')
    expect(chargeText({...work, kind: 'overage', entry: null}, null, en)).toBe('Overage')
  })

  test('that come back with a reversal say so; a pay-out is no reversal', () => {
    expect(chargeText({...work, quantityMinutes: -45}, null, de)).toBe('Storno: Notfalleinsatz, Arbeitszeit')
    expect(chargeText({...work, kind: 'pay-out', quantityMinutes: -45, entry: null}, null, en)).toMatch(
      /^Pay-out/,
    )
  })

  test('have a quantity in time or, at a flat price, in pieces', () => {
    expect(chargeQuantity(work)).toBe('0:45')
    expect(chargeQuantity({...work, kind: 'call-out', quantityMinutes: null, netCents: 2495})).toBe('1')
    expect(chargeQuantity({...work, kind: 'call-out', quantityMinutes: null, netCents: -2495})).toBe('-1')
  })

  test('have a unit price with its unit', () => {
    expect(chargePrice(work, 'EUR', en)).toBe('€24.95 per 15 min')
    expect(chargePrice({...work, perMinutes: 60, unitPriceCents: 12000}, 'EUR', en)).toBe('€120.00/h')
    expect(chargePrice({...work, kind: 'top-up'}, 'EUR', en)).toBe('€24.95')
  })
})

describe('labels', () => {
  test('German puts Herr into the accusative', () => {
    expect(de.entry.for('Herr Öztürk')).toBe('für Herrn Öztürk')
    expect(de.entry.for('Herrmann')).toBe('für Herrmann')
  })

  test('have words for every class, cause and channel', () => {
    for (const locale of LOCALES) {
      const words = wordsOf(locale).entry
      const all = [
        ...ENTRY_CLASSES.map(of => words.classes[of]),
        ...CAUSES.map(of => words.causes[of]),
        ...CHANNELS.map(of => words.channels[of]),
      ]
      expect(new Set(all).size).toBe(all.length)
    }
  })

  test('no two columns of a CSV have the same heading', () => {
    for (const locale of LOCALES) {
      const headings = Object.values(wordsOf(locale).csv.headings)
      expect(new Set(headings).size).toBe(headings.length)
    }
  })
})

describe('service levels', () => {
  test('tell days in a row as one', () => {
    expect(tellHours([{days: ['mon', 'tue', 'wed', 'fri'], from: '08:00', to: '18:00'}], en)).toBe(
      'Mon–Wed, Fri 08:00–18:00',
    )
    expect(tellHours([{days: ['sat', 'sun'], from: '00:00', to: '24:00'}], de)).toBe('Sa–So 00:00–24:00')
    expect(tellHours('always', de)).toBe('rund um die Uhr')
  })

  const levels: ServiceLevels = {
    targets: [
      {event: 'first-response', channel: 'phone', withinMinutes: 10},
      {event: 'resolved', withinMinutes: 480},
    ],
    clock: [{days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00'}],
    address: 'hilfe@example.com',
    levels: [
      {level: 1, team: 'Helpdesk', hours: 'always'},
      {
        ...{level: 2, team: 'Netz', timezone: 'America/New_York'},
        hours: [{days: ['mon'], from: '09:00', to: '17:00'}],
      },
    ],
  }

  test('tell each target, its clock, and when which team can be reached', () => {
    expect(tellServiceLevels(levels, de)).toEqual([
      'erste Antwort per Telefon: innerhalb von 10 Min.',
      'Lösung: innerhalb von 480 Min.',
      'Die Uhr läuft: Mo–Fr 08:00–18:00',
      'nur für Anfragen an hilfe@example.com',
      'Stufe 1, Helpdesk: rund um die Uhr',
      'Stufe 2, Netz: Mo 09:00–17:00 (America/New_York)',
    ])
    expect(tellServiceLevels(levels, en).slice(0, 3)).toEqual([
      'first response by phone: within 10 min',
      'resolution: within 480 min',
      'the clock runs: Mon–Fri 08:00–18:00',
    ])
  })

  test('without a target say nothing of a clock', () => {
    expect(tellServiceLevels({...levels, targets: [], address: null, levels: []}, de)).toEqual([])
  })
})

describe('terms', () => {
  test('tell each rollover policy', () => {
    expect(tellRollover({policy: 'none'})).toBe('unused credit lapses')
    expect(tellRollover({policy: 'unlimited'})).toBe('unused credit is kept')
    expect(tellRollover({policy: 'cap', capMinutes: 900})).toBe('at most 15:00 are kept')
    expect(tellRollover({policy: 'expiry', afterMonths: 1})).toBe('lapses after 1 month')
    expect(tellRollover({policy: 'expiry', afterMonths: 3, capMinutes: 900})).toBe(
      'lapses after 3 months, at most 15:00 are kept',
    )
  })
})

/** For each kind at least one that there can be: a kind without any does not compile. */
type Samples<T extends {readonly kind: string}> = {
  readonly [K in T['kind']]: readonly [Extract<T, {readonly kind: K}>, ...Extract<T, {readonly kind: K}>[]]
}

const TIMED = {contract: 'acme', startedAt: instant('2026-11-20T16:00:00+01:00'), workedMinutes: 930}

const REFUSALS: Samples<Refusal> = {
  'no-timer': [{kind: 'no-timer', by: 'J. Weber'}],
  'timer-exists': [{kind: 'timer-exists', ...TIMED}],
  'timer-paused': [{kind: 'timer-paused', contract: 'acme', since: instant('2026-11-20T16:00:00+01:00')}],
  'timer-not-paused': [{kind: 'timer-not-paused', contract: 'acme'}],
  'timer-too-short': [{kind: 'timer-too-short', ...TIMED}],
  'timer-too-long': [{kind: 'timer-too-long', ...TIMED}],
  'timer-forgotten': [{kind: 'timer-forgotten', ...TIMED}],
  'not-while-running': [
    {
      kind: 'not-while-running',
      value: '13:30',
      startedAt: instant('2026-11-20T16:00:00+01:00'),
      now: instant('2026-11-20T17:00:00+01:00'),
    },
  ],
  'time-in-text': [
    {kind: 'time-in-text', text: '8h', command: 'start'},
    {kind: 'time-in-text', text: '8h', command: 'stop'},
  ],
  'consultant-timed': [{kind: 'consultant-timed', consultants: ['jw']}],
  'nothing-to-repeat': [
    {kind: 'nothing-to-repeat', by: 'J. Weber', count: 0},
    {kind: 'nothing-to-repeat', by: 'J. Weber', count: 1},
    {kind: 'nothing-to-repeat', by: 'J. Weber', count: 3},
  ],
  'backup-damaged': [{kind: 'backup-damaged', damaged: ['acme', '']}],
  'copy-damaged': [{kind: 'copy-damaged', store: '/srv/hours', damaged: ['acme', '']}],
  'copy-lacks': [
    {
      kind: 'copy-lacks',
      store: 'postgres://weber@db/hours',
      lacking: [
        {contract: 'acme', entries: 1, credits: 0, closedMonths: 2, requestRecords: 0, isOtherwise: false},
      ],
    },
  ],
  'not-for-others': [{kind: 'not-for-others', user: 'weber', by: 'J. Weber'}],
  'backup-lacks': [
    {
      kind: 'backup-lacks',
      lacking: [
        {contract: 'acme', entries: 1, credits: 2, closedMonths: 1, requestRecords: 3, isOtherwise: false},
        {contract: 'beta', entries: 0, credits: 0, closedMonths: 0, requestRecords: 0, isOtherwise: true},
      ],
    },
  ],
  'contract-timed': [{kind: 'contract-timed', contract: 'acme', consultants: ['J. Weber', 'M. Muster']}],
  'invalid-duration': [
    {kind: 'invalid-duration', value: '1,5', readings: ['1,5h', '1:05']},
    {kind: 'invalid-duration', value: ''},
  ],
  'duration-out-of-range': [{kind: 'duration-out-of-range', minutes: 1500, min: 1, max: 1440}],
  'invalid-time': [{kind: 'invalid-time', value: '25:00'}],
  'not-yet': [
    {
      kind: 'not-yet',
      value: '22:30',
      yesterday: instant('2026-11-20T22:30:00+01:00'),
      today: instant('2026-11-21T22:30:00+01:00'),
    },
    {kind: 'not-yet', value: '2:30', today: instant('2026-03-30T02:30:00+02:00')},
  ],
  'unknown-consultant': [
    {kind: 'unknown-consultant', name: 'Wber', consultants: ['Weber', 'Muster'], suggestion: 'Weber'},
    {kind: 'unknown-consultant', name: 'xyz', consultants: ['Weber', 'Muster']},
  ],
  'ambiguous-consultant': [{kind: 'ambiguous-consultant', name: 'We', consultants: ['Weber', 'Wegner']}],
  'unknown-choice': [{kind: 'unknown-choice', value: 'fax', choices: ['phone', 'email']}],
  'nonexistent-time': [{kind: 'nonexistent-time', value: '2026-03-29 02:30', timezone: 'Europe/Berlin'}],
  'invalid-range': [
    {kind: 'invalid-range', value: '14-'},
    {kind: 'invalid-range', value: '14-15', readings: ['14:00-15:00']},
  ],
  'empty-range': [{kind: 'empty-range', value: '14:00-14:00'}],
  'invalid-month': [{kind: 'invalid-month', value: '13'}],
  'invalid-day': [{kind: 'invalid-day', value: '30.2.'}],
  'invalid-amount': [{kind: 'invalid-amount', value: '1.234,50'}],
  'invalid-id': [
    {kind: 'invalid-id', value: 'AC ME', what: 'contract'},
    {kind: 'invalid-id', value: '-', what: 'entry'},
    {kind: 'invalid-id', value: '14:00-15:30', what: 'contract', meant: 'log acme 14:00-15:30'},
  ],
  'invalid-terms': [
    {
      kind: 'invalid-terms',
      problems: [{path: 'rollover.capMinutes', message: 'is missing'}],
      file: 'terms.json',
    },
  ],
  'missing-value': [{kind: 'missing-value', flag: 'by', what: 'who did it'}],
  'unknown-contract': [
    {kind: 'unknown-contract', contract: 'amce', suggestion: 'acme'},
    {kind: 'unknown-contract', contract: 'x'},
    {kind: 'unknown-contract', contract: '45', meant: 'log acme 45'},
  ],
  'contract-exists': [
    {kind: 'contract-exists', contract: 'acme'},
    {kind: 'contract-exists', contract: 'acme', differs: ['customer.name', 'terms[1]']},
  ],
  'unknown-entry': [
    {kind: 'unknown-entry', entry: 'e1'},
    {kind: 'unknown-entry', entry: 'e1', elsewhere: {named: 'beta', contract: 'acme', id: 'e1'}},
  ],
  'ambiguous-entry': [{kind: 'ambiguous-entry', what: 'entries', entry: 'e1', contracts: ['acme', 'beta']}],
  'ambiguous-beginning': [
    {
      kind: 'ambiguous-beginning',
      what: 'entries',
      beginning: '7c3',
      entries: ['7c3a', '7c3b'].map(id => ({id, contract: 'acme'})),
    },
    {
      kind: 'ambiguous-beginning',
      what: 'credits',
      beginning: 'e',
      entries: Array.from({length: 8}, (_, index) => ({id: `e${index}`, contract: 'acme'})),
    },
  ],
  'unknown-request': [
    {kind: 'unknown-request', number: '7', contract: null},
    {kind: 'unknown-request', number: '7', contract: 'acme'},
  ],
  'ambiguous-request': [{kind: 'ambiguous-request', number: '7', contracts: ['acme', 'beta']}],
  'request-exists': [{kind: 'request-exists', number: '7', contract: 'acme'}],
  'request-already-voided': [{kind: 'request-already-voided', number: '7'}],
  'unknown-event': [{kind: 'unknown-event', number: '7', event: '9', events: ['1', '2']}],
  'event-already-voided': [{kind: 'event-already-voided', number: '7', event: '2'}],
  'received-stays': [{kind: 'received-stays', number: '7'}],
  'event-before-request': [
    {
      kind: 'event-before-request',
      number: '7',
      at: instant('2026-11-20T22:30:00+01:00'),
      receivedAt: instant('2026-11-20T22:30:05+01:00'),
    },
  ],
  'event-in-future': [
    {
      kind: 'event-in-future',
      at: instant('2026-11-20T22:30:00+01:00'),
      now: instant('2026-11-20T21:30:00+01:00'),
    },
  ],
  'event-does-not-fit': [
    {
      ...{kind: 'event-does-not-fit', number: '7', event: 'resolved', state: 'resolved', isLater: false},
      at: instant('2026-11-20T22:30:00+01:00'),
    },
    {
      ...{kind: 'event-does-not-fit', number: '7', event: 'resumed', state: 'open', isLater: true},
      at: instant('2026-11-20T22:30:00+01:00'),
    },
  ],
  'no-levels': [{kind: 'no-levels', contract: 'acme'}],
  'unknown-kind': [{kind: 'unknown-kind', name: 'x', kinds: ['question', 'problem']}],
  'unknown-level': [{kind: 'unknown-level', to: '4', levels: ['1 Support', '2 Billing']}],
  'unknown-credit': [{kind: 'unknown-credit', credit: 'c1'}],
  'credit-already-voided': [{kind: 'credit-already-voided', credit: 'c1'}],
  'entry-already-voided': [
    {kind: 'entry-already-voided', entry: 'e1', replacedBy: null},
    {kind: 'entry-already-voided', entry: 'e1', replacedBy: 'e2'},
  ],
  'id-taken': [{kind: 'id-taken', id: 'e1', contract: 'acme', differs: ['text', 'start']}],
  'before-contract': [
    {kind: 'before-contract', start: instant('2025-12-31T10:00:00+01:00'), from: day('2026-01-01')},
  ],
  'after-contract': [
    {kind: 'after-contract', start: instant('2026-12-31T10:00:00+01:00'), to: day('2026-06-30')},
  ],
  'start-in-future': [
    {
      kind: 'start-in-future',
      start: instant('2026-12-31T10:00:00+01:00'),
      now: instant('2026-11-21T10:00:00+01:00'),
    },
  ],
  'overdraft-exceeded': [
    {
      kind: 'overdraft-exceeded',
      contract: 'acme',
      month: '2026-11' as Month,
      chargedMinutes: 180,
      availableMinutes: 120,
    },
    {
      kind: 'overdraft-exceeded',
      contract: 'acme',
      month: '2026-11' as Month,
      chargedMinutes: 180,
      availableMinutes: -60,
    },
  ],
  'no-emergency-service': [{kind: 'no-emergency-service', contract: 'acme'}],
  'month-closed': [{kind: 'month-closed', month: month('2026-09'), openFrom: month('2026-10')}],
  'month-not-begun': [{kind: 'month-not-begun', month: month('2027-01'), today: day('2026-11-21')}],
  'month-before-contract': [{kind: 'month-before-contract', month: month('2025-12'), from: month('2026-01')}],
  'invalid-percent': [{kind: 'invalid-percent', value: 'abc'}],
  'nothing-closed': [{kind: 'nothing-closed', contract: 'acme'}],
  'nothing-to-replay': [
    {kind: 'nothing-to-replay', contract: 'acme', from: null, to: null},
    {kind: 'nothing-to-replay', contract: 'acme', from: month('2026-10'), to: null},
  ],
  'end-before-start': [{kind: 'end-before-start', on: day('2025-12-31'), from: day('2026-01-01')}],
  'end-in-closed-month': [{kind: 'end-in-closed-month', on: day('2026-09-30'), openFrom: month('2026-10')}],
  'movements-after-end': [{kind: 'movements-after-end', on: day('2026-11-15'), entries: ['e1', 'e2']}],
  'expiry-before-booking': [
    {kind: 'expiry-before-booking', expires: day('2026-10-31'), month: month('2026-11')},
  ],
  'invalid-profile': [
    {kind: 'invalid-profile', problems: [{path: 'currency', message: 'must have two decimals'}]},
  ],
  'nothing-to-undo': [{kind: 'nothing-to-undo', by: 'J. Weber'}],
  'undo-of-correction': [{kind: 'undo-of-correction', entry: 'e2', contract: 'acme', replaces: 'e1'}],
  'undo-of-move': [{kind: 'undo-of-move', entry: 'e2', contract: 'beta', from: 'acme'}],
  'contract-used': [
    {kind: 'contract-used', contract: 'acme', entries: 2, credits: 1, requests: 2, hasClosedMonths: true},
    {kind: 'contract-used', contract: 'acme', entries: 1, credits: 0, requests: 0, hasClosedMonths: false},
    {kind: 'contract-used', contract: 'acme', entries: 0, credits: 3, requests: 0, hasClosedMonths: false},
  ],
  'tariff-in-use': [{kind: 'tariff-in-use', month: month('2026-11'), entries: ['e1', 'e2']}],
}

const WARNINGS: Samples<Warning> = {
  'late-entry': [{kind: 'late-entry', month: month('2026-10'), bookedMonth: month('2026-11')}],
  overlap: [{kind: 'overlap', entry: 'e1', start: instant('2026-11-21T14:00:00+01:00'), workedMinutes: 50}],
  alert: [{kind: 'alert', percent: 75, usedPercent: 81}],
  overdrawn: [{kind: 'overdrawn', balanceMinutes: -60, availableMinutes: 240}],
  'limit-exceeded': [
    {kind: 'limit-exceeded', beyondMinutes: 90, isBilled: true},
    {kind: 'limit-exceeded', beyondMinutes: 90, isBilled: false},
  ],
  'timer-forgotten': [{kind: 'timer-forgotten', workedMinutes: 930}],
  'time-exists-twice': [{kind: 'time-exists-twice', start: instant('2026-10-25T02:30:00+02:00')}],
}

describe('refusals and warnings', () => {
  const refusals = Object.values<readonly Refusal[]>(REFUSALS).flat()
  const warnings = Object.values<readonly Warning[]>(WARNINGS).flat()

  test('say in plain sentences what was wrong and what would be right', async () => {
    const said = refusals.map(refusal => {
      const {message, hint} = wordsOfRefusal(refusal)
      return `${refusal.kind}\n  ${message}\n  ${hint}`
    })
    await expect(`${said.join('\n')}\n`).toMatchFileSnapshot('refusals.txt')
  })

  test.each(refusals)('$kind ends both sentences', refusal => {
    const {message, hint} = wordsOfRefusal(refusal)
    expect(message).toMatch(/\.$/)
    expect(hint).toMatch(/[.?]$/)
    expect(message + hint).not.toMatch(/undefined|null|NaN/)
  })

  test('of several overlaps one sentence says how many there are, and which is the first', () => {
    const overlap = (entry: string) =>
      ({kind: 'overlap', entry, start: instant('2026-11-21T14:00:00+01:00'), workedMinutes: 50}) as const
    const late = WARNINGS['late-entry'][0] as Warning
    expect(warningTexts([late, overlap('a'), overlap('b'), overlap('c')])).toEqual([
      warningText(late),
      'It overlaps 3 entries of the same consultant, first a (21 Nov 2026 14:00, 0:50).',
    ])
    expect(warningTexts([overlap('a')])).toEqual([warningText(overlap('a'))])
  })

  test('warnings say what happened', async () => {
    await expect(`${warnings.map(warningText).join('\n')}\n`).toMatchFileSnapshot('warnings.txt')
  })
})
