import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {adviceJson} from '../../src/render/advice-json.js'
import {Program, root} from '../support/program.js'

// What advice says of other terms is what a second store comes to in which these terms were agreed from the start.

const fixtures = join(root, 'fixtures/demo')
const contracts = readdirSync(join(fixtures, 'contracts')).map(file =>
  JSON.parse(readFileSync(join(fixtures, 'contracts', file), 'utf8')),
)
const [heading = '', ...rows] = readFileSync(join(fixtures, 'entries.csv'), 'utf8').trim().split('\n')

const made: Program[] = []
afterAll(() => {
  for (const program of made) program.remove()
})

type AdvisedJson = ReturnType<typeof adviceJson>
type AdviceJson = AdvisedJson['advice'][number]

interface Life {
  readonly id: string
  /** The contract of the demo that lives it. */
  readonly of: string
  readonly contract: object
}

/** A store in which contracts live the year of the demo, with what comes after their first closings. */
function live(lives: readonly Life[]): Program {
  const program = new Program('2026-11-02T08:00+01:00').inOneProcess()
  made.push(program)
  const file = (name: string, text: string) => {
    writeFileSync(join(program.folder, name), text)
    return name
  }
  const imported = lives.flatMap(({id, of}) =>
    rows.filter(row => row.startsWith(`${of},`)).map(row => `${id}${row.slice(of.length)}`),
  )
  program.okAll(
    ['init', '--provider', 'Muster IT GmbH'],
    ['contract', 'add', '--file', file('contracts.json', JSON.stringify(lives.map(each => each.contract)))],
    ['import', 'csv', file('entries.csv', [heading, ...imported].join('\n'))],
    ...lives.map(({id}) => ['credit', id, '2h', '--kind', 'top-up', '--reason', 'Angebot', '--price', '190']),
    ['rollover', '--through', '2026-09'],
    ['rollover'],
  )
  program.at('2026-11-19T22:10+01:00')
  for (const {id} of lives) {
    const [{id: old}] = program.ok('entries', id, '--month', '2026-09', '--json').json.entries
    const [{id: topUp}] = program.ok('credits', id, '--json').json.credits
    program.okAll(
      ['log', id, '45', 'Nachgetragen', '--at', '2026-10-29 16:00', '--ticket', '77'],
      ['log', id, '20', 'Nachgetragen', '--at', '2026-10-29 18:00', '--ticket', '77'],
      ['entry', 'void', old, '--reason', 'falsch'],
      ['credit', 'void', topUp, '--reason', 'falsch'],
    )
  }
  program.at('2026-12-01T06:00+01:00').ok('rollover')
  return program
}

/** As the demo has it, but that nothing is refused; that changes no balance. */
const lenient = (contract: (typeof contracts)[number]) => {
  const [initial, ...amendments] = contract.terms
  const {beyond} = initial.overdraft
  const overdraft = {...initial.overdraft, beyond: beyond === 'refuse' ? 'allow' : beyond}
  return {...contract, terms: [{...initial, overdraft}, ...amendments]}
}

describe('advise', () => {
  let first: Program
  beforeAll(() => {
    first = live(contracts.map(each => ({id: each.id, of: each.id, contract: lenient(each)})))
  })
  const adviceOn = (id: string, ...flags: readonly string[]): AdvisedJson =>
    first.ok('advise', id, '--hour-price', '100', '--json', ...flags).json

  test('says what the same months come to when they are closed under the other terms in a second store', () => {
    const isTried = ({kind}: AdviceJson, index: number) =>
      kind === 'rounding' || (kind === 'credit' && index % 10 === 1)
    const tried = contracts.flatMap(contract =>
      adviceOn(contract.id)
        .advice.filter(isTried)
        .map((advice, index) => ({contract, advice, id: `${contract.id}-${index}`})),
    )
    expect(tried.length).toBeGreaterThan(10)
    const second = live(
      tried.map(({contract, advice, id}) => ({
        id,
        of: contract.id,
        contract: {...underOther(contract, advice), id},
      })),
    )
    for (const {advice, id} of tried) {
      const pages = advice.closings.map(({month}) => second.stored('contracts', id, `${month}.json`))
      const sum = (of: (page: (typeof pages)[number]) => number) =>
        pages.reduce((total, page) => total + of(page), 0)
      expect({id, ...figuresOf(advice)}).toEqual({
        id,
        closings: pages.map(({month, end}) => ({month, minutes: end.closing.minutes})),
        lapsedMinutes: sum(({end}) => end.totals.lapsedMinutes),
        overageMinutes: sum(({end}) => end.totals.overageMinutes),
        lowestMinutes: Math.min(...pages.map(({end}) => end.balanceMinutes)),
        chargedCents: sum(({money}) => money.netCents),
      })
    }
  })

  test('shows the agreed terms and the best ones, how the balance would have run, and why', () => {
    const text = first.ok('advise', 'beispiel').stdout
    for (const said of [
      'as agreed',
      '│ * │',
      'standard-and-extended',
      'Fits best: ',
      'Cost is net',
      'which fit less well',
    ])
      expect(text).toContain(said)
    expect(text).toMatch(/agreed {2}[▁-█]{13} /)
    expect(text).toMatch(/best {4}[▁-█]{13} /)
  })

  test('stays within the limit first, and says so', () => {
    const {advice, best, reason} = adviceOn('specimen')
    expect(advice[best]?.unpaidMonths).toBe(0)
    expect(reason).toContain('stays within the limit')
    expect(adviceOn('specimen', '--credit', '1h').reason).toContain('what is agreed')
  })

  test('says of few months that they are few, and needs one', () => {
    expect(first.ok('advise', 'beispiel', '--from', 'oct').stdout).toContain('Only 2 months were replayed')
    expect(first.ok('advise', 'beispiel', '--from', 'nov').stdout).toContain('Only 1 month was replayed')
    const turnedRound = first.run('advise', 'beispiel', '--from', 'oct', '--to', 'sep', '--json')
    expect([turnedRound.code, turnedRound.json.error.code]).toEqual([2, 'CONTRADICTION'])
    const refused = first.run('advise', 'beispiel', '--from', '2027-01', '--json')
    expect([refused.code, refused.json.error.code]).toEqual([3, 'NOTHING_TO_REPLAY'])
  })

  test('asks for the price of an hour where the terms have none, and for hours that are hours', () => {
    const unpriced = first.run('advise', 'muster')
    expect([unpriced.code, unpriced.stderr]).toEqual([2, expect.stringContaining('--hour-price')])
    expect(first.run('advise', 'muster', '--credit', '10').code).toBe(2)
  })
})

/** A contract whose terms are those of a piece of advice from its start on, and with the amendments that are left. */
function underOther(
  contract: (typeof contracts)[number],
  {kind, creditMinutes, rollover, increment}: AdviceJson,
) {
  const {terms, ...rest} = lenient(contract)
  const other = kind === 'rounding' ? {increment} : {creditMinutes, rollover}
  return {...rest, terms: terms.map((each: object) => ({...each, ...other}))}
}

const figuresOf = ({closings, lapsedMinutes, overageMinutes, lowestMinutes, chargedCents}: AdviceJson) => ({
  ...{closings, lapsedMinutes, overageMinutes, lowestMinutes, chargedCents},
})
