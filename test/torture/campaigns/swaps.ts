import {copyFileSync, cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {sealLineOf} from '../../../src/domain/witness.js'
import {formatWitness} from '../../../src/schema/witness.js'
import {checksumOf} from '../../../src/storage/checksum.js'
import {resealed} from '../../support/account-builder.js'
import {type CommandLine, Program} from '../../support/program.js'
import {type Campaign, RUNS_ANYWHERE} from '../campaign.js'

/** Who can tell that something was done: the store with its own witness, one outside of it, a statement, a seal on paper. */
type Witness = 'store' | 'outside' | 'statement' | 'seal'
const WITNESSES: readonly Witness[] = ['store', 'outside', 'statement', 'seal']

interface Swap {
  readonly what: string
  readonly spoil: (program: Program) => void
  /** Who has to find it; whoever else does may. */
  readonly foundBy: readonly Witness[]
}

const CLOSED = ['2026-08', '2026-09', '2026-10'] as const
const folder = ({store}: Program, name: string): string => join(store, 'contracts', name)
const witness = ({store}: Program): string => join(store, 'seals.jsonl')
const outside = ({folder: beside}: Program): string => join(beside, 'outside.jsonl')

type Page = ReturnType<typeof JSON.parse>
const read = (path: string): Page => JSON.parse(readFileSync(path, 'utf8'))
const write = (path: string, page: Page): void => writeFileSync(path, `${JSON.stringify(page, null, 2)}\n`)
const writeOpen = (path: string, {checksum: _, ...page}: Page): void =>
  write(path, {...page, checksum: checksumOf(JSON.stringify(page))})

function exchange(one: string, other: string): void {
  const aside = `${one}.aside`
  renameSync(one, aside)
  renameSync(other, one)
  renameSync(aside, other)
}

const editLines = (path: string, edit: (lines: readonly string[]) => readonly string[]): void =>
  writeFileSync(
    path,
    edit(readFileSync(path, 'utf8').trimEnd().split('\n'))
      .map(each => `${each}\n`)
      .join(''),
  )

/** Changes a closed month, and computes all seals from it on anew, with the code of the program. */
function computeAnew(program: Program, contract: string): void {
  let previous: string | null | undefined
  for (const month of CLOSED.slice(1)) {
    const path = program.page(contract, month)
    const page = JSON.parse(readFileSync(path, 'utf8').replaceAll('Server moved', 'Server mowed'))
    const sealed = resealed(previous === undefined ? page : {...page, seal: {...page.seal, previous}})
    previous = sealed.seal.sha256
    write(path, sealed)
  }
  const open = program.page(contract, '2026-11')
  const page = read(open)
  page.opening.previous.seal = previous
  writeOpen(open, page)
}

/** What somebody does who has the program: the last closed month is as if it never was closed. */
function dropLastMonth(program: Program, contract: string): void {
  const [last, open] = ['2026-10', '2026-11'].map(month => program.page(contract, month)) as [string, string]
  const {end, seal, carried, month, number, closings} = read(program.page(contract, '2026-09'))
  const page = read(open)
  rmSync(last)
  rmSync(open)
  const opening = {...end.closing, previous: {month, number, seal: seal.sha256, closings}, carried}
  writeOpen(last, {...page, month: '2026-10', entries: [], requests: [], opening})
}

/** Tells the witness of the store what the pages say now, as if it had never been told anything else. */
function rewriteWitness(program: Program): void {
  const ids = ['acme', 'beta'].filter(id => existsSync(folder(program, id)))
  const lines = ids.flatMap(id => [
    {event: 'opened', contract: id} as const,
    ...CLOSED.filter(month => existsSync(program.page(id, month)))
      .map(month => read(program.page(id, month)))
      .filter(({status}) => status === 'closed')
      .map(sealLineOf),
  ])
  writeFileSync(witness(program), formatWitness(lines))
}

const ALL = WITNESSES
const STORE: readonly Witness[] = ['store']
const ELSEWHERE: readonly Witness[] = ['outside', 'statement', 'seal']

const SWAPS: readonly Swap[] = [
  {what: 'the first closed page dropped', spoil: p => rmSync(p.page('acme', '2026-08')), foundBy: STORE},
  {
    what: 'a closed page in the middle dropped',
    spoil: p => rmSync(p.page('acme', '2026-09')),
    foundBy: STORE,
  },
  {what: 'the last closed page dropped', spoil: p => rmSync(p.page('acme', '2026-10')), foundBy: STORE},
  {what: 'the open page dropped', spoil: p => rmSync(p.page('acme', '2026-11')), foundBy: STORE},
  {
    what: 'every page dropped',
    spoil: p => {
      for (const month of [...CLOSED, '2026-11']) rmSync(p.page('acme', month))
    },
    foundBy: STORE,
  },
  {
    what: 'two closed pages exchanged',
    spoil: p => exchange(p.page('acme', '2026-08'), p.page('acme', '2026-09')),
    foundBy: STORE,
  },
  {
    what: 'a closed and an open page exchanged',
    spoil: p => exchange(p.page('acme', '2026-10'), p.page('acme', '2026-11')),
    foundBy: STORE,
  },
  {
    what: 'the pages of two contracts exchanged',
    spoil: p => exchange(p.page('acme', '2026-09'), p.page('beta', '2026-09')),
    foundBy: STORE,
  },
  {
    what: 'a closed page copied over another',
    spoil: p => copyFileSync(p.page('acme', '2026-08'), p.page('acme', '2026-09')),
    foundBy: STORE,
  },
  {
    what: 'a closed page renamed',
    spoil: p => renameSync(p.page('acme', '2026-09'), p.page('acme', '2026-07')),
    foundBy: STORE,
  },
  {
    what: 'a contract dropped',
    spoil: p => rmSync(folder(p, 'beta'), {recursive: true}),
    foundBy: ['store', 'outside'],
  },
  {
    what: 'a contract renamed',
    spoil: p => renameSync(folder(p, 'beta'), folder(p, 'betty')),
    foundBy: ['store', 'outside'],
  },
  {
    what: 'two contracts exchanged',
    spoil: p => exchange(folder(p, 'acme'), folder(p, 'beta')),
    foundBy: STORE,
  },
  {
    what: 'a contract copied over another',
    spoil: p => {
      rmSync(folder(p, 'beta'), {recursive: true})
      cpSync(folder(p, 'acme'), folder(p, 'beta'), {recursive: true})
    },
    foundBy: STORE,
  },
  {
    what: 'a contract in whose place is a file',
    spoil: p => {
      rmSync(folder(p, 'beta'), {recursive: true})
      writeFileSync(folder(p, 'beta'), 'a file')
    },
    foundBy: ['store', 'outside'],
  },
  {
    what: 'contract.json dropped',
    spoil: p => rmSync(join(folder(p, 'acme'), 'contract.json')),
    foundBy: STORE,
  },
  {
    what: 'contract.json of two contracts exchanged',
    spoil: p => exchange(join(folder(p, 'acme'), 'contract.json'), join(folder(p, 'beta'), 'contract.json')),
    foundBy: STORE,
  },
  {what: 'contracts/ gone', spoil: p => rmSync(join(p.store, 'contracts'), {recursive: true}), foundBy: ALL},
  {what: 'store.json gone', spoil: p => rmSync(join(p.store, 'store.json')), foundBy: ALL},
  {what: 'the chain computed anew', spoil: p => computeAnew(p, 'acme'), foundBy: ALL},
  {
    what: 'the chain computed anew, and the witness of the store rewritten',
    spoil: p => {
      computeAnew(p, 'acme')
      rewriteWitness(p)
    },
    foundBy: ELSEWHERE,
  },
  {
    what: 'the last month dropped as if it never was closed',
    spoil: p => dropLastMonth(p, 'beta'),
    foundBy: ['store', 'outside'],
  },
  {
    what: 'the last month dropped, and the witness of the store rewritten',
    spoil: p => {
      dropLastMonth(p, 'beta')
      rewriteWitness(p)
    },
    foundBy: ['outside'],
  },
  {
    what: 'a contract dropped, and the witness of the store rewritten',
    spoil: p => {
      rmSync(folder(p, 'acme'), {recursive: true})
      rewriteWitness(p)
    },
    foundBy: ELSEWHERE,
  },
  {what: 'the witness of the store gone', spoil: p => rmSync(witness(p)), foundBy: STORE},
  {what: 'the witness of the store emptied', spoil: p => writeFileSync(witness(p), ''), foundBy: STORE},
  {
    what: 'the last line of the witness cut short',
    spoil: p => writeFileSync(witness(p), readFileSync(witness(p)).subarray(0, -20)),
    foundBy: STORE,
  },
  {
    what: 'the last line of the witness dropped',
    spoil: p => editLines(witness(p), lines => lines.slice(0, -1)),
    foundBy: STORE,
  },
  {
    what: 'the first line of the witness dropped',
    spoil: p => editLines(witness(p), lines => lines.slice(1)),
    foundBy: STORE,
  },
  {
    what: 'a seal in the witness rewritten',
    spoil: p =>
      editLines(witness(p), lines =>
        lines.map((line, at) => (at < 3 ? line : line.replace(/"seal":"../, '"seal":"00'))),
      ),
    foundBy: STORE,
  },
  {
    what: 'the witness outside cut short',
    spoil: p => writeFileSync(outside(p), readFileSync(outside(p)).subarray(0, -20)),
    foundBy: ['outside'],
  },
]

/** Takes away, exchanges and rewrites what is stored, also as somebody would who has the program. */
export const swaps: Campaign = {
  name: 'swaps',
  about: 'pages and contracts dropped, exchanged, renamed, computed anew; the witness too: who finds it',
  unit: 'swaps at most',
  rounds: {short: SWAPS.length, long: SWAPS.length},
  missing: RUNS_ANYWHERE,
  run(tally, {rounds, watch}) {
    const store = makeHistory()
    const seal: string = read(store.page('acme', '2026-09')).seal.sha256
    try {
      SWAPS.slice(0, rounds).forEach(({what, spoil, foundBy}, index) => {
        watch(index, SWAPS.length)
        const program = store.copy()
        for (const name of ['outside.jsonl', 'september.json'])
          copyFileSync(join(store.folder, name), join(program.folder, name))
        spoil(program)
        tally.count('attempts')
        const asked: Readonly<Record<Witness, {readonly args: CommandLine; readonly names: string}>> = {
          store: {args: [], names: ''},
          outside: {args: ['--witness', outside(program)], names: 'outside.jsonl'},
          statement: {args: ['--statement', join(program.folder, 'september.json')], names: 'september.json'},
          seal: {args: ['--seal', seal, '--contract', 'acme', '--month', '2026-09'], names: ''},
        }
        const own = program.run('verify', '--json').stdout
        const finders = WITNESSES.filter(name => {
          const {args, names} = asked[name]
          const {code, stdout, stderr} = program.run('verify', '--json', ...args)
          if (![0, 5].includes(code ?? -1) || /^\s+at .*:\d+/m.test(stderr))
            tally.found(
              'exit',
              `${what}, asked with ${args.join(' ')}: exit ${code}: ${stdout}${stderr}`.slice(0, 400),
            )
          if (name === 'store') return code === 5
          // What is found is said by this witness, and not by the store alone.
          return code === 5 && stdout !== own && stdout.includes(names)
        })
        for (const name of finders) tally.count(`found by ${name}`)
        const blind = foundBy.filter(
          name => !finders.includes(name) && !(name !== 'store' && isUnreadable(own)),
        )
        if (blind.length > 0)
          tally.found('unseen', `${what}: not by ${blind.join()}; found by ${finders.join()}`)
        program.remove()
      })
    } finally {
      store.remove()
    }
  },
}

/** A store that cannot be opened at all is compared with nothing. */
const isUnreadable = (answer: string): boolean => 'error' in JSON.parse(answer)

function makeHistory(): Program {
  const program = Program.withAcme(undefined, '2026-08-01').inOneProcess()
  program.okAll(
    ['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-09-01', '--credit', '2h'],
    ['log', 'acme', '3h', 'Server moved', '--at', '2026-09-10 9:00', '--id', 'sep'],
    ['rollover', '--witness', join(program.folder, 'outside.jsonl')],
    ['log', 'acme', '1h', 'Printer', '--at', '2026-11-10 9:00', '--id', 'nov'],
    [
      'statement',
      'acme',
      '--month',
      '2026-09',
      '--format',
      'json',
      '--output',
      join(program.folder, 'september.json'),
    ],
  )
  return program
}
