import {describe, expect, test} from 'vitest'
import type {Statement} from '../../src/domain/statement.js'
import {de} from '../../src/locale/de.js'
import {en} from '../../src/locale/en.js'
import {movementsOf} from '../../src/sections/movements.js'
import type {Row} from '../../src/sections/section.js'
import {sectionsOf} from '../../src/sections/sections-of.js'
import {History} from '../render/scenario.js'
import {STATEMENTS} from '../render/statements.js'

const build = (name: string) => STATEMENTS[name]?.() as Statement
const textsOf = (row: Row | undefined, names: readonly string[]) => names.map(name => row?.cells[name]?.text)

describe('movements', () => {
  test.each(Object.keys(STATEMENTS))('%s has a cell for each column in each line', name => {
    const {opening, rows, closing} = movementsOf(build(name), en)
    for (const {cells} of [...opening, ...rows, closing]) {
      expect(Object.keys(cells)).toEqual(Object.keys(en.csv.headings))
    }
  })

  test('say for people and for programs what each of them reads', () => {
    const {rows} = movementsOf(build('de-cap-overage'), en, de)
    expect(rows[0]?.cells).toMatchObject({
      bookingDate: {text: '1 Oct 2026', data: '2026-10-01'},
      time: {text: '+10:00', data: '10:00', isFigure: true},
      decimalHours: {text: '10,00'},
      requester: {text: ''},
    })
  })

  test('keep stored text as it was recorded: what draws it makes it harmless', () => {
    const history = History.of()
    history.log({text: '\u001b[31mred', requester: '=1'})
    const {rows} = movementsOf(history.statement('2026-10'), en)
    expect(textsOf(rows[1], ['text', 'requester'])).toEqual(['\u001b[31mred', '=1'])
  })

  test('carry forward the balance after each of them', () => {
    const {opening, rows, closing} = movementsOf(build('de-cap-overage'), en)
    for (const {cells, carried} of [...opening, ...rows, closing]) expect(cells.balance?.text).toBe(carried)
  })
})

describe('charges', () => {
  const billed = Object.keys(STATEMENTS).filter(name => build(name).charges.length > 0)

  test.each(billed)('%s carry forward what comes to the net sum', name => {
    const {rows, sums} = sectionsOf(build(name), de).charges
    expect(rows.at(-1)?.carried).toBe(sums[0]?.cells.net?.text)
  })
})

describe('a section', () => {
  test('says so where no credit is carried forward, and is empty where nothing is billed', () => {
    const history = History.of({rollover: {policy: 'none'}})
    history.close('2026-11-01T08:00:00+01:00')
    const {lots, charges} = sectionsOf(history.statement('2026-10'), en)
    expect(lots).toMatchObject({rows: [], sums: [], ifEmpty: 'No credit is carried forward.'})
    expect(charges).toMatchObject({opening: [], rows: [], sums: []})
  })

  test.each(Object.keys(STATEMENTS))('of %s has a cell under each column that it shows', name => {
    const {movements, lots, charges} = sectionsOf(build(name), en)
    for (const {columns, rows} of [movements, lots, charges]) {
      for (const row of rows) {
        for (const column of columns) expect(row.cells).toHaveProperty(column.name)
      }
    }
  })
})
