import {describe, expect, test, vi} from 'vitest'
import type {Day, Instant, Month} from '../../src/domain/calendar.js'
import {de} from '../../src/locale/de.js'
import {en} from '../../src/locale/en.js'
import {
  formatChange,
  formatDay,
  formatDecimalHours,
  formatInstant,
  formatMoney,
  formatMonth,
  formatPercent,
  formatSpan,
} from '../../src/locale/formats.js'

const instant = (text: string) => text as Instant

describe('formats', () => {
  test.each([
    [123450, '1.234,50\u00a0€', '€1,234.50'],
    [0, '0,00\u00a0€', '€0.00'],
    [-5, '-0,05\u00a0€', '-€0.05'],
    [110, '1,10\u00a0€', '€1.10'],
    [9007199254740991, '90.071.992.547.409,91\u00a0€', '€90,071,992,547,409.91'],
  ])('%i cents are %s in German and %s in English', (cents, german, english) => {
    expect(formatMoney(cents, 'EUR', de)).toBe(german)
    expect(formatMoney(cents, 'EUR', en)).toBe(english)
  })

  test('money has two decimals in every currency, as it is stored in hundredths', () => {
    expect(formatMoney(12000, 'JPY', en)).toBe('¥120.00')
    expect(formatMoney(12000, 'CHF', de)).toBe('120,00\u00a0CHF')
  })

  test('percent have the decimals they were given', () => {
    expect(formatPercent(8.1, de)).toBe('8,1\u00a0%')
    expect(formatPercent(19, en)).toBe('19%')
  })

  test('days, months and instants are read off the value, in its own zone', () => {
    expect(formatDay('2026-11-03' as Day, de)).toBe('03.11.2026')
    expect(formatDay('2026-11-03' as Day, en)).toBe('3 Nov 2026')
    expect(formatMonth('2026-03' as Month, de)).toBe('März 2026')
    expect(formatMonth('2026-03' as Month, en)).toBe('March 2026')
    expect(formatInstant(instant('2026-11-21T14:00:00+09:00'), de)).toBe('21.11.2026 14:00')
  })

  test('a span names its second day only where it is another one', () => {
    const start = instant('2026-11-21T22:30:00+01:00')
    expect(formatSpan(start, instant('2026-11-21T23:00:00+01:00'), en)).toBe('21 Nov 2026 22:30–23:00')
    expect(formatSpan(start, instant('2026-11-22T01:15:00+01:00'), de)).toBe(
      '21.11.2026 22:30 – 22.11.2026 01:15',
    )
  })

  test('a change has its sign, nothing has none', () => {
    expect([600, -60, 0].map(formatChange)).toEqual(['+10:00', '-1:00', '0:00'])
  })

  test('decimal hours are rounded half away from zero', () => {
    expect(formatDecimalHours(-50, de)).toBe('-0,83')
    expect(formatDecimalHours(20, en)).toBe('0.33')
    expect(formatDecimalHours(100_000, en)).toBe('1666.67')
  })

  test('dates do without Intl, which takes 10 ms to start', () => {
    const used = vi.spyOn(Intl, 'DateTimeFormat')
    formatInstant(instant('2026-11-21T14:00:00+01:00'), de)
    expect(used).not.toHaveBeenCalled()
  })
})
