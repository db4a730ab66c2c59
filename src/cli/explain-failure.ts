import {stripVTControlCharacters} from 'node:util'
import {inZone, parseInstant} from '../domain/calendar.js'
import type {Refusal} from '../domain/refusal.js'
import {en} from '../locale/en.js'
import {formatInstant} from '../locale/formats.js'
import {defectText} from '../locale/problems.js'
import {wordsOfRefusal} from '../locale/refusals.js'
import {
  ContradictingFormatError,
  InvalidLogoError,
  NoLogoError,
  NoSigningKeyError,
  OutputIsFileError,
  UnusableKeyError,
} from '../statements/statement-errors.js'
import {
  FaultError,
  type LockHolder,
  LockUnsupportedError,
  MigrationNeededError,
  NeverStillError,
  NewerFormatError,
  NoStoreError,
  OutcomeUnknownError,
  StoreBusyError,
  StoreDamagedError,
} from '../storage/store-errors.js'
import {isDatabase} from '../storage/store-url.js'
import {
  codeOfKind,
  EXIT,
  exitCodeOf,
  type Failure,
  RefusalError,
  UnfinishedError,
  UsageError,
} from './failure.js'

/** As much of a value is told as makes it known again. */
const MAX_VALUE = 200
const MAX_MESSAGE = 4000

/** Turns whatever a command threw into what is said about it. Loaded only when something went wrong. */
export function explainFailure(error: unknown): Failure {
  const {message, hint, details, ...failure} = explained(error)
  return {
    ...failure,
    message: cutMessage(message),
    hint: hint && cutMessage(hint),
    details: cutValues(details),
  }
}

/** With no more than the beginning of each value in quotes. */
const cutMessage = (text: string): string =>
  cutTo(text.length <= MAX_VALUE ? text : text.replace(/"([^"]{200})[^"]+"/g, '"$1…"'), MAX_MESSAGE)

const cutTo = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text

/** The same of what scripts are told. A stack is for whoever asked for it. */
const cutValues = (details: Failure['details']): Failure['details'] =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, name === 'stack' ? value : cutValue(value)]),
  )

function cutValue(value: unknown): unknown {
  if (typeof value === 'string') return cutTo(value, MAX_MESSAGE / 4)
  if (Array.isArray(value)) return value.map(cutValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutValue(inner)]))
}

function explained(error: unknown): Failure {
  if (error instanceof RefusalError) return ofRefusal(error.refusal)
  if (error instanceof UsageError) {
    const {code, message, hint, details} = error
    return {code, message, hint, details, exitCode: EXIT.usage}
  }
  // What went wrong, but not that nothing was changed.
  if (error instanceof UnfinishedError) return {...explained(error.cause), hint: error.hint}
  return (
    ofStorage(error) ??
    ofStatements(error) ??
    ofKeys(error) ??
    ofPrompt(error) ??
    ofOclif(error) ??
    ofBug(error)
  )
}

function ofRefusal(refusal: Refusal): Failure {
  const {kind, ...details} = refusal
  const {message, hint} = wordsOfRefusal(refusal)
  return {code: codeOfKind(kind), message, hint, details, exitCode: exitCodeOf(refusal)}
}

/** `: "rollover" of weber (process 4711), since 21 Nov 2026 14:03` */
function holderText({pid, user, command, since}: LockHolder): string {
  const what = command === '' ? 'one' : `"${command}"`
  const at = parseInstant(since.replace(/\.\d+Z$/, 'Z'))
  const zone = process.env.TZ || 'UTC'
  return `: ${what}${user === '' ? '' : ` of ${user}`} (process ${pid})${at === undefined ? '' : `, since ${formatInstant(inZone(at, zone), en)}`}`
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk quota is used up',
  // What Node says of it on Linux.
  'Unknown system error -122': 'The disk quota is used up',
  EROFS: 'The file system is read-only',
  EACCES: 'There is no permission',
  EPERM: 'There is no permission',
  EIO: 'The disk reports an error',
  ELOOP: 'A link stands where a file should',
  ENOTDIR: 'A file stands where a folder should',
  EISDIR: 'A folder stands where a file should',
  ENOTSUP: 'A device or a pipe stands where a file should',
}

