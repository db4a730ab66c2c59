import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {type Outcome, Program, programFor} from '../support/program.js'

// What somebody with the files can change, and what must find it.

let history: Program
beforeAll(() => {
  history = Program.withAcme().inOneProcess()
  history.okAll(
    ['log', 'acme', '3h', 'Server moved', '--at', '2026-09-10 9:00', '--id', 'sep'],
    ['rollover', '--through', '2026-10'],
    ['log', 'acme', '1h', 'Printer', '--for', 'Frau Muster', '--at', '2026-11-10 9:00', '--id', 'nov'],
  )
})
afterAll(() => history.remove())

const withHistory = () => programFor(() => history.copy())

const problemsOf = ({code, json}: Outcome): readonly string[] => {
  expect(code).toBe(5)
  return json.problems.map(({file, what}: {file: string; what: string}) => `${file}: ${what}`)
}

const edit = (path: string, change: (text: string) => string) => {
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(path, after)
}

describe('a journal that somebody planted', () => {
  const plant = (program: Program, files: Readonly<Record<string, string | null>>): string => {
    const path = join(program.store, 'contracts', 'acme', 'pending.json')
    writeFileSync(path, JSON.stringify({format: 1, files}))
    return path
  }
  const closedOf = (program: Program) => readFileSync(program.page('acme', '2026-10'), 'utf8')

  test.each<{readonly rule: string; readonly files: (program: Program) => Record<string, string | null>}>([
    {
      rule: 'changes a closed page',
      files: program => ({'2026-10.json': closedOf(program).replace('"acme"', '"acme" ')}),
    },
    {rule: 'removes a closed page', files: () => ({'2026-10.json': null})},
    {rule: 'opens a closed month again', files: ({page}) => ({'2026-10.json': openPage(page)})},
    {rule: 'makes a page before the first month', files: ({page}) => ({'2025-12.json': openPage(page)})},
    {rule: 'removes the contract of closed months', files: () => ({'contract.json': null})},
    {
      rule: 'closes a month without the page of the next',
      files: program => {
        const done = programFor(() => program.copy())
        done.ok('rollover', '--through', 'this')
        return {'2026-11.json': readFileSync(done.page('acme', '2026-11'), 'utf8')}
      },
    },
    {rule: 'writes a page that cannot be read', files: () => ({'2026-11.json': '"2026-11"'})},
    {
      rule: 'writes a page with another text',
      files: program => ({'2026-11.json': openPage(program.page).replace('Printer', 'Plotter')}),
    },
    {rule: 'writes another file', files: () => ({'notes.json': '{}'})},
    {rule: 'writes outside of the contract', files: () => ({'../store.json': '{}'})},
  ])('that $rule is damage, and is not played', ({files}) => {
    const program = withHistory()
    const path = plant(program, files(program))
    const before = program.fingerprint()
    for (const command of [
      ['log', 'acme', '1h'],
      ['balance', 'acme'],
      ['rollover', 'acme', '--through', 'this'],
      ['contract', 'add', 'acme', '--customer', 'X', '--from', '2026-01-01', '--credit', '1h'],
    ]) {
      const {code, stderr} = program.run(...command)
      expect({command, code}).toEqual({command, code: 5})
      expect(stderr).toContain(path)
    }
    expect(problemsOf(program.run('verify', '--json'))).toEqual([expect.stringContaining(path)])
    expect(program.fingerprint()).toBe(before)
  })

  const openPage = (page: Program['page']): string =>
    readFileSync(page.call(history, 'acme', '2026-11'), 'utf8')

  test('is not every journal: one that was killed at any point of its work is finished', () => {
    const program = withHistory()
    const before = program.copy()
    program.ok('rollover', '--through', 'this')
    const names = ['2026-11', '2026-12'].map(month => `${month}.json`)
    const files = Object.fromEntries(
      names.map(name => [name, readFileSync(join(program.store, 'contracts', 'acme', name), 'utf8')]),
    )
    for (const done of [0, 1, 2]) {
      const killed = programFor(() => before.copy())
      for (const name of names.slice(0, done))
        writeFileSync(join(killed.store, 'contracts', 'acme', name), files[name] ?? '')
      plant(killed, files)
      killed.ok('balance', 'acme')
      killed.ok('log', 'acme', '1h', '--at', '2026-11-20 9:00')
      expect(existsSync(join(killed.store, 'contracts', 'acme', 'pending.json'))).toBe(false)
      expect(readFileSync(killed.page('acme', '2026-11'), 'utf8')).toBe(files['2026-11.json'])
    }
    before.remove()
  })
})

