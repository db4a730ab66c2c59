import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {basename, join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {type Outcome, Program, programFor} from '../support/program.js'

let history: Program
beforeAll(() => {
  history = Program.withAcme().inOneProcess()
  history.okAll(
    ['log', 'acme', '3h', 'Server moved', '--at', '2026-09-10 9:00', '--id', 'sep'],
    ['rollover', '--through', '2026-10'],
    ['ticket', 'open', 'acme', 'Mail is down', '--number', '77'],
  )
})
afterAll(() => history.remove())

const withHistory = () => programFor(() => history.copy())
const repaired = ({json}: Outcome): readonly string[] =>
  json.repaired.map(({file, what}: {file: string; what: string}) => `${basename(file)}: ${what}`)

/** What a killed writer can leave. */
const LEFT: readonly {
  readonly what: string
  readonly leave: (program: Program) => void
  readonly done: RegExp
}[] = [
  {
    what: 'a temporary file',
    leave: ({store}) => writeFileSync(join(store, 'contracts/acme/.2026-11.json.k2abc.tmp'), '{"half'),
    done: /tmp: removed/,
  },
  {
    what: 'a journal',
    leave: program => {
      const before = program.copy()
      program.ok('log', 'acme', '1h', 'Printer', '--id', 'nov')
      const page = readFileSync(program.page('acme', '2026-11'), 'utf8')
      writeFileSync(program.page('acme', '2026-11'), readFileSync(before.page('acme', '2026-11')))
      const files = {'2026-11.json': page}
      writeFileSync(join(program.store, 'contracts/acme/pending.json'), JSON.stringify({format: 1, files}))
      before.remove()
    },
    done: /pending\.json: finished/,
  },
  {
    what: 'a closed month that the witness was not told of',
    leave: program => editWitness(program, lines => lines.slice(0, -1)),
    done: /seals\.jsonl: added: it was not told that 2026-10 of acme was closed/,
  },
  {
    what: 'half a line of the witness',
    leave: ({store}) => appendFileSync(join(store, 'seals.jsonl'), '{"event":"clo'),
    done: /seals\.jsonl: cut off: half a line/,
  },
  {
    what: 'a request that the index does not know',
    leave: ({store}) => {
      const requests = join(store, 'requests')
      for (const name of readdirSync(requests).filter(each => each.endsWith('.json')))
        writeFileSync(join(requests, name), '{"numbers": []}\n')
    },
    done: /entered: request 77 of acme/,
  },
  {
    what: 'what a restore was unpacking',
    leave: ({store}) => mkdirSync(`${store}.restoring-abc/contracts`, {recursive: true}),
    done: /restoring-abc: removed/,
  },
]

function editWitness({store}: Program, change: (lines: readonly string[]) => readonly string[]): void {
  const path = join(store, 'seals.jsonl')
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  writeFileSync(path, `${change(lines).join('\n')}\n`)
}

describe('what a killed writer left', () => {
  test.each(LEFT)('is put in order by verify --repair, after a backup, and told: $what', ({leave, done}) => {
    const program = withHistory()
    leave(program)
    expect(program.run('verify').stderr + program.run('verify').stdout).toContain('verify --repair')
    const outcome = program.run('verify', '--repair', '--json')
    expect(repaired(outcome)).toEqual([expect.stringMatching(done)])
    expect(outcome.json).toMatchObject({ok: true, problems: []})
    expect(existsSync(outcome.json.backup)).toBe(true)
    expect(program.ok('verify', '--repair', '--json').json).toMatchObject({repaired: [], backup: null})
  })

  test('is all put in order at once, and no figure is another one by it', () => {
    const program = withHistory()
    const sum = () => program.ok('balance', 'acme', '--json').json.balances[0].balanceMinutes
    const before = sum()
    for (const {what, leave} of LEFT) if (what !== 'a journal') leave(program)
    expect(repaired(program.ok('verify', '--repair', '--json'))).toHaveLength(LEFT.length - 1)
    expect(sum()).toBe(before)
  })

  test('leaves nothing to do in a store in which nobody was killed, and takes no backup of it', () => {
    const program = withHistory()
    const before = program.fingerprint()
    const {stderr, json} = program.ok('verify', '--repair', '--json')
    expect(json).toMatchObject({repaired: [], backup: null})
    expect(stderr).toContain('nothing that can be put in order')
    expect(program.fingerprint()).toBe(before)
  })

  test('is kept as it was in the file that is named for the backup', () => {
    const program = withHistory()
    LEFT[1]?.leave(program)
    const before = readFileSync(join(program.store, 'contracts/acme/pending.json'), 'utf8')
    const file = join(program.folder, 'before.tar.gz')
    expect(program.ok('verify', '--repair', '--backup', file, '--json').json.backup).toBe(file)
    program.ok('restore', file, '--store', join(program.folder, 'again'), '--damaged')
    expect(readFileSync(join(program.folder, 'again/contracts/acme/2026-11.json'), 'utf8')).toContain('nov')
    expect(before).toContain('nov')
  })
})

describe('what nobody can put right without a doubt', () => {
  test.each([
    {
      what: 'a closed page that is gone',
      spoil: (program: Program) => rmSync(program.page('acme', '2026-09')),
    },
    {what: 'a witness that is gone', spoil: ({store}: Program) => rmSync(join(store, 'seals.jsonl'))},
    {
      what: 'lines that somebody took out of the witness',
      spoil: (program: Program) => editWitness(program, lines => lines.toSpliced(3, 2)),
    },
    {
      what: 'a journal that would change a closed month',
      spoil: ({store}: Program) =>
        writeFileSync(
          join(store, 'contracts/acme/pending.json'),
          JSON.stringify({format: 1, files: {'2026-10.json': null}}),
        ),
    },
  ])('stays as it is under --repair, with the command that restores: $what', ({spoil}) => {
    const program = withHistory()
    const archive = join(program.folder, 'hours.tar.gz')
    program.ok('backup', archive)
    spoil(program)
    const before = program.fingerprint()
    const {code, stdout, stderr} = program.run('verify', '--repair')
    expect(code).toBe(5)
    expect(stderr).toContain(`restore ${archive}`)
    expect(stdout).toContain('problem')
    expect(program.fingerprint()).toBe(before)
    program.ok('restore', archive, '--replace')
    program.ok('verify')
  })

  test('says so where there is no backup', () => {
    const program = withHistory()
    rmSync(program.page('acme', '2026-09'))
    expect(program.run('verify').stderr).toContain('no backup that it knows of')
  })
})
