import {spawnSync} from 'node:child_process'
import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import {PdfFile} from '../../support/pdf-file.js'
import {type CommandLine, executable, type Outcome, Program} from '../../support/program.js'
import {type Campaign, RUNS_ANYWHERE} from '../campaign.js'
import type {Random} from '../random.js'
import type {Tally} from '../tally.js'

/** What texts are put together from. */
const PIECES: readonly string[] = [
  ...[
    '\u001b[2J',
    '\u001b]0;title\u0007',
    '\u009b31m',
    '\u0007',
    '\b\b\b',
    '\r',
    '\n',
    '\r\n',
    '\t',
    '\v',
    '\u0085',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200f',
    '\u061c',
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u00ad',
    '\u2060',
    '\u2028',
    '\u2029',
  ],
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    "=cmd|'/c calc'!A0",
    '\t=1',
    ' =1',
    '\u3000=1',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'true',
    '[object Object]',
  ],
  ...[
    '"',
    "'",
    '`',
    ';',
    ',',
    '|',
    '\\',
    '\\n',
    '%s%n',
    '$HOME',
    '$(touch x)',
    '`id`',
    '&&',
    '<script>',
    '&amp;',
  ],
  ...[
    '../../etc/passwd',
    '/dev/zero',
    'CON',
    'file:///etc/passwd',
    '\u0000',
    'a\u0000b',
    '\ue000',
    '\u{10ffff}',
  ],
  ...[
    '2026-11-01 * (x) forged',
    '    hours:acme  100 min',
    'i 2026/11/01 09:00:00 forged',
    '; note',
    'account x',
    'end comment',
  ],
  ...[
    'مرحبا',
    'שלום',
    'e\u0301',
    'Ä',
    'ß',
    '漢字',
    '👩‍👩‍👧',
    '🏳️‍🌈',
    'ﷺ',
    '\u0301\u0301\u0301',
    'ı',
    'İ',
    'ﬁ',
  ],
  ...[
    '45m',
    '2h',
    '14:00-15:00',
    '--force',
    '-x',
    '--',
    '#12',
    'x'.repeat(300),
    'é'.repeat(9999),
    'w '.repeat(2000),
  ],
  ...['\ud83d', '\udc00x', 'Printer', ' ', '  '],
]
const IN_A_STORE = 10

/** Texts that want to be something else, through every input to every output. */
export const texts: Campaign = {
  name: 'texts',
  about: 'hostile texts through every input and every output: harmless in each, exact in JSON',
  unit: 'texts',
  rounds: {short: 8, long: 500},
  missing: RUNS_ANYWHERE,
  run(tally, {rounds, random, watch}) {
    const all = Array.from({length: rounds}, (_, index) => PIECES[index] ?? made(random))
    for (let done = 0; done < all.length; done += IN_A_STORE) {
      watch(done, all.length)
      const program = new Program().inOneProcess()
      program.okAll(['init', '--provider', 'Muster IT GmbH'])
      const said = all.slice(done, done + IN_A_STORE)
      const ids = said.map((text, index) => putIn(tally, program, text, `t${index}`))
      askAll(tally, program, ids)
      program.remove()
    }
  },
}

const made = (random: Random): string =>
  Array.from({length: 1 + random.below(4)}, () => random.one(PIECES)).join(random.isHeads() ? '' : ' ')

