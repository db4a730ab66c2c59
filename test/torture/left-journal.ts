import {readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import type {CommandLine, Program} from '../support/program.js'

/** Leaves the journal of a command that was killed as soon as it had written it. */
export function leaveJournal(program: Program, args: CommandLine, contract: string): void {
  const done = program.copy()
  try {
    done.okAll(args)
    const [from, to] = [done, program].map(({store}) => join(store, 'contracts', contract)) as [
      string,
      string,
    ]
    const textOf = (folder: string, name: string): string | null =>
      readdirSync(folder).includes(name) ? readFileSync(join(folder, name), 'utf8') : null
    const changed = readdirSync(from).filter(
      name => name.endsWith('.json') && textOf(from, name) !== textOf(to, name),
    )
    const files = Object.fromEntries(changed.map(name => [name, textOf(from, name)]))
    writeFileSync(join(to, 'pending.json'), `${JSON.stringify({format: 1, files}, null, 2)}\n`)
  } finally {
    done.remove()
  }
}
