import {describe, expect, test} from 'vitest'
import {en} from '../../src/locale/en.js'
import {sectionsOf} from '../../src/sections/sections-of.js'
import {summaryOf} from '../../src/sections/summary.js'
import {History, instant} from '../render/scenario.js'

/** A month of so many entries, each of half an hour, of which `say` tells what each is about. */
function month(count: number, say: (index: number) => object) {
  const history = History.of()
  for (let index = 0; index < count; index += 1) {
    const start = instant(`2026-10-${String(1 + (index % 28)).padStart(2, '0')}T09:00:00+02:00`)
    history.log({start, workedMinutes: 30, ...say(index)})
  }
  return history.statement('2026-10', '2026-10-31')
}

const lines = (statement: ReturnType<typeof month>) =>
  summaryOf(statement, en).rows.map(({cells}) =>
    [cells.name, cells.count, cells.worked, cells.charged].flatMap(cell => cell?.text ?? []).join(' '),
  )

describe('the summary of support', () => {
  test('is left out where a reader sees all entries at once', () => {
    expect(lines(month(10, index => ({ticket: String(index % 2)})))).toEqual([])
  })

  test('sums up by what differs, most charged first, and what nobody said of last', () => {
    const statement = month(12, index => ({
      ticket: index < 2 ? null : index < 5 ? '7' : '8',
      requester: 'Ms Miller',
      place: index === 0 ? 'Site 2' : 'remote',
    }))
    expect(lines(statement)).toEqual([
      'By ticket',
      '8 7 3:30 3:30',
      '7 3 1:30 1:30',
      'not stated 2 1:00 1:00',
      'By place',
      'remote 11 5:30 5:30',
      'Site 2 1 0:30 0:30',
    ])
  })

  test('leaves out what is another for each of them', () => {
    expect(lines(month(12, index => ({ticket: String(index)})))).toEqual([])
  })

  test('puts many names into one line', () => {
    const rows = lines(month(40, index => ({ticket: String(100 + (index % 20))})))
    expect(rows).toHaveLength(13)
    expect(rows.at(-1)).toBe('9 others 18 9:00 9:00')
  })
})

describe('below the movements', () => {
  test('stand the sums of what was worked and charged', () => {
    const history = History.of()
    history.log({workedMinutes: 50})
    history.log({workedMinutes: 20})
    const {sums} = sectionsOf(history.statement('2026-10'), en).movements
    expect(sums[0]?.cells).toMatchObject({
      text: {text: 'Total of support'},
      worked: {text: '1:10'},
      time: {text: '−1:30', data: '-1:30'},
    })
  })

  test('an entry has as much of its id as tells it from the others, and at least six letters', () => {
    const history = History.of()
    for (const id of ['abcdefgh1', 'abcdefgh2', 'xyzxyzxyz']) history.log({}, undefined, id)
    const {rows} = sectionsOf(history.statement('2026-10'), en).movements
    const references = rows.flatMap(({cells}) => cells.text?.details?.at(-1)?.at(-1) ?? [])
    expect(references).toEqual(['no. abcdefgh1', 'no. abcdefgh2', 'no. xyzxyz'])
  })
})
