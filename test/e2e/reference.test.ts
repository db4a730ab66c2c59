import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {root} from '../support/program.js'

const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const {commands} = JSON.parse(textOf('oclif.manifest.json'))
const reference = textOf('docs/commands.md')

test('the command reference has every command with all its flags, and no other (renew it with `npm run manifest`)', () => {
  const sections = reference.split(/^## `hourbank /m).slice(1)
  expect(sections).toHaveLength(Object.keys(commands).length)
  for (const [id, {flags, summary}] of Object.entries<{flags: object; summary: string}>(commands)) {
    const section =
      sections.find(each => new RegExp(`^${id.replaceAll(':', ' ')}(?: [A-Z[]|\`)`).test(each)) ?? ''
    expect(section).toContain(summary)
    for (const flag of Object.keys(flags)) expect(section).toContain(`--${flag}`)
  }
})
