import {spawnSync} from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build as bundle} from 'esbuild'
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest'
// @ts-expect-error The build is plain JavaScript.
import {build} from '../../bin/build.js'
// @ts-expect-error The build is plain JavaScript.
import {lateModules, lightOclif} from '../../bin/light.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const outdir = 'node_modules/.cache/hourbank/test-start-up'
const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, [join(root, outdir, 'main.js'), ...args], {
    encoding: 'utf8',
    env: {PATH: process.env.PATH, HOME: '/nowhere', ...env},
  })

let inputs: readonly string[] = []
beforeAll(async () => {
  const {metafile} = await build({outdir})
  inputs = Object.keys(metafile.inputs)
})

test('--version names the program, its version, the platform and Node', () => {
  const {stdout, status} = run(['--version'])
  expect(stdout).toBe(`hourbank/${version} ${process.platform}-${process.arch} node-${process.version}\n`)
  expect(status).toBe(0)
})

test('--help lists topics and commands, with the modules for help loaded late', () => {
  const {stdout, status} = run(['--help'])
  expect(stdout).toContain('$ hourbank [COMMAND]')
  expect(stdout).toContain('COMMANDS\n')
  expect(status).toBe(0)
})

test('what speaks to databases is loaded where the store is one, and nowhere else', () => {
  const store = mkdtempSync(join(tmpdir(), 'hourbank-start-up-'))
  onTestFinished(() => rmSync(store, {recursive: true}))
  const [there, away] = ['package-pg.js', 'package-pg.away'].map(name => join(root, outdir, name))
  renameSync(there ?? '', away ?? '')
  onTestFinished(() => renameSync(away ?? '', there ?? ''))
  const inFolder = {HOURBANK_STORE: join(store, 'store')}
  expect(run(['init', '--provider', 'Muster IT GmbH'], inFolder).status).toBe(0)
  expect(run(['balance'], inFolder).status).toBe(0)
  const inDatabase = run(['balance'], {HOURBANK_STORE: 'postgres://127.0.0.1:1/hours'})
  expect(inDatabase.stderr).toContain('package-pg.js')
})

test('a topic alone, with --help, or a command of it with --help shows help with spaces between the words', () => {
  expect(run(['contract']).stdout).toContain('hourbank contract COMMAND')
  expect(run(['contract', '--help']).stdout).toContain('contract add ')
  expect(run(['contract', 'add', '--help']).stdout).toContain('$ hourbank contract add ')
})

test('an unknown command exits with 2, and writes to standard error only', () => {
  const {stdout, stderr, status} = run(['nosuchcommand'])
  expect(stdout).toBe('')
  expect(stderr).toContain('nosuchcommand')
  expect(status).toBe(2)
})

test('`help log` says what `log --help` says, and `help` what `--help` says', () => {
  expect(run(['help', 'log']).stdout).toBe(run(['log', '--help']).stdout)
  expect(run(['help']).stdout).toBe(run(['--help']).stdout)
})

test('an unknown flag exits with 2', () => {
  expect(run(['contract', 'list', '--nosuchflag']).status).toBe(2)
})

test('help is coloured when FORCE_COLOR asks for it, and not in a pipe', () => {
  const colour = '\u001B['
  expect(run(['--help'], {FORCE_COLOR: '1'}).stdout).toContain(colour)
  expect(run(['--help']).stdout).not.toContain(colour)
})

test('DEBUG shows what oclif is doing', () => {
  expect(run(['--help'], {DEBUG: 'oclif:*'}).stderr).toContain('oclif:')
})

test('oclif’s search for plugins is not in the bundle', () => {
  const packages = inputs.filter(input => input.startsWith('node_modules/'))
  for (const unused of ['tinyglobby', 'minimatch', 'semver', 'wsl-utils']) {
    expect(packages.filter(input => input.includes(`/${unused}/`))).toEqual([])
  }
})

describe('what stands in for a module of oclif’s', () => {
  const LATE: readonly string[] = lateModules

  test('keeps the real one from loading in a command that needs none of it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hourbank-coverage-'))
    onTestFinished(() => rmSync(folder, {recursive: true}))
    const tellModules = join(folder, 'tell.cjs')
    writeFileSync(tellModules, 'process.on("exit", () => console.error(process.moduleLoadList.join("\\n")))')
    const {status, stderr} = run(['contract', 'schema'], {
      NODE_V8_COVERAGE: folder,
      NODE_OPTIONS: `--require ${tellModules}`,
    })
    expect(status).toBe(0)
    const builtIn = new Set(stderr.split('\n').map(line => line.replace(/^NativeModule /, 'node:')))
    expect(builtIn).toContain('node:fs') // the list is one of modules
    const counted = functionsIn(folder).filter(({functionName}) => functionName.startsWith('node_modules/'))
    const ran = (name: string) =>
      counted.filter(({functionName}) => functionName.includes(`node_modules/${name}/`)).map(calls)
    expect(ran('@oclif/core')).toContain(1) // the modules of the bundle are among the functions
    const packages = LATE.filter(name => !name.startsWith('node:'))
    expect(packages.map(name => ({name, ran: ran(name)}))).toEqual(
      packages.map(name => ({name, ran: ran(name).map(() => 0)})),
    )
    expect(packages.filter(name => ran(name).length === 0)).toEqual([])
    expect(LATE.filter(name => builtIn.has(name))).toEqual([])
  })

  test.each([
    ['oclif no longer asks for ejs', ''],
    ['oclif uses [compile] of ejs', 'const ejs_1 = require("ejs"); ejs_1.compile("")'],
    ['oclif uses [something in a form that is not known] of ejs', 'require("ejs").render("")'],
  ])('fails the build by name where %s', async (problem, source) => {
    const folder = join(root, 'node_modules/.cache/hourbank/test-other-oclif')
    onTestFinished(() => rmSync(folder, {recursive: true}))
    const entry = join(folder, '@oclif/core/lib/other.js')
    mkdirSync(dirname(entry), {recursive: true})
    writeFileSync(entry, source)
    const building = bundle({
      entryPoints: [entry],
      bundle: true,
      platform: 'node',
      write: false,
      logLevel: 'silent',
      plugins: [lightOclif],
    })
    await expect(building).rejects.toThrow(problem)
  })
})

