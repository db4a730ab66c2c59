import {spawnSync} from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, onTestFinished, test} from 'vitest'
import {resealed} from '../support/account-builder.js'
import {type CommandLine, executable, type Outcome, Program, programFor} from '../support/program.js'

const canRun = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0
const isRoot = process.getuid?.() === 0
const canBeNobody = isRoot && canRun('setpriv', '--reuid=65534', '--clear-groups', 'true')
const canMount = isRoot && canRun('unshare', '--mount', 'true') && canMountTmpfs()

function canMountTmpfs(): boolean {
  return canRun('unshare', '--mount', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt')
}

// Two contracts, one of them with nine closed months and an entry in two of these.
let history: Program
beforeAll(() => {
  history = Program.withAcme().inOneProcess()
  history.okAll(
    ['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-01-01', '--credit', '2h'],
    ['log', 'acme', '3h', 'Server moved', '--at', '2026-02-10 9:00', '--id', 'feb'],
    ['log', 'acme', '2h', 'Printer', '--at', '2026-09-10 9:00', '--id', 'sep'],
    ['rollover', 'acme', '--through', '2026-09'],
  )
})
afterAll(() => history.remove())

const withHistory = () => programFor(() => history.copy())

/** What a command answered, with what it was. */
interface Answer extends Pick<Outcome, 'code' | 'stdout' | 'stderr'> {
  readonly args: CommandLine | undefined
  readonly said: string
}

const answersOf = (program: Program, commands: readonly CommandLine[]): readonly Answer[] =>
  program.runAll(commands).map(({code, stdout, stderr}, index) => ({
    args: commands[index],
    ...{code, stdout, stderr, said: stdout + stderr},
  }))

/** A store with a damaged file, what has to be said of it, and how the store was before it was asked. */
interface Spoilt {
  readonly program: Program
  readonly file: string
  readonly says: string
  readonly before: string
}

const VERIFY = ['verify', '--json']

describe('a damaged file is named with exit code 5, nothing is written, and verify names it:', () => {
  const edit = (change: (text: string) => string) => (path: string) =>
    writeFileSync(path, change(readFileSync(path, 'utf8')))
  const damages: readonly {
    readonly rule: string
    readonly damage: (path: string, program: Program) => void
    readonly says: string
  }[] = [
    {rule: 'truncated', damage: path => truncateSync(path, 200), says: 'not valid JSON'},
    {rule: 'empty', damage: path => truncateSync(path, 0), says: 'not valid JSON'},
    {rule: 'null', damage: path => writeFileSync(path, 'null'), says: 'other than an object'},
    {rule: 'a list', damage: path => writeFileSync(path, '[]'), says: 'status: missing'},
    {rule: 'binary', damage: path => writeFileSync(path, Uint8Array.of(0xff, 0xfe, 0)), says: 'no text'},
    {rule: 'with something behind it', damage: path => appendFileSync(path, '{}'), says: 'not valid JSON'},
    {
      rule: 'with an unknown field',
      damage: edit(text => text.replace('{', '{"x": 1,')),
      says: 'unknown field',
    },
    {
      rule: 'with a key twice',
      damage: edit(text => text.replace('{', '{"month": "2026-01",')),
      says: 'same key twice',
    },
    {
      rule: 'a link',
      damage: (path, {folder}) => {
        renameSync(path, join(folder, 'elsewhere.json'))
        symlinkSync(join(folder, 'elsewhere.json'), path)
      },
      says: 'link',
    },
    {
      rule: 'a folder',
      damage: path => {
        rmSync(path)
        mkdirSync(path)
      },
      says: 'not a file',
    },
    {
      rule: 'of another month',
      damage: (path, program) => copyFileSync(program.page('acme', '2026-01'), path),
      says: 'month',
    },
    {
      rule: 'of another contract',
      damage: edit(text => text.replace('"contract": "acme"', '"contract": "beta"')),
      says: 'contract',
    },
  ]

  const pages = [
    {
      page: 'an open page',
      month: '2026-10',
      commands: [
        ['log', 'acme', '1h'],
        ['rollover', 'acme'],
      ],
    },
    {
      page: 'a closed page',
      month: '2026-09',
      commands: [
        ['statement', 'acme', '--month', '2026-09'],
        ['log', 'acme', '1h', '--at', '2026-09-01 9:00'],
      ],
    },
  ]
  describe.each(pages)('$page', ({month, commands}) => {
    const asked = asking(commands)
    let spoilt: readonly Spoilt[]
    let answers: readonly Answer[]
    beforeAll(() => {
      spoilt = damages.map(({damage, says}) => {
        const program = history.copy()
        const file = program.page('acme', month)
        damage(file, program)
        return {program, file, says, before: program.fingerprint()}
      })
      answers = answersOf(
        history,
        spoilt.flatMap(({program}) => asked.map(args => [...args, '--store', program.store])),
      )
    })
    afterAll(() => {
      for (const {program} of spoilt) program.remove()
    })

    test.each(damages.map(({rule}, index) => ({rule, index})))('that is $rule', ({index}) => {
      const from = index * asked.length
      checkDamage(spoilt[index] as Spoilt, answers.slice(from, from + asked.length))
    })
  })

  test('a closed page with one byte changed', () => {
    const program = withHistory()
    const path = program.page('acme', '2026-09')
    edit(text => text.replace('Printer', 'Prin7er'))(path)
    expectDamage(
      program,
      path,
      'seal',
      ['statement', 'acme', '--month', '2026-09'],
      ['entry', 'show', 'sep'],
      ['rollover', 'acme', '--dry-run'],
      ['rollover', 'acme'],
    )
  })

  test('a closed page that was changed and sealed again, by the seal that the open month names', () => {
    const program = withHistory()
    edit(text => {
      const page = JSON.parse(text.replace('Printer', 'Prin7er'))
      return JSON.stringify(resealed(page))
    })(program.page('acme', '2026-09'))
    expectDamage(
      program,
      program.page('acme', '2026-10'),
      'does not open with what',
      ['rollover', 'acme'],
      ['log', 'acme', '1h', '--at', '2026-09-01 9:00'],
    )
  })

  test('two closed pages that changed places', () => {
    const program = withHistory()
    const [one, two, aside] = [
      program.page('acme', '2026-03'),
      program.page('acme', '2026-04'),
      join(program.folder, 'aside'),
    ] as const
    renameSync(one, aside)
    renameSync(two, one)
    renameSync(aside, two)
    const files = expectDamage(program, one, '2026-04', ['statement', 'acme', '--month', '2026-03'])
    expect(files).toEqual(expect.arrayContaining([one, two]))
  })

  test('a closed page in the middle that was removed', () => {
    const program = withHistory()
    rmSync(program.page('acme', '2026-04'))
    const path = program.page('acme', '2026-04')
    expectDamage(program, path, 'missing', ['statement', 'acme', '--month', '2026-04'])
  })

  test('the last closed page that was removed', () => {
    const program = withHistory()
    rmSync(program.page('acme', '2026-09'))
    expectDamage(
      program,
      '2026-09',
      'missing',
      ['log', 'acme', '1h'],
      ['rollover', 'acme'],
      ['balance', 'acme'],
    )
  })

  test('the open page that was removed', () => {
    const program = withHistory()
    rmSync(program.page('acme', '2026-10'))
    expectDamage(
      program,
      join(program.store, 'contracts', 'acme'),
      '2026-09',
      ['log', 'acme', '1h'],
      ['balance', 'acme'],
    )
  })

  test('a contract that is no contract', () => {
    const program = withHistory()
    const path = join(program.store, 'contracts', 'acme', 'contract.json')
    writeFileSync(path, '{"id": "acme"}')
    expectDamage(program, path, 'customer', ['log', 'acme', '1h'], ['contract', 'show', 'acme'], ['balance'])
  })

  test('a contract that was removed while its pages are still there', () => {
    const program = withHistory()
    const path = join(program.store, 'contracts', 'acme', 'contract.json')
    rmSync(path)
    expectDamage(
      program,
      path,
      'missing',
      ['log', 'acme', '1h'],
      ['contract', 'show', 'acme'],
      ['contract', 'list'],
      ['balance'],
      ['rollover', 'acme'],
      ['contract', 'add', 'acme', '--customer', 'ACME GmbH', '--from', '2026-01-01', '--credit', '1h'],
    )
  })

  test('the folder of a contract that is a link', () => {
    const program = withHistory()
    const path = join(program.store, 'contracts', 'acme')
    const elsewhere = join(program.folder, 'elsewhere')
    renameSync(path, elsewhere)
    symlinkSync(elsewhere, path)
    expectDamage(program, path, 'link', ['log', 'acme', '1h'], ['balance', 'acme'])
    rmSync(elsewhere, {recursive: true})
    expectDamage(program, path, 'link', ['log', 'acme', '1h'], ['balance', 'acme'])
  })

  test('a profile that is no JSON', () => {
    const program = withHistory()
    const path = join(program.store, 'store.json')
    truncateSync(path, 40)
    expectDamage(program, path, 'not valid JSON', ['balance'], ['config'], ['config', 'set', 'by', 'X'])
  })

  test('a file that is none of the program’s is named by verify, and stands in nobody’s way', () => {
    const program = withHistory()
    const path = join(program.store, 'contracts', 'acme', 'notes.json')
    writeFileSync(path, '{}')
    const [log, verify] = program.runAll([['log', 'acme', '1h'], VERIFY])
    expect(log?.code).toBe(0)
    expect(problemFiles(verify)).toEqual([path])
  })

  /** Each command names the file and what is wrong; returns the files that verify names. */
  function expectDamage(
    program: Program,
    file: string,
    says: string,
    ...commands: readonly CommandLine[]
  ): readonly string[] {
    const before = program.fingerprint()
    return checkDamage({program, file, says, before}, answersOf(program, asking(commands)))
  }

  function asking(commands: readonly CommandLine[]): readonly CommandLine[] {
    return [['init', '--provider', 'X'], ...commands, VERIFY]
  }

  function checkDamage({program, file, says, before}: Spoilt, answers: readonly Answer[]): readonly string[] {
    const [init, ...others] = answers
    expect(init?.code).toBe(2)
    for (const {args, code, said} of others.slice(0, -1)) {
      expect({args, code}).toEqual({args, code: 5})
      expect(said).toContain(file)
      expect(said).toContain(says)
      expect(said).not.toMatch(/^\s+at /m)
    }
    const files = problemFiles(others.at(-1))
    expect(JSON.stringify(files)).toContain(file)
    expect(program.fingerprint()).toBe(before)
    return files
  }

  function problemFiles(verify: Pick<Answer, 'code' | 'stdout'> | undefined): readonly string[] {
    expect(verify?.code).toBe(5)
    const {problems = [], error} = JSON.parse(verify?.stdout ?? '')
    return error ? [error.details.file] : problems.map(({file}: {file: string}) => file)
  }
})

test('a rollover goes on past a damaged contract, lists it as failed, and exits with 5', () => {
  const program = withHistory()
  truncateSync(program.page('acme', '2026-10'), 100)
  const {code, json} = program.run('rollover', '--json')
  expect(code).toBe(5)
  expect(json.closed.map(({contract, month}: Record<string, string>) => `${contract} ${month}`)).toEqual(
    ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map(month => `beta 2026-${month}`),
  )
  expect(json.failed).toEqual([
    {
      contract: 'acme',
      error: expect.objectContaining({
        code: 'STORE_DAMAGED',
        details: expect.objectContaining({file: program.page('acme', '2026-10')}),
      }),
    },
  ])
})

describe('beside a damaged contract, ', () => {
  const withDamage = () => {
    const program = withHistory()
    truncateSync(join(program.store, 'contracts', 'acme', 'contract.json'), 40)
    return program
  }
  const failed = [{contract: 'acme', error: expect.objectContaining({code: 'STORE_DAMAGED'})}]

  test('a rollover that names it closes the others too', () => {
    const {code, json} = withDamage().run('rollover', 'acme', 'beta', '--json')
    expect({code, closed: json.closed.length}).toEqual({code: 5, closed: 10})
    expect(json.failed).toEqual(failed)
  })

  test('verify that names it lists what is wrong', () => {
    const {code, json} = withDamage().run('verify', 'acme', '--json')
    expect({code, ok: json.ok}).toEqual({code: 5, ok: false})
    expect(json.problems[0].file).toMatch(/acme.contract\.json$/)
  })

  test.each([
    {command: ['balance'], shown: 'balances'},
    {command: ['balance', 'acme', 'beta'], shown: 'balances'},
    {command: ['contract', 'list'], shown: 'contracts'},
  ])('$command shows the others, and tells of it on standard error', ({command, shown}) => {
    const whole = withHistory()
    const [asJson, inWords, ofWhole] = withDamage().runAll([
      [...command, '--json'],
      command,
      [...command, '--json', '--store', whole.store],
    ])
    expect(asJson?.code).toBe(5)
    expect(asJson?.json[shown]).toHaveLength(1)
    expect(asJson?.json.failed).toEqual(failed)
    expect(inWords?.stdout).toContain('Beta AG')
    expect(inWords?.stderr).toMatch(/acme.*not valid JSON[\s\S]*1 contract failed/)
    expect(ofWhole?.json).not.toHaveProperty('failed')
  })

  test('a mistyped one is still refused, and gets a suggestion', () => {
    const {code, stderr} = withDamage().run('balance', 'beta', 'acmee')
    expect(code).toBe(3)
    expect(stderr).toContain('Did you mean acme?')
  })
})

describe('the folder of a contract', () => {
  const addGamma = ['contract', 'add', 'gamma', '--customer', 'G', '--from', '2026-11-01', '--credit', '1h']
  const withGamma = () => {
    const program = withHistory()
    mkdirSync(join(program.store, 'contracts', 'gamma'))
    return {program, gamma: (name: string) => join(program.store, 'contracts', 'gamma', name)}
  }

  test('that a killed `contract add` left without a contract is none, and may be used', () => {
    const {program, gamma} = withGamma()
    writeFileSync(gamma('lock'), '')
    writeFileSync(gamma('.pending.json.1a2b3c.tmp'), '{')
    const [list, before, balance, add, after] = program.runAll([
      ['contract', 'list', '--json'],
      VERIFY,
      ['balance', 'gamma'],
      addGamma,
      VERIFY,
    ])
    expect(list?.json.contracts).toHaveLength(2)
    expect(before?.json).toMatchObject({ok: true, contracts: 2})
    expect({balance: balance?.code, add: add?.code}).toEqual({balance: 3, add: 0})
    expect(after?.json).toMatchObject({ok: true, contracts: 3})
  })

  test('that a killed `contract add` left with nothing but the journal is a contract', () => {
    const {program, gamma} = withGamma()
    const files = Object.fromEntries(
      ['contract', '2026-01'].map(name => {
        const text = readFileSync(program.page('beta', name), 'utf8')
        const ofGamma = text.replaceAll('"beta"', '"gamma"')
        return [`${name}.json`, ofGamma.replace(/"checksum": "\w+"/, '"checksum": null')]
      }),
    )
    writeFileSync(gamma('pending.json'), JSON.stringify({format: 1, files}))
    const list = ['contract', 'list', '--json']
    const [contracts, add, log] = program.runAll([list, addGamma, ['log', 'gamma', '1h']])
    expect(contracts?.json.contracts).toHaveLength(3)
    expect({add: add?.code, log: log?.code}).toEqual({add: 3, log: 0})
  })
})

test('a holiday file that cannot be read is named by verify once, whether or not a contract asks for it', () => {
  const program = withHistory()
  const path = join(program.store, 'holidays', 'de-by.json')
  mkdirSync(join(program.store, 'holidays'))
  writeFileSync(path, '{"region": {"country": "DE", "state": "BW"}, "years": {}}')
  const {code, json} = program.run('verify', '--json')
  expect(code).toBe(5)
  expect(json.problems).toEqual([{file: path, what: 'region: it is another one'}])
})

test('a store of a newer format is left alone, with exit code 5', () => {
  const program = withHistory()
  const path = join(program.store, 'store.json')
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"format": \d+/, '"format": 99'))
  const before = program.fingerprint()
  const commands = [['balance'], ['log', 'acme', '1h'], ['rollover'], ['config', 'set', 'by', 'X']]
  for (const {args, code, stdout} of answersOf(
    program,
    commands.map(command => [...command, '--json']),
  )) {
    expect({args, code}).toEqual({args, code: 5})
    expect(JSON.parse(stdout).error).toMatchObject({code: 'STORE_NEWER', details: {file: path, format: 99}})
  }
  expect(program.fingerprint()).toBe(before)
})

