import {expect, test} from 'vitest'
import {Program, programFor} from '../support/program.js'

// The figures of the full campaign: HOURBANK_CAMPAIGN=20 npx vitest run test/e2e/concurrency.test.ts
const SIZE = Number(process.env.HOURBANK_CAMPAIGN ?? 5)
const WRITERS = 20
const KILLS = SIZE * 4

const entriesOf = (program: Program): readonly {readonly id: string}[] =>
  program.ok('entries', 'acme', '--json').json.entries

const sleep = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Waiting is not what these tests are about: on a slow machine twenty writers wait for longer than the ten usual seconds. */
const PATIENTLY = ['--wait', '300']

test(`of ${WRITERS} processes that log ${SIZE} entries each, while months are closed, all that was confirmed is there once`, async () => {
  const program = programFor(() => Program.withAcme())
  program.ok('log', 'acme', '1h', '--at', '2026-01-15 9:00', '--id', 'first')
  const confirmed: string[] = []
  const write = async (writer: number) => {
    for (let number = 1; number <= SIZE; number++) {
      const id = `w${writer}-${number}`
      // Some in months that are being closed: those become late entries.
      const at = number % 2 === 0 ? '2026-11-20 9:00' : `2026-0${(writer % 9) + 1}-15 9:00`
      const words = ['log', 'acme', '10m', '--at', at, '--id', id, '--json', ...PATIENTLY]
      const {code, stderr, json} = await program.start(...words).finished
      expect({code, stderr}).toEqual({code: 0, stderr: ''})
      confirmed.push(json.entry.id)
    }
  }
  const close = async () => {
    const closed: string[] = []
    for (const through of ['2026-03', '2026-06', '2026-10', '2026-10']) {
      const {code, json} = await program.start('rollover', '--through', through, '--json', ...PATIENTLY)
        .finished
      expect(code).toBe(0)
      closed.push(...json.closed.map(({month}: {month: string}) => month))
      await sleep(300)
    }
    return closed
  }
  const [closed] = await Promise.all([
    close(),
    ...Array.from({length: WRITERS}, (_, writer) => write(writer + 1)),
  ])

  expect(closed).toEqual(
    ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map(month => `2026-${month}`),
  )
  expect(confirmed).toHaveLength(WRITERS * SIZE)
  expect(
    entriesOf(program)
      .map(({id}) => id)
      .sort(),
  ).toEqual([...confirmed, 'first'].sort())
  expect(program.ok('verify', '--json').json).toMatchObject({
    ok: true,
    months: 10,
    entries: WRITERS * SIZE + 1,
    problems: [],
  })
})

test(`after ${KILLS} writers were killed at random moments, what was confirmed is there, the store verifies, and the next command works at once`, async () => {
  const program = programFor(() => Program.withAcme())
  const confirmed: string[] = []
  const ids: string[] = []
  for (let round = 1; round <= KILLS; round++) {
    const id = `k${round}`
    ids.push(id)
    const {process: child, finished} = program.start(
      'log',
      'acme',
      '10m',
      '--at',
      '2026-11-20 9:00',
      '--id',
      id,
    )
    const timer = setTimeout(() => child.kill('SIGKILL'), 30 + Math.random() * 120)
    const {code} = await finished
    clearTimeout(timer)
    if (code === 0) confirmed.push(id)
  }
  const present = entriesOf(program).map(({id}) => id)
  expect(present).toEqual(expect.arrayContaining(confirmed))
  expect(program.ok('verify', '--json').json).toMatchObject({ok: true, problems: []})

  // Whoever does not know whether it was recorded just says it again.
  for (const id of ids.filter(each => !confirmed.includes(each))) {
    program.ok('log', 'acme', '10m', '--at', '2026-11-20 9:00', '--id', id)
  }
  expect(
    entriesOf(program)
      .map(({id}) => id)
      .sort(),
  ).toEqual([...ids].sort())
})

test('a rollover that was killed is simply run again: each month is closed once, and none is missing', async () => {
  const program = programFor(() => Program.withAcme())
  for (let month = 1; month <= 9; month++) program.ok('log', 'acme', '3h', '--at', `2026-0${month}-15 9:00`)
  const expected = program.ok('rollover', '--dry-run', '--json').json.closed
  for (let round = 1; round <= SIZE; round++) {
    const {process: child, finished} = program.start(
      'rollover',
      '--through',
      `2026-${String(Math.min(round + 1, 10)).padStart(2, '0')}`,
    )
    const timer = setTimeout(() => child.kill('SIGKILL'), 50 + Math.random() * 100)
    await finished
    clearTimeout(timer)
    expect(program.ok('verify', '--json').json.problems).toEqual([])
  }
  program.ok('rollover')
  const {statements} = program.ok('statement', 'acme', '--month', '2026-10', '--json').json
  expect(statements[0].closing.minutes).toBe(expected.at(-1).closingMinutes)
  expect(statements[0].number).toBe('10/2026')
  expect(program.ok('verify', '--json').json).toMatchObject({ok: true, months: 10, entries: 9})
})

test('two rollovers at once close each month once', async () => {
  const program = programFor(() => Program.withAcme())
  const runs = await Promise.all([1, 2, 3].map(() => program.start('rollover', '--json').finished))
  expect(runs.map(({code}) => code)).toEqual([0, 0, 0])
  expect(runs.flatMap(({json}) => json.closed)).toHaveLength(10)
  expect(program.ok('verify', '--json').json).toMatchObject({ok: true, months: 10})
})

test('of writers who send the same id at once, one records it and the others see that it is there', async () => {
  const program = programFor(() => Program.withAcme())
  const args = ['log', 'acme', '10m', 'once', '--at', '2026-11-20 9:00', '--id', 'same', '--json']
  const runs = await Promise.all(Array.from({length: 8}, () => program.start(...args).finished))
  expect(runs.map(({code}) => code)).toEqual(Array(8).fill(0))
  expect(entriesOf(program)).toHaveLength(1)
})

test('who cannot get the lock in time exits with 4, and writes nothing', async () => {
  const program = programFor(() => Program.withAcme())
  // Thirty at once, of whom none waits: some are told that the store is busy, and exactly the others are recorded.
  const runs = await Promise.all(
    Array.from(
      {length: 30},
      () => program.start('log', 'acme', '10m', '--at', '2026-11-20 9:00', '--wait', '0', '--json').finished,
    ),
  )
  const codes = runs.map(({code}) => code)
  expect(codes.every(code => code === 0 || code === 4)).toBe(true)
  for (const {json} of runs.filter(({code}) => code === 4)) {
    expect(json.error).toMatchObject({code: 'STORE_BUSY', details: {waitSeconds: 0}})
  }
  expect(entriesOf(program)).toHaveLength(codes.filter(code => code === 0).length)
})
