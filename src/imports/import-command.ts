import {Args, Flags, type Interfaces} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {codeOfKind, UsageError} from '../cli/failure.js'
import {MAX_IMPORT, readBytes} from '../cli/read-file.js'
import {withTexts} from '../cli/text-values.js'
import {MAX_NAME_LENGTH} from '../domain/entry.js'
import type {Result} from '../domain/refusal.js'
import type {Reading, RowReason} from '../exchange/reading.js'
import type {RefusalText} from '../locale/refusals.js'
import {warningJson} from '../render/entry-json.js'
import {renderImport} from '../render/import-report.js'
import {importRows} from './import-rows.js'

interface Kind {
  readonly kind: string
}

/** A format of other programs: how its files are read, and what is said of them. */
export interface ImportFormat<R extends Reading<Reason>, Reason extends Kind, Problem extends Kind> {
  /** As the command is called; the ids of rows that have none of their own begin with it. */
  readonly name: string
  /** Nothing of a file that cannot be understood as a whole is imported. */
  readonly read: (bytes: Uint8Array) => Result<R, Problem>
  readonly problemText: (problem: Problem) => RefusalText
  readonly reasonText: (reason: Reason | RowReason) => string
  /** How the file was understood, for a script and for a person. */
  readonly understood: (reading: R) => {readonly json: object; readonly sentences: readonly string[]}
}

/** What every command that imports takes. */
type ImportFlags = Interfaces.InferredFlags<(typeof ImportCommand)['baseFlags']>

/** What the commands of all formats share: a command says how its files are read, and the rest is here. */
export abstract class ImportCommand extends BaseCommand {
  static override args = {
    file: Args.string({ignoreStdin: true, required: true, description: 'The file; - is standard input'}),
  }
  static override baseFlags = {
    ...BaseCommand.baseFlags,
    by: Flags.string({
      helpValue: 'CONSULTANT',
      description: 'Who did the work where a row does not say (else HOURBANK_BY, else the profile)',
    }),
    'dry-run': Flags.boolean({description: 'Say what would happen and write nothing', default: false}),
    'all-or-nothing': Flags.boolean({
      description: 'Import no row if one is refused',
      default: false,
    }),
  }

  /** Imports a file, shows what became of it, sets the exit code, and returns what `--json` prints. */
  protected async importFile<R extends Reading<Reason>, Reason extends Kind, Problem extends Kind>(
    file: string,
    typed: ImportFlags,
    format: ImportFormat<R, Reason, Problem>,
  ): Promise<object> {
    const flags = withTexts(typed, {by: MAX_NAME_LENGTH})
    const context = await this.openContext(flags)
    const reading = accepted(format.read(readBytes(file, MAX_IMPORT)), format)
    const {contracts, refused, warnings, exitCode} = await importRows<Reason>(reading, context, {
      ...{by: flags.by, isDryRun: flags['dry-run'], isAllOrNothing: flags['all-or-nothing']},
      ...{format: format.name, reasonText: format.reasonText, isSilent: this.jsonEnabled()},
    })
    const {json, sentences} = format.understood(reading)
    const sum = (count: 'imported' | 'repeated' | 'heldBack') =>
      contracts.reduce((total, contract) => total + contract[count], 0)
    const result = {
      ...{imported: sum('imported'), repeated: sum('repeated'), heldBack: sum('heldBack'), refused},
      warnings: warnings.map(({line, contract, warning}) => ({line, contract, ...warningJson(warning)})),
      ...{blankRows: reading.blankRows, dryRun: flags['dry-run'], ...json, contracts},
    }
    this.show(renderImport({...result, file, sentences}, this.look()))
    if (exitCode !== 0) process.exitCode = exitCode
    return result
  }
}

function accepted<R, Problem extends Kind>(
  result: Result<R, Problem>,
  {problemText}: {readonly problemText: (problem: Problem) => RefusalText},
): R {
  if (result.ok) return result.value
  const {kind, ...details} = result.refusal
  const {message, hint} = problemText(result.refusal)
  throw new UsageError(codeOfKind(kind), message, hint, details)
}
