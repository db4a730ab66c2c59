import {describe, expect, test} from 'vitest'
import type {Statement} from '../../src/domain/statement.js'
import {csvText} from '../../src/render/csv-text.js'
import {alignedLines} from '../../src/render/lines.js'
import {drawList} from '../../src/render/list.js'
import {paint} from '../../src/render/look.js'
import {createPdfRenderer} from '../../src/render/statement-pdf.js'
import {drawTable} from '../../src/render/table.js'
import {drawParagraph, line, painted} from '../../src/render/text.js'
import {LOGO_PNG} from '../support/logos.js'
import {FONTS, PdfFile} from '../support/pdf-file.js'
import {STATEMENTS} from './statements.js'

/** Wipes the screen, turns text around, and begins a line of its own. */
const HOSTILE = '\u001b[2J\u202ereversed\nnext'
const HARMLESS = '\ufffd[2J\ufffdreversed next'

const look = {width: 100, colour: true}
const columns = [{heading: 'What'}, {heading: 'Text', isFlexible: true}] as const

describe('stored text is harmless, whichever primitive draws it', () => {
  const rows = [{cells: [HOSTILE, {lines: [HOSTILE, 'below']}]}]

  test.each([
    ['a table', () => drawTable({columns, groups: [rows]}, look)],
    ['a list', () => drawList(columns, rows, look)],
    ['aligned lines', () => alignedLines([['Text', HOSTILE]], look).join('\n')],
    ['a line', () => line`one ${HOSTILE}`],
    ['a paragraph', () => drawParagraph(HOSTILE, 100).join('\n')],
    ['CSV', () => csvText([[HOSTILE]], ',')],
  ])('%s', (_, draw) => {
    const drawn = draw()
    expect(drawn).toContain(HARMLESS)
    expect(drawn).not.toContain('\u001b[2J')
    expect(drawn).not.toContain('\u202e')
  })

  test('PDF, wherever on the paper it stands', async () => {
    const statement = STATEMENTS['de-cap-overage']?.() as Statement
    const {customer, provider, movements} = statement
    const hostile: Statement = {
      ...statement,
      contract: HOSTILE,
      number: HOSTILE,
      customer: {...customer, name: HOSTILE, number: HOSTILE, address: [HOSTILE]},
      provider: {...provider, name: HOSTILE, address: [HOSTILE], taxNumber: HOSTILE, bank: HOSTILE},
      movements: movements.map(movement =>
        movement.kind === 'entry'
          ? {...movement, entry: {...movement.entry, text: HOSTILE, requester: HOSTILE, ticket: HOSTILE}}
          : movement,
      ),
    }
    const pdf = new PdfFile(await createPdfRenderer(FONTS)(hostile, {logo: LOGO_PNG, signature: null}))
    expect(pdf.alternatives).toContain(`Logo: ${HARMLESS}`)
    const texts = pdf.texts.map(({text}) => text)
    // What is read back of a page has one run of text for each line.
    const whole = texts.join('').replaceAll('\u00a0', ' ')
    expect(whole.split(HARMLESS).length).toBeGreaterThan(10)
    expect(whole).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(pdf.info('Title')).toContain(HARMLESS)
    for (const key of ['Author', 'Subject', 'Keywords']) expect(pdf.info(key)).toContain(HARMLESS)
    expect(pdf.metadata).toContain(HARMLESS)
    for (const steering of ['\u001b', '\u202e']) expect(pdf.metadata).not.toContain(steering)
  })
})

describe('a colour of ours', () => {
  const red = painted('red', look)

  test('is put on after the text was made harmless', () => {
    const expected = paint('red', look)(HARMLESS)
    expect(line`${red(HOSTILE)}`).toBe(expected)
    expect(alignedLines([['', [red(HOSTILE), ' end']]], {width: 100, colour: true})[0]).toContain(
      `${expected} end`,
    )
    expect(drawList([{heading: ''}], [{cells: [red(HOSTILE)]}], look)).toContain(expected)
    expect(drawTable({columns: [{heading: ''}], groups: [[{cells: [red(HOSTILE)]}]]}, look)).toContain(
      expected,
    )
  })

  test('takes no room in a table', () => {
    const plain = {...look, colour: false}
    const drawn = (look: {width: number; colour: boolean}) =>
      drawList([{heading: 'A'}, {heading: 'B'}], [{cells: [painted('red', look)('left'), 'right']}], look)
    expect(drawn(plain)).toBe('A     B\nleft  right')
    expect(drawn(look).split('\n')[1]).toBe('\u001b[31mleft\u001b[39m  right')
  })
})
