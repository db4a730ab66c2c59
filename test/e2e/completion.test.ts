import {cpSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {Program, programFor, root} from '../support/program.js'

/** What answers a shell, as it is built; in this process, as the answer is all that matters here. */
const {complete} = await import(join(root, 'dist/completion/complete.js'))

let program: Program
beforeAll(() => {
  program = Program.withAcme('2026-11-21T15:00:00+01:00').inOneProcess()
  program.okAll(
    ['contract', 'add', 'acorn', '--customer', 'Eichel KG', '--from', '2026-11-01', '--credit', '1h'],
    ['contract', 'edit', 'acme', '--contact', 'Herr Käufer'],
    [
      'log',
      'acme',
      '30',
      'Printer queue stuck',
      '--for',
      'Frau Müller',
      '--ticket',
      '12345',
      '--where',
      'Augsburg',
    ],
    ['log', 'acme', '30', 'Gone', '--for', 'Ms Void', '--id', 'gone'],
    ['entry', 'void', 'gone', '--reason', 'Test'],
    ['log', 'acorn', '15', 'Mail', '--by', 'M. Muster', '--id', 'mail'],
    ['ticket', 'open', 'acme', 'Login', '--number', '7', '--at', '20.11. 9:00'],
    ['ticket', 'resolve', '7', '--at', '20.11. 9:30'],
    ['ticket', 'open', 'acme', 'Scanner', '--number', '8', '--for', 'Frau Anfrage', '--at', '20.11. 10:00'],
    ['ticket', 'open', 'acorn', 'Fax', '--number', '9', '--at', '20.11. 11:00'],
  )
})
afterAll(() => program.remove())

/** What fish is told, without what shells show beside it. The last of the words is the one that is being typed. */
const suggested = (...words: readonly string[]): readonly string[] =>
  linesFor(words).map(line => line.split('\t')[0] ?? '')

function linesFor(
  words: readonly string[],
  env: Readonly<Record<string, string>> = program.env,
): readonly string[] {
  const [kind, ...lines] = complete(['fish', ...words], env).split('\n')
  return kind === 'files' ? ['(files)'] : lines
}

describe('completes', () => {
  test.each<readonly [string, readonly string[], readonly string[]]>([
    ['the beginning of a command', ['lo'], ['log']],
    ['in any case', ['LO'], ['log']],
    ['the second word of one', ['ticket', 're'], ['reopen', 'resolve', 'respond', 'resume']],
    ['the third', ['ticket', 'event', ''], ['void']],
    ['what help is about', ['help', 'bal'], ['balance']],
    ['what help is about beside commands', ['help', 'con'], ['concepts', 'config', 'contract']],
    ['contracts', ['log', 'ac'], ['acme', 'acorn']],
    ['several, each once', ['balance', 'acme', 'ac'], ['acorn']],
    ['contracts as a flag', ['ticket', 'show', '7', '--contract', ''], ['acme', 'acorn']],
    ['a command and contracts', ['credit', ''], ['void', 'acme', 'acorn']],
    [
      'requesters of the contract',
      ['log', 'acme', '--for', ''],
      ['Frau Müller', 'Frau Anfrage', 'Herr Käufer'],
    ],
    ['in one word with the flag', ['log', 'acme', '--for="frau m'], ['--for=Frau Müller']],
    ['in a word that is quoted', ['log', 'acme', '--for', '"Frau M'], ['Frau Müller']],
    ['none of another contract', ['log', 'acorn', '--for', ''], []],
    ['those of all, where none is named', ['entries', '--for', 'Frau'], ['Frau Müller', 'Frau Anfrage']],
    ['consultants', ['log', 'acme', '--by', ''], ['J. Weber']],
    ['places', ['log', 'acme', '--where', ''], ['remote', 'Augsburg']],
    ['tickets, open ones first', ['log', 'acme', '--ticket', ''], ['8', '7', '12345']],
    ['requests, open ones first', ['ticket', 'respond', ''], ['8', '9', '7']],
    ['requests of the contract', ['ticket', 'respond', '--contract', 'acme', ''], ['8', '7']],
    ['entries', ['entry', 'show', 'mai'], ['mail']],
    ['choices', ['contract', 'add', 'x', '--rollover', ''], ['none', 'unlimited', 'cap', 'expiry']],
    ['channels', ['log', 'acme', '--how', 'p'], ['phone']],
    ['tariffs', ['contract', 'add', 'x', '--tariff', 'call'], ['call-out-by-time', 'call-out-flat']],
    [
      'months',
      ['statement', '--month', ''],
      expect.arrayContaining(['this', 'last', 'october', '2026-10']) as never,
    ],
    ['months by number', ['rollover', '--through', '2026-1'], ['2026-11', '2026-10']],
    [
      'months to come',
      ['contract', 'amend', 'acme', '--from', '2027-0'],
      expect.arrayContaining(['2027-01']) as never,
    ],
    ['what comes after a flag that is said by its letter', ['check', '-w', '80', 'ac'], ['acme', 'acorn']],
    ['shells', ['autocomplete', 'f'], ['fish']],
    ['settings', ['config', 'set', 'tax'], ['tax-number']],
    ['values of settings', ['config', 'set', 'locale', ''], ['de', 'en']],
    ['flags', ['log', 'acme', '--wh'], ['--where']],
    ['flags that were not said yet', ['pause', '--by', 'x', '--b'], []],
    ['flags where nothing else can come', ['pause', '--n'], ['--no-input']],
    ['names of files', ['statement', '--output', ''], ['(files)']],
    ['names of files as arguments', ['import', 'csv', ''], ['(files)']],
  ])('%s', (_, words, expected) => {
    expect(suggested(...words)).toEqual(expected)
  })

  test('nothing where anything can stand, after an unknown flag, or after no command', () => {
    for (const words of [
      ['log', 'acme', ''],
      ['log', 'acme', '--reason', ''],
      ['again', ''],
      ['import', 'csv', 'x', '--delimiter', ''],
      ['log', '--nosuch=', ''],
      ['nosuch', ''],
    ])
      expect({words, lines: suggested(...words).filter(word => !['acme', 'acorn'].includes(word))}).toEqual({
        words,
        lines: [],
      })
    expect(suggested('log', 'acme', '--', '--w')).toEqual([])
  })

  test('with what each is about', () => {
    expect(linesFor(['log', 'aco'])).toEqual(['acorn\tEichel KG'])
    expect(linesFor(['ticket', 'show', '8'])).toEqual(['8\tacme · open · Scanner'])
    expect(linesFor(['statement', '--month', 'last'])).toEqual(['last\tOctober 2026'])
    expect(linesFor(['lo'])).toEqual(['log\tRecord support given: who, when, where, how and by whom'])
  })

  test('consultants from the list, where the profile has one', () => {
    const listed = programFor(() => program.copy())
    listed.ok('config', 'set', 'consultants', 'Jana Weber = jw; Max Muster')
    expect(linesFor(['log', 'acme', '--by', ''], listed.env)).toEqual(['Jana Weber', 'Max Muster'])
  })
})

describe('the store is', () => {
  const elsewhere = {HOURBANK_STORE: '/nowhere'}
  test('the one that --store names, else HOURBANK_STORE, else the usual one', () => {
    expect(linesFor(['log', '--store', program.store, 'acm'], elsewhere)).toHaveLength(1)
    expect(linesFor(['log', `--store=${program.store}`, 'acm'], elsewhere)).toHaveLength(1)
    expect(linesFor(['log', 'acm'], elsewhere)).toEqual([])
    cpSync(program.store, join(program.folder, 'data/hourbank'), {recursive: true})
    expect(linesFor(['log', 'acm'], {XDG_DATA_HOME: join(program.folder, 'data')})).toHaveLength(1)
  })

  test('never changed, and damage is nothing to speak of', () => {
    const damaged = programFor(() => program.copy())
    writeFileSync(
      damaged.page('acme', '2026-11'),
      '{"status": "open", "entries": [{"requester": 5, "voided": null}]}',
    )
    writeFileSync(
      join(damaged.store, 'contracts/acorn/contract.json'),
      '{"customer": {"name": ["x"], "contacts": 1}}',
    )
    const before = damaged.fingerprint()
    expect(linesFor(['log', ''], damaged.env)).toEqual(['acme\tACME GmbH', 'acorn'])
    expect(linesFor(['log', 'acme', '--for', ''], damaged.env)).toEqual(['Herr Käufer'])
    expect(linesFor(['log', 'acorn', '--for', ''], damaged.env)).toEqual([])
    writeFileSync(join(damaged.store, 'store.json'), '7')
    expect(linesFor(['log', 'acme', '--by', ''], damaged.env)).toEqual([])
    writeFileSync(join(damaged.store, 'store.json'), readFileSync(join(program.store, 'store.json')))
    expect(damaged.fingerprint()).toBe(before)
  })

  test('not let steer a terminal: what holds a control character is not suggested, nor what reads as a flag', () => {
    const hostile = programFor(() => program.copy())
    const page = hostile.stored('contracts/acme/2026-11.json')
    const [entry] = page.entries
    const requesters = ['\u001b]0;x\u0007', 'a\nb', 'a\tb', '\u202eevil', '--force', 'Frau Gut']
    page.entries = requesters.map(requester => ({...entry, requester}))
    writeFileSync(hostile.page('acme', '2026-11'), JSON.stringify(page))
    const contract = hostile.stored('contracts/acorn/contract.json')
    const evil = {...contract, customer: {...contract.customer, name: 'a\u001b[2J\nb\tc'}}
    writeFileSync(join(hostile.store, 'contracts/acorn/contract.json'), JSON.stringify(evil))
    expect(linesFor(['log', 'acme', '--for', ''], hostile.env)).toEqual([
      'Frau Gut',
      'Frau Anfrage',
      'Herr Käufer',
    ])
    expect(linesFor(['log', 'aco'], hostile.env)).toEqual(['acorn\ta\ufffd[2J b c'])
  })
})

describe('each shell is told in its way:', () => {
  const asked = (...args: readonly string[]) => complete(args, program.env)
  test('bash, what comes after the last letter that ends words for it, quoted', () => {
    const breaks = ' \t\n"\'><=;|&(:'
    expect(asked('bash', breaks, 'hb log acme --for Frau\\ M')).toBe('words\nFrau\\ Müller')
    expect(asked('bash', breaks, 'hb log acme --for=Fr')).toBe('words\nFrau\\ Müller\nFrau\\ Anfrage')
    expect(asked('bash', breaks, 'hb log acme --for="Frau M')).toBe('words\nFrau Müller')
  })

  test('zsh, values without the flag before them', () => {
    expect(asked('zsh', 'log', 'acme', '--for=Frau M')).toBe('words\nFrau Müller')
  })

  test('PowerShell, quoted, with what it shows', () => {
    expect(asked('powershell', 'log', 'acme', '--for', "='Frau M")).toBe(
      "words\n'Frau Müller'\tFrau Müller\tFrau Müller",
    )
    expect(asked('powershell', 'log', '=aco')).toBe('words\nacorn\tacorn\tEichel KG')
    expect(asked('powershell', 'log', 'acme', '=--for="Frau M')).toBe(
      "words\n--for='Frau Müller'\tFrau Müller\tFrau Müller",
    )
  })

  test('a shell that is unknown, nothing', () => {
    expect(asked('tcsh', 'lo')).toBe('')
    expect(asked()).toBe('')
  })
})

test('the program answers before anything else of it is loaded', () => {
  const {stdout, stderr, code} = program.copy().runWith({input: ''}, '__complete', 'fish', 'log', 'acm')
  expect({stdout, stderr, code}).toEqual({stdout: 'words\nacme\tACME GmbH\n', stderr: '', code: 0})
})