/** Whether the machine hands it over as it is: an argument is UTF-8 and ends with a NUL. */
const isTypeable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Says a text wherever one can be said, in a contract of its own. */
function putIn(tally: Tally, program: Program, text: string, id: string): string {
  tally.count('texts')
  const run = (...args: CommandLine): Outcome => {
    // What a machine hands over is whole letters.
    const answer = program.run(...args.map(arg => arg.toWellFormed()))
    tally.count(`inputs: exit ${answer.code}`)
    const where = `${JSON.stringify(text.slice(0, 60))} in ${args.slice(0, 2).join(' ')}`
    if (![0, 2, 3].includes(answer.code ?? -1))
      tally.found('exit', `${where}: exit ${answer.code}: ${answer.stderr.slice(0, 300)}`)
    harmless(tally, `${where}, answered`, answer)
    if (answer.stderr.length > 12_000)
      tally.found('broken', `${where}: ${answer.stderr.length} characters of complaint`)
    return answer
  }
  const terms = [
    '--from',
    '2026-10-01',
    '--credit',
    '10h',
    '--overdraft',
    '5h',
    '--beyond',
    'charge',
    '--rate',
    '120',
  ]
  if (run('contract', 'add', id, `--customer=${text}`, ...terms).code !== 0)
    program.okAll(['contract', 'add', id, '--customer', 'Plain', ...terms])
  for (const flag of ['--address', '--number', '--email', '--contact', '--closing-text'])
    run('contract', 'edit', id, `${flag}=${text}`)
  for (const [flag, month] of Object.entries({
    '--for': '10',
    '--where': '10',
    '--ticket': '11',
    '--by': '11',
  }))
    run(
      'log',
      id,
      '30',
      'Plain',
      `${flag}=${text}`,
      '--at',
      `2026-${month}-05 9:00`,
      '--id',
      `${id}${flag}`.replaceAll('-', ''),
    )
  const logged = run(
    'log',
    id,
    '45',
    `--text=${text}`,
    '--at',
    '2026-10-06 9:00',
    '--id',
    `${id}text`,
    '--json',
  )
  if (logged.code === 0) exact(tally, program, text, logged.json.entry.text)
  run('log', id, '15', text, '--at', '2026-11-06 9:00')
  run('log', id, '15', 'Again', `--id=${text}`, '--at', '2026-11-07 9:00')
  run('entry', 'void', `${id}for`, `--reason=${text}`, `--tell=${text}`)
  run('credit', id, '1h', '--kind', 'goodwill', `--reason=${text}`, `--approved-by=${text}`)
  run('ticket', 'open', id, `--note=${text}`, `--for=${text}`, `--address=${text}`, '--', text)
  run('ticket', 'open', id, 'Plain', `--number=${text}`)
  run('entries', `--search=${text}`)
  run('balance', text)
  run('config', 'set', 'name', text)
  run('config', 'set', 'address', text)
  run('config', 'set', 'by', text)
  program.okAll(['config', 'set', 'by', 'J. Weber'])
  const csv = join(program.folder, 'work.csv')
  const cell = `"${text.replaceAll('"', '""')}"`
  writeFileSync(csv, `contract;start;minutes;text;requester\n${id};2026-11-09 09:00;30;${cell};${cell}\n`)
  run('import', 'csv', csv, '--by', 'From a file')
  const lines = join(program.folder, 'contract.json')
  const contract = {
    id: `${id}-file`,
    customer: {name: text},
    from: '2026-11-01',
    terms: [{creditMinutes: 60}],
  }
  writeFileSync(lines, JSON.stringify(contract))
  run('contract', 'add', '--file', lines)
  return id
}

/** What was accepted is there as it was typed, but for white space around it. */
function exact(tally: Tally, program: Program, typed: string, stored: string): void {
  if (!isTypeable(typed)) return
  tally.count('texts that were accepted')
  if (stored !== typed.trim())
    tally.found('lie', `${JSON.stringify(typed)} became ${JSON.stringify(stored)}`.slice(0, 300))
  const {entries} = program.ok('entries', '--json', '--voided').json
  if (!entries.some(({text}: {text: string}) => text === stored))
    tally.found('lie', `${JSON.stringify(stored)} is another one in JSON`.slice(0, 300))
}