/** The same of a database: what the way to it reports, and the server by its SQLSTATE. */
const SERVER_FAULTS: Readonly<Record<string, string>> = {
  ERR_INVALID_URL: 'This is not the URL of a database',
  ERR_NO_SERVICE: 'No service file names the service of',
  ENOTFOUND: 'There is no such machine',
  ECONNREFUSED: 'There is no server',
  ENOENT: 'There is no server, or no file of a certificate',
  ECONNRESET: 'The connection to the server was lost',
  EPIPE: 'The connection to the server was lost',
  ETIMEDOUT: 'The server does not answer',
  '08006': 'The connection to the server was lost',
  '22021': 'The database cannot store one of the characters: its encoding is not UTF8',
  '25006': 'The server takes no changes: it is a copy, or read-only',
  '25P03': 'The server ended the connection, as it waited for too long within a transaction',
  '28000': 'The server does not let this user in',
  '28P01': 'The server does not take this password',
  '42501': 'The database does not give you the right to do this',
  '53100': 'The disk of the server is full',
  '53200': 'The server has no memory left',
  '57014': 'The server took longer than it may (statement_timeout)',
  '57P01': 'The server is shutting down',
  '57P02': 'The server crashed',
  '57P03': 'The server is starting or shutting down',
}

const FALSE_NAME = new Set(['ERR_INVALID_URL', 'ERR_NO_SERVICE'])

function ofStorage(error: unknown): Failure | undefined {
  if (error instanceof NoStoreError) {
    const {place} = error
    return {
      code: 'NO_STORE',
      message: `There is no store in ${place}.`,
      hint: 'Make one with: hourbank init. Or name another with --store or HOURBANK_STORE.',
      details: {folder: place},
      exitCode: EXIT.usage,
    }
  }
  if (error instanceof NewerFormatError) {
    const {place, format} = error
    return {
      code: 'STORE_NEWER',
      message: `${place} has format ${format}, which is newer than this program knows.`,
      hint: 'Use the version of hourbank that wrote it, or a newer one. Nothing was changed.',
      details: {file: place, format},
      exitCode: EXIT.damaged,
    }
  }
  if (error instanceof MigrationNeededError) {
    const {place, from, to} = error
    return {
      code: 'STORE_OLDER',
      message: `${place} is of version ${from}, and this program writes ${to}.`,
      hint: "Nothing was changed. Bring it to today's version with: hourbank store migrate. Older programs refuse it then.",
      details: {place, from, to},
      exitCode: EXIT.usage,
    }
  }
  if (error instanceof StoreDamagedError) {
    const {place, defect} = error
    const text = defectText(defect)
    return {
      code: 'STORE_DAMAGED',
      message: `${place} is damaged: ${text}.`,
      hint: 'Nothing was changed. "hourbank verify" lists all that is wrong; restore the file from a backup.',
      details: {file: place, what: typeof defect === 'string' ? defect : text},
      exitCode: EXIT.damaged,
    }
  }
  if (error instanceof StoreBusyError) {
    const {place, waitSeconds, holder} = error
    return {
      code: 'STORE_BUSY',
      message: `Another process has been writing for longer than ${waitSeconds} seconds${holder === undefined ? '' : holderText(holder)}.`,
      hint: 'Nothing was changed. Try again, or wait longer with --wait SECONDS.',
      details: {lock: place, waitSeconds, ...(holder && {holder})},
      exitCode: EXIT.busy,
    }
  }
  if (error instanceof NeverStillError) {
    const {place} = error
    return {
      code: 'STORE_BUSY',
      message: `${place} changed again and again while it was read.`,
      hint: 'Nothing was changed. Try again when the other processes have written.',
      details: {folder: place},
      exitCode: EXIT.busy,
    }
  }
  if (error instanceof LockUnsupportedError) {
    return {
      code: 'NO_FILE_LOCKS',
      message: `There are no file locks for ${error.platform}, so writing would not be safe.`,
      hint: 'hourbank writes on Linux (glibc), macOS and Windows, on x64 and arm64.',
      details: {platform: error.platform},
      exitCode: EXIT.fault,
    }
  }
  if (error instanceof FaultError && isDatabase(error.place)) return ofServer(error)
  if (error instanceof FaultError) {
    const {place, code} = error
    const isUnknown = error instanceof OutcomeUnknownError
    return {
      code: isUnknown ? 'OUTCOME_UNKNOWN' : 'FILE_FAULT',
      message: `${FAULTS[code] ?? `The system reports ${code}`}: ${place}.`,
      hint: isUnknown
        ? 'The change was written, but it may not survive a power cut. Check it before you repeat it.'
        : 'Nothing was changed.',
      details: {file: place, errno: code},
      exitCode: EXIT.fault,
    }
  }
  return undefined
}

