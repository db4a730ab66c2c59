import {Flags} from '@oclif/core'
import {UsageError} from '../../cli/failure.js'
import {readJsonFile} from '../../cli/read-file.js'
import type {Result} from '../../domain/refusal.js'
import {type CsvReading, readCsv} from '../../exchange/csv.js'
import {CSV_DATE_FORMATS, CSV_ENCODING_NAMES, readMapping} from '../../exchange/csv-mapping.js'
import {type CsvTool, toolOfFile} from '../../exchange/csv-presets.js'
import type {CsvReason, CsvRefusal} from '../../exchange/csv-problem.js'
import {FIELDS} from '../../exchange/reading.js'
import {ImportCommand, type ImportFormat} from '../../imports/import-command.js'
import {csvReasonText, csvSentences, wordsOfCsvRefusal} from '../../locale/csv-problems.js'
import {toolHint} from '../../locale/tool-problems.js'

export default class ImportCsv extends ImportCommand {
  static override summary = "Record the rows of another program's CSV file as entries"
  static override description =
    `Each row is held to the same rules as "log". A second import of the same rows adds nothing, however they
are written, also once their months are closed. Refused rows are named, and do not stop the others.
Fields: ${FIELDS.join(', ')}. Columns that are called like a field, or like one in German, need no mapping,
also beside others that are mapped.`
  static override examples = [
    '<%= config.bin %> import csv tickets.csv --dry-run',
    '<%= config.bin %> import csv tickets.csv --map contract=Kunde --map hours=Std. --set channel=ticket',
    '<%= config.bin %> import csv tickets.csv --mapping helpdesk.json',
  ]
  static override args = ImportCommand.args // oclif does not inherit them
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
  }

  protected override async questions() {
    const {importQuestions} = await import('../../imports/ask-import.js')
    return importQuestions({read: (bytes, flags) => readMapped(bytes, flags as MappingFlags), soughtIn})
  }

  async run(): Promise<unknown> {
    const {args, flags} = await this.parse(ImportCsv)
    if (args.file === '-' && flags.mapping === '-') {
      throw new UsageError(
        'INPUT_TWICE',
        'The file and its mapping cannot both come from standard input.',
        'Keep the mapping in a file.',
      )
    }
    let tool: CsvTool | undefined
    const format: ImportFormat<CsvReading, CsvReason, CsvRefusal> = {
      name: 'csv',
      read: bytes => {
        tool = toolOfFile(bytes)
        return readMapped(bytes, flags)
      },
      problemText: refusal =>
        tool === undefined
          ? wordsOfCsvRefusal(refusal)
          : {...wordsOfCsvRefusal(refusal), hint: toolHint(tool)},
      reasonText: csvReasonText,
      understood: ({dialect, columns, constants, unusedColumns}) => ({
        json: {dialect, columns, unusedColumns},
        sentences: csvSentences({dialect, columns, constants, unusedColumns}),
      }),
    }
    return this.importFile(args.file, flags, format)
  }
}

/** Which column a file lacks. */
function soughtIn(refusal: CsvRefusal) {
  if (refusal.kind === 'missing-field') return {oneOf: refusal.oneOf, columns: refusal.header}
  return refusal.kind === 'ambiguous-column' ? {oneOf: [refusal.field], columns: refusal.columns} : undefined
}

interface MappingFlags {
  readonly map?: readonly string[] | undefined
  readonly set?: readonly string[] | undefined
  readonly mapping?: string | undefined
  readonly delimiter?: string | undefined
  readonly encoding?: string | undefined
  readonly 'date-format'?: string | undefined
  readonly 'default-time'?: string | undefined
  readonly decimal?: string | undefined
}

function readMapped(bytes: Uint8Array, flags: MappingFlags): Result<CsvReading, CsvRefusal> {
  const mapping = readMapping(flags.mapping === undefined ? {} : readJsonFile(flags.mapping), {
    ...{map: flags.map, set: flags.set, delimiter: flags.delimiter, encoding: flags.encoding},
    ...{dateFormat: flags['date-format'], defaultTime: flags['default-time'], decimal: flags.decimal},
  })
  return mapping.ok ? readCsv(bytes, mapping.value) : mapping
}
