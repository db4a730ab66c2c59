import {type Instant, parseInstant} from '../domain/calendar.js'
import type {StoreFile} from '../storage/store.js'

/** What an archive begins with: by it one of ours is known without reading all of it. */
export interface BackupHead {
  readonly format: 1
  /** `hourbank/1.2.3` */
  readonly program: string
  readonly takenAt: Instant
  /** Where the store was, for a person to look at. */
  readonly store: string
}

/** A file as the list at the end of an archive has it. */
interface ListedFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** What was written, or found to be whole. */
export interface Contents {
  readonly head: BackupHead
  readonly files: number
  readonly contracts: number
}

/** What is wrong with a file that should be an archive of ours. */
export type ArchiveDefect =
  | {readonly kind: 'not-a-backup' | 'cut-short' | 'not-as-listed'}
  | {readonly kind: 'newer-backup'; readonly format: number}
  | {readonly kind: 'unsafe-member' | 'member-twice'; readonly member: string}

export class InvalidArchiveError extends Error {
  override readonly name = 'InvalidArchiveError'
  readonly defect: ArchiveDefect

  constructor(defect: ArchiveDefect, cause?: unknown) {
    super(defect.kind, {cause})
    this.defect = defect
  }
}

const FORMAT = 1
const HEAD = 'hourbank-backup.json'
const LIST = 'hourbank-files.json'

/** A file of a store in at most two folders; nothing that leads elsewhere, or is hidden. */
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*){0,2}$/
/** Far more than any page has. What is larger did not come from us, and would fill the memory. */
const MAX_FILE_BYTES = 256 * 1024 * 1024
const MAX_LIST_BYTES = 1024 * 1024 * 1024

const contractsIn = (names: Iterable<string>): number =>
  [...names].filter(name => /^contracts\/[^/]+\/contract\.json$/.test(name)).length

/**
 * Writes an archive: gzip over tar, the head first, then the files of the store, then a list of them with their hashes. Other
 * programs can unpack it. One file at a time is held.
 *
 * @param feed hands over the files, one after the other
 * @param append takes the archive, piece by piece
 */
