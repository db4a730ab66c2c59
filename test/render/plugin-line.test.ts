import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {parseThreshold} from '../../src/domain/threshold.js'
import {type Checked, type Performance, pluginLine, renderChecked} from '../../src/render/plugin-line.js'

const PERCENT: Performance = {
  unit: '%',
  min: 0,
  warning: parseThreshold('75') ?? null,
  critical: parseThreshold('@90:100') ?? null,
}
const MINUTES: Performance = {
  unit: '',
  min: null,
  warning: parseThreshold('10:') ?? null,
  critical: null,
}

const checked = (label: string, more: Partial<Checked> = {}): Checked => ({
  ...{label, status: 'OK', text: `${label} is well`, value: 5},
  ...more,
})
const many = (count: number, more: Partial<Checked> = {}) =>
  Array.from({length: count}, (_, index) => checked(`contract-${index}`, more))

describe('the line of a plug-in', () => {
  test('has status, text and performance data with ranges as they were given', () => {
    expect(renderChecked([checked('acme', {value: 82.5})], PERCENT, 'in-one-line')).toBe(
      "HOURBANK OK: acme is well | 'acme'=82.5%;75;@90:100;0;",
    )
    expect(renderChecked([checked('acme', {value: -30})], MINUTES, 'in-one-line')).toBe(
      "HOURBANK OK: acme is well | 'acme'=-30;10:;;;",
    )
  })
  test('names of several what is not well, and the status is the worst', () => {
    const bad = checked('beta', {status: 'CRITICAL', text: 'beta is empty', value: 100})
    const worse = checked('gamma', {status: 'WARNING', text: 'gamma is nearly', value: 80})
    expect(renderChecked([bad, worse, checked('acme')], PERCENT, 'in-one-line')).toBe(
      "HOURBANK CRITICAL: 2 of 3: beta is empty; gamma is nearly | 'beta'=100%;75;@90:100;0; 'gamma'=80%;75;@90:100;0; 'acme'=5%;75;@90:100;0;",
    )
  })
  test('names the first where all are well, and says where there is nothing', () => {
    expect(renderChecked([checked('acme'), checked('beta')], MINUTES, 'in-one-line')).toMatch(
      /^HOURBANK OK: 2 are well, first acme is well \| /,
    )
    expect(renderChecked([], MINUTES, 'in-one-line')).toBe('HOURBANK OK: no contract to look at')
  })
  test('has a line for each with verbose, the performance data in the first', () => {
    const [first, ...lines] = renderChecked(
      [checked('beta', {status: 'UNKNOWN', text: 'beta: a|b\nc', value: Number.NaN}), checked('acme')],
      MINUTES,
      'line-each',
    ).split('\n')
    expect(first).toBe("HOURBANK UNKNOWN: 1 of 2: beta: a/b c | 'acme'=5;10:;;;")
    expect(lines).toEqual(['[UNKNOWN] beta: a/b c', '[OK] acme is well'])
  })
  test('has no performance data of what has no value', () => {
    expect(renderChecked([checked('a', {value: Number.POSITIVE_INFINITY})], MINUTES, 'in-one-line')).toBe(
      'HOURBANK OK: a is well',
    )
  })
  test('doubles quotes in labels, which have no equal signs', () => {
    expect(renderChecked([checked("it's a=b|c")], MINUTES, 'in-one-line')).toContain(" | 'it''s a-b/c'=5;")
  })
  test('stays under 4 KB, with the first of many', () => {
    const line = renderChecked(many(1000, {status: 'WARNING'}), PERCENT, 'in-one-line')
    expect(Buffer.byteLength(line)).toBeLessThan(4096)
    expect(line).toMatch(
      /^HOURBANK WARNING: 1000 of 1000: contract-0 is well; .*contract-7 is well; and 992 more \| /,
    )
    expect(line).toMatch(/ 'contract-\d+'=5%;75;@90:100;0;$/)
  })
  test('whatever is said, is one line of text without control characters, and one | at most', () => {
    const texts = fc.string({unit: 'binary', maxLength: 3000})
    fc.assert(
      fc.property(texts, texts, (label, text) => {
        const line = renderChecked([checked(label, {text, status: 'WARNING'})], PERCENT, 'in-one-line')
        expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
        expect(line.split('|').length).toBeLessThanOrEqual(2)
        expect(Buffer.byteLength(line)).toBeLessThan(4096)
        expect(pluginLine('UNKNOWN', text)).not.toMatch(/[|\p{Cc}]/u)
      }),
    )
  })
})
