import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {type Env, root} from '../support/program.js'

const folder = mkdtempSync(join(tmpdir(), 'hourbank-package-'))
const shelf = join(folder, 'shelf')
const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Runs a program that must succeed; returns what it says, and complaints beside it. */
function run(program: string, args: readonly string[], env: Env = {}, cwd = folder) {
  const {status, stdout, stderr, error} = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: {PATH: process.env.PATH, HOME: folder, npm_config_cache: join(folder, 'cache'), ...env},
  })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr + stdout}`)
  return {stdout, stderr}
}

/** Packs folders as they are, without building first; returns what npm says of each. */
const pack = (...folders: readonly string[]) =>
  run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', shelf, ...folders])

/** The program's dependencies and theirs, as they are installed here. */
function dependencies(): readonly string[] {
  const {packages} = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries<{readonly dev?: boolean}>(packages)
    .filter(([path, {dev}]) => path !== '' && dev !== true)
    .map(([path]) => join(root, path))
}

/** Installs what is on the shelf, into a folder of its own and without a network. */
function install(...tarballs: readonly string[]): void {
  const packages = tarballs.map(name => join(shelf, name))
  run('npm', [
    'install',
    '--offline',
    '--no-audit',
    '--no-fund',
    '--prefix',
    join(folder, 'prefix'),
    ...packages,
  ])
}

const hourbank = (...args: readonly string[]) =>
  run(join(folder, 'prefix/node_modules/.bin/hourbank'), args, {
    HOURBANK_STORE: join(folder, 'store'),
    HOURBANK_NOW: '2026-11-21T15:00:00+01:00',
    HOURBANK_BY: 'J. Weber',
  }).stdout

/** The same package under a later version. */
function packLater(later: string): string {
  run('tar', ['-xzf', join(shelf, `hourbank-${version}.tgz`)])
  for (const file of ['package.json', 'dist/main.js', 'dist/program.cjs']) {
    const path = join(folder, 'package', file)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(version, later))
  }
  pack(join(folder, 'package'))
  return `hourbank-${later}.tgz`
}

const hasNpm = spawnSync('npm', ['--version']).status === 0
if (!hasNpm) test.skip('the package: needs npm, which is not there', () => {})

describe.runIf(hasNpm)('the package', () => {
  let files: readonly string[] = []
  let complaints = ''
  beforeAll(() => {
    mkdirSync(shelf)
    mkdirSync(join(folder, 'prefix'))
    const {stdout, stderr} = pack(root)
    complaints = stderr
    files = JSON.parse(stdout)[0].files.map(({path}: {readonly path: string}) => path)
    pack(...dependencies())
  })
  afterAll(() => rmSync(folder, {recursive: true, force: true}))

  test('is what its user needs and no more: program, papers, licences', () => {
    expect(complaints).not.toContain('warn')
    expect(files.filter(path => !/^(dist|docs)\//.test(path)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin/run.js',
      'oclif.manifest.json',
      'package.json',
    ])
    const built = files.filter(path => path.startsWith('dist/'))
    expect(built).toEqual(expect.arrayContaining(['dist/main.js', 'dist/program.cjs', 'dist/pdf-worker.js']))
    const others = built.filter(
      path => !/^dist\/([\w-]+\.c?js$|completion\/complete\.js$|fonts\/|data\/|help\/)/.test(path),
    )
    expect(others).toEqual(['dist/licences.txt'])
  })

  test('has every page and picture for users that its README leads to', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    const led = [...readme.matchAll(/\]\(([^)#:]+)[^):]*\)|src="([^":]+)"/g)].map(
      ([, link, picture]) => link ?? picture,
    )
    expect(led).toContain('docs/operator.md')
    const forUsers = led.flatMap(path => path ?? []).filter(path => !path.startsWith('src/'))
    expect(forUsers.filter(path => !files.includes(path))).toEqual([])
  })

  test('hands on the licences of the packages in it', () => {
    const licences = readFileSync(join(root, 'dist/licences.txt'), 'utf8')
    for (const name of ['@oclif/core', 'date-holidays', 'dayjs', 'lowdb', 'pdfkit']) {
      expect(licences).toMatch(new RegExp(`^${name} [\\d.]+ \\(.+\\)$`, 'm'))
    }
  })

  test('is installed by one command, and makes a store and records work', () => {
    install(...readdirSync(shelf))
    expect(hourbank('--version')).toContain(`hourbank/${version} `)
    hourbank('init', '--provider', 'Muster IT GmbH')
    hourbank('contract', 'add', 'acme', '--customer', 'ACME GmbH', '--from', '2026-10-01', '--credit', '10h')
    expect(hourbank('log', 'acme', '1h', 'Drucker')).toContain('left 19:00')
    expect(hourbank('rollover')).toContain('acme')
  })

  test('keeps the store when a later version is installed over it', () => {
    const before = hourbank('balance', 'acme', '--json')
    const later = version.replace(/\d+$/, (patch: string) => String(Number(patch) + 1))
    install(packLater(later))
    expect(hourbank('--version')).toContain(`hourbank/${later} `)
    expect(hourbank('balance', 'acme', '--json')).toBe(before)
    expect(JSON.parse(hourbank('verify', '--json'))).toMatchObject({ok: true, entries: 1, problems: []})
    expect(hourbank('log', 'acme', '30', 'Noch ein Drucker')).toContain('left 18:30')
  })
})