export async function writeArchive(
  head: Omit<BackupHead, 'format'>,
  feed: (take: (file: StoreFile) => Promise<void>) => Promise<void>,
  append: (piece: Uint8Array) => void,
): Promise<Contents> {
  const {createTarPacker} = await import('modern-tar')
  const sha256 = await hasher()
  const {readable, controller} = createTarPacker()
  const listed: ListedFile[] = []
  const mtime = new Date(head.takenAt)
  const add = async ({name, bytes}: StoreFile) => {
    const writer = controller.add({name, size: bytes.length, mode: 0o600, mtime}).getWriter()
    await writer.write(bytes)
    await writer.close()
  }
  const addJson = (name: string, value: unknown) =>
    add({name, bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`)})
  const whole: BackupHead = {format: FORMAT, ...head}
  const pack = async () => {
    await addJson(HEAD, whole)
    await feed(async file => {
      await add(file)
      listed.push({name: file.name, bytes: file.bytes.length, sha256: sha256(file.bytes)})
    })
    await addJson(LIST, {files: listed})
    controller.finalize()
  }
  await Promise.all([
    pack().catch(error => controller.error(error)),
    drain(readable.pipeThrough(new CompressionStream('gzip')), append),
  ])
  return {head: whole, files: listed.length, contracts: contractsIn(listed.map(({name}) => name))}
}

/**
 * Reads an archive to its end and holds every file to the list. What `receive` is given can still turn out to be wrong:
 * nothing is certain before this has returned.
 *
 * @throws InvalidArchiveError
 */
export async function readArchive(
  bytes: AsyncIterable<Uint8Array>,
  receive: (file: StoreFile) => Promise<void>,
): Promise<Contents> {
  const sha256 = await hasher()
  const members = membersOf(bytes)
  const head = headOf(await members.next())
  const found = new Map<string, ListedFile>()
  for await (const {name, bytes: content} of members) {
    if (name === LIST) {
      if (!(await members.next()).done || !isAsListed(content, found))
        throw new InvalidArchiveError({kind: 'not-as-listed'})
      return {head, files: found.size, contracts: contractsIn(found.keys())}
    }
    if (!SAFE_NAME.test(name)) throw new InvalidArchiveError({kind: 'unsafe-member', member: name})
    if (found.has(name)) throw new InvalidArchiveError({kind: 'member-twice', member: name})
    found.set(name, {name, bytes: content.length, sha256: sha256(content)})
    await receive({name, bytes: content})
  }
  throw new InvalidArchiveError({kind: 'cut-short'})
}

/** What an archive begins with; undefined where it is none of ours. */
export async function readHead(bytes: AsyncIterable<Uint8Array>): Promise<BackupHead | undefined> {
  const members = membersOf(bytes)
  try {
    return headOf(await members.next())
  } catch (error) {
    if (error instanceof InvalidArchiveError) return undefined
    throw error
  } finally {
    await members.return(undefined)
  }
}

/** The files of a tar archive under gzip. Links, folders and devices are none. @throws InvalidArchiveError */
async function* membersOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<StoreFile, undefined> {
  const [{createTarDecoder}, {Readable}] = await Promise.all([import('modern-tar'), import('node:stream')])
  const entries = Readable.toWeb(Readable.from(bytes))
    .pipeThrough(new DecompressionStream('gzip'))
    .pipeThrough(createTarDecoder({strict: true}))
  try {
    for await (const {header, body} of entries) {
      const {name, type = 'file', size} = header
      const max = name === LIST ? MAX_LIST_BYTES : MAX_FILE_BYTES
      if (type !== 'file' || size > max) throw new InvalidArchiveError({kind: 'unsafe-member', member: name})
      const pieces: Uint8Array[] = []
      await drain(body, piece => pieces.push(piece))
      yield {name, bytes: Buffer.concat(pieces)}
    }
  } catch (cause) {
    if (cause instanceof InvalidArchiveError || isFault(cause)) throw cause
    throw new InvalidArchiveError({kind: 'not-a-backup'}, cause)
  }
}

/** What the machine could not read says nothing of the archive. */
const isFault = (cause: unknown): boolean => cause instanceof Error && cause.name.endsWith('FaultError')

function headOf(member: IteratorResult<StoreFile, undefined>): BackupHead {
  const {name, bytes} = member.value ?? {name: '', bytes: new Uint8Array()}
  const head = name === HEAD ? parsed(bytes) : undefined
  if (typeof head?.format !== 'number') throw new InvalidArchiveError({kind: 'not-a-backup'})
  if (head.format > FORMAT) throw new InvalidArchiveError({kind: 'newer-backup', format: head.format})
  const {program, takenAt, store} = head
  const isWhole = [program, takenAt, store].every(each => typeof each === 'string')
  if (!isWhole || parseInstant(takenAt as string) === undefined)
    throw new InvalidArchiveError({kind: 'not-a-backup'})
  return head as unknown as BackupHead
}

function isAsListed(content: Uint8Array, found: ReadonlyMap<string, ListedFile>): boolean {
  const files = parsed(content)?.files
  if (!Array.isArray(files) || files.length !== found.size) return false
  return files.every(({name, bytes, sha256}: ListedFile) => {
    const file = found.get(name)
    return file?.bytes === bytes && file.sha256 === sha256
  })
}

function parsed(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

async function hasher(): Promise<(bytes: Uint8Array) => string> {
  const {createHash} = await import('node:crypto')
  return bytes => createHash('sha256').update(bytes).digest('hex')
}

async function drain(stream: ReadableStream<Uint8Array>, take: (piece: Uint8Array) => void): Promise<void> {
  for await (const piece of stream) take(piece)
}
