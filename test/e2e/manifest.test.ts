import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
// @ts-expect-error The build is plain JavaScript.
import {manifestText} from '../../bin/commands.js'
// @ts-expect-error The build is plain JavaScript.
import {manPage} from '../../bin/man-page.js'

const committedIn = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8')

test('oclif.manifest.json describes the commands as they are in src/commands (npm run manifest renews it)', async () => {
  expect(committedIn('oclif.manifest.json')).toBe(await manifestText())
})

test('docs/hourbank.1 is the manual page of these commands (npm run manifest renews it)', () => {
  expect(committedIn('docs/hourbank.1')).toBe(manPage(JSON.parse(committedIn('oclif.manifest.json'))))
})

/** By which a terminal prints a letter twice: bold. */
const BACKSPACE = '\b'

const hasMandoc = spawnSync('mandoc', [], {input: ''}).error === undefined
if (!hasMandoc) test.skip('the manual page: needs mandoc, which is not there', () => {})

test.runIf(hasMandoc)('the manual page is read without complaint, and as it was meant', () => {
  const path = new URL('../../docs/hourbank.1', import.meta.url).pathname
  const {stdout} = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', path], {encoding: 'utf8'})
  expect(stdout.split('\n').filter(line => !line.includes('missing date'))).toEqual([''])
  const {stdout: page} = spawnSync('mandoc', ['-T', 'ascii', '-O', 'width=100', path], {encoding: 'utf8'})
  const text = page.replaceAll(new RegExp(`.${BACKSPACE}`, 'g'), '')
  expect(text).toContain('hourbank log [CONTRACT] [WORK...]')
  expect(text).toContain('--where remote|SITE')
  expect(text).toContain('hourbank log acme 14:00-15:30 "[Ticket #12345] Frage zu Installation"')
  expect(text).toMatch(/EXIT STATUS\n +0 +done/)
})
