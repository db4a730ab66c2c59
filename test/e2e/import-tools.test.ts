import {execFileSync, spawnSync} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {Program, programFor, root} from '../support/program.js'

const fixture = (name: string) => join(root, 'fixtures/import/tools', name)

/** Two customers, whose names are those of the exports. */
function withCustomers(): Program {
  const program = programFor(() => new Program('2026-12-10T09:00:00+01:00').inOneProcess())
  program.okAll(
    ['init', '--provider', 'Muster IT GmbH', '--by', 'J. Weber'],
    ...[
      ['muster', 'Muster GmbH'],
      ['beispiel', 'Beispiel AG'],
    ].map(([id = '', name = '']) => [
      ...[
        'contract',
        'add',
        id,
        '--customer',
        name,
        '--from',
        '2026-01-01',
        '--credit',
        '10h',
        '--beyond',
        'allow',
      ],
    ]),
  )
  return program
}

const importing = (program: Program, tool: string, file: string, ...flags: readonly string[]) =>
  program.run('import', tool, file, ...flags, '--json')

interface Shown {
  readonly contract: string
  readonly start: string
  readonly workedMinutes: number
  readonly consultant: string
  readonly text: string
  readonly ticket: string | null
}

const shown = (program: Program) =>
  program
    .ok('entries', '--json')
    .json.entries.map(
      ({contract, start, workedMinutes, consultant, text, ticket}: Shown) =>
        `${contract} ${start.slice(0, 16)} ${workedMinutes} ${consultant}: ${text}${ticket === null ? '' : ` #${ticket}`}`,
    )
    .sort()

const refusedIn = (json: ReturnType<typeof importing>['json']) =>
  json.refused.map(({line, code}: {line: number; code: string}) => `${line} ${code}`)

const TOOLS: readonly (readonly [
  tool: string,
  file: string,
  entries: readonly string[],
  refused: readonly string[],
])[] = [
  [
    'toggl',
    'toggl.csv',
    [
      'muster 2026-11-16T09:00 45 J. Probe: Drucker druckt nicht',
      'muster 2026-11-16T23:30 75 J. Probe: Pflege: Texte, Bilder',
    ],
    ['4 UNDER_HALF_A_MINUTE'],
  ],
  [
    'clockify',
    'clockify.csv',
    ['muster 2026-11-03T13:00 90 J. Probe: Server', 'muster 2026-11-16T09:00 45 J. Probe: Drucker'],
    [],
  ],
  [
    'harvest',
    'harvest.csv',
    [
      'beispiel 2026-11-17T09:00 30 Jo Probe: Wartung',
      'muster 2026-11-16T09:00 105 Jo Probe: Wartung: Updates',
    ],
    [],
  ],
  [
    'kimai',
    'kimai.csv',
    [
      'muster 2026-11-16T09:00 45 J. Probe: Fernwartung: Drucker',
      'muster 2026-11-16T23:30 45 J. Probe: Fernwartung',
    ],
    [],
  ],
  [
    'timewarrior',
    'timewarrior.json',
    [
      'muster 2026-11-16T09:00 45 J. Weber: Drucker',
      'muster 2026-11-16T23:30 75 J. Weber: Umzug in der Nacht',
    ],
    ['3 NO_CONTRACT', '4 STILL_RUNNING'],
  ],
  [
    'watson',
    'watson-frames',
    ['beispiel 2026-11-17T09:00 30 J. Weber: ', 'muster 2026-11-16T09:00 45 J. Weber: drucker, remote'],
    [],
  ],
  [
    'klog',
    'klog.json',
    [
      'beispiel 2026-11-15T23:30 75 J. Weber: Nacht #beispiel',
      'muster 2026-11-16T09:00 30 J. Weber: Telefonate',
      'muster 2026-11-16T09:00 45 J. Weber: Drucker',
    ],
    ['3 NEGATIVE_DURATION', '5 STILL_RUNNING'],
  ],
  [
    'timeclock',
    'hours.timeclock',
    ['muster 2026-11-16T09:00 45 J. Weber: Drucker druckt nicht', 'muster 2026-11-16T23:30 75 J. Weber: '],
    ['7 UNDER_HALF_A_MINUTE', '9 STILL_RUNNING'],
  ],
]

describe.each(TOOLS)('an export of %s', (tool, file, entries, refused) => {
  test('goes in row by row, and what cannot is named with its reason', () => {
    const program = withCustomers()
    const {code, json} = importing(program, tool, fixture(file))
    expect({code, refused: refusedIn(json)}).toEqual({code: refused.length > 0 ? 2 : 0, refused})
    expect(json.imported).toBe(entries.length)
    expect(shown(program)).toEqual(entries)
  })

  test('lands once, however often it is imported, also when its months are closed', () => {
    const program = withCustomers()
    importing(program, tool, fixture(file))
    expect(importing(program, tool, fixture(file)).json).toMatchObject({
      imported: 0,
      repeated: entries.length,
    })
    program.ok('rollover')
    expect(importing(program, tool, fixture(file)).json).toMatchObject({
      imported: 0,
      repeated: entries.length,
    })
    expect(shown(program)).toEqual(entries)
    program.ok('verify')
  })

  test('is known from others: nothing of them is taken for one', () => {
    const program = withCustomers()
    const others = TOOLS.filter(([name]) => name !== tool).map(([, name]) => name)
    for (const other of others) {
      const {code, json} = importing(program, tool, fixture(other))
      expect([other, code, json.error?.code]).toEqual([
        other,
        2,
        expect.stringMatching(/^(NOT_OF_TOOL|NOT_JSON|BROKEN_QUOTES)$/),
      ])
    }
    expect(shown(program)).toEqual([])
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x80])],
    ['JSON of something else', Buffer.from('{"records": [{"date": 5}], "a": [[]]}')],
    ['a deep document', Buffer.from('['.repeat(100_000))],
  ])('is not made of %s', (_, bytes) => {
    const program = withCustomers()
    const wrong = join(program.folder, 'wrong')
    writeFileSync(wrong, bytes)
    const {code, stderr} = program.run('import', tool, wrong)
    expect(code).toBe(2)
    expect(stderr).not.toMatch(/^\s+at |Something went wrong/m)
    expect(shown(program)).toEqual([])
  })
})

