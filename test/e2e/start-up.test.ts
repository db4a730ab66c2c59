import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {beforeAll, expect, test} from 'vitest'
// @ts-expect-error The build is plain JavaScript.
import {build} from '../../bin/build.js'

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
  const {metafile} = await build({outdir, metafile: true})
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
