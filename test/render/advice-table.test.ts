import {describe, expect, test} from 'vitest'
import type {Beyond} from '../../src/domain/policies.js'
import {bestText} from '../../src/locale/advice.js'
import {advise} from '../../src/operations/advise.js'
import {renderAdvice} from '../../src/render/advice-table.js'
import {textWidth} from '../../src/render/fit-text.js'
import {accepted, Books} from '../support/account-builder.js'

/** So many months of ten hours, each with so many hours of work, and other credits to try. */
function advisedOn(hours: readonly number[], beyond: Beyond, ...credits: readonly number[]) {
  const books = new Books({from: '2024-01-01', terms: {overdraft: {limitMinutes: 60, beyond}}})
  hours.forEach((worked, index) => {
    const month = `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
    books.log(`${month}-10`, 60 * worked, {}, {force: 'agreed'})
    books.close(month)
  })
  const request = {from: null, to: null, hourPriceCents: null, tariffs: []}
  return accepted(advise(books.account, {...request, credits}))
}

const plain = {colour: false, width: 60} as const
const threeYears = Array.from({length: 36}, (_, index) => 4 + (index % 7))
const shown = (advised: ReturnType<typeof advisedOn>, width: number = plain.width) =>
  renderAdvice(advised, {contract: 'acme', currency: 'EUR'}, {...plain, width})

describe('advice on a terminal', () => {
  test('fits on any width, with the balances of as many months as there is room for', () => {
    const advised = advisedOn(threeYears, 'charge')
    for (const width of [40, 60, 80, 120]) {
      const lines = shown(advised, width).split('\n')
      expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width)
    }
    expect(shown(advised)).toMatch(/agreed {2}[▁-█]{32} /)
    expect(shown(advised, 80)).toMatch(/agreed {2}[▁-█]{36} /)
    expect(shown(advised)).toContain('from May 2024')
  })

  test('says why the best one is, in a sentence', () => {
    const said = (...args: Parameters<typeof advisedOn>) => bestText(advisedOn(...args), 'EUR')
    expect(said([8, 8, 8], 'charge', 480)).toBe(
      'Fits best: 8:00, unused credit is kept; it would have cost €720.00 less than what is agreed; nothing lapses.',
    )
    expect(said([8, 8, 8], 'charge', 300)).toContain('8:00 are billed as overage')
    expect(said([10, 10, 10], 'refuse', 600)).toBe(
      'Fits best: what is agreed (10:00, unused credit is kept); it stays within the limit; nothing that fits as well costs less than its €3,600.00; nothing lapses.',
    )
    expect(said([12, 8, 10], 'allow', 660)).toBe(
      'Fits best: 11:00, unused credit is kept; it stays within the limit, which is passed in 1 month as agreed; it would have cost €360.00 more than what is agreed; nothing lapses.',
    )
    expect(said([20, 20, 20], 'allow', 720)).toContain(
      'no credit tried stays within the limit, and this one is past it in the fewest months (3)',
    )
    expect(said([12, 12, 12], 'charge', 720)).toContain('what is agreed (10:00')
  })
})
