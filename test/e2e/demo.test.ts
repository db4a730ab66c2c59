import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
// @ts-expect-error The build is plain JavaScript.
import {terminalPicture} from '../../bin/pictures.js'
import {root} from '../support/program.js'

const withoutIds = (svg: string) => svg.replaceAll(/entry [a-z0-9]{12}/g, 'entry …')

test('the demo comes to its end, and the picture of a terminal is what it prints (npm run pictures renews it)', {
  timeout: 300_000,
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hourbank-demo-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  const {NO_COLOR: _, ...rest} = process.env
  const env = {...rest, FORCE_COLOR: '1'}
  const demo = spawnSync(process.execPath, [join(root, 'bin/demo.js'), folder], {env, encoding: 'utf8'})
  expect(demo.stdout).toContain('The statements as PDF are in')
  expect(demo.status).toBe(0)

  const picture = readFileSync(join(root, 'docs/images/terminal.svg'), 'utf8')
  expect(withoutIds(picture)).toBe(withoutIds(terminalPicture(demo.stdout)))
})