test('without a store, a command says so and names init', () => {
  const program = programFor(() => new Program().inOneProcess())
  const commands = [
    ['balance'],
    ['log', 'acme', '1h'],
    ['rollover'],
    ['verify'],
    ['config'],
    ['contract', 'list'],
    ['statement', '--all'],
  ]
  for (const {args, code, stderr} of answersOf(program, commands)) {
    expect({args, code}).toEqual({args, code: 2})
    expect(stderr).toContain(program.store)
    expect(stderr).toContain('hourbank init')
  }
})

test('a store whose path is a file is a fault, and the file is named', () => {
  const program = programFor(() => new Program().inOneProcess())
  writeFileSync(program.store, 'mine')
  for (const {args, code, stderr} of answersOf(program, [['balance'], ['init', '--provider', 'X']])) {
    expect({args, code}).toEqual({args, code: 1})
    expect(stderr).toContain(program.store)
  }
  expect(readFileSync(program.store, 'utf8')).toBe('mine')
})

describe('as another user, ', () => {
  const asNobody = (program: Program, ...args: readonly string[]) => {
    chmodSync(program.folder, 0o755)
    const command = [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      process.execPath,
      executable,
      ...args,
    ]
    return spawnSync('setpriv', command, {
      env: {...program.env, XDG_CACHE_HOME: ''},
      cwd: '/',
      encoding: 'utf8',
    })
  }

  test.skipIf(!canBeNobody)(
    'a store that may not be read is a fault: exit code 1, and the file is named',
    () => {
      const program = withHistory()
      for (const args of [['balance'], ['log', 'acme', '1h'], ['rollover']]) {
        const {status, stderr} = asNobody(program, ...args)
        expect(stderr).toContain('no permission')
        expect(stderr).toContain(program.store)
        expect(status).toBe(1)
      }
    },
  )

  test.skipIf(!canBeNobody)('a contract that may not be read is named, and does not hide the others', () => {
    const program = withHistory()
    const folder = join(program.store, 'contracts', 'acme')
    spawnSync('chmod', ['-R', 'a+rX', program.store])
    chmodSync(folder, 0o700)
    const answers = [['verify', '--json'], ['balance'], ['rollover', '--dry-run'], ['log', 'acme', '1h']].map(
      args => ({args, ...asNobody(program, ...args)}),
    )
    for (const {args, status, stdout, stderr} of answers) {
      expect({args, status}).toEqual({args, status: 1})
      expect(stdout + stderr).toContain(folder)
    }
    const [verify, balance] = answers
    expect(balance?.stdout).toContain('Beta AG')
    expect(JSON.parse(verify?.stdout ?? '')).toMatchObject({
      ok: false,
      contracts: 2,
      problems: [{file: expect.stringContaining(folder)}],
    })
  })

  test.skipIf(!canBeNobody)('a page that may be read but not written stays as it was', () => {
    const program = withHistory()
    spawnSync('chmod', ['-R', 'a+rX', program.store])
    const before = program.fingerprint()
    expect(asNobody(program, 'balance', '--json').status).toBe(0)
    const {status, stderr} = asNobody(program, 'log', 'acme', '1h')
    expect(stderr).toContain('no permission')
    expect(status).toBe(1)
    expect(program.fingerprint()).toBe(before)
  })
})

