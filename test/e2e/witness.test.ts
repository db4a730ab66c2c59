import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {sealLineOf} from '../../src/domain/witness.js'
import {formatWitness} from '../../src/schema/witness.js'
import {checksumOf} from '../../src/storage/checksum.js'
import {resealed} from '../support/account-builder.js'
import {type Outcome, Program, programFor} from '../support/program.js'

// What a chain of seals alone cannot show: that something is gone, or that all of it was computed anew.

let history: Program
beforeAll(() => {
  history = Program.withAcme(undefined, '2026-08-01').inOneProcess()
  history.okAll(
    ['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-09-01', '--credit', '2h'],
    ['log', 'acme', '3h', 'Server moved', '--at', '2026-09-10 9:00', '--id', 'sep'],
    ['rollover', '--witness', outsideOf(history)],
    ['log', 'acme', '1h', 'Printer', '--for', 'Frau Muster', '--at', '2026-11-10 9:00', '--id', 'nov'],
  )
})
afterAll(() => history.remove())

function outsideOf({folder}: Program): string {
  return join(folder, 'seals-outside.jsonl')
}

const withHistory = () =>
  programFor(() => {
    const program = history.copy()
    writeFileSync(outsideOf(program), readFileSync(outsideOf(history)))
    return program
  })

const witnessOf = ({store}: Program) => join(store, 'seals.jsonl')
const folderOf = ({store}: Program, contract: string) => join(store, 'contracts', contract)
const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').trimEnd().split('\n')
const VERIFY = ['verify', '--json']

function problemsOf({code, json}: Outcome): readonly string[] {
  expect(code).toBe(5)
  expect(json.ok).toBe(false)
  return json.problems.map(({file, what}: {file: string; what: string}) => `${file}: ${what}`)
}

/** What verify finds, by the store's own witness and by the one outside. */
const found = (program: Program): string =>
  problemsOf(program.run(...VERIFY, '--witness', outsideOf(program))).join('\n')

type Page = ReturnType<typeof JSON.parse>
const read = (path: string): Page => JSON.parse(readFileSync(path, 'utf8'))
const write = (path: string, page: Page) => writeFileSync(path, JSON.stringify(page, null, 2))
function writeOpen(path: string, {checksum: _, ...page}: Page): void {
  write(path, {...page, checksum: checksumOf(JSON.stringify(page))})
}

/** Takes the last closed month back as somebody would who knows the program: all that is left is as if it never was closed. */
function dropLastMonth(program: Program, contract: string): void {
  const [last, open] = ['2026-10', '2026-11'].map(month => program.page(contract, month)) as [string, string]
  const {end, seal, carried, month, number, closings} = read(program.page(contract, '2026-09'))
  const page = read(open)
  rmSync(last)
  rmSync(open)
  const opening = {...end.closing, previous: {month, number, seal: seal.sha256, closings}, carried}
  writeOpen(last, {...page, month: '2026-10', entries: [], opening})
}

