import {Args, Flags} from '@oclif/core'
import {BaseCommand} from '../../cli/base-command.js'
import {codeOfKind, UsageError} from '../../cli/failure.js'
import {importRows} from '../../cli/import-rows.js'
import {readBytes, readJsonFile} from '../../cli/read-file.js'
import {withTexts} from '../../cli/text-values.js'
import {MAX_NAME_LENGTH} from '../../domain/entry.js'
import type {Result} from '../../domain/refusal.js'
import {readCsvEntries} from '../../exchange/csv-import.js'
import {
  CSV_DATE_FORMATS,
  CSV_ENCODING_NAMES,
  CSV_FIELDS,
  type CsvRefusal,
  readMapping,
} from '../../exchange/csv-mapping.js'
import {dialectText, wordsOfCsvRefusal} from '../../locale/csv-problems.js'
import {renderImport} from '../../render/import-report.js'

export default class ImportCsv extends BaseCommand {
  static override summary = "Record the rows of another program's CSV file as entries"
  static override description =
    `Each row is held to the same rules as "log". A second import of the same rows adds nothing, also once their
months are closed. Refused rows are named, and do not stop the others.
Fields: ${CSV_FIELDS.join(', ')}. Columns that are called like a field, or like one in German, need no mapping.`
  static override examples = [
    '<%= config.bin %> import csv tickets.csv --dry-run',
    '<%= config.bin %> import csv tickets.csv --map contract=Kunde --map hours=Std. --set channel=ticket',
    '<%= config.bin %> import csv tickets.csv --mapping helpdesk.json',
  ]
  static override args = {
    file: Args.string({ignoreStdin: true, required: true, description: 'The file; - is standard input'}),
  }
  static override flags = {
    map: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FIELD=COLUMN',
      description: 'Which column is which field',
    }),
    set: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'FIELD=VALUE',
      description: 'A value for every row',
    }),
    mapping: Flags.string({helpValue: 'FILE', description: 'All of that in a JSON file; flags win over it'}),
    delimiter: Flags.string({helpValue: 'D', description: 'Between cells: , ; | or tab (else found)'}),
    encoding: Flags.string({helpValue: 'E', description: `${CSV_ENCODING_NAMES.join(', ')} (else found)`}),
    'date-format': Flags.string({helpValue: 'F', description: CSV_DATE_FORMATS.join(', ')}),
    'default-time': Flags.string({
      helpValue: 'HH:MM',
      description: 'When work began whose row has a day only (else 09:00)',
    }),
    decimal: Flags.string({helpValue: ',|.', description: 'Decimal sign (else both are understood)'}),
    by: Flags.string({
      helpValue: 'CONSULTANT',
      description: 'Who did the work where a row does not say (else HOURBANK_BY, else the profile)',
    }),
    'dry-run': Flags.boolean({description: 'Say what would happen and write nothing', default: false}),
  }

  async run(): Promise<unknown> {
    const {args, flags: typed} = await this.parse(ImportCsv)
    const flags = withTexts(typed, {by: MAX_NAME_LENGTH})
    const context = await this.openContext(flags)
    const mapping = understood(
      readMapping(flags.mapping === undefined ? {} : readJsonFile(flags.mapping), {
        ...{map: flags.map, set: flags.set, delimiter: flags.delimiter, encoding: flags.encoding},
        ...{dateFormat: flags['date-format'], defaultTime: flags['default-time'], decimal: flags.decimal},
      }),
    )
    const reading = understood(readCsvEntries(readBytes(args.file), mapping))
    const {contracts, refused, exitCode} = await importRows(reading, context, {
      ...{by: flags.by, isDryRun: flags['dry-run'], isSilent: this.jsonEnabled()},
    })

    const {dialect, columns, constants, unusedColumns, blankRows} = reading
    const result = {
      imported: contracts.reduce((sum, contract) => sum + contract.imported, 0),
      repeated: contracts.reduce((sum, contract) => sum + contract.repeated, 0),
      ...{refused, blankRows, dryRun: flags['dry-run'], dialect, columns, unusedColumns, contracts},
    }
    const report = {...result, constants, file: args.file, dialect: dialectText(dialect)}
    this.show(renderImport(report, this.look()))
    if (exitCode !== 0) process.exitCode = exitCode
    return result
  }
}

/** What was read of the file or its mapping; a file that cannot be understood as a whole is an input error. */
function understood<T>(result: Result<T, CsvRefusal>): T {
  if (result.ok) return result.value
  const {kind, ...details} = result.refusal
  const {message, hint} = wordsOfCsvRefusal(result.refusal)
  throw new UsageError(codeOfKind(kind), message, hint, details)
}