function askAll(tally: Tally, program: Program, ids: readonly string[]): void {
  const ask = (...args: CommandLine): Outcome => {
    const answer = program.run(...args)
    tally.count('outputs')
    const where = args.join(' ')
    if (answer.code !== 0)
      tally.found('exit', `${where}: exit ${answer.code}: ${answer.stderr.slice(0, 300)}`)
    harmless(tally, where, answer)
    return answer
  }
  ask('rollover')
  for (const args of [
    ...[
      ['balance'],
      ['balance', '--json'],
      ['entries', '--voided'],
      ['entries', '--voided', '--json'],
      ['config'],
    ],
    ...[
      ['contract', 'list'],
      ['contract', 'list', '--json'],
      ['ticket', 'list', '--all'],
      ['credits'],
      ['config', '--json'],
    ],
    ...[['billing', '--month', '2026-10'], ['billing', '--month', '2026-10', '--format', 'json'], ['verify']],
    ...[
      ['entries', '--sum', 'requester'],
      ['entries', '--sum', 'place'],
      ['entries', '--sum', 'ticket', '--json'],
    ],
  ])
    ask(...args)
  for (const id of ids) {
    for (const args of [
      ...[
        ['contract', 'show', id],
        ['contract', 'show', id, '--json'],
        ['balance', id],
        ['entry', 'show', `${id}text`],
      ],
      ...[
        ['history', id],
        ['history', id, '--json'],
        ['ticket', 'list', id, '--json'],
      ],
    ])
      if (args[0] !== 'entry' || program.run(...args).code === 0) ask(...args)
    for (const month of ['2026-10', '2026-11']) {
      for (const format of ['table', 'json']) ask('statement', id, '--month', month, '--format', format)
      noFormula(
        tally,
        `statement ${id} as CSV`,
        ask('statement', id, '--month', month, '--format', 'csv').stdout,
      )
    }
    const pdf = join(program.folder, `${id}.pdf`)
    ask('statement', id, '--month', '2026-10', '--format', 'pdf', '--output', pdf)
    const {texts: printed} = new PdfFile(readFileSync(pdf))
    for (const {text} of printed)
      if (STEERING.test(text)) tally.found('broken', `PDF of ${id} prints ${JSON.stringify(text)}`)
  }
  noFormula(tally, 'billing as CSV', ask('billing', '--month', '2026-10', '--format', 'csv').stdout)
  noFormula(tally, 'export csv', ask('export', 'csv').stdout)
  everyLine(
    tally,
    'export hledger',
    ask('export', 'hledger').stdout,
    /^(?:\d{4}-\d\d-\d\d|\s+\S|;|$|account |commodity |decimal-mark )/,
  )
  everyLine(tally, 'export timeclock', ask('export', 'timeclock').stdout, /^(?:[io] \d{4}|;|$)/)
  for (const line of ask('export', 'jsonl').stdout.trimEnd().split('\n')) JSON.parse(line)
  for (const words of [
    ['log', ''],
    ['log', 't0', '--for', ''],
    ['entries', '--ticket', ''],
    ['ticket', 'show', ''],
  ]) {
    const {stdout, stderr} = spawnSync(process.execPath, [executable, '__complete', 'fish', ...words], {
      env: program.env,
      encoding: 'utf8',
    })
    tally.count('outputs')
    harmless(tally, `completion of ${words.join(' ')}`, {stdout, stderr})
  }
}

/** Whatever a terminal obeys, or draws where it does not stand; lines end with a newline, in CSV after a return. */
const STEERING = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u

function harmless(tally: Tally, where: string, {stdout, stderr}: Pick<Outcome, 'stdout' | 'stderr'>): void {
  const said = (stdout + stderr).replaceAll(/\r?\n/g, '')
  const [found] = STEERING.exec(where.startsWith('completion') ? said.replaceAll('\t', '') : said) ?? []
  if (found !== undefined)
    tally.found(
      'broken',
      `${where}: U+${found.codePointAt(0)?.toString(16)} near ${JSON.stringify(said.slice(Math.max(0, said.indexOf(found) - 40), said.indexOf(found) + 20))}`,
    )
  if (/^\s+at .*:\d+/m.test(stderr)) tally.found('exit', `${where}: a stack trace: ${stderr.slice(0, 300)}`)
}

function noFormula(tally: Tally, where: string, csv: string): void {
  const delimiter = /^[^\n]*;/.test(csv) ? ';' : ','
  const records: readonly (readonly string[])[] = parse(csv, {delimiter, relax_column_count: true})
  for (const cell of records.flat())
    if (/^[\s\u3000]*[=+\-@＝＋－＠]/.test(cell) && !/^-?[\d.,:]+$/.test(cell))
      tally.found('broken', `${where}: ${JSON.stringify(cell.slice(0, 60))}`)
}

function everyLine(tally: Tally, where: string, text: string, pattern: RegExp): void {
  for (const line of text.split('\n'))
    if (!pattern.test(line)) tally.found('broken', `${where}: ${JSON.stringify(line.slice(0, 100))}`)
}
