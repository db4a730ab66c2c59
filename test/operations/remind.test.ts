import {describe, expect, test} from 'vitest'
import type {Reminder} from '../../src/domain/reminder.js'
import {
  afterTelling,
  lastLogged,
  remindOfAccount,
  type Silence,
  silentConsultants,
  untold,
} from '../../src/operations/remind.js'
import {Books, day} from '../support/account-builder.js'

const reminders = (books: Books, today: string) => remindOfAccount(books.account, day(today))
const kinds = (books: Books, today: string) => reminders(books, today).map(({kind}) => kind)

describe('an account reminds of the highest alert that its month has passed', () => {
  test('since the day by which so much was charged', () => {
    const books = new Books()
    books.log('2026-01-12', 100)
    books.log('2026-01-05', 440, {}, {now: '2026-01-12'})
    expect(reminders(books, '2026-01-20')).toEqual([
      {kind: 'alert', contract: 'acme', month: '2026-01', percent: 90, usedPercent: 90, since: '2026-01-12'},
    ])
  })
  test('where it was booked late since the first of the month', () => {
    const books = new Books({terms: {rollover: {policy: 'none'}}})
    books.close('2026-01')
    books.log('2026-01-20', 450, {}, {now: '2026-02-10'})
    expect(reminders(books, '2026-02-10')).toMatchObject([{kind: 'alert', percent: 75, since: '2026-02-01'}])
  })
  test('and not of what was taken back', () => {
    const books = new Books()
    books.log('2026-01-12', 500, {}, {id: 'wrong'})
    books.void('wrong', '2026-01-13')
    books.log('2026-01-14', 450)
    expect(reminders(books, '2026-01-20')).toMatchObject([{percent: 75, since: '2026-01-14'}])
  })
  test('of an alert at nothing from the first day, and of none where there is nothing to use', () => {
    expect(reminders(new Books({terms: {alerts: [0]}}), '2026-01-20')).toMatchObject([
      {percent: 0, usedPercent: 0, since: '2026-01-01'},
    ])
    const books = new Books({terms: {creditMinutes: 0}})
    books.log('2026-01-12', 100)
    expect(reminders(books, '2026-01-20')).toEqual([])
  })
})

test('an account reminds of what lapses within 14 days', () => {
  const books = new Books({terms: {rollover: {policy: 'none'}}})
  expect(kinds(books, '2026-01-16')).toEqual([])
  expect(reminders(books, '2026-01-17')).toEqual([
    {kind: 'lapsing', contract: 'acme', minutes: 600, on: '2026-01-31', since: '2026-01-17'},
  ])
})

test('an account reminds of its end within 30 days, and of nothing before it begins and after it ended', () => {
  const books = new Books({from: '2026-01-10', to: '2026-03-31', terms: {settlement: 'paid-out'}})
  expect(kinds(books, '2026-02-28')).toEqual([])
  expect(reminders(books, '2026-03-01')).toEqual([
    {kind: 'ending', contract: 'acme', on: '2026-03-31', since: '2026-03-01'},
  ])
  expect(kinds(books, '2026-01-09')).toEqual([])
  expect(kinds(books, '2026-04-01')).toEqual([])
})

test('who logged when for the last time is in all pages that were read, but for what was taken back', () => {
  const books = new Books()
  books.log('2026-01-05', 30)
  books.log('2026-01-20', 30, {consultant: 'A. Schmidt'})
  books.close('2026-01')
  books.log('2026-02-03', 30)
  books.log('2026-02-02', 30, {}, {now: '2026-02-03'})
  books.log('2026-02-04', 30, {}, {id: 'wrong'})
  books.void('wrong', '2026-02-04')
  expect(lastLogged(books.account, day('2026-01-10'))).toEqual([
    {consultant: 'A. Schmidt', day: '2026-01-20'},
    {consultant: 'J. Weber', day: '2026-02-03'},
  ])
})