function ofServer(error: FaultError): Failure {
  const {place, code} = error
  const isUnknown = error instanceof OutcomeUnknownError
  const said = SERVER_FAULTS[code] ?? `The server reports ${code}`
  return {
    code: isUnknown ? 'OUTCOME_UNKNOWN' : 'SERVER_FAULT',
    message: `${said}: ${place}.`,
    hint: isUnknown
      ? 'Whether the change was made is not known. Repeat it with the same --id, which records nothing twice, or look first what is there.'
      : 'Nothing was changed.',
    details: {store: place, state: code},
    exitCode: FALSE_NAME.has(code) ? EXIT.usage : EXIT.fault,
  }
}

/** A command is through with its work, and what it had to say could not be printed. */
export function lostAnswer({place, code}: FaultError): Failure {
  return {
    code: 'OUTCOME_UNKNOWN',
    message: `The answer could not be given. ${FAULTS[code] ?? `The system reports ${code}`}: ${place}.`,
    hint: 'What the command records is recorded. Repeat it with the same --id, or look first what is there.',
    details: {file: place, errno: code},
    exitCode: EXIT.fault,
  }
}

const LOGO_PROBLEMS: Readonly<Record<InvalidLogoError['problem'], string>> = {
  'too-large': 'is larger than 16 MB',
  'neither-png-nor-jpeg': 'is neither a PNG nor a JPEG',
  svg: 'is an SVG, which cannot be printed: save it as a PNG, about 1200 pixels wide',
  'png-damaged': 'is a damaged PNG',
  'too-many-pixels': 'has more than 25 million pixels',
  'jpeg-damaged': 'is a damaged JPEG',
  'jpeg-in-cmyk': 'is a JPEG in CMYK',
}

const KEY_PROBLEMS: Readonly<Record<UnusableKeyError['problem'], readonly [message: string, hint: string]>> =
  {
    'not-a-key': ['is no private key of OpenSSH', 'A key is made with: hourbank key'],
    encrypted: [
      'is encrypted with a passphrase, which nobody types at night',
      'Take the passphrase away with "ssh-keygen -p -f FILE", or make a key with: hourbank key',
    ],
    'other-kind': ['is not an Ed25519 key', 'Make one with: hourbank key, or ssh-keygen -t ed25519'],
    open: ['can be read by others, who could sign with it', 'Close it with: chmod 600 FILE'],
  }

function ofKeys(error: unknown): Failure | undefined {
  if (error instanceof NoSigningKeyError) {
    const {path, fingerprint, found} = error
    const where =
      found === null ? `not there: ${path}` : `another one than ${path}, which is that of ${found}`
    return {
      code: 'NO_SIGNING_KEY',
      message: `Statements are signed with the key ${fingerprint}, and its private key is ${where}.`,
      hint: 'Put it there, or name it with --key or HOURBANK_KEY. Without a signature: --no-sign. If it is lost: hourbank key --renew.',
      details: {file: path, fingerprint},
      exitCode: EXIT.usage,
    }
  }
  if (error instanceof UnusableKeyError) {
    const [message, hint] = KEY_PROBLEMS[error.problem]
    return {
      code: 'UNUSABLE_KEY',
      message: `The key ${error.path} ${message}.`,
      hint,
      details: {file: error.path},
      exitCode: EXIT.usage,
    }
  }
  return undefined
}

