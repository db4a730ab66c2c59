import {readFileSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {unknownCommand} from '../../src/cli/unknown-command.js'

const {commands} = JSON.parse(readFileSync(new URL('../../oclif.manifest.json', import.meta.url), 'utf8'))
const existing = Object.keys(commands)
const hintFor = (words: string, ids: readonly string[] = existing) =>
  unknownCommand(words.split(' '), ids).hint

/** Also those that may come to be: a suggestion names what there is. */
const all = [
  ...new Set([...existing, 'contract:edit', 'contract:remove', 'credit:void', 'entry:move', 'undo']),
]

describe('a command that there is not is answered with what was probably meant:', () => {
  test.each([
    ['void', 'entry void'],
    ['storno k3f9', 'entry void'],
    ['STORNO', 'entry void'],
    ['delete acme', 'contract remove'],
    ['rm acme', 'contract remove'],
    ['löschen acme', 'contract remove'],
    ['entry delete k3f9', 'entry void'],
    ['contract delete acme', 'contract remove'],
    ['contract new', 'contract add'],
    ['entry edit k3f9', 'entry correct'],
    ['oops', 'undo'],
    ['rename acme', 'contract edit'],
    ['adresse acme', 'contract edit'],
    ['report acme', 'statement'],
    ['auszug', 'statement'],
    ['buchen acme 45', 'log'],
    ['add', 'contract add'],
    ['correct k3f9', 'entry correct'],
    ['move k3f9 acme', 'entry move'],
    ['saldo', 'balance'],
    ['gutschrift acme 1h', 'credit'],
    ['kunden', 'contract list'],
    ['audit', 'verify'],
    ['balence', 'balance'],
    ['contract ad', 'contract add'],
    ['contrcat add', 'contract add'],
  ])('%s: %s', (words, command) => {
    expect(hintFor(words, all)).toMatch(new RegExp(`^Did you mean: hourbank ${command}[,?]`))
  })

  test('with a command that there is: the next likely one where the first is not there', () => {
    const without = all.filter(id => id !== 'contract:remove')
    expect(hintFor('delete acme', without)).toBe('Did you mean: hourbank entry void?')
  })

  test('with each one that is likely', () => {
    expect(hintFor('list')).toBe('Did you mean: hourbank contract list, or hourbank entries?')
  })

  test('with the list of commands where nothing is near', () => {
    expect(hintFor('xylophone')).toBe('"hourbank --help" lists all commands.')
  })

  test('and is named without the words that follow it', () => {
    expect(unknownCommand(['storno', 'k3f9'], existing).message).toBe('There is no command "storno".')
    expect(unknownCommand(['Storno'], existing).message).toBe('There is no command "Storno".')
    expect(unknownCommand(['entry', 'delete', 'k3f9'], existing).message).toBe(
      'There is no command "entry delete".',
    )
  })
})
