import {stripVTControlCharacters} from 'node:util'
import stringWidth from 'string-width'
import {describe, expect, test} from 'vitest'
import {checkCommand} from '../../src/domain/signing-key.js'
import type {Statement} from '../../src/domain/statement.js'
import type {Look} from '../../src/render/look.js'
import {renderStatement} from '../../src/render/statement-table.js'
import {History} from './scenario.js'
import {STATEMENTS} from './statements.js'

const look = (rest: Partial<Look> = {}): Look => ({width: 100, colour: false, ...rest})

describe('statement as a table', () => {
  test.each(Object.entries(STATEMENTS))('%s reads as it was accepted', async (name, build) => {
    const statement = build()
    // The seals depend on everything a page holds, also on what is not printed.
    const text = renderStatement(statement, look()).replace(/[0-9a-f]{64}/g, '<seal>')
    await expect(`${text}\n`).toMatchFileSnapshot(`../../fixtures/statements/${name}.txt`)
  })

  const WIDTHS = [40, 50, 60, 64, 70, 80, 100, 140, 200, 500]

  test.each(WIDTHS)('fits %i columns, whatever is written in it', width => {
    const history = History.of()
    history.log({
      text: `${'印刷'.repeat(40)} 😀😀 ${'n\u0303e\u0301'.repeat(60)} ${'x'.repeat(300)}`,
      requester: '佐藤さん',
      place: '東京',
    })
    const text = renderStatement(history.statement('2026-10'), {width, colour: false})
    for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
    expect(text.replaceAll(/[^x]/g, '')).toHaveLength(300)
  })

  test.each(WIDTHS)('fits %i columns with seals, lots and charges, in both languages', width => {
    for (const build of Object.values(STATEMENTS)) {
      const statement = build()
      const text = renderStatement(statement, look({width}))
      for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width)
      if (statement.seal !== null) expect(text.replaceAll(/\s/g, '')).toContain(statement.seal.sha256)
    }
  })

  test('shows how the months ended, those below zero in red', () => {
    const history = History.of({rollover: {policy: 'unlimited'}})
    history.log({workedMinutes: 720})
    history.close('2026-12-01T08:00:00+01:00')
    const statement = history.statement('2026-11')
    expect(renderStatement(statement, look())).toContain('Monatsenden  −2:00 ▁█ 8:00\n')
    const coloured = renderStatement(statement, look({colour: true}))
    expect(coloured).toContain('−2:00 \u001b[31m▁\u001b[39m█ 8:00')
  })

  test('lets no control character of a stored text through', () => {
    const history = History.of()
    history.log({
      text: '\u001b[31mred\r\u009b2J\u202e\u200d\nnext',
      requester: '\u001b]0;title\u0007',
      ticket: '\u0000',
    })
    const text = renderStatement(history.statement('2026-10'), {width: 100, colour: false})
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u)
  })

  test('tells with which key it is signed, and how that is checked', () => {
    const statement = STATEMENTS['en-expiry-lapse']?.() as Statement
    const fingerprint = 'SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8'
    const lines = renderStatement(statement, look({width: 200}), fingerprint)
      .split('\n')
      .slice(-2)
    expect(lines).toEqual([
      `  Signed with    ${fingerprint} (what is signed is the JSON in the PDF)`,
      `  Check with     ${checkCommand(statement)}`,
    ])
    expect(renderStatement(statement, look())).not.toContain('Signed with')
  })

  test('has colour only where it is asked for', () => {
    const statement = STATEMENTS['en-provisional-charged']?.() as Statement
    expect(renderStatement(statement, look())).not.toContain('\u001b')
    const coloured = renderStatement(statement, look({colour: true}))
    expect(coloured).toContain('\u001b[33mProvisional:')
    expect(stripVTControlCharacters(coloured)).toBe(renderStatement(statement, look()))
  })

  test('prints the same whatever the terminal says of colour', () => {
    const statement = STATEMENTS['en-expiry-lapse']?.() as Statement
    const before = renderStatement(statement, look())
    process.env.FORCE_COLOR = '1'
    expect(renderStatement(statement, look())).toBe(before)
    delete process.env.FORCE_COLOR
  })
})
