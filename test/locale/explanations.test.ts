import {describe, expect, test} from 'vitest'
import type {Step} from '../../src/domain/explanation.js'
import {de} from '../../src/locale/de.js'
import {en} from '../../src/locale/en.js'
import {explainStep} from '../../src/locale/explanations.js'

const increment = {
  rule: 'increment',
  workedMinutes: 50,
  unitMinutes: 15,
  minimumMinutes: 15,
  minutes: 60,
} as const
const ticketDay = {
  rule: 'ticket-day',
  workedMinutes: 50,
  totalMinutes: 60,
  beforeMinutes: 0,
  unitMinutes: 15,
  minimumMinutes: 15,
  minutes: 60,
} as const
const bands = {
  rule: 'bands',
  parts: [
    {name: 'Kernzeit', minutes: 20, factor: 1},
    {name: 'abends', minutes: 25, factor: 1.5},
  ],
  minutes: 58,
} as const
const callOutCause = {
  rule: 'call-out-cause',
  cause: 'unknown',
  isFeeDue: true,
  isWorkDue: true,
  minutes: 40,
} as const
const callOutWork = {
  rule: 'call-out-work',
  workedMinutes: 40,
  includedMinutes: 0,
  unitMinutes: 15,
  minutes: 45,
} as const
const inHours = {
  rule: 'settled-in-hours',
  feeMinutes: 30,
  workMinutes: 45,
  factor: 1.5,
  minutes: 98,
} as const

