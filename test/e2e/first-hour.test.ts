import {chmodSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'
import {hasTmux, quoted, Terminal} from '../support/terminal.js'

/** A shell in which `hourbank` is the built program, with nothing in the environment but the time. */
function shellIn(columns: number): Terminal {
  const {folder, env} = programFor(() => new Program())
  const hourbank = join(folder, 'hourbank')
  writeFileSync(hourbank, `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(executable)} "$@"\n`)
  chmodSync(hourbank, 0o755)
  const variables = {
    ...{PATH: `${folder}:${env.PATH}`, HOME: '/tmp', XDG_CACHE_HOME: env.XDG_CACHE_HOME},
    ...{HOURBANK_STORE: 'store', HOURBANK_NOW: env.HOURBANK_NOW},
    ...{TERM: 'xterm-256color', LANG: 'C.UTF-8', PS1: '$ '},
  }
  const set = Object.entries(variables).map(([name, value = '']) => quoted(`${name}=${value}`))
  const command = `cd ${quoted(folder)}; exec env -i ${set.join(' ')} sh -i`
  return new Terminal({columns, lines: 500, command})
}

/** Types a command and the answers to what it asks, and waits until the shell is there for the next one. */
async function enter(
  terminal: Terminal,
  command: string,
  answers: readonly (readonly [string, string])[] = [],
) {
  const promptsIn = (screen: string) =>
    screen.split('\n').filter(line => line.startsWith('$ ') || line === '$').length
  const before = promptsIn(terminal.screen())
  terminal.types(command)
  for (const [question, answer] of answers) {
    await terminal.sees(question)
    terminal.types(answer)
  }
  await terminal.until(screen => promptsIn(screen) > before && screen.trimEnd().endsWith('\n$'))
}

describe.skipIf(!hasTmux)('the first hour of a consultant who knows nothing but --help', () => {
  test.each([80, 50])('leads from init to the first statement on %i columns', async columns => {
    const terminal = shellIn(columns)
    await terminal.sees('$')
    await enter(terminal, 'hourbank --help')
    await enter(terminal, 'hourbank init --by "J. Weber"', [['Your firm', 'Muster IT GmbH']])
    await enter(terminal, 'hourbank contract add', [
      ["The customer's name", 'ACME GmbH'],
      ['Short name', ''],
      ['First day', '2026-11-01'],
      ['Hours credited', '10h'],
    ])
    await enter(terminal, 'hourbank log acme 45 Printer queue stuck')
    await enter(terminal, 'hourbank balance acme')
    await enter(terminal, 'hourbank statement acme --month this')
    await enter(terminal, 'export HOURBANK_NOW=2026-12-01T09:00+01:00')
    await enter(terminal, 'hourbank rollover')
    await enter(terminal, 'hourbank statement acme')
    const screen = terminal.screen().trimEnd()
    expect(screen).not.toMatch(/^Error/m)
    expect(screen).toContain('1/2026')
    const hour = screen
      .replaceAll(/entry [a-z0-9]{12}/g, 'entry k3f9x2mp7q4d')
      .replaceAll(/(?<=\b(?:no|Nr)\. )[a-z0-9]{6}\b/g, 'k3f9x2')
      .replaceAll(/hourbank\/\S+ \S+\s+node-\S+/g, '<version>')
      .replaceAll(/[0-9a-f]{16,}(?:\n +[0-9a-f]+$)*/gm, '<seal>')
    await expect(`${hour}\n`).toMatchFileSnapshot(`../../fixtures/first-hour/${columns}.txt`)
  })
})
