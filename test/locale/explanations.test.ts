import {describe, expect, test} from 'vitest'
import type {Step} from '../../src/domain/rating.js'
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
      '50 Minuten, aufgerundet auf 60: je angefangene 15 Minuten wird berechnet',
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
      'Zu diesem Ticket an diesem Tag zusammen 50 Minuten, aufgerundet auf 60 (je angefangene 15 Minuten wird berechnet)',
      'Together 50 minutes on this ticket that day, rounded up to 60 (every started 15 minutes count)',
    ],
    [
      'of what other entries of the day bear',
      {...ticketDay, beforeMinutes: 20, minutes: 40},
      'Zu diesem Ticket an diesem Tag zusammen 50 Minuten, aufgerundet auf 60 (je angefangene 15 Minuten wird berechnet); davon stehen 20 in anderen Einträgen, hier bleiben 40',
      'Together 50 minutes on this ticket that day, rounded up to 60 (every started 15 minutes count); 20 of them are in other entries, 40 remain here',
    ],
    [
      'of an entry whose rounding a later one bears',
      {...ticketDay, workedMinutes: 20, totalMinutes: 20, minutes: 20},
      '20 Minuten, berechnet wie geleistet: Was an einem Tag zu einem Ticket anfällt, wird zusammen gerundet, im letzten Eintrag des Tages',
      "20 minutes, charged as worked: all work on a ticket on one day is rounded together, in the day's last entry",
    ],
  ])('%s is a sentence in both languages', (_, step, de, en) => {
    expect(explainStep(step, 'de')).toBe(de)
    expect(explainStep(step, 'en')).toBe(en)
  })
})
