import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Outcome, Program, root} from '../../support/program.js'

export const fixture = (name: string): string => join(root, 'fixtures/scenarios', `${name}.json`)
export const readFixture = (name: string): ReturnType<typeof JSON.parse> =>
  JSON.parse(readFileSync(fixture(name), 'utf8'))

/** A store with the contract of a fixture. */
export function programWith(contract: string, now: string): Program {
  const program = new Program(now).inOneProcess()
  program.ok('init', '--provider', 'Muster IT GmbH', '--locale', 'de')
  program.ok('contract', 'add', '--file', fixture(contract))
  return program
}

/** The terms that a contract has at its start if it is opened with a tariff of the program. */
export function termsOfTariff(program: Program, tariff: string): ReturnType<typeof JSON.parse> {
  const {terms} = program.ok(
    ...['contract', 'add', `with-${tariff}`, '--customer', 'Neukunde', '--from', '2026-11-01'],
    ...['--tariff', tariff, '--rate', '96', '--json'],
  ).json
  return terms[0]
}

interface QuoteFigures {
  readonly net: number
  readonly gross: number
}

/** Net and gross cents for every cause. */
export function quotesOf(outcome: Outcome): Readonly<Record<string, QuoteFigures>> {
  const {quotes} = outcome.json
  return Object.fromEntries(
    quotes.map(({cause, netCents, vatCents, grossCents}: Record<string, number | string>) => {
      if (Number(netCents) + Number(vatCents) !== grossCents) throw new Error('net and VAT are not gross')
      return [cause, {net: netCents, gross: grossCents}]
    }),
  )
}

/** A text without the blanks, breaks and lines of its layout, for what has to be in it. */
export const squeezed = (text: string): string => text.replaceAll(/[\s│]+/g, ' ')