/** Changes a text in a closed month and computes all seals after it anew, with the code of the program. */
function computeAnew(program: Program, contract: string, months: readonly string[]): void {
  let previous: string | null | undefined
  for (const month of months) {
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

describe('the witness', () => {
  test('is told of every contract and of every month that is closed', () => {
    expect(linesOf(witnessOf(history)).map(each => JSON.parse(each))).toEqual([
      {event: 'opened', contract: 'acme'},
      {event: 'opened', contract: 'beta'},
      ...[
        ['acme', '2026-08'],
        ['acme', '2026-09'],
        ['acme', '2026-10'],
        ['beta', '2026-09'],
        ['beta', '2026-10'],
      ].map(([contract = '', month = '']) => {
        const {number, seal, closedAt} = read(history.page(contract, month))
        return {event: 'closed', contract, month, number, seal: seal.sha256, closedAt}
      }),
    ])
    expect(readFileSync(outsideOf(history))).toEqual(readFileSync(witnessOf(history)))
  })

  test('agrees, and is named', () => {
    const {json} = withHistory().ok(...VERIFY)
    expect(json).toMatchObject({ok: true, problems: [], witnesses: [{lines: 7}]})
  })

  test('knows of a contract that was removed, and is well', () => {
    const program = withHistory()
    program.okAll(
      ['contract', 'add', 'gamma', '--customer', 'G', '--from', '2026-11-01', '--credit', '1h'],
      ['contract', 'remove', 'gamma', '--yes'],
      VERIFY,
      ['contract', 'add', 'gamma', '--customer', 'G', '--from', '2026-11-01', '--credit', '1h'],
      VERIFY,
    )
    expect(
      linesOf(witnessOf(program))
        .slice(-3)
        .map(each => JSON.parse(each).event),
    ).toEqual(['opened', 'removed', 'opened'])
  })
})

describe('verify finds, and says which witness says so:', () => {
  const bothSay = (program: Program, says: RegExp) => {
    const all = found(program)
    for (const witness of [witnessOf(program), outsideOf(program)]) {
      expect(all).toMatch(new RegExp(`${says.source}.*${witness.replaceAll('.', '\\.')}`))
    }
  }

  test('a contract that is gone, also where its name is asked for', () => {
    const program = withHistory()
    rmSync(folderOf(program, 'acme'), {recursive: true})
    bothSay(program, /the contract acme is gone: /)
    expect(problemsOf(program.run('verify', 'acme', '--json')).join()).toMatch(
      /acme is gone.*2026-10.*3\/2026/,
    )
    program.ok('verify', 'beta')
  })

  test('a contract that is gone, in whose place no other is opened', () => {
    const program = withHistory()
    rmSync(folderOf(program, 'acme'), {recursive: true})
    const add = ['contract', 'add', 'acme', '--customer', 'X', '--from', '2026-11-01', '--credit', '1h']
    const {code, stderr} = program.run(...add)
    expect(code).toBe(5)
    expect(stderr).toContain('the contract acme was opened already')
    expect(existsSync(folderOf(program, 'acme'))).toBe(false)
  })

  test('a contract that was replaced by a file', () => {
    const program = withHistory()
    rmSync(folderOf(program, 'acme'), {recursive: true})
    writeFileSync(folderOf(program, 'acme'), 'a file')
    bothSay(program, /the contract acme is gone: /)
  })

  test('contracts that are all gone, with their folder', () => {
    const program = withHistory()
    rmSync(join(program.store, 'contracts'), {recursive: true})
    bothSay(program, /the contract acme is gone: /)
    bothSay(program, /the contract beta is gone: /)
  })

  test('a contract that has another name', () => {
    const program = withHistory()
    renameSync(folderOf(program, 'beta'), folderOf(program, 'gamma'))
    for (const name of ['contract', '2026-11']) {
      const path = program.page('gamma', name)
      const text = readFileSync(path, 'utf8').replaceAll('"beta"', '"gamma"')
      if (name === 'contract') writeFileSync(path, text)
      else writeOpen(path, JSON.parse(text))
    }
    for (const month of ['2026-09', '2026-10']) rmSync(program.page('gamma', month))
    bothSay(program, /the contract beta is gone: /)
  })

  test('two contracts that changed places', () => {
    const program = withHistory()
    renameSync(folderOf(program, 'acme'), join(program.folder, 'aside'))
    renameSync(folderOf(program, 'beta'), folderOf(program, 'acme'))
    renameSync(join(program.folder, 'aside'), folderOf(program, 'beta'))
    expect(found(program)).toMatch(/"beta" is another contract than "acme"/)
  })

  test('a last month that was dropped, so that all else is as if it never was closed', () => {
    const program = withHistory()
    dropLastMonth(program, 'beta')
    program.ok('balance', 'beta')
    bothSay(program, /2026-10\.json: the closed month 2026-10 of beta is gone: /)
  })

  test('a chain that was computed anew with the code of the program', () => {
    const program = withHistory()
    computeAnew(program, 'acme', ['2026-09', '2026-10'])
    program.ok('statement', 'acme', '--month', '2026-09')
    bothSay(program, /2026-09\.json: 2026-09 of acme is not the month that was closed: /)
    bothSay(program, /2026-10\.json: 2026-10 of acme is not the month that was closed: /)
  })

  test('the same where the witness of the store was made anew as well: the one outside says so', () => {
    const program = withHistory()
    computeAnew(program, 'acme', ['2026-09', '2026-10'])
    const lines = linesOf(witnessOf(program)).map(each => {
      const said = JSON.parse(each)
      return said.event === 'closed' ? sealLineOf(read(program.page(said.contract, said.month))) : said
    })
    writeFileSync(witnessOf(program), formatWitness(lines))
    program.ok(...VERIFY)
    const all = found(program)
    expect(all).toMatch(/2026-09 of acme is not the month that was closed: .*seals-outside/)
    expect(all).not.toContain(`closed: ${witnessOf(program)}`)
  })
})

describe('no month is closed a second time', () => {
  test('where it was dropped: rollover is refused as damage, and closes the others', () => {
    const program = withHistory()
    dropLastMonth(program, 'beta')
    const before = readFileSync(witnessOf(program), 'utf8')
    program.at('2026-12-02T09:00:00+01:00')
    const {code, json} = program.run('rollover', '--json')
    expect(code).toBe(5)
    expect(json.closed.map(({contract, month}: Record<string, string>) => `${contract} ${month}`)).toEqual([
      'acme 2026-11',
    ])
    expect(json.failed[0]).toMatchObject({contract: 'beta', error: {code: 'STORE_DAMAGED'}})
    expect(json.failed[0].error.message).toMatch(/2026-10 of beta was closed already, as statement 2\/2026/)
    expect(readFileSync(witnessOf(program), 'utf8').startsWith(before)).toBe(true)
  })
})

describe('a witness that was not told of all', () => {
  const withoutLast = (program: Program, count: number) => {
    const lines = linesOf(witnessOf(program))
    writeFileSync(witnessOf(program), `${lines.slice(0, lines.length - count).join('\n')}\n`)
  }

  test('as the rollover was killed is explained by verify, and told by the next one', () => {
    const program = withHistory()
    withoutLast(program, 2)
    const before = readFileSync(witnessOf(program), 'utf8')
    expect(problemsOf(program.run(...VERIFY))).toEqual([
      expect.stringMatching(/does not say that 2026-09 of beta was closed: .*"verify --repair" adds it/),
      expect.stringMatching(/does not say that 2026-10 of beta was closed: /),
    ])
    program.okAll(['rollover'], VERIFY)
    expect(readFileSync(witnessOf(program), 'utf8').startsWith(before)).toBe(true)
    expect(readFileSync(witnessOf(program))).toEqual(readFileSync(witnessOf(history)))
  })

  test('as `contract add` was killed likewise', () => {
    const program = withHistory()
    program.ok('contract', 'add', 'gamma', '--customer', 'G', '--from', '2026-11-01', '--credit', '1h')
    withoutLast(program, 1)
    expect(problemsOf(program.run(...VERIFY))).toEqual([
      expect.stringMatching(/does not say that the contract gamma was opened/),
    ])
    program.okAll(['rollover'], VERIFY)
  })

  test('as `contract add` was killed, and its first months are closed before anybody tells it: both are told', () => {
    const program = withHistory()
    program.ok('contract', 'add', 'gamma', '--customer', 'G', '--from', '2026-10-01', '--credit', '1h')
    withoutLast(program, 1)
    program.okAll(['rollover'], VERIFY)
    const told = linesOf(witnessOf(program)).slice(-2)
    expect(told.map(each => JSON.parse(each))).toMatchObject([
      {event: 'opened', contract: 'gamma'},
      {event: 'closed', contract: 'gamma', month: '2026-10'},
    ])
  })

  test('in the middle of a line is finished', () => {
    const program = withHistory()
    truncateSync(witnessOf(program), readFileSync(witnessOf(program)).length - 20)
    expect(problemsOf(program.run(...VERIFY)).join()).toContain('cut short')
    program.okAll(['rollover'], VERIFY)
    expect(readFileSync(witnessOf(program))).toEqual(readFileSync(witnessOf(history)))
  })

  test('of more than a killed rollover leaves is not told by anybody', () => {
    const program = withHistory()
    writeFileSync(witnessOf(program), '')
    program.ok('rollover')
    expect(readFileSync(witnessOf(program), 'utf8')).toBe('')
    expect(problemsOf(program.run(...VERIFY))).toHaveLength(7)
  })

  test('of months whose chain was computed anew is not told either', () => {
    const program = withHistory()
    withoutLast(program, 3)
    computeAnew(program, 'acme', ['2026-09', '2026-10'])
    program.run('rollover')
    expect(linesOf(witnessOf(program)).filter(each => /acme.*2026-10/.test(each))).toEqual([])
  })
})

describe('a witness that is missing is damage: ', () => {
  test('verify says so, nothing is closed, and work is recorded all the same', () => {
    const program = withHistory().at('2026-12-02T09:00:00+01:00')
    const path = witnessOf(program)
    rmSync(path)
    expect(problemsOf(program.run(...VERIFY))).toEqual([`${path}: it is missing`])
    for (const command of [
      ['rollover'],
      ['contract', 'add', 'gamma', '--customer', 'G', '--from', '2026-11-01', '--credit', '1h'],
    ]) {
      const {code, stderr} = program.run(...command)
      expect({command, code}).toEqual({command, code: 5})
      expect(stderr).toContain(path)
    }
    program.ok('log', 'acme', '1h')
    expect(existsSync(path)).toBe(false)
  })

  test('a copy from outside mends it', () => {
    const program = withHistory()
    writeFileSync(witnessOf(program), readFileSync(outsideOf(program)))
    program.ok(...VERIFY)
  })
})

describe('a witness outside of the store', () => {
  test('may be named by the profile, and is told by every rollover', () => {
    const program = withHistory()
    program.at('2026-12-02T09:00:00+01:00')
    program.ok('config', 'set', 'witness', outsideOf(program))
    program.ok('rollover')
    expect(readFileSync(outsideOf(program))).toEqual(readFileSync(witnessOf(program)))
    expect(linesOf(outsideOf(program))).toHaveLength(9)
    expect(program.ok(...VERIFY).json.witnesses).toEqual([
      {file: witnessOf(program), lines: 9},
      {file: outsideOf(program), lines: 9},
    ])
  })

  test('is named by the profile wherever a command is typed, and never in the store itself', () => {
    const program = withHistory()
    program.ok('config', 'set', 'witness', 'seals-outside.jsonl')
    expect(program.stored('store.json').defaults.witness).toMatch(/^\/.*seals-outside\.jsonl$/)
    for (const place of [join(program.store, 'w.jsonl'), program.folder, 'nowhere/w.jsonl'])
      expect(program.run('config', 'set', 'witness', place).code).toBe(2)
    program.ok('config', 'set', 'witness', '')
    expect(program.stored('store.json').defaults.witness).toBe(null)
  })

  test('that lags behind is no damage, and is told of', () => {
    const program = withHistory()
    program.at('2026-12-02T09:00:00+01:00').ok('rollover')
    const {stderr} = program.ok('verify', '--witness', outsideOf(program))
    expect(stderr).toContain('was not told of all yet')
    program.ok('rollover', '--witness', outsideOf(program))
    expect(program.ok('verify', '--witness', outsideOf(program)).stderr).toBe('')
  })

  test('that says something else is left as it is, and rollover says so after it has closed what is due', () => {
    const program = withHistory()
    const path = outsideOf(program)
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('"2026-10-', '"2026-11-').replace('1/2026', '7/2026'),
    )
    const before = readFileSync(path, 'utf8')
    program.at('2026-12-02T09:00:00+01:00')
    const {code, stderr, json} = program.run('rollover', '--json', '--witness', path)
    expect({code, closed: json.closed.length}).toEqual({code: 5, closed: 2})
    expect(stderr).toContain('is not in the witness of the store')
    expect(readFileSync(path, 'utf8')).toBe(before)
  })

  test.each([
    {rule: 'in the store', file: ({store}: Program) => join(store, 'contracts', 'w.jsonl'), code: 2},
    {rule: 'a folder', file: ({folder}: Program) => folder, code: 2},
    {rule: 'a device', file: () => '/dev/zero', code: 2},
    {
      rule: 'in a folder that there is not',
      file: ({folder}: Program) => join(folder, 'nowhere', 'w.jsonl'),
      code: 2,
    },
  ])('that is $rule is refused before anything is closed', ({file, code}) => {
    const program = withHistory().at('2026-12-02T09:00:00+01:00')
    const before = program.fingerprint()
    expect(program.run('rollover', '--witness', file(program)).code).toBe(code)
    expect(program.fingerprint()).toBe(before)
  })

  test('that is not there is made by rollover, and refused by verify', () => {
    const program = withHistory()
    const path = join(program.folder, 'new.jsonl')
    expect(program.run('verify', '--witness', path).code).toBe(2)
    program.ok('rollover', '--witness', path)
    expect(readFileSync(path)).toEqual(readFileSync(witnessOf(program)))
  })
})

describe('a statement in the hands of a customer', () => {
  const withStatement = (format: 'pdf' | 'json') => {
    const program = withHistory()
    const file = join(program.folder, `september.${format}`)
    program.ok('statement', 'acme', '--month', '2026-09', '--format', format, '--output', file)
    return {program, file}
  }

  test.each(['pdf', 'json'] as const)('agrees with the store, as %s', format => {
    const {program, file} = withStatement(format)
    const {json} = program.ok(...VERIFY, '--statement', file)
    expect(json).toMatchObject({ok: true, copies: [{ok: true, contract: 'acme', month: '2026-09'}]})
    const {stdout} = program.ok('verify', '--statement', file)
    expect(stdout).toContain('it is 2026-09 of acme, statement 2/2026, as the store has it')
  })

  test.each(['pdf', 'json'] as const)('finds a chain that was computed anew, as %s', format => {
    const {program, file} = withStatement(format)
    computeAnew(program, 'acme', ['2026-09', '2026-10'])
    rmSync(witnessOf(program))
    expect(problemsOf(program.run(...VERIFY, '--statement', file))).toContainEqual(
      expect.stringMatching(
        /september\..*: 2026-09 of acme has the seal [0-9a-f]{64} in the store, and not /,
      ),
    )
  })

  test('finds a month that was dropped', () => {
    const {program} = withStatement('pdf')
    const file = join(program.folder, 'october.json')
    program.ok('statement', 'beta', '--month', '2026-10', '--format', 'json', '--output', file)
    dropLastMonth(program, 'beta')
    expect(problemsOf(program.run(...VERIFY, '--statement', file)).join()).toContain(
      '2026-10 of beta is not closed in the store, and was closed with the seal',
    )
  })

  test('that was changed itself is told from a store that was', () => {
    const {program, file} = withStatement('json')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Server moved', 'Server sold'))
    expect(problemsOf(program.run(...VERIFY, '--statement', file)).join()).toContain(
      'its content was changed',
    )
  })

  test.each([
    {rule: 'of a month that is open', month: '2026-11', code: 'NO_SEAL'},
    {rule: 'that is none', month: null, code: 'NO_STATEMENT'},
  ])('$rule is refused', ({month, code}) => {
    const program = withHistory()
    const file = join(program.folder, 'x.json')
    if (month === null) writeFileSync(file, '{"statements": [{"contract": "acme"}]}')
    else program.ok('statement', 'acme', '--month', month, '--format', 'json', '--output', file)
    const answer = program.run(...VERIFY, '--statement', file)
    expect(answer.code).toBe(2)
    expect(answer.json.error.code).toBe(code)
  })
})

describe('a seal from paper', () => {
  const sealOf = (program: Program, month: string): string => read(program.page('acme', month)).seal.sha256

  test('is that of its month, in capitals and with spaces, and by its beginning', () => {
    const program = withHistory()
    const seal = sealOf(program, '2026-09')
    const typed = seal.toUpperCase().replaceAll(/(.{8})/g, '$1 ')
    for (const said of [seal, typed, seal.slice(0, 8)]) {
      expect(program.ok('verify', '--seal', said).stdout).toContain('it is 2026-09 of acme, statement 2/2026')
    }
    program.ok('verify', '--seal', seal, '--contract', 'acme', '--month', 'sep')
  })

  test('that no month has, or another one than is said, is damage', () => {
    const program = withHistory()
    const strange = 'ab'.repeat(32)
    expect(problemsOf(program.run(...VERIFY, '--seal', strange)).join()).toContain(
      `no closed month has the seal ${strange}`,
    )
    const args = ['--contract', 'acme', '--month', '2026-10']
    expect(problemsOf(program.run(...VERIFY, '--seal', sealOf(program, '2026-09'), ...args)).join()).toMatch(
      /2026-10 of acme has the seal .* in the store, and not /,
    )
  })

  test.each(['', 'abc', 'xyzxyzxyz', 'ab'.repeat(33)])('%j is none', said => {
    expect(withHistory().run('verify', '--seal', said).code).toBe(2)
  })
})

describe('what was edited by hand in an open month', () => {
  const commands = [
    ['log', 'acme', '1h'],
    ['balance', 'acme'],
    ['rollover', 'acme', '--through', 'this'],
  ]

  test.each([
    {what: 'a text', from: 'Printer', to: 'Plotter'},
    {what: 'a name', from: 'Frau Muster', to: 'Frau Master'},
    {what: 'a time', from: '2026-11-10T09:00:00', to: '2026-11-11T09:00:00'},
    {what: 'an id', from: '"nov"', to: '"dec"'},
  ])('is found by verify and by whoever reads or writes: $what', ({from, to}) => {
    const program = withHistory()
    const path = program.page('acme', '2026-11')
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, to))
    const before = program.fingerprint()
    for (const command of commands) {
      const {code, stderr} = program.run(...command)
      expect({command, code}).toEqual({command, code: 5})
      expect(stderr).toContain(path)
      expect(stderr).toContain('"checksum"')
    }
    expect(problemsOf(program.run(...VERIFY))).toEqual([expect.stringContaining(path)])
    expect(program.fingerprint()).toBe(before)
  })

  test('stays where somebody says so, is told of until something is recorded, and then counts', () => {
    const program = withHistory()
    const path = program.page('acme', '2026-11')
    const text = readFileSync(path, 'utf8').replaceAll('Printer', 'Plotter')
    writeFileSync(path, text.replace(/"checksum": "[0-9a-f]+"/, '"checksum": null'))
    program.ok('balance', 'acme')
    expect(problemsOf(program.run(...VERIFY))).toEqual([expect.stringMatching(/"checksum" is null/)])
    program.okAll(['log', 'acme', '1h'], VERIFY)
    expect(readFileSync(path, 'utf8')).toContain('Plotter')
  })

  test('white space is nothing that was changed', () => {
    const program = withHistory()
    const path = program.page('acme', '2026-11')
    writeFileSync(path, JSON.stringify(read(path)))
    program.ok(...VERIFY)
  })
})

