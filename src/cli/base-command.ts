import {resolve} from 'node:path'
import {Command, Flags, type Interfaces} from '@oclif/core'
import type {Warning} from '../operations/warnings.js'
import {wrapLines} from '../render/fit-text.js'
import {jsonText} from '../render/json-text.js'
import type {Look} from '../render/look.js'
import {drawText} from '../render/text.js'
import {openStore} from '../storage/open-store.js'
import type {Migration, Store} from '../storage/store.js'
import {isDatabase, shownStore} from '../storage/store-url.js'
import type {Question} from './ask-missing.js'
import type {Context} from './context.js'
import {openContext} from './context.js'
import {type EachContract, withoutCause} from './each-contract.js'
import {printError} from './standard-error.js'
import {printOut, terminalOf} from './standard-output.js'

interface CommonFlags {
  readonly store?: string | undefined
  readonly wait: number
  readonly 'no-input': boolean
}

/** A part of the command line, as oclif tells them in their order. */
interface Typed {
  readonly type: 'arg' | 'flag'
  readonly input: string
}

/**
 * What all commands share: the common flags, the way to the store, and the one place where errors become words and
 * exit codes. A command parses, calls one operation and renders; what it returns is what `--json` prints.
 */
export abstract class BaseCommand extends Command {
  static override enableJsonFlag = true
  static override baseFlags = {
    store: Flags.string({
      helpGroup: 'GLOBAL',
      helpValue: 'DIR',
      description: 'Folder of the store, or URL of its database (else HOURBANK_STORE, else your data folder)',
    }),
    wait: Flags.integer({
      helpGroup: 'GLOBAL',
      helpValue: 'SECONDS',
      description: 'How long to wait for another process that is writing',
      default: 10,
      min: 0,
      max: 86_400,
    }),
    'no-input': Flags.boolean({
      helpGroup: 'GLOBAL',
      description: 'Never ask: what is missing is an error',
      default: false,
    }),
  }

  /** As soon as there is one: what was refused may be explained by what is in it. */
  #store: Store | undefined
  #other: Store | undefined
  #migration: Migration | undefined
  #context: Promise<Context> | undefined
  /** Whether the command line has answers in it that were given to questions. */
  #isAnswered = false

  /** The name of the store as it may be shown, whether there is one or not: a folder, or a database without its password. */
  protected storeName(flags: Pick<CommonFlags, 'store'>): string {
    return shownStore(this.#storeSaid(flags))
  }

  /** The same as it is from wherever a command is typed. */
  protected storePlace(flags: Pick<CommonFlags, 'store'>): string {
    const name = this.storeName(flags)
    return isDatabase(name) ? name : resolve(name)
  }

  #storeSaid(flags: Pick<CommonFlags, 'store'>): string {
    return flags.store || process.env.HOURBANK_STORE || this.config.dataDir
  }

