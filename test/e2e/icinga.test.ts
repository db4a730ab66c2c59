import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir, userInfo} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {root} from '../support/program.js'

const hasIcinga = spawnSync('icinga2', ['--version']).status === 0

const DEFINITIONS = join(root, 'docs/icinga2/hourbank.conf')

/** What a new Icinga has in conf.d, as far as the definitions need it. */
const SURROUNDINGS = `
const NodeName = "test"
include <itl>
object Endpoint NodeName {}
object Zone NodeName { endpoints = [ NodeName ] }
template Host "generic-host" { max_check_attempts = 3; check_command = "dummy" }
template Service "generic-service" { max_check_attempts = 3 }
`

/** The host that the definitions show in a comment. */
const exampleIn = (definitions: string): string =>
  definitions
    .split('\n')
    .filter(line => line.startsWith('//   '))
    .map(line => line.slice(2))
    .join('\n')

test.skipIf(!hasIcinga)('Icinga 2 takes the definitions in docs, with the host that they show', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hourbank-icinga-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  const example = exampleIn(readFileSync(DEFINITIONS, 'utf8'))
  const config = join(folder, 'icinga2.conf')
  writeFileSync(config, `${SURROUNDINGS}include "${DEFINITIONS}"\n${example}\n`)
  const {username} = userInfo()
  const env = {...process.env, ICINGA2_USER: username, ICINGA2_GROUP: username}
  const folders = ['DataDir', 'CacheDir', 'InitRunDir'].map(name => `-DConfiguration.${name}=${folder}`)
  const {status, stdout} = spawnSync('icinga2', ['daemon', '-C', '-c', config, ...folders], {
    ...{env, encoding: 'utf8'},
  })
  expect({status, stdout}).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Instantiated 5 Services'),
  })
})
