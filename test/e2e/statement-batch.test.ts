import {spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {stripVTControlCharacters} from 'node:util'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'

const canRun = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0
const canMount =
  process.getuid?.() === 0 && canRun('unshare', '--mount', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt')
const hasScript = canRun('script', '--version')

/** As many contracts as make the program render on several cores. Two are named as if their files could collide. */
const IDS = [...Array.from({length: 39}, (_, index) => `c${10 + index}`), 'c10-2026', 'c10-2026-10']
/** A few of them, for what is the same on one core. */
const FEW = ['c10', 'c11', 'c12', 'c10-2026', 'c10-2026-10']
const namesOf = (ids: readonly string[]) => ids.map(id => `${id}-2026-10.pdf`).sort()
const NAMES = namesOf(FEW)

// Each contract with two months: September is closed, October open in one store and closed in the other.
let history: Program
let closedHistory: Program
beforeAll(() => {
  history = new Program().inOneProcess()
  const rows = IDS.flatMap(id =>
    ['2026-09-10', '2026-10-08'].map(day => `${id},${day},09:00,45,J. Weber,Drucker für Frau Süß`),
  )
  const csv = join(history.folder, 'entries.csv')
  writeFileSync(csv, ['contract,day,time,minutes,consultant,text', ...rows].join('\n'))
  const terms = ['--from', '2026-09-01', '--credit', '10h']
  history.okAll(
    ['init', '--provider', 'Muster IT GmbH'],
    ...IDS.map(id => ['contract', 'add', id, '--customer', `Kunde ${id} GmbH`, ...terms]),
    ['import', 'csv', csv],
    ['rollover', '--through', '2026-09'],
  )
  closedHistory = history.copy()
  closedHistory.ok('rollover')
})
afterAll(() => {
  history.remove()
  closedHistory.remove()
})

const allOpen = () => programFor(() => history.copy())
const allClosed = () => programFor(() => closedHistory.copy())
const openOctober = () => withFew(allOpen())
const closed = () => withFew(allClosed())

/** A store of which only a few contracts are left. */
function withFew(program: Program): Program {
  for (const id of IDS.filter(each => !FEW.includes(each)))
    rmSync(join(program.store, 'contracts', id), {recursive: true})
  return program
}

const all = ['statement', '--all', '--month', '2026-10', '--format', 'pdf', '--output'] as const

/** What is in a folder: each file's bytes and when it was written. */
function snapshot(folder: string): ReadonlyMap<string, readonly [content: string, writtenMs: number]> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map(name => {
        const path = join(folder, name)
        return [name, [readFileSync(path, 'base64'), statSync(path).mtimeMs]]
      }),
  )
}

const isWholePdf = (path: string) => {
  const text = readFileSync(path, 'latin1')
  return text.startsWith('%PDF-1.') && text.trimEnd().endsWith('%%EOF')
}

describe('statements of all contracts as PDF', () => {
  test('are one file each, under the name of the contract and the month; a second run writes none again', () => {
    const program = closed()
    const first = program.ok(...all, 'out/new')
    const folder = join(program.folder, 'out/new')
    expect(readdirSync(folder).sort()).toEqual(NAMES)
    for (const name of NAMES) expect(isWholePdf(join(folder, name))).toBe(true)
    const lines = first.stderr.trim().split('\n').sort()
    expect(lines).toEqual(NAMES.map(name => `wrote ${join('out/new', name)}`))

    const before = snapshot(folder)
    const second = program.ok(...all, 'out/new')
    expect(snapshot(folder)).toEqual(before)
    expect(second.stderr).toBe(`${NAMES.length} files are unchanged.\n`)

    writeFileSync(join(folder, 'c12-2026-10.pdf'), 'spoilt')
    const {files} = program.ok(...all, 'out/new', '--json').json
    expect(files).toHaveLength(FEW.length)
    expect(files.filter(({isChanged}: {isChanged: boolean}) => isChanged)).toMatchObject([
      {contract: 'c12', month: '2026-10', file: join('out/new', 'c12-2026-10.pdf')},
    ])
    expect([...snapshot(folder)].map(([name, [content]]) => [name, content])).toEqual(
      [...before].map(([name, [content]]) => [name, content]),
    )
  })

  test('go on past a damaged contract and say which it is', () => {
    const program = closed()
    writeFileSync(program.page('c12', '2026-10'), '{"format": 1')
    const {code, stderr, json} = program.run(...all, 'out', '--json')
    expect(code).toBe(5)
    expect(stderr).toMatch(/^✖ c12: .*c12\/2026-10\.json/m)
    expect(readdirSync(join(program.folder, 'out')).sort()).toEqual(
      NAMES.filter(name => name !== 'c12-2026-10.pdf'),
    )
    expect(json.failed).toMatchObject([{contract: 'c12', error: {message: expect.any(String)}}])
    expect(json.files).toHaveLength(FEW.length - 1)
  })

  test('of a month that is not closed are provisional', () => {
    const program = openOctober()
    const one = ['statement', 'c10', '--month', 'this', '--format']
    const [pdf, table, csv, json] = program.okAll(
      [...all, 'out', '--json'],
      ...['table', 'csv', 'json'].map(format => [...one, format]),
    )
    expect(pdf?.json.files.map(({number}: {number: string | null}) => number)).toEqual(FEW.map(() => null))
    expect(table?.stdout).toContain('Vorläufiger Stundenkontoauszug')
    expect(csv?.stdout).toContain('Vorläufiger Stundenkontoauszug')
    expect(json?.stdout).toContain('"status": "provisional"')
  })

  test('without --output go to the folder one is in', () => {
    const program = closed()
    const {stderr} = program.ok('statement', 'c10', 'c11', '--format', 'pdf')
    expect(stderr).toContain('wrote c10-2026-10.pdf')
    expect(isWholePdf(join(program.folder, 'c11-2026-10.pdf'))).toBe(true)
  })

  test('of a month before the contract are refused: exit code 3', () => {
    const program = openOctober()
    const {code, stderr} = program.run(
      ...['statement', 'c10', '--month', '2026-08', '--format', 'pdf', '--output', 'out/'],
    )
    expect(code).toBe(3)
    expect(stderr).toContain('2026-09')
    expect(readdirSync(join(program.folder, 'out'))).toEqual([])
  })
})

