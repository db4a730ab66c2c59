import {spawnSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
// @ts-expect-error The build is plain JavaScript.
import {build} from '../../bin/build.js'
// @ts-expect-error The build is plain JavaScript.
import {bundledPackages} from '../../bin/licences.js'
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
    expect(others.sort()).toEqual(['dist/THIRD-PARTY-NOTICES', 'dist/sbom.cdx.json'])
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

  test('hands on the notices of just what is bundled in it, and says the same to machines', async () => {
    const outdir = 'node_modules/.cache/hourbank/test-notices'
    const {metafile} = await build({outdir})
    const inputs = Object.keys(metafile.inputs).flatMap(
      path => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
    )
    const notices = readFileSync(join(root, outdir, 'THIRD-PARTY-NOTICES'), 'utf8')
    const bom = JSON.parse(readFileSync(join(root, outdir, 'sbom.cdx.json'), 'utf8'))
    const said = [...notices.matchAll(/^(\S+) ([\d.]+) \((.+)\)$/gm)].map(([, name, , licence]) => ({
      name,
      licence,
    }))
    const names = new Set(said.map(({name}) => name))
    const bundled = Object.values<{readonly inputs: object}>(metafile.outputs).flatMap(({inputs: parts}) =>
      Object.entries(parts as Record<string, {bytesInOutput: number}>).flatMap(([path, {bytesInOutput}]) =>
        bytesInOutput > 0 ? (/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []) : [],
      ),
    )
    expect(inputs.length).toBeGreaterThan(20)
    expect([...new Set(bundled)].filter(name => !names.has(name))).toEqual([])
    for (const name of [
      'pdfkit',
      'date-holidays',
      '@inquirer/search',
      '@expo-google-fonts/noto-sans',
      'dejavu-fonts-ttf',
    ])
      expect([...names]).toContain(name)
    expect(said.find(({name}) => name === 'png-js')?.licence).toBe('MIT')
    expect(said.find(({name}) => name === 'date-holidays')?.licence).toBe('ISC AND CC-BY-SA-3.0')
    expect(notices).toContain('Attributions')
    expect(bom).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      metadata: {component: {name: 'hourbank'}},
    })
    const listed = bom.components.map(({name}: {readonly name: string}) => name)
    expect(new Set(listed)).toEqual(new Set([...names, 'fs-native-extensions']))
  })

  test('has nothing in it whose licence is not on the list', () => {
    const fake = (license: unknown) => {
      const packaged = join(folder, 'fake/node_modules/odd')
      mkdirSync(packaged, {recursive: true})
      writeFileSync(join(packaged, 'package.json'), JSON.stringify({name: 'odd', version: '1.0.0', license}))
      return () => bundledPackages(join(folder, 'fake'), [], ['odd'])
    }
    expect(fake('AGPL-3.0')).toThrow('odd is under AGPL-3.0')
    expect(fake(undefined)).toThrow('odd names no licence')
    expect(fake('ISC')).toThrow('odd brings no text')
    expect(fake('MIT')).not.toThrow()
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