// 2026-11-20 is a Friday.
describe('nothing logged is told of those', () => {
  const silent = (today: string, more: Partial<Silence> = {}) =>
    silentConsultants({
      consultants: [
        {name: 'J. Weber', aliases: ['jw']},
        {name: 'A. Schmidt', aliases: []},
      ],
      logged: [
        {consultant: 'jw', day: day('2026-11-17')},
        {consultant: 'J. Weber', day: day('2026-11-12')},
        {consultant: 'A. Schmidt', day: day('2026-11-12')},
        {consultant: 'A. Schmidt', day: day('2026-11-20')},
        {consultant: 'Somebody else', day: day('2026-11-02')},
      ],
      ...{from: day('2026-11-02'), today: day(today), days: 3, holidays: new Set()},
      ...more,
    })
  const who = (reminders: readonly Reminder[]) =>
    reminders.map(each =>
      each.kind === 'nothing-logged' ? `${each.consultant} ${each.workingDays}` : each.kind,
    )

  test('who logged nothing on so many working days that are over', () => {
    expect(silent('2026-11-20')).toEqual([]) // Wednesday and Thursday
    expect(silent('2026-11-21')).toEqual([
      {kind: 'nothing-logged', consultant: 'J. Weber', workingDays: 3, since: '2026-11-17'},
    ])
  })
  test('and a weekend or a public holiday is none', () => {
    expect(who(silent('2026-11-23'))).toEqual(['J. Weber 3'])
    expect(silent('2026-11-23', {holidays: new Set([day('2026-11-18')])})).toEqual([])
    expect(who(silent('2026-11-26'))).toEqual(['A. Schmidt 3', 'J. Weber 6'])
    expect(who(silent('2026-11-26', {days: 4}))).toEqual(['J. Weber 6'])
  })
  test('who are listed and have never logged anything, from when on there was something to log for', () => {
    expect(silent('2026-11-05', {logged: []})).toMatchObject([
      {consultant: 'A. Schmidt', workingDays: 3, since: null},
      {consultant: 'J. Weber', workingDays: 3, since: null},
    ])
    expect(silent('2026-11-04', {logged: []})).toEqual([])
  })
  test('who logged something before, where nobody is listed', () => {
    const named = who(silent('2026-11-21', {consultants: []}))
    expect(named).toEqual(['J. Weber 6', 'Somebody else 14', 'jw 3'])
  })
})

describe('each reminder is told once:', () => {
  const today = day('2026-11-20')
  const complete = {today, isComplete: true}
  const alert = (percent: number, month = '2026-11'): Reminder =>
    ({kind: 'alert', contract: 'acme', month, percent, usedPercent: percent, since: today}) as Reminder
  const lapse = (on: string): Reminder => ({
    ...{kind: 'lapsing', contract: 'acme', minutes: 60, on: day(on), since: today},
  })
  const end: Reminder = {kind: 'ending', contract: 'acme', on: day('2026-11-30'), since: today}
  const silence = (since: string | null): Reminder => ({
    ...{kind: 'nothing-logged', consultant: 'J. Weber', workingDays: 3, since: since as typeof today | null},
  })
  const all = [alert(90), lapse('2026-11-30'), end, silence('2026-11-12')]

  test('what was told is not told again', () => {
    expect(untold(all, [])).toEqual(all)
    expect(untold(all, afterTelling(all, [], complete))).toEqual([])
  })
  test('an alert is told again when a higher one is passed, or in another month; not when it falls', () => {
    const told = afterTelling([alert(90)], [], complete)
    const next = [alert(75), alert(90), alert(100), alert(75, '2026-12')]
    expect(untold(next, told)).toEqual([alert(100), alert(75, '2026-12')])
    const fallen = afterTelling([alert(75)], told, complete)
    expect(untold([alert(90)], fallen)).toEqual([])
    expect(untold([alert(90)], afterTelling([alert(100)], told, complete))).toEqual([])
  })
  test('what lapses at another end of a month, and another silence of the same person, is another one', () => {
    const told = afterTelling(all, [], complete)
    expect(untold([lapse('2026-12-31'), silence('2026-11-19')], told)).toHaveLength(2)
  })
  test('a silence is the same one when nobody knows any more when it began, until somebody logged again', () => {
    const long = afterTelling([silence(null)], afterTelling([silence('2026-11-12')], [], complete), complete)
    expect(untold([silence(null)], afterTelling([silence('2026-11-12')], [], complete))).toEqual([])
    expect(untold([silence(null)], long)).toEqual([])
    expect(untold([silence('2027-03-01')], long)).toEqual([silence('2027-03-01')])
  })
  test('what nobody could tell any more is forgotten', () => {
    const told = afterTelling(all, [], complete)
    expect(told).toHaveLength(4)
    expect(afterTelling([], told, complete)).toHaveLength(3)
    expect(afterTelling([], told, {today: day('2026-11-30'), isComplete: true})).toHaveLength(3)
    expect(afterTelling([], told, {today: day('2026-12-01'), isComplete: true})).toEqual([])
  })
  test('and nothing is while it is not known what there is', () => {
    const told = afterTelling(all, [], complete)
    expect(afterTelling([], told, {today: day('2026-12-01'), isComplete: false})).toEqual(told)
  })
})