function ofStatements(error: unknown): Failure | undefined {
  if (error instanceof NoLogoError) {
    const {path, found} = error
    return {
      code: 'NO_LOGO',
      message: found === 'nothing' ? `There is no logo at ${path}.` : `The logo ${path} is a ${found}.`,
      hint: 'Name a PNG or JPEG, or an empty name for no logo.',
      details: {file: path},
      exitCode: EXIT.usage,
    }
  }
  if (error instanceof InvalidLogoError) {
    const {path, problem} = error
    return {
      code: 'INVALID_LOGO',
      message: `The logo ${path} ${LOGO_PROBLEMS[problem]}.`,
      hint: 'A logo is a PNG, or a JPEG in RGB or grey. Choose another with: config set logo FILE',
      details: {file: path},
      exitCode: EXIT.usage,
    }
  }
  if (error instanceof ContradictingFormatError) {
    const {format, said} = error
    return {
      code: 'CONTRADICTION',
      message: `--format ${format} and ${said} contradict each other.`,
      hint: 'Leave one of them out.',
      details: {},
      exitCode: EXIT.usage,
    }
  }
  if (error instanceof OutputIsFileError) {
    const {path, count} = error
    return {
      code: 'OUTPUT_IS_FILE',
      message: `${path} is one file, and ${count} statements need a folder.`,
      hint: 'Name a folder with --output. One file for all of them ends in .json, .csv or .txt.',
      details: {},
      exitCode: EXIT.usage,
    }
  }
  return undefined
}

/** Somebody left a question with Ctrl-C: what was asked for is still missing. */
function ofPrompt(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || error.name !== 'ExitPromptError') return undefined
  const message = 'Cancelled. Nothing was changed.'
  return {code: 'CANCELLED', message, hint: null, details: {}, exitCode: EXIT.usage}
}

/** oclif's own complaints about the command line. */
function ofOclif(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('oclif' in error)) return undefined
  const hint = 'See the command with --help.'
  const text = stripVTControlCharacters(error.message)
  const missing = missingIn(text, error)
  if (missing.length > 0) {
    const message = `Still missing: ${missing.join(', ')}.`
    return {code: 'MISSING_VALUE', message, hint, details: {missing}, exitCode: EXIT.usage}
  }
  const message = text
    .replace(/\s*See more help with --help\s*$/, '')
    .replace(/^Parsing (--\S+)\s+/, '$1: ')
    .replace(/\s+/g, ' ')
    .trim()
  return {code: 'USAGE', message, hint, details: {}, exitCode: EXIT.usage}
}

/** Which flags and arguments oclif says are required. */
function missingIn(text: string, error: Error): readonly string[] {
  const flags = [...text.matchAll(/^\s*Missing required flag (\S+)$/gm)].map(([, name]) => `--${name}`)
  const isOfArgs = /^Missing \d+ required arg/.test(text) && 'args' in error && Array.isArray(error.args)
  const args: readonly {readonly name: string}[] = isOfArgs ? (error.args as []) : []
  return [...args.map(({name}) => name.toUpperCase()), ...flags]
}

function ofBug(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error && process.env.HOURBANK_DEBUG ? error.stack : undefined
  return {
    code: 'FAULT',
    message: `Something went wrong in hourbank itself: ${message}`,
    hint: 'Nothing was confirmed. Run it again with HOURBANK_DEBUG=1 to see where.',
    details: stack === undefined ? {} : {stack},
    exitCode: EXIT.fault,
  }
}