describe('compiled code that is kept', () => {
  const cachesIn = () => {
    const caches = mkdtempSync(join(tmpdir(), 'hourbank-caches-'))
    onTestFinished(() => rmSync(caches, {recursive: true}))
    return {
      caches,
      folder: join(caches, 'hourbank/code'),
      say: () => run(['contract', 'schema'], {XDG_CACHE_HOME: caches}),
    }
  }
  const keptIn = (folder: string) => {
    const [name = '', ...others] = readdirSync(folder)
    expect(others).toEqual([])
    return {file: join(folder, name), bytes: readFileSync(join(folder, name))}
  }

  test('is taken from the first run, for its user alone, and used as it is after that', () => {
    const {folder, say} = cachesIn()
    const {stdout} = say()
    const {file, bytes} = keptIn(folder)
    expect([folder, file].map(path => statSync(path).mode & 0o777)).toEqual([0o700, 0o600])
    const {ino} = statSync(file)
    expect(say()).toMatchObject({stdout, stderr: '', status: 0})
    expect(keptIn(folder).bytes.equals(bytes)).toBe(true)
    expect(statSync(file).ino).toBe(ino)
  })

  test.each([
    [
      'with a bit that has changed',
      (bytes: Buffer) => bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1),
    ],
    ['cut short', (bytes: Buffer) => bytes.subarray(0, 1000)],
    ['empty', () => Buffer.alloc(0)],
  ])('is made anew where it is %s', (_, damage) => {
    const {folder, say} = cachesIn()
    const {stdout} = say()
    const {file, bytes} = keptIn(folder)
    writeFileSync(file, damage(bytes))
    expect(say()).toMatchObject({stdout, stderr: '', status: 0})
    expect(keptIn(folder).bytes.length).toBeGreaterThan(bytes.length / 2)
  })

  test('gives way to that of a later build', () => {
    const {folder, say} = cachesIn()
    say()
    writeFileSync(join(folder, '0123456789ab-v20.19.0-x64-log'), '')
    rmSync(join(folder, readdirSync(folder).find(name => !name.startsWith('0123456789ab')) ?? ''))
    say()
    expect(keptIn(folder).file).not.toContain('0123456789ab')
  })

  test('is not looked for in a folder to which others can write, nor in a relative one', () => {
    const {caches, folder, say} = cachesIn()
    mkdirSync(folder, {recursive: true})
    chmodSync(folder, 0o770)
    expect(say().status).toBe(0)
    expect(readdirSync(folder)).toEqual([])
    const cwd = mkdtempSync(join(caches, 'cwd-'))
    const relative = spawnSync(process.execPath, [join(root, outdir, 'main.js'), 'contract', 'schema'], {
      cwd,
      env: {PATH: process.env.PATH, XDG_CACHE_HOME: 'caches'},
    })
    expect(relative.status).toBe(0)
    expect(readdirSync(cwd)).toEqual([])
  })
})

test('a reader who takes his time gets all of it, and one who goes away is no error', () => {
  const program = join(root, outdir, 'main.js')
  const whole = run(['contract', 'schema', '--json']).stdout
  expect(whole.length).toBeGreaterThan(65_536) // more than a pipe holds
  const slow = spawnSync('sh', [
    '-c',
    `"${process.execPath}" "${program}" contract schema --json | (sleep 0.5; cat)`,
  ])
  expect(slow.stdout.toString()).toBe(whole)
  const gone = spawnSync('sh', [
    '-c',
    `"${process.execPath}" "${program}" contract schema --json | head -c 10`,
  ])
  expect(gone.stderr.toString()).toBe('')
})

interface CoveredFunction {
  readonly functionName: string
  readonly ranges: readonly {readonly count: number}[]
}

/** The functions of the bundle, as V8 counted their calls into a folder; esbuild names a module's after its file. */
const functionsIn = (folder: string): readonly CoveredFunction[] =>
  readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .flatMap(name => JSON.parse(readFileSync(join(folder, name), 'utf8')).result)
    .filter(({url}) => url.endsWith('/program.cjs'))
    .flatMap(({functions}) => functions)

const calls = ({ranges}: CoveredFunction): number => ranges[0]?.count ?? 0
