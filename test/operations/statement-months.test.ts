import {describe, expect, test} from 'vitest'
import {monthsOfStatements} from '../../src/operations/statement-months.js'
import {accepted, Books, day, month, refusalOf} from '../support/account-builder.js'

const said = (text: string | null) => (text === null ? null : month(text))

/** Begun in January, closed through March, in May. */
function monthsOf(
  from: string | null,
  to: string | null,
  setup = {},
  closedThrough: string | null = '2026-03',
) {
  const books = new Books(setup)
  if (closedThrough !== null) books.close(closedThrough)
  return monthsOfStatements(books.account, {from: said(from), to: said(to)}, day('2026-05-10'))
}

describe('the months that statements are made of', () => {
  test.each<[string, string | null, string | null, readonly string[]]>([
    ['are the closed ones where none is named last', null, null, ['2026-01', '2026-02', '2026-03']],
    ['begin with the one that is named', '2026-02', null, ['2026-02', '2026-03']],
    ['begin with the contract', '2025-06', '2026-02', ['2026-01', '2026-02']],
    ['may be open where they are named', '2026-03', '2026-05', ['2026-03', '2026-04', '2026-05']],
    ['are those that have begun', '2026-05', '2026-12', ['2026-05']],
    ['are the one that is named first, if it is open', '2026-04', null, ['2026-04']],
  ])('%s', (_, from, to, months) => expect(accepted(monthsOf(from, to))).toEqual(months))

  test('end with the contract', () => {
    const ended = {to: '2026-02-15'}
    expect(accepted(monthsOf(null, '2026-12', ended, null))).toEqual(['2026-01', '2026-02'])
    expect(accepted(monthsOf('2026-04', '2026-12', ended, null))).toEqual(['2026-04'])
  })

  test('are refused where there are none', () => {
    expect(refusalOf(monthsOf(null, '2025-12'))).toEqual({
      ...{kind: 'month-before-contract', month: '2025-12', from: '2026-01'},
    })
    expect(refusalOf(monthsOf('2026-06', '2026-07'))).toMatchObject({
      kind: 'month-not-begun',
      month: '2026-06',
    })
    expect(refusalOf(monthsOf(null, null, {}, null))).toEqual({kind: 'nothing-closed', contract: 'acme'})
  })
})
