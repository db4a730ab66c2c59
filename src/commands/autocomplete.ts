import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {UsageError} from '../cli/failure.js'
import {addedLines, type Change, makeChanges, NotOursError, planChanges} from '../completion/changes.js'
import {SCRIPTS} from '../completion/scripts.js'
import {type Setup, setupFor, shellNamed, usualShell} from '../completion/setup.js'
import {isShell, SHELLS, type Shell} from '../completion/shells.js'
import {line} from '../render/text.js'

export default class Autocomplete extends BaseCommand {
  static override summary = 'Set up your shell, so that the tabulator key completes what you type'
  static override description =
    `Completes commands, flags, contracts, requesters, tickets, consultants, months and other values, of hourbank and hb.
Writes a script to where your shell looks for it, and adds two lines to what it reads at its start if they are needed; says what
it changed and how that is undone. Running it again does no harm, and renews the script.`
  static override examples = [
    '<%= config.bin %> autocomplete zsh',
    '<%= config.bin %> autocomplete zsh --print',
  ]
  static override args = {
    shell: Args.string({
      ignoreStdin: true,
      description: `${SHELLS.join(', ')}; if left out, the one that SHELL names`,
    }),
  }
  static override flags = {
    print: Flags.boolean({description: 'Print the script, and change nothing', default: false}),
    'dry-run': Flags.boolean({description: 'Say what would be changed, and change nothing', default: false}),
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(Autocomplete)
    const shell = shellMeant(args.shell)
    const script = SCRIPTS[shell]
    if (flags.print) {
      this.show(script.trimEnd())
      return {shell, script}
    }
    const setup = setupFor(shell, process)
    const changes = planned(setup, script)
    if (!flags['dry-run']) makeChanges(changes, setup, script)
    this.show(report(changes, setup, flags['dry-run'] ? 'planned' : 'made'))
    return {shell, changes, byHand: setup.byHand, dryRun: flags['dry-run']}
  }
}

function shellMeant(said: string | undefined): Shell {
  const name = said === undefined ? usualShell(process) : shellNamed(said.toLowerCase())
  if (isShell(name)) return name
  const shells = `Shells: ${SHELLS.join(', ')}.`
  if (name === undefined)
    throw new UsageError(
      'MISSING_SHELL',
      'It is not known which shell you use.',
      `Name it: hourbank autocomplete SHELL. ${shells}`,
    )
  throw new UsageError('UNKNOWN_SHELL', `There is no completion for "${name}".`, shells, {shell: name})
}

function planned(setup: Setup, script: string): readonly Change[] {
  try {
    return planChanges(setup, script)
  } catch (error) {
    if (!(error instanceof NotOursError)) throw error
    const hint = 'Move it away, or put what "hourbank autocomplete --print" prints where your shell finds it.'
    throw new UsageError('NOT_OURS', `${error.file} is somebody else's.`, hint, {file: error.file})
  }
}

const VERBS = {
  made: {written: 'wrote', 'line-added': 'added to', unchanged: 'as it should be:'},
  planned: {written: 'would write', 'line-added': 'would add to', unchanged: 'as it should be:'},
} as const

/** What was changed, or would be, and how that is undone. */
function report(
  changes: readonly Change[],
  {scripts, start, byHand}: Setup,
  kind: keyof typeof VERBS,
): string {
  const told = changes.flatMap(({file, what}) => [
    line`${VERBS[kind][what]} ${file}`,
    ...(what === 'line-added' && start !== null ? addedLines(start).map(each => line`  ${each}`) : []),
  ])
  const lines = start === null ? '' : line`, and from ${start.file} the two lines of hourbank`
  const undo = line`To undo, remove ${scripts.join(' and ')}${lines}.`
  const next = changes.some(({what}) => what !== 'unchanged')
    ? ['Shells that you open from now on complete.']
    : []
  return [...told, ...(byHand === null ? [] : [byHand]), ...(kind === 'made' ? next : []), undo].join('\n')
}