describe('what cannot be written', () => {
  test('because --output is a file leaves the file alone: exit code 2', () => {
    const program = closed()
    writeFileSync(join(program.folder, 'out'), 'mine')
    const {code, stderr} = program.run(...all, 'out')
    expect(code).toBe(2)
    expect(stderr).toContain('out is one file')
    expect(readFileSync(join(program.folder, 'out'), 'utf8')).toBe('mine')
  })

  /** A folder `out` on a disk of its own. */
  const withDisk = (program: Program, options: string) => {
    const folder = join(program.folder, 'out')
    mkdirSync(folder)
    const {status, stderr} = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
    if (status !== 0) throw new Error(String(stderr))
    onTestFinished(() => void spawnSync('umount', [folder]))
    return {program, folder}
  }

  test.skipIf(!canMount)('because the folder is read-only is named: exit code 1', () => {
    const {program, folder} = withDisk(closed(), 'ro')
    const [into, under] = program.runAll([
      [...all, 'out'],
      [...all, 'out/new'],
    ])
    expect({into: into?.code, under: under?.code}).toEqual({into: 1, under: 1})
    expect(into?.stderr).toMatch(/✖ c10: .*read-only/)
    expect(readdirSync(folder)).toEqual([])
  })

  test.skipIf(!canMount)('because the disk is full leaves whole files only: exit code 1', () => {
    const {program, folder} = withDisk(allClosed(), 'size=400k')
    const {code, stderr} = program.run(...all, 'out')
    expect(code).toBe(1)
    expect(stderr).toContain('disk is full')
    const written = readdirSync(folder)
    expect(written.length).toBeGreaterThan(0)
    expect(written.length).toBeLessThan(IDS.length)
    for (const name of written) {
      expect(namesOf(IDS)).toContain(name)
      expect(isWholePdf(join(folder, name))).toBe(true)
    }
  })
})

