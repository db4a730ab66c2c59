import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {root} from '../support/program.js'

interface Command {
  readonly args: Readonly<Record<string, {readonly required?: boolean; readonly multiple?: boolean}>>
  readonly flags: Readonly<
    Record<string, {readonly required?: boolean; readonly options?: readonly string[]}>
  >
}

/** `log [CONTRACT] [WORK] …` and its flags: what scripts rely on. */
function surfaceOf(id: string, {args, flags}: Command): readonly string[] {
  const required = (name: string, isRequired = false) => (isRequired ? name : `[${name}]`)
  const words = Object.entries(args).map(([name, arg]) => required(name.toUpperCase(), arg.required))
  const options = Object.entries(flags).map(([name, flag]) =>
    required(`--${name}${flag.options ? ` ${flag.options.join('|')}` : ''}`, flag.required),
  )
  return [
    [
      id.replaceAll(':', ' '),
      ...words,
      ...(Object.values(args).some(({multiple}) => multiple) ? ['…'] : []),
    ].join(' '),
    ...options.sort().map(option => `  ${option}`),
  ]
}

test('command names, arguments and flags are a contract: changing one is a decision', async () => {
  const {commands} = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8'))
  const surface = Object.entries<Command>(commands).flatMap(([id, command]) => surfaceOf(id, command))
  await expect(`${surface.join('\n')}\n`).toMatchFileSnapshot('public-surface.txt')
})
