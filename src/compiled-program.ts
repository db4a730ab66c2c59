import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import module, {createRequire} from 'node:module'
import {dirname, isAbsolute, join} from 'node:path'
import {pathToFileURL} from 'node:url'
import {Script} from 'node:vm'
import {crc32} from 'node:zlib'

/** What dist/program.cjs exports. */
type Program = typeof import('./cli/program.js')

/** What is typed all day has compiled code of its own; all other commands share one. */
const OFTEN = ['log', 'start', 'stop', 'again', 'entries', 'balance', 'statement', 'ticket']

/** Node 20 has none. */
const {enableCompileCache} = module as {readonly enableCompileCache?: (folder: string) => void}

/** Bytes at the end of a file that check the rest of it. */
const CHECK_BYTES = 4

/**
 * Loads the program, with the code that V8 made of it in an earlier run. Node has such a cache as well, but takes it before
 * anything has run: of our functions, which V8 compiles when they are first called, nothing is in it, and a start
 * compiles a thousand of them again. Here it is taken when the command is over.
 *
 * The code is kept in a folder that is this user's alone, or not at all: whoever can write there could hand us code to
 * run. What is not whole, or of another version, is made anew; without it a start only takes longer.
 *
 * @param folder where program.cjs is
 */
export function loadProgram(argv: readonly string[], folder: string): Program {
  const file = join(folder, 'program.cjs')
  const {href} = pathToFileURL(file)
  const codeFolder = safeFolder(process.env)
  const codeFile =
    codeFolder && join(codeFolder, `${PROGRAM_BUILD}-${process.version}-${process.arch}-${kindOf(argv)}`)
  const cachedData = codeFile === undefined ? undefined : readCode(codeFile)
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`,
    {filename: href, ...(cachedData && {cachedData})},
  )
  const load = (path: string) => {
    if (codeFolder) enableCompileCache?.(codeFolder) // will do for packages, which are modules
    return import(new URL(path, href).href)
  }
  const program = {exports: {} as Program, import: load}
  script.runInThisContext()(program.exports, createRequire(href), program, file, folder)
  if (codeFile !== undefined && (cachedData === undefined || script.cachedDataRejected === true))
    process.once('exit', () => keepCode(codeFile, script))
  return program.exports
}

const kindOf = ([command = '']: readonly string[]): string => (OFTEN.includes(command) ? command : 'other')

/** Where compiled code is kept; undefined where no folder is this user's alone. */
function safeFolder(env: NodeJS.ProcessEnv): string | undefined {
  const caches = cacheFolder(env)
  const folder = caches && join(caches, 'hourbank', 'code')
  return folder && isOurs(folder) ? folder : undefined
}

/** The folder for what can be made anew, as the platform has it. */
function cacheFolder({XDG_CACHE_HOME, HOME, LOCALAPPDATA}: NodeJS.ProcessEnv): string | undefined {
  const home = HOME && join(HOME, process.platform === 'darwin' ? 'Library/Caches' : '.cache')
  const folder = XDG_CACHE_HOME || (process.platform === 'win32' ? LOCALAPPDATA : home)
  return folder && isAbsolute(folder) ? folder : undefined
}

/** Whether nobody else can write to the folder, which is made if it is not there. */
function isOurs(folder: string): boolean {
  try {
    if (mkdirSync(folder, {recursive: true, mode: 0o700}) !== undefined) chmodSync(folder, 0o700)
    if (process.getuid === undefined) return true // Windows: a user's own folders are closed to others
    const {uid, mode} = lstatSync(folder)
    return uid === process.getuid() && (mode & 0o077) === 0
  } catch {
    return false
  }
}

/** What was kept, if it is whole: V8 itself does not look whether a bit has changed. */
function readCode(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file)
    const code = bytes.subarray(0, -CHECK_BYTES)
    return bytes.readUInt32LE(code.length) === crc32(code) ? code : undefined
  } catch {
    return undefined
  }
}

/** Keeps the code as it is now, and removes that of other builds. */
function keepCode(file: string, script: Script): void {
  try {
    const code = script.createCachedData()
    const check = Buffer.alloc(CHECK_BYTES)
    check.writeUInt32LE(crc32(code))
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, Buffer.concat([code, check]), {mode: 0o600, flag: 'wx'})
    renameSync(draft, file)
    const folder = dirname(file)
    for (const name of readdirSync(folder))
      if (/^[0-9a-f]{12}-/.test(name) && !name.startsWith(PROGRAM_BUILD)) rmSync(join(folder, name))
  } catch {
    // The next start takes longer, and tries again.
  }
}