describe('rollover --statements', () => {
  /** A moment after what was closed before. */
  const rollover = (program: Program, ...args: readonly string[]) => {
    const now = String(program.env.HOURBANK_NOW).replace(/:00(?=[+Z])/, ':30')
    return program.at(now).ok('rollover', '--statements', 'out', ...args)
  }

  test('writes what it closed; a second run writes nothing; a file that is gone is written again', () => {
    const program = openOctober()
    const folder = join(program.folder, 'out')
    rollover(program, '--dry-run')
    expect(existsSync(folder)).toBe(false)

    const first = rollover(program)
    expect(first.stdout).toContain('2026-10')
    expect(first.stderr.match(/^wrote /gm)).toHaveLength(FEW.length)
    expect(readdirSync(folder).sort()).toEqual(NAMES)

    const before = snapshot(folder)
    const second = rollover(program)
    expect(second.stderr).toBe('')
    expect(snapshot(folder)).toEqual(before)

    rmSync(join(folder, 'c11-2026-10.pdf'))
    expect(rollover(program).stderr).toBe(`wrote ${join('out', 'c11-2026-10.pdf')}\n`)
    expect(snapshot(folder).get('c11-2026-10.pdf')?.[0]).toBe(before.get('c11-2026-10.pdf')?.[0])
  })

  test('writes many on several cores, with the same bytes as statement, which renders a few on one', () => {
    const program = allOpen()
    rollover(program)
    program.ok('statement', ...FEW, '--month', '2026-10', '--format', 'pdf', '--output', 'one/')
    const one = snapshot(join(program.folder, 'one'))
    const several = snapshot(join(program.folder, 'out'))
    expect([...several.keys()]).toEqual(namesOf(IDS))
    expect([...one.keys()]).toEqual(NAMES)
    for (const [name, [content]] of one) expect(content).toBe(several.get(name)?.[0])
  })

  test('writes all months of a run that died before it wrote any, also into a folder that is new', () => {
    const program = Program.withAcme('2026-11-01T06:00:00+01:00', '2026-07-01').inOneProcess()
    program.ok('rollover', '--through', '2026-08')
    program.at('2026-11-02T06:00:00+01:00').ok('rollover')
    program.at('2026-11-03T06:00:00+01:00').ok('rollover', '--statements', 'out')
    expect(readdirSync(join(program.folder, 'out')).sort()).toEqual(['acme-2026-09.pdf', 'acme-2026-10.pdf'])
    program.remove()
  })

  test('closes nothing where the statements could not be written', () => {
    const program = openOctober()
    writeFileSync(join(program.folder, 'out'), 'mine')
    const before = program.fingerprint()
    const {code, stderr} = program.run('rollover', '--statements', 'out')
    expect(code).toBe(2)
    expect(stderr).toContain('out is one file')
    expect(program.fingerprint()).toBe(before)
  })
})

describe.skipIf(!hasScript)('on a terminal (needs script)', () => {
  const WIPE = '\r\u001b[2K'

  /** What a terminal of 80 columns is sent. */
  const onTerminal = (program: Program, ...args: readonly string[]): string => {
    const words = [process.execPath, executable, ...args].map(word => `'${word}'`).join(' ')
    const command = ['-qec', `stty cols 80; ${words}`, '/dev/null']
    const options = {env: program.env, cwd: program.folder, encoding: 'utf8'} as const
    const {status, stdout} = spawnSync('script', command, options)
    expect(status).toBe(0)
    return stdout
  }

  test('long work shows a bar, which is wiped at the end', () => {
    const program = allOpen()
    const text = onTerminal(program, ...all, 'out')
    expect(text.replaceAll(WIPE, '<wipe>')).toMatch(/<wipe>█+░* \d+\/41 wrote out\/c/)
    expect(text.endsWith(WIPE)).toBe(true)
    expect(text).not.toContain('\n')
  })

  test('the table has the width of the window, or that of --width, and colour that a file has not', () => {
    const program = closed()
    const widest = (text: string) =>
      Math.max(...text.split(/\r?\n/).map(line => stripVTControlCharacters(line).length))
    const shown = onTerminal(program, 'statement', 'c10')
    expect(widest(shown)).toBe(80)
    expect(shown).toContain('\u001b[32m')
    expect(widest(program.ok('statement', 'c10', '--width', '60').stdout)).toBe(60)
    onTerminal(program, 'statement', 'c10', '--output', 'c10.txt')
    const file = readFileSync(join(program.folder, 'c10.txt'), 'utf8')
    expect(file).not.toContain('\u001b')
    expect(widest(file)).toBe(100)
  })
})

describe('--csv-dialect', () => {
  test.each([
    ['de', ';', '-0,75'],
    ['en', ',', '-0.75'],
  ])('%s is CSV for that Excel: its separators, after a byte order mark', (dialect, delimiter, hours) => {
    const program = closed()
    const args = ['statement', 'c10', '--format', 'csv', '--csv-dialect', dialect]
    const [shown] = program.okAll(args, [...args, '--output', 'c10.csv'])
    const stdout = shown?.stdout ?? ''
    expect(stdout.startsWith(`\ufeffVertrag${delimiter}Kunde`)).toBe(true)
    expect(stdout).toContain('Süß')
    expect(stdout).toContain(`${delimiter}${hours}\r\n`)
    expect(stdout).toMatch(/[^\n]\r\n$/)
    expect(readFileSync(join(program.folder, 'c10.csv'), 'utf8')).toBe(stdout)
  })

  test('left out, is CSV for programs, without a mark', () => {
    expect(closed().ok('statement', 'c10', '--format', 'csv').stdout).toMatch(/^Vertrag;/)
  })
})
