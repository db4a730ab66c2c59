import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
// @ts-expect-error The build is plain JavaScript.
import {manifestText} from '../../bin/commands.js'

test('oclif.manifest.json describes the commands as they are in src/commands (npm run manifest renews it)', async () => {
  const committed = readFileSync(new URL('../../oclif.manifest.json', import.meta.url), 'utf8')
  expect(committed).toBe(await manifestText())
})
