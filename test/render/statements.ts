import type {Statement} from '../../src/domain/statement.js'
import {Desk, levelsOf} from '../support/requests.js'
import {History, instant} from './scenario.js'

/** One statement for everything that a statement can say, in both languages, with each rollover policy. */
export const STATEMENTS: Readonly<Record<string, () => Statement>> = {
  'de-cap-overage': () => {
    const history = History.of({rollover: {policy: 'cap', capMinutes: 900}})
    history.log({start: instant('2026-10-05T09:00:00+02:00')})
    history.log({
      ...{
        start: instant('2026-10-06T08:00:00+02:00'),
        workedMinutes: 1000,
        place: 'Werk 2',
        channel: 'on-site',
      },
      ...{
        ticket: null,
        requester: 'Herr Öztürk',
        text: 'Server umgezogen und alle Arbeitsplätze neu angebunden',
      },
    })
    history.log({
      start: instant('2026-10-07T22:30:00+02:00'),
      workedMinutes: 165,
      cause: 'provider',
      text: 'Update zurückgenommen',
    })
    history.log({start: instant('2026-10-08T10:00:00+02:00'), workedMinutes: 5, class: 'standard', text: ''})
    history.close('2026-11-01T08:00:00+01:00')
    return history.statement('2026-10')
  },
  'de-none-credits': () => {
    const history = History.of({rollover: {policy: 'none'}})
    history.log({})
    history.credit({id: 'c1', minutes: 120, priceCents: 20000, expires: '2027-03-31' as never})
    history.credit({
      id: 'c2',
      kind: 'goodwill',
      minutes: 30,
      reason: 'Rückruf kam zu spät',
      approvedBy: 'A. Chef',
    })
    history.close('2026-11-01T08:00:00+01:00')
    return history.statement('2026-10')
  },
  'de-unlimited-reversal-late': () => {
    const history = History.of()
    history.log({})
    history.close('2026-11-01T08:00:00+01:00')
    history.log(
      {start: instant('2026-10-30T14:00:00+01:00'), text: 'Nachgereicht'},
      '2026-11-03T09:00:00+01:00',
    )
    history.void('e1', '2026-11-04T10:00:00+01:00', 'mit Kunde Alt verwechselt', 'nicht bei Ihnen')
    history.close('2026-12-01T08:00:00+01:00')
    return history.statement('2026-11')
  },
  'en-expiry-lapse': () => {
    const history = History.of({rollover: {policy: 'expiry', afterMonths: 1}}, {locale: 'en'})
    history.log({requester: 'Ms Miller', text: 'Printer does not print'})
    history.close('2026-12-01T08:00:00+01:00')
    return history.statement('2026-11')
  },
  'en-provisional-charged': () => {
    const history = History.of({}, {locale: 'en'})
    history.log({workedMinutes: 1000, requester: 'Ms Miller', ticket: null, text: 'Moved the server'})
    return history.statement('2026-10', '2026-10-20')
  },
  'de-settled-write-off': () => {
    const history = History.of(
      {rateCents: 0, overdraft: {limitMinutes: 300, beyond: 'allow'}},
      {to: '2026-10-31' as never},
    )
    history.log({workedMinutes: 720, text: 'Übergabe an den Nachfolger'})
    history.close('2026-11-01T08:00:00+01:00')
    return history.statement('2026-10')
  },
  'en-settled-pay-out': () => {
    const history = History.of({settlement: 'paid-out'}, {locale: 'en', to: '2026-10-15' as never})
    history.log({requester: 'Ms Miller', text: 'Handed everything over'})
    history.close('2026-11-01T08:00:00+01:00')
    return history.statement('2026-10')
  },
  'de-response-times': withRequests,
  'en-response-times': () => {
    const statement = withRequests()
    return {...statement, customer: {...statement.customer, locale: 'en'}}
  },
}

/** A month with promises that were kept, missed, and not decided, and with one that an earlier statement has otherwise. */
function withRequests(): Statement {
  const desk = new Desk(levelsOf({kinds: [{name: 'Störung', typical: {fromMinutes: 60, toMinutes: null}}]}))
  const late = desk.open('2026-09-30T15:00:00+02:00', {subject: 'Anmeldung geht nicht'})
  desk.event(late, 'acknowledged', '2026-09-30T15:01:00+02:00')
  desk.close('2026-09')
  desk.event(late, 'responded', '2026-09-30T15:09:00+02:00', {now: '2026-10-01T09:00:00+02:00'})
  desk.event(late, 'closed', '2026-10-01T09:05:00+02:00')
  const answered = desk.open('2026-10-05T09:00:00+02:00')
  desk.event(answered, 'acknowledged', '2026-10-05T09:01:59+02:00')
  desk.event(answered, 'responded', '2026-10-05T09:10:01+02:00')
  desk.event(answered, 'resolved', '2026-10-05T10:00:00+02:00')
  const chat = desk.open('2026-10-06T09:00:00+02:00', {channel: 'chat'})
  desk.event(chat, 'responded', '2026-10-06T09:00:30+02:00')
  desk.open('2026-10-31T22:00:00+01:00', {subject: 'Vergessen'})
  desk.open('2026-10-31T23:55:00+01:00', {subject: 'Kurz vor Monatsende'})
  desk.log('2026-10-05', 45, {ticket: answered, requester: 'Frau Müller'})
  desk.close('2026-10')
  return desk.statement('2026-10')
}