describe('a store whose store.json is missing', () => {
  test.each([
    {beside: 'contracts', prepare: () => {}},
    {
      beside: 'a contract that cannot be read',
      prepare: ({store}: Program) => {
        rmSync(join(store, 'contracts', 'acme'), {recursive: true})
        writeFileSync(join(store, 'contracts', 'acme'), 'a file')
      },
    },
  ])('beside $beside is damaged for every command, and none makes a new one of it', ({prepare}) => {
    const program = withHistory()
    const path = join(program.store, 'store.json')
    rmSync(path)
    prepare(program)
    const before = program.fingerprint()
    for (const command of [
      ['init', '--provider', 'X'],
      ['balance'],
      ['log', 'acme', '1h'],
      ['rollover'],
      ['verify'],
      ['config'],
      ['contract', 'list'],
      ['statement', '--all'],
      ['backup', join(program.folder, 'b.tar.gz')],
    ]) {
      const {code, stderr} = program.run(...command)
      expect({command, code}).toEqual({command, code: 5})
      expect(stderr).toContain(path)
      expect(stderr).not.toContain('hourbank init')
    }
    expect(program.fingerprint()).toBe(before)
  })

  test('is made anew by a backup', () => {
    const program = withHistory()
    const archive = join(program.folder, 'b.tar.gz')
    program.ok('backup', archive)
    rmSync(join(program.store, 'store.json'))
    program.ok('restore', archive)
    program.ok('verify')
  })

  test('is none where nothing else was made: a killed init leaves no more than folders', () => {
    const program = programFor(() => new Program().inOneProcess())
    mkdirSync(join(program.store, 'contracts'), {recursive: true})
    writeFileSync(join(program.store, 'lock'), '')
    expect(program.run('balance').code).toBe(2)
    program.ok('init', '--provider', 'Muster IT GmbH')
  })
})

describe('what was edited in contract.json', () => {
  test.each([
    {what: 'time zone', from: '"Europe/Berlin"', to: '"Pacific/Auckland"', says: /another time zone now/},
    {what: 'currency', from: '"EUR"', to: '"CHF"', says: /another currency now/},
    {
      what: 'first day',
      from: '"from": "2026-01-01"',
      to: '"from": "2026-01-02"',
      says: /another first day now/,
    },
  ])('is found by verify: the $what', ({from, to, says}) => {
    const program = withHistory()
    const path = join(program.store, 'contracts', 'acme', 'contract.json')
    edit(path, text => text.replace(from, to))
    expect(problemsOf(program.run('verify', '--json')).join()).toMatch(/contract\.json.*checksum is another/)
    // Whoever says that it shall stay so is told by the closed pages.
    edit(path, text => text.replace(/"checksum": "\w+"/, '"checksum": null'))
    const problems = problemsOf(program.run('verify', '--json'))
    expect(problems.filter(each => says.test(each))).toHaveLength(10)
  })

  test.each([
    {what: 'the name of the customer', from: 'ACME GmbH', to: 'ACNE GmbH'},
    {what: 'terms of an open month', from: '"limitMinutes": 300', to: '"limitMinutes": 900'},
    {what: 'the checksum', from: /"checksum": "\w+"/, to: '"checksum": "00000000000000"'},
    {what: 'the checksum, which is taken out', from: /,\s*"checksum": "\w+"/, to: ''},
  ])('is damage for every command: $what', ({from, to}) => {
    const program = withHistory()
    const path = join(program.store, 'contracts', 'acme', 'contract.json')
    edit(path, text => text.replace(from, to))
    for (const command of [['log', 'acme', '1h'], ['balance', 'acme'], ['rollover'], ['verify', 'acme']]) {
      const {code, stdout, stderr} = program.run(...command)
      expect({command, code}).toEqual({command, code: 5})
      expect(stdout + stderr).toContain(path)
    }
  })

  test('stays where its checksum is set to null, until the next change of the contract', () => {
    const program = withHistory()
    const path = join(program.store, 'contracts', 'acme', 'contract.json')
    edit(path, text => text.replace('ACME GmbH', 'ACME AG').replace(/"checksum": "\w+"/, '"checksum": null'))
    program.ok('log', 'acme', '1h')
    expect(problemsOf(program.run('verify', '--json'))).toEqual([expect.stringContaining('shall stay so')])
    program.ok('contract', 'edit', 'acme', '--email', 'it@acme.example')
    expect(program.ok('contract', 'show', 'acme').stdout).toContain('ACME AG')
    expect(program.ok('verify', '--json').json.problems).toEqual([])
  })

  test.each([
    {rule: 'that there is not', zone: 'Europe/Berlni'},
    {rule: 'that is an offset', zone: '+02:00'},
  ])('is damage: a time zone $rule', ({zone}) => {
    const program = withHistory()
    const path = join(program.store, 'contracts', 'acme', 'contract.json')
    edit(path, text => text.replace('Europe/Berlin', zone))
    for (const command of [['log', 'acme', '1h'], ['balance', 'acme'], ['rollover'], ['statement', 'acme']]) {
      const {code, stderr} = program.run(...command)
      expect({command, code}).toEqual({command, code: 5})
      expect(stderr).toContain(path)
      expect(stderr).toContain(zone)
    }
    expect(problemsOf(program.run('verify', '--json')).join()).toContain(path)
  })

  test('is damage in store.json as well', () => {
    const program = withHistory()
    const path = join(program.store, 'store.json')
    edit(path, text => text.replace('Europe/Berlin', 'Europe/Berlni'))
    for (const command of [['log', 'acme', '1h'], ['balance'], ['verify']]) {
      const {code, stderr} = program.run(...command)
      expect({command, code}).toEqual({command, code: 5})
      expect(stderr).toContain('profile')
      expect(stderr).toContain('Europe/Berlni')
    }
  })
})
