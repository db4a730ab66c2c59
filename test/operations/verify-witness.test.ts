import {describe, expect, test} from 'vitest'
import {sealLineOf, type WitnessLine} from '../../src/domain/witness.js'
import {compareCopy} from '../../src/operations/compare-copies.js'
import {isUntold, verifyWitness} from '../../src/operations/verify-witness.js'
import {Books, month} from '../support/account-builder.js'

const books = new Books()
for (const each of ['2026-01', '2026-02', '2026-03']) books.close(each)
const seals = books.account.closed.map(sealLineOf)
const [january, february, march] = seals as [(typeof seals)[0], (typeof seals)[0], (typeof seals)[0]]
const {contract} = january
const opened: WitnessLine = {event: 'opened', contract}
const removed: WitnessLine = {event: 'removed', contract}
const all = [opened, ...seals]
const anew = (line: typeof january) => ({...line, seal: 'f'.repeat(64)})

describe('a witness', () => {
  const kinds = (lines: readonly WitnessLine[], seen: typeof seals | null | undefined) =>
    verifyWitness(lines, new Map(seen === undefined ? [] : [[contract, seen]])).map(problem =>
      'month' in problem ? `${problem.kind} ${problem.month}` : problem.kind,
    )

  test.each<{
    readonly rule: string
    readonly lines: readonly WitnessLine[]
    readonly seen: typeof seals | null | undefined
  }>([
    {rule: 'was told of all', lines: all, seen: seals},
    {rule: 'was told of some twice', lines: [...all, march], seen: seals},
    {rule: 'knows an account that cannot be read, of which others tell', lines: all, seen: null},
    {rule: 'knows that the contract was removed', lines: [opened, removed], seen: undefined},
    {rule: 'knows nothing of what is not there', lines: [], seen: undefined},
  ])('agrees where it $rule', ({lines, seen}) => {
    expect(kinds(lines, seen)).toEqual([])
  })

  test.each<{
    readonly rule: string
    readonly lines: readonly WitnessLine[]
    readonly seen: typeof seals | undefined
    readonly expected: readonly string[]
  }>([
    {rule: 'a contract that is gone', lines: all, seen: undefined, expected: ['contract-gone']},
    {rule: 'one in which nothing was closed', lines: [opened], seen: undefined, expected: ['contract-gone']},
    {
      rule: 'one with closed months that is said to have been removed',
      lines: [...all, removed],
      seen: undefined,
      expected: ['contract-gone'],
    },
    {
      rule: 'a last month that is gone',
      lines: all,
      seen: [january, february],
      expected: ['month-gone 2026-03'],
    },
    {
      rule: 'a month that was closed anew',
      lines: all,
      seen: [january, anew(february), march],
      expected: ['month-differs 2026-02'],
    },
    {
      rule: 'a witness that contradicts itself',
      lines: [...all, anew(march)],
      seen: seals,
      expected: ['month-differs 2026-03'],
    },
    {
      rule: 'months it was not told of',
      lines: [opened, january],
      seen: seals,
      expected: ['month-untold 2026-02', 'month-untold 2026-03'],
    },
    {rule: 'a contract it was not told of', lines: [], seen: [], expected: ['contract-untold']},
  ])('shows $rule', ({lines, seen, expected}) => {
    expect(kinds(lines, seen)).toEqual(expected)
  })

  test('tells which month of a contract that is gone was the last that was closed', () => {
    expect(verifyWitness(all, new Map())).toEqual([{contract, kind: 'contract-gone', last: march}])
    expect(verifyWitness([opened], new Map())).toEqual([{contract, kind: 'contract-gone', last: null}])
  })

  test('is asked about some contracts only', () => {
    expect(verifyWitness(all, new Map(), id => id !== contract)).toEqual([])
  })

  test('that was not told of something says nothing untrue', () => {
    expect(verifyWitness([january], new Map([[contract, seals]])).map(isUntold)).toEqual([true, true, true])
    expect(verifyWitness(all, new Map()).map(isUntold)).toEqual([false])
  })
})

describe('a copy outside of the store', () => {
  const accounts = new Map([
    [contract, seals],
    ['unreadable', null],
  ])
  const copy = {seal: february.seal, contract, month: february.month, isWhole: true}
  const unsaid = {contract: null, month: null, isWhole: null}

  test('is the same as the month that it is of, by all that is said of it', () => {
    for (const each of [copy, {...copy, ...unsaid}, {...copy, seal: february.seal.slice(0, 8)}])
      expect(compareCopy(each, accounts)).toEqual({kind: 'copy-same', line: february})
  })

  test('differs from its month where that has another seal', () => {
    const other = {...copy, seal: january.seal}
    expect(compareCopy(other, accounts)).toEqual({kind: 'copy-differs', copy: other, line: february})
  })

  test('is of a month that is not closed, or of none, where nothing has its seal', () => {
    const gone = {...copy, seal: 'f'.repeat(64), month: month('2026-04')}
    expect(compareCopy(gone, accounts)).toEqual({kind: 'copy-gone', copy: gone})
    for (const said of [unsaid, {...unsaid, contract}]) {
      const unknown = {...gone, ...said}
      expect(compareCopy(unknown, accounts)).toEqual({kind: 'copy-unknown', copy: unknown})
    }
  })

  test('that was changed itself is compared with nothing', () => {
    const changed = {...copy, isWhole: false}
    expect(compareCopy(changed, accounts)).toEqual({kind: 'copy-changed', copy: changed})
  })
})
