import {join} from 'node:path'
import {expect, test} from 'vitest'
import {Program, programFor} from '../support/program.js'

// The figures of the full campaign: HOURBANK_CAMPAIGN=20 npx vitest run test/e2e/backup-campaign.test.ts
const SIZE = Number(process.env.HOURBANK_CAMPAIGN ?? 2)
const PATIENTLY = ['--wait', '300']

interface Shown {
  readonly id: string
  readonly voided: boolean
}

const entriesOf = (program: Program, contract: string): readonly Shown[] =>
  program.ok('entries', contract, '--voided', '--json').json.entries

test(`a backup that is taken while others log, move and close has all that was confirmed before, and of a move both halves`, async () => {
  const program = programFor(() => Program.withAcme())
  program.okAll(
    ['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-01-01', '--credit', '50h'],
    ...Array.from({length: SIZE * 4}, (_, index) => [
      ...['log', 'acme', '5m', 'To be moved', '--at', '2026-11-10 9:00', '--by', `C${index}`],
      ...['--id', `move-${index}`],
    ]),
  )
  const confirmed: string[] = []
  let before: readonly string[] = []
  const write = async (writer: number) => {
    for (let number = 0; number < SIZE * 2; number++) {
      const id = `w${writer}-${number}`
      const words = [
        'log',
        writer % 2 === 0 ? 'acme' : 'beta',
        '5m',
        '--id',
        id,
        '--by',
        `W${writer}`,
        ...PATIENTLY,
      ]
      expect((await program.start(...words).finished).code).toBe(0)
      confirmed.push(id)
    }
  }
  const move = async () => {
    for (let index = 0; index < SIZE * 4; index++) {
      const words = ['entry', 'move', `move-${index}`, 'beta', '--reason', 'wrong one', ...PATIENTLY]
      expect((await program.start(...words).finished).code).toBe(0)
    }
  }
  const files: string[] = []
  const backUp = async () => {
    for (let number = 0; number < SIZE; number++) {
      if (number === 0) before = [...confirmed]
      const file = join(program.folder, `${number}.tar.gz`)
      expect((await program.start('backup', file, ...PATIENTLY).finished).code).toBe(0)
      files.push(file)
    }
  }
  await Promise.all([
    backUp(),
    move(),
    program.start('rollover', ...PATIENTLY).finished,
    ...[1, 2, 3, 4].map(write),
  ])
  for (const file of files) {
    const other = programFor(() => new Program())
    other.ok('restore', file)
    other.ok('verify')
    const [acme, beta] = ['acme', 'beta'].map(contract => entriesOf(other, contract)) as [Shown[], Shown[]]
    const ids = new Set([...acme, ...beta].map(({id}) => id))
    expect(before.filter(id => !ids.has(id))).toEqual([])
    const counting = [...acme, ...beta].filter(({voided}) => !voided)
    // Each of the entries that move counts once, wherever it is by now.
    expect(counting.filter(({id}) => id.startsWith('move-') || !id.startsWith('w'))).toHaveLength(SIZE * 4)
  }
})

test('a restore beside somebody who logs takes nothing from him that was confirmed: it is refused, or keeps it', async () => {
  const program = programFor(() => Program.withAcme())
  const file = join(program.folder, 'hours.tar.gz')
  program.ok('backup', file)
  const confirmed: string[] = []
  let isOver = false
  const log = async () => {
    for (let number = 0; !isOver; number++) {
      const id = `log-${number}`
      const {code} = await program.start('log', 'acme', '1m', '--id', id, '--by', `C${number}`, ...PATIENTLY)
        .finished
      if (code === 0) confirmed.push(id)
    }
  }
  const restore = async () => {
    for (let number = 0; number < SIZE * 2; number++) {
      const {code} = await program.start('restore', file, ...PATIENTLY).finished
      expect([0, 3]).toContain(code)
    }
    isOver = true
  }
  await Promise.all([log(), restore()])
  const there = new Set(program.ok('entries', 'acme', '--json').json.entries.map(({id}: Shown) => id))
  // What was there before the first of them is in the backup, or it was refused from then on.
  expect(confirmed.filter(id => !there.has(id))).toEqual([])
  program.ok('verify')
})