  /** The store, whether it is made already or not. */
  protected async openStore(flags: CommonFlags): Promise<Store> {
    await this.#store?.close()
    this.#store = await openStore(this.#storeSaid(flags), flags.wait, {
      begins: to => this.tell(`Bringing the store to format ${to}. First it is backed up …`),
      isDone: migration => {
        this.#migration = migration
        const kept = migration.backup === null ? '' : ` As it was before it is in ${migration.backup}`
        this.tell(`The store is in format ${migration.to} now.${kept}`)
      },
    })
    return this.#store
  }

  /** Another store, beside that of the command. */
  protected async openOther(flags: CommonFlags): Promise<Store> {
    this.#other = await openStore(this.#storeSaid(flags), flags.wait)
    return this.#other
  }

  /** What `--json` prints, with the migration if the command began with one. */
  protected override toSuccessJson(result: unknown): unknown {
    if (this.#migration === undefined) return result
    return {...(result as object), migrated: this.#migration}
  }

  /** The same for the questions and for what is done with the answers: midnight may pass between them. */
  protected async openContext(flags: CommonFlags): Promise<Context> {
    this.#context ??= openContext(await this.openStore(flags), process.env)
    return this.#context
  }

  /** What a person at a terminal is asked for where it is missing. Not loaded where nobody is there. */
  protected async questions(): Promise<readonly Question[]> {
    return []
  }

  /**
   * Parses the command line. On a terminal what is missing is asked for first, and the answers are parsed as if they had
   * been typed with it; elsewhere it is refused, or left to the command to refuse.
   */
  protected override async parse<
    F extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    B extends Interfaces.OutputFlags<Interfaces.FlagInput>,
    A extends Interfaces.OutputArgs<Interfaces.ArgInput>,
  >(options?: Interfaces.Input<F, B, A>, argv = this.argv): Promise<Interfaces.ParserOutput<F, B, A>> {
    const isTold = argv.includes('--no-input')
    const questions = options !== undefined && this.canAsk({'no-input': isTold}) ? await this.questions() : []
    if (options === undefined || questions.length === 0) return super.parse(options, argv)
    const {askForMissing} = await import('./ask-missing.js')
    const incomplete = allOptional(this.ctor as typeof BaseCommand)
    const parse = async (said: readonly string[]) => {
      const {args, flags, raw} = await super.parse(incomplete, [...said])
      return {args, flags: flags as Readonly<Record<string, unknown>>, words: this.words(raw)}
    }
    const {flags} = await super.parse(incomplete, argv)
    await askForMissing(questions, {
      argv,
      parse,
      isArg: name => Object.hasOwn(options.args ?? {}, name),
      context: () => this.openContext(flags as unknown as CommonFlags),
      grown: complete => {
        this.argv = [...complete]
        this.#isAnswered = true
      },
    })
    return super.parse(options, this.argv)
  }

  /** Whether a person is there to be asked. */
  protected canAsk(flags: Pick<CommonFlags, 'no-input'>): boolean {
    return (
      !flags['no-input'] &&
      !this.jsonEnabled() &&
      process.stdin.isTTY === true &&
      process.stderr.isTTY === true
    )
  }

  /** How to print for whoever reads standard output. */
  protected look(): Look {
    const terminal = terminalOf()
    return {
      width: terminal?.columns || 100, // some terminals say 0
      colour: isColourful(process.env, terminal !== null),
    }
  }

  /**
   * The words that were typed beside the flags, as they were typed. oclif's own list of them is sorted by where each word
   * stands first, so one that is said twice would move.
   */
  protected words(typed: readonly Typed[]): readonly string[] {
    return typed.filter(({type}) => type === 'arg').map(({input}) => input)
  }

  /** Prints a result; silent under `--json`. */
  protected show(text: string): void {
    if (text !== '' && !this.jsonEnabled()) printOut(`${text}\n`)
  }

  /** Prints lines that are no table: on a terminal broken between words, elsewhere as long as they are. */
  protected showLines(text: string): void {
    const columns = terminalOf()?.columns
    this.show(columns ? wrapLines(text, columns) : text)
  }

  /** Says what is not a result, in one line: to standard error, also under `--json`. */
  protected tell(text: string): void {
    this.tellDrawn(drawText(text))
  }

  /** The same with what a renderer made. */
  protected tellDrawn(text: string): void {
    printError(`${text}\n`)
  }

  /** Prints warnings to standard error; under `--json` they are part of the result. */
  protected async warnOf(warnings: readonly Warning[]): Promise<void> {
    if (warnings.length === 0 || this.jsonEnabled()) return
    const {warningTexts} = await import('../locale/warnings.js')
    for (const text of warningTexts(warnings)) this.tell(`! ${text}`)
  }

  /** Warns of what a PDF cannot print: the customer would be the first to see it. */
  protected tellUnprintable(characters: readonly string[]): void {
    if (characters.length === 0) return
    this.tell(
      `! The PDF of statements cannot print ${characters.join(' ')}: a sign stands for each of them there.`,
    )
  }

  /** Tells of the contracts that failed and sets the exit code; returns what JSON says of them, if there are any. */
  protected async tellFailed({failed, exitCode}: Omit<EachContract<unknown>, 'done'>): Promise<object> {
    if (failed.length === 0) return {}
    const {renderFailed} = await import('../render/rollover-table.js')
    // A log is searched line by line.
    const look = process.stderr.isTTY ? this.look() : {...this.look(), width: Number.POSITIVE_INFINITY}
    this.tellDrawn(renderFailed(failed, look))
    process.exitCode = exitCode
    return {failed: failed.map(withoutCause)}
  }

  /** JSON that reads back the same and cannot steer a terminal. */
  protected override logJson(json: unknown): void {
    printOut(`${jsonText(json)}\n`)
  }

  protected override async catch(error: Error): Promise<void> {
    const {reportFailure} = await import('./report-failure.js')
    const {withMeantWords} = await import('./meant-words.js')
    const contracts = async () => (await this.#store?.listContracts()) ?? []
    const line = {command: this.id ?? '', argv: this.argv, contracts}
    reportFailure(await withMeantWords(error, line), this.jsonEnabled())
    if (this.#isAnswered) {
      const {commandLine} = await import('./command-line.js')
      this.tell(
        `  What was answered is not lost: ${commandLine(this.id ?? '', this.argv.map(withoutPassword))}`,
      )
    }
  }

  /** After all else, also where the command failed: a connection that stays open would keep the process. */
  protected override async finally(error: Error | undefined): Promise<unknown> {
    await this.#store?.close()
    await this.#other?.close()
    return super.finally(error)
  }
}

/** A word of the command line as it may be shown. */
const withoutPassword = (word: string): string =>
  word.startsWith('--store=') ? `--store=${shownStore(word.slice('--store='.length))}` : shownStore(word)

type Parts = Readonly<Record<string, object>>

/** What a command takes, of which nothing has to be said. */
function allOptional({
  args,
  flags,
  baseFlags,
  strict,
  enableJsonFlag,
}: Pick<typeof BaseCommand, 'args' | 'flags' | 'baseFlags' | 'strict' | 'enableJsonFlag'>) {
  const optional = <P extends Parts>(parts: P | undefined): P =>
    Object.fromEntries(
      Object.entries(parts ?? {}).map(([name, part]) => [name, {...part, required: false}]),
    ) as unknown as P
  return {
    ...{args: optional(args), flags: optional(flags), baseFlags: optional(baseFlags)},
    ...{strict, enableJsonFlag},
  }
}

/** Colour only on a terminal that has some, never with `NO_COLOR`, forced by `FORCE_COLOR`. */
function isColourful({NO_COLOR, FORCE_COLOR, TERM}: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (NO_COLOR) return false
  const isForced = FORCE_COLOR !== undefined && FORCE_COLOR !== ''
  return isForced ? FORCE_COLOR !== '0' : isTerminal && TERM !== 'dumb'
}