describe('what another program calls a contract', () => {
  test('is said by flag, kept in a file, and read from it the next time', () => {
    const program = withCustomers()
    const frames = join(program.folder, 'frames')
    writeFileSync(frames, JSON.stringify([[1_794_816_000, 1_794_818_700, 'Alter Name', 'f1', [], 0]]))
    expect(importing(program, 'watson', frames).code).toBe(3)
    const mapping = join(program.folder, 'names.json')
    const flags = ['--map-contract', 'Alter Name=muster', '--mapping', mapping]
    expect(importing(program, 'watson', frames, ...flags).json.imported).toBe(1)
    expect(JSON.parse(readFileSync(mapping, 'utf8'))).toEqual({contracts: {'Alter Name': 'muster'}})
    expect(importing(program, 'watson', frames, '--mapping', mapping).json).toMatchObject({repeated: 1})
  })

  test('may be client and project together, which goes before the client alone', () => {
    const program = withCustomers()
    importing(program, 'toggl', fixture('toggl.csv'), '--map-contract', 'Muster GmbH / Website=beispiel')
    expect(shown(program)).toContain('beispiel 2026-11-16T23:30 75 J. Probe: Pflege: Texte, Bilder')
  })

  test('is refused where it is mapped to no contract, and nothing is kept in a dry run', () => {
    const program = withCustomers()
    const mapping = join(program.folder, 'names.json')
    const flags = ['--mapping', mapping, '--map-contract']
    const wrong = importing(program, 'toggl', fixture('toggl.csv'), ...flags, 'Muster GmbH=mustre')
    expect(wrong.code).toBe(3)
    expect(importing(program, 'toggl', fixture('toggl.csv'), '--map-contract', 'muster').code).toBe(2)
    importing(program, 'toggl', fixture('toggl.csv'), ...flags, 'X=muster', '--dry-run')
    expect(existsSync(mapping)).toBe(false)
  })

  test('is one for all that names none', () => {
    const program = withCustomers()
    expect(
      importing(program, 'timewarrior', fixture('timewarrior.json'), '--contract', 'beispiel').json.imported,
    ).toBe(3)
  })
})

test('a known export that is imported as any CSV file is told which command knows it', () => {
  const {code, json} = importing(withCustomers(), 'csv', fixture('toggl.csv'))
  expect(code).toBe(2)
  expect(json.error.hint).toContain('hourbank import toggl FILE')
})

describe('days with slashes', () => {
  const rows = (...days: readonly string[]) =>
    [
      'User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags',
    ]
      .concat(
        days.map(
          (day, index) => `J,j@x,Muster GmbH,S,,Row ${index},No,${day},09:00:00,${day},10:00:00,01:00:00,`,
        ),
      )
      .join('\n')
  const daysOf = (program: Program, csv: string, ...flags: readonly string[]) => {
    const file = join(program.folder, 'rows.csv')
    writeFileSync(file, csv)
    return importing(program, 'toggl', file, ...flags)
  }

  test.each([
    ['the day first', ['03/11/2026', '16/11/2026'], '2026-11-03T09:00'],
    ['the month first', ['11/03/2026', '11/16/2026'], '2026-11-03T09:00'],
  ])('are read with %s, where only that can be', (_, days, first) => {
    const program = withCustomers()
    expect(daysOf(program, rows(...days)).code).toBe(0)
    expect(shown(program)[0]).toContain(first)
  })

  test('are refused with both forms where both can be, and read as is said', () => {
    const program = withCustomers()
    const {code, json} = daysOf(program, rows('03/11/2026'))
    expect([code, json.refused[0].code]).toEqual([2, 'AMBIGUOUS_DAY'])
    expect(json.refused[0].message).toContain('DD/MM/YYYY or MM/DD/YYYY')
    expect(daysOf(program, rows('03/11/2026'), '--date-format', 'DD/MM/YYYY').code).toBe(0)
    expect(shown(program)[0]).toContain('2026-11-03')
  })
})

const hasTimew = spawnSync('timew', ['--version']).status === 0
if (!hasTimew) test.skip('what Timewarrior itself writes: needs timew, which is not there', () => {})

test.runIf(hasTimew)('what Timewarrior itself writes is read', () => {
  const program = withCustomers()
  const folder = join(program.folder, 'timew')
  mkdirSync(folder)
  const timew = (...args: readonly string[]) =>
    execFileSync('timew', [...args, ':yes'], {
      encoding: 'utf8',
      env: {...program.env, TIMEWARRIORDB: folder, TZ: 'Europe/Berlin'},
    })
  timew('track', '2026-10-25T01:30:00', '-', '2026-10-25T04:00:00', 'muster', 'Zeitumstellung')
  timew('track', '2026-11-16T09:00:00', '-', '2026-11-16T09:44:40', 'muster', 'Drucker "laut"')
  const file = join(program.folder, 'intervals.json')
  writeFileSync(file, timew('export'))
  expect(importing(program, 'timewarrior', file).json.imported).toBe(2)
  expect(shown(program)).toEqual([
    'muster 2026-10-25T01:30 210 J. Weber: Zeitumstellung',
    expect.stringMatching(/muster 2026-11-16T09:00 45 J\. Weber: Drucker "?\\?"?laut/),
  ])
})