describe('on a disk of its own, ', () => {
  const onDisk = (options: string): Program => {
    const program = programFor(() => new Program().inOneProcess())
    mkdirSync(program.store)
    mount('-t', 'tmpfs', '-o', options, 'tmpfs', program.store)
    onTestFinished(() => void spawnSync('umount', [program.store]))
    program.okAll(
      ['init', '--provider', 'Muster IT GmbH'],
      ['contract', 'add', 'acme', '--customer', 'ACME', '--from', '2026-11-01', '--credit', '10h'],
      ['log', 'acme', '10m', '--id', 'before'],
    )
    return program
  }
  const mount = (...args: readonly string[]) => {
    const {status, stderr} = spawnSync('mount', args, {encoding: 'utf8'})
    if (status !== 0) throw new Error(stderr)
  }

  test.skipIf(!canMount)(
    'a store that is read-only can be read; writing is a fault that names the file',
    () => {
      const program = onDisk('size=1m')
      mount('-o', 'remount,ro', program.store)
      program.okAll(['balance'], ['verify'])
      for (const {args, code, said} of answersOf(program, [
        ['log', 'acme', '10m'],
        ['rollover', '--through', 'this'],
        ['config', 'set', 'by', 'X'],
      ])) {
        expect({args, code}).toEqual({args, code: 1})
        expect(said).toContain('read-only')
        expect(said).toContain(program.store)
      }
    },
  )

  test.skipIf(!canMount)(
    'a full disk loses nothing: exit code 1, the file named, and the next command works once there is space',
    () => {
      const program = onDisk('size=64k')
      spawnSync('dd', ['if=/dev/zero', `of=${join(program.store, 'filler')}`, 'bs=1k', 'count=100'])
      const before = program.fingerprint()
      for (const {args, code, said} of answersOf(program, [
        ['log', 'acme', '10m'],
        ['credit', 'acme', '1h', '--kind', 'goodwill', '--reason', 'r'],
        ['rollover', '--through', 'this'],
      ])) {
        expect({args, code}).toEqual({args, code: 1})
        expect(said).toContain('disk is full')
        expect(said).toContain(join(program.store, 'contracts', 'acme'))
      }
      expect(program.fingerprint()).toBe(before)
      program.ok('verify')

      rmSync(join(program.store, 'filler'))
      const [, entries] = program.okAll(['log', 'acme', '10m', '--id', 'after'], ['entries', '--json'])
      expect(entries?.json.entries).toHaveLength(2)
    },
  )

  test.skipIf(!canMount)('a disk that fills up while logging keeps all that was confirmed', () => {
    const program = onDisk('size=48k')
    const ids = Array.from({length: 60}, (_, index) => `e${index + 1}`)
    const rest = ['--force', '--reason', 'r']
    const answers = program.runAll(
      ids.map(id => ['log', 'acme', '1m', 'x'.repeat(1000), '--id', id, ...rest]),
    )
    const confirmed = ids.filter((_, index) => answers[index]?.code === 0)
    expect(confirmed.length).toBeLessThan(60)
    expect(new Set(answers.map(({code}) => code))).toEqual(new Set([0, 1]))
    const [entries] = program.okAll(['entries', '--json'], ['verify'])
    const stored = entries?.json.entries.map(({id}: {id: string}) => id)
    expect(stored.sort()).toEqual(['before', ...confirmed].sort())
  })
})
