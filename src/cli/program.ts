import {descriptions, loaders, pjson} from 'hourbank:program'
import type {Command, Interfaces} from '@oclif/core'
import {run} from '@oclif/core/run'
import {faultOfOutput, noteFault, printOut} from './standard-output.js'

/**
 * The program as oclif sees it: one plugin, ready made. oclif would otherwise look for package.json, the manifest,
 * and plugins on the disk at every start. A command's own code loads when the command runs.
 *
 * @param ids the commands it is shown; it makes tables of all that it sees before it runs one (2 ms for sixty)
 */
const rootPlugin = (root: string, ids: readonly string[]): Interfaces.Plugin => {
  const load = async (id: string): Promise<Command.Class> => {
    const loader = loaders[id]
    if (loader === undefined) throw new Error(`no file for the command ${id}`)
    return Object.assign((await loader()).default, {id, plugin})
  }
  const plugin: Interfaces.Plugin = {
    ...{name: pjson.name, alias: pjson.name, version: pjson.version, pjson, root, options: {root}},
    ...{_base: '', type: 'core', moduleType: 'module', isRoot: true, valid: true, hasManifest: true},
    ...{hooks: {}, topics: topicsOf(pjson), commandsDir: undefined, commandIDs: [...ids]},
    commands: ids.map(id => ({...descriptionOf(id), load: () => load(id)})),
    load: async () => {},
    findCommand: load,
  }
  return plugin
}

const descriptionOf = (id: string): Command.Cached => JSON.parse(descriptions[id] ?? '{}')

const ALL_COMMANDS = Object.keys(descriptions)

/** The commands that a command line can mean: one, where its first words are that and no topic, and it asks for no help. */
function meantBy(argv: readonly string[]): readonly string[] {
  if (argv.some(isHelpFlag)) return ALL_COMMANDS
  const id = [3, 2, 1]
    .map(count => argv.slice(0, count).join(':'))
    .find(named => descriptions[named] !== undefined)
  return id === undefined || ALL_COMMANDS.some(other => other.startsWith(`${id}:`)) ? ALL_COMMANDS : [id]
}

const isHelpFlag = (word: string): boolean => word === '--help' || word === '-h'

const topicsOf = ({oclif}: Interfaces.PJSON): Interfaces.Topic[] =>
  Object.entries(oclif.topics ?? {}).map(([name, topic]) => ({...topic, name}))

/**
 * Runs one command line as oclif does, and leaves the exit to Node, so that nothing still on its way into a pipe
 * is lost (`process.exit`, which oclif's `execute` and `handle` would call, cuts it off after 64 KiB). The exit code is
 * in `process.exitCode`.
 */
export const runProgram = async (argv: readonly string[], root: string): Promise<void> => {
  process.env.HOURBANK_DISABLE_THEME ??= '1' // oclif would look for a theme.json, and we have no themes
  // oclif's help prints by this, which would hide that it could not be written.
  console.log = (text = '') => printOut(`${text}\n`)
  const plugin = rootPlugin(root, meantBy(argv))
  process.once('beforeExit', () => reportOutput(argv))
  process.on('uncaughtException', error => reportStray(error, argv))
  try {
    await run(asTyped(argv), {root, pjson, plugins: new Map([[plugin.name, plugin]])})
  } catch (error) {
    await reportUncaught(error, argv)
  }
}

/** `help log` is what many type for `log --help`; oclif leaves it to a plugin. `help concepts` is a command. */
const asTyped = (argv: readonly string[]): string[] =>
  argv[0] === 'help' && !isCommand(argv) ? [...wordsAfterHelp(argv), '--help'] : [...argv]

const isCommand = (argv: readonly string[]): boolean => descriptions[argv.slice(0, 2).join(':')] !== undefined

const wordsAfterHelp = (argv: readonly string[]): readonly string[] =>
  argv[0] === 'help' ? argv.slice(1) : argv

/** What no command has caught: mostly that there is no such command. */
async function reportUncaught(error: unknown, argv: readonly string[]): Promise<void> {
  const [{reportFailure}, {unknownCommand}] = await Promise.all([
    import('./report-failure.js'),
    import('./unknown-command.js'),
  ])
  const isUnknown = error instanceof Error && /^command \S+ not found\.?$/i.test(error.message)
  reportFailure(isUnknown ? unknownCommand(wordsAfterHelp(argv), ALL_COMMANDS) : error, asksForJson(argv))
}

/** What was printed is on its way by now, or it is known that it will never arrive. */
async function reportOutput(argv: readonly string[]): Promise<void> {
  const fault = faultOfOutput()
  if (fault === undefined) return
  const {reportLostAnswer} = await import('./report-failure.js')
  reportLostAnswer(fault, asksForJson(argv))
}

/** What nobody waits for: mostly that oclif's help found no reader. */
async function reportStray(error: Error, argv: readonly string[]): Promise<void> {
  if ('syscall' in error && error.syscall === 'write') return noteFault(error)
  const {reportFailure} = await import('./report-failure.js')
  reportFailure(error, asksForJson(argv))
}

const asksForJson = (argv: readonly string[]): boolean =>
  argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined).includes('--json')