describe('an explanation', () => {
  test.each<[string, Step, string, string]>([
    [
      'of free support',
      {rule: 'class', class: 'standard', activity: null, minutes: 0},
      'Standardsupport, kostenfrei',
      'Standard support, free of charge',
    ],
    [
      'of an activity',
      {rule: 'class', class: 'standard', activity: 'Update', minutes: 0},
      'Update: Standardsupport, kostenfrei',
      'Update: standard support, free of charge',
    ],
    [
      'of charged support',
      {rule: 'class', class: 'extended', activity: null, minutes: 50},
      'Erweiterter Support, wird berechnet',
      'Extended support, charged',
    ],
    [
      "of the provider's fault",
      {rule: 'cause', cause: 'provider', minutes: 0},
      'Von uns verursacht, kostenfrei',
      'Caused by us, free of charge',
    ],
    [
      'of started units',
      increment,
      '50 Minuten, aufgerundet auf 60: gezählt wird je angefangene 15 Minuten',
      '50 minutes rounded up to 60: every started 15 minutes count',
    ],
    [
      'of a minimum',
      {...increment, workedMinutes: 1, minimumMinutes: 60},
      '1 Minute, aufgerundet auf 60: mindestens 60 Minuten werden berechnet',
      '1 minute rounded up to 60: at least 60 minutes are charged',
    ],
    [
      'of what needs no rounding',
      {...increment, workedMinutes: 60},
      '60 Minuten, berechnet wie geleistet',
      '60 minutes, charged as worked',
    ],
    [
      "of a ticket's day that is rounded together",
      ticketDay,
      'Zu diesem Ticket an diesem Tag zusammen 50 Minuten, aufgerundet auf 60 (gezählt wird je angefangene 15 Minuten)',
      'Together 50 minutes on this ticket that day, rounded up to 60 (every started 15 minutes count)',
    ],
    [
      'of what other entries of the day bear',
      {...ticketDay, beforeMinutes: 20, minutes: 40},
      'Zu diesem Ticket an diesem Tag zusammen 50 Minuten, aufgerundet auf 60 (gezählt wird je angefangene 15 Minuten); davon stehen 20 in anderen Einträgen, hier bleiben 40',
      'Together 50 minutes on this ticket that day, rounded up to 60 (every started 15 minutes count); 20 of them are in other entries, 40 remain here',
    ],
    [
      'of an entry whose rounding a later one bears',
      {...ticketDay, workedMinutes: 20, totalMinutes: 20, minutes: 20},
      '20 Minuten, berechnet wie geleistet: Was an einem Tag zu einem Ticket anfällt, wird zusammen gerundet, im letzten Eintrag des Tages',
      "20 minutes, charged as worked: all work on a ticket on one day is rounded together, in the day's last entry",
    ],
    [
      'of what is charged by the time of day',
      bands,
      '20 Minuten „Kernzeit“ × 1 und 25 Minuten „abends“ × 1,5: zusammen 57,5, aufgerundet auf 58 Minuten',
      '20 minutes “Kernzeit” × 1 and 25 minutes “abends” × 1.5: together 57.5, rounded up to 58 minutes',
    ],
    [
      'of three bands',
      {...bands, parts: [...bands.parts, {name: 'nachts', minutes: 1, factor: 2.5}], minutes: 60},
      '20 Minuten „Kernzeit“ × 1, 25 Minuten „abends“ × 1,5 und 1 Minute „nachts“ × 2,5: zusammen 60 Minuten',
      '20 minutes “Kernzeit” × 1, 25 minutes “abends” × 1.5 and 1 minute “nachts” × 2.5: together 60 minutes',
    ],
    [
      'of one band',
      {...bands, parts: bands.parts.slice(1), minutes: 38},
      '25 Minuten „abends“ × 1,5 ergibt 37,5, aufgerundet auf 38 Minuten',
      '25 minutes “abends” × 1.5 makes 37.5, rounded up to 38 minutes',
    ],
    [
      'of an emergency',
      {rule: 'class', class: 'emergency', activity: null, minutes: 40},
      'Notfalleinsatz, nach eigenem Tarif',
      'Emergency call-out, by its own tariff',
    ],
    [
      'of a cause that costs fee and work',
      callOutCause,
      'Ursache unbekannt: Pauschale und Arbeitszeit werden berechnet',
      'Cause unknown: the fee and the work are charged',
    ],
    [
      'of a cause that costs the fee',
      {...callOutCause, cause: 'provider', isWorkDue: false},
      'Von uns verursacht: nur die Pauschale wird berechnet, die Arbeitszeit ist kostenfrei',
      'Caused by us: only the fee is charged, the work is free of charge',
    ],
    [
      'of a cause that costs the work',
      {...callOutCause, cause: 'application', isFeeDue: false},
      'Von der Anwendung verursacht: nur die Arbeitszeit wird berechnet, die Pauschale entfällt',
      'Caused by the application: only the work is charged, the fee is waived',
    ],
    [
      'of a cause that costs nothing',
      {...callOutCause, cause: 'provider', isFeeDue: false, isWorkDue: false},
      'Von uns verursacht: Pauschale und Arbeitszeit sind kostenfrei',
      'Caused by us: the fee and the work are free of charge',
    ],
    [
      'of work in started units',
      callOutWork,
      '40 Minuten Arbeitszeit, aufgerundet auf 45: gezählt wird je angefangene 15 Minuten',
      '40 minutes of work, rounded up to 45: every started 15 minutes count',
    ],
    [
      'of work that the fee includes in part',
      {...callOutWork, workedMinutes: 50, includedMinutes: 30, unitMinutes: 1, minutes: 20},
      '50 Minuten Arbeitszeit, davon 30 in der Pauschale enthalten und 20 darüber hinaus',
      '50 minutes of work, 30 of them included in the fee and 20 beyond it',
    ],
    [
      'of work that the fee includes in part, in started units',
      {...callOutWork, workedMinutes: 50, includedMinutes: 30, minutes: 30},
      '50 Minuten Arbeitszeit, davon 30 in der Pauschale enthalten und 20 darüber hinaus, aufgerundet auf 30: gezählt wird je angefangene 15 Minuten',
      '50 minutes of work, 30 of them included in the fee and 20 beyond it, rounded up to 30: every started 15 minutes count',
    ],
    [
      'of work that the fee includes',
      {...callOutWork, workedMinutes: 1, includedMinutes: 30, minutes: 0},
      '1 Minute Arbeitszeit, in der Pauschale enthalten',
      '1 minute of work, included in the fee',
    ],
    [
      'of a call-out in money',
      {rule: 'settled-in-money', minutes: 0},
      'Abrechnung in Geld: vom Stundenkonto wird nichts abgebucht',
      'Settled in money: nothing is taken from the hour account',
    ],
    [
      'of a call-out in hours',
      inHours,
      'Vom Stundenkonto: 98 Minuten (Pauschale 30 Minuten und Arbeitszeit 45 Minuten × 1,5)',
      'From the hour account: 98 minutes (fee 30 minutes and work 45 minutes × 1.5)',
    ],
    [
      'of a fee in hours',
      {...inHours, workMinutes: 0, minutes: 30},
      'Vom Stundenkonto: 30 Minuten (Pauschale 30 Minuten)',
      'From the hour account: 30 minutes (fee 30 minutes)',
    ],
    [
      'of work in hours without a surcharge',
      {...inHours, feeMinutes: 0, factor: 1, minutes: 45},
      'Vom Stundenkonto: 45 Minuten (Arbeitszeit 45 Minuten)',
      'From the hour account: 45 minutes (work 45 minutes)',
    ],
    [
      'of a waived call-out in hours',
      {...inHours, feeMinutes: 0, workMinutes: 0, minutes: 0},
      'Vom Stundenkonto wird nichts abgebucht',
      'Nothing is taken from the hour account',
    ],
  ])('%s is a sentence in both languages', (_, step, german, english) => {
    expect(explainStep(step, de)).toBe(german)
    expect(explainStep(step, en)).toBe(english)
  })
})