describe('a backup', () => {
  test('with --keep removes no older one while a contract is gone', () => {
    const program = withHistory()
    const folder = join(program.folder, 'backups')
    mkdirSync(folder)
    program.ok('backup', folder)
    rmSync(folderOf(program, 'beta'), {recursive: true})
    program.at('2026-11-22T09:00:00+01:00')
    expect(program.run('backup', folder, '--keep', '1').code).toBe(5)
    expect(readdirSync(folder)).toHaveLength(2)
  })

  test('that was taken while months were closed is restored with a witness of all of them', () => {
    const program = withHistory()
    const archive = join(program.folder, 'b.tar.gz')
    const lines = linesOf(witnessOf(program))
    writeFileSync(witnessOf(program), `${lines.slice(0, -1).join('\n')}\n`)
    program.ok('backup', archive)
    program.ok('restore', archive, '--store', join(program.folder, 'copy'))
    expect(linesOf(join(program.folder, 'copy', 'seals.jsonl'))).toEqual(lines)
    program.ok('verify', '--store', join(program.folder, 'copy'))
  })

  test('that has lost a contract is not restored unless that is asked for', () => {
    const program = withHistory()
    const archive = join(program.folder, 'b.tar.gz')
    rmSync(folderOf(program, 'beta'), {recursive: true})
    program.ok('backup', archive)
    const restore = ['restore', archive, '--store', join(program.folder, 'copy')]
    expect(program.run(...restore).code).toBe(3)
    program.ok(...restore, '--damaged')
  })
})

test('twenty contracts that are closed at once by four processes are each witnessed once, line by line', async () => {
  const program = programFor(() => new Program('2026-11-01T09:00:00+01:00'))
  const ids = Array.from({length: 20}, (_, index) => `c${index}`)
  const add = (id: string) => [
    'contract',
    'add',
    id,
    '--customer',
    id,
    '--from',
    '2026-10-01',
    '--credit',
    '1h',
  ]
  program.okAll(['init', '--provider', 'Muster IT GmbH'], ...ids.map(add))
  await Promise.all(Array.from({length: 4}, () => program.start('rollover').finished))
  const lines = linesOf(witnessOf(program)).map(each => JSON.parse(each))
  const closed = lines.filter(({event}) => event === 'closed').map(({contract}) => contract)
  expect(closed.toSorted()).toEqual(ids.toSorted())
  program.ok('verify')
}, 60_000)
