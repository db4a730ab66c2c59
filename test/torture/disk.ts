import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs'
import {basename, dirname, join, resolve} from 'node:path'

/** A file or a folder, whatever it is called. */
interface Node {
  readonly id: number
  readonly isFolder: boolean
}

interface Data {
  readonly node: Node
  readonly at: number
  /** Null cuts the file there. */
  readonly bytes: Buffer | null
}

/** A name that is given to a node, taken away, or both at once. */
interface Naming {
  readonly taken: readonly [folder: Node, name: string] | null
  readonly given: readonly [folder: Node, name: string, node: Node] | null
}

/** What was done and is not flushed yet. */
type Pending = ({readonly kind: 'data'} & Data) | ({readonly kind: 'name'} & Naming)

type Names = ReadonlyMap<number, ReadonlyMap<string, Node>>
type Contents = ReadonlyMap<number, Buffer>

/** What a disk holds for sure, and what it may or may not hold if the power fails now. */
export interface Outage {
  readonly root: Node
  readonly names: Names
  readonly contents: Contents
  readonly pending: readonly Pending[]
  /** The program had given its answer by then. */
  readonly isAnswered: boolean
}

/**
 * A disk as a program sees it, of which only what was flushed is sure to last: the bytes of a file by a flush of the file,
 * names by one of the folder. It is fed with system calls, and says after each how it would be after a power cut.
 */
export class Disk {
  readonly outages: Outage[] = []
  readonly #folder: string
  readonly #root: Node
  readonly #names = new Map<number, Map<string, Node>>()
  readonly #lasting = new Map<number, Map<string, Node>>()
  readonly #contents = new Map<number, Buffer>()
  readonly #open = new Map<number, {readonly node: Node; position: number}>()
  #pending: Pending[] = []
  #nodes = 0
  #isAnswered = false

  /** @param folder what is in it now is flushed */
  constructor(folder: string) {
    this.#folder = folder
    this.#root = this.#node(true)
    this.#readIn(folder, this.#root)
    this.#note()
  }

  /** @param line a call as `strace -y` writes it, as Latin 1 */
  feed(line: string): void {
    const {name, paths, fd, result} = parsed(line)
    if (result < 0) return
    if (name === 'write' && fd === 1) this.#isAnswered = true
    else if (name === 'openat') this.#opened(paths.at(-1)?.toString() ?? '', result, line)
    else if (name === 'close') this.#open.delete(fd)
    else if (/^p?write/.test(name)) this.#wrote(fd, paths[0] ?? Buffer.alloc(0), result, line)
    else if (name === 'ftruncate') this.#truncated(fd, Number(/, (\d+)\)/.exec(line)?.[1]))
    else if (/^f(?:data)?sync$/.test(name)) this.#flushed(fd)
    else if (name.startsWith('rename')) this.#renamed(`${paths[0]}`, `${paths[1]}`)
    else if (name.startsWith('mkdir')) this.#made(`${paths[0]}`)
    else if (/^(?:unlink|unlinkat|rmdir)$/.test(name)) this.#removed(`${paths[0]}`)
    else return
    if (name !== 'close') this.#note()
  }

  #node(isFolder: boolean): Node {
    const node = {id: this.#nodes++, isFolder}
    if (isFolder) for (const names of [this.#names, this.#lasting]) names.set(node.id, new Map())
    else this.#contents.set(node.id, Buffer.alloc(0))
    return node
  }

  #readIn(path: string, folder: Node): void {
    for (const entry of readdirSync(path, {withFileTypes: true})) {
      const node = this.#node(entry.isDirectory())
      for (const names of [this.#names, this.#lasting]) names.get(folder.id)?.set(entry.name, node)
      const inner = join(path, entry.name)
      if (node.isFolder) this.#readIn(inner, node)
      else this.#contents.set(node.id, readFileSync(inner))
    }
  }

  #note(): void {
    const names = new Map([...this.#lasting].map(([id, entries]) => [id, new Map(entries)]))
    this.outages.push({
      ...{root: this.#root, names, contents: new Map(this.#contents)},
      ...{pending: [...this.#pending], isAnswered: this.#isAnswered},
    })
  }

  /** Undefined for what is elsewhere, or not there. */
  #at(said: string): Node | undefined {
    // Commands are started in the folder.
    const path = resolve(this.#folder, said)
    if (path === this.#folder) return this.#root
    const folder = path.startsWith(`${this.#folder}/`) ? this.#at(dirname(path)) : undefined
    return folder && this.#names.get(folder.id)?.get(basename(path))
  }

  #name(naming: Naming): void {
    const {taken, given} = naming
    if (taken !== null) this.#names.get(taken[0].id)?.delete(taken[1])
    if (given !== null) this.#names.get(given[0].id)?.set(given[1], given[2])
    this.#pending.push({kind: 'name', ...naming})
  }

  #opened(path: string, fd: number, line: string): void {
    const folder = this.#at(dirname(path))
    let node = this.#at(path)
    if (node === undefined) {
      if (folder === undefined || !line.includes('O_CREAT')) return
      node = this.#node(false)
      this.#name({taken: null, given: [folder, basename(path), node]})
    } else if (line.includes('O_TRUNC')) this.#pending.push({kind: 'data', node, at: 0, bytes: null})
    this.#open.set(fd, {node, position: 0})
  }

  #wrote(fd: number, bytes: Buffer, count: number, line: string): void {
    const file = this.#open.get(fd)
    if (file === undefined) return
    const [, said] = /^pwrite64\(.*, \d+, (\d+)\)/s.exec(line) ?? []
    const at = said === undefined ? file.position : Number(said)
    if (said === undefined) file.position += count
    this.#pending.push({kind: 'data', node: file.node, at, bytes: bytes.subarray(0, count)})
  }

  #truncated(fd: number, at: number): void {
    const file = this.#open.get(fd)
    if (file !== undefined) this.#pending.push({kind: 'data', node: file.node, at, bytes: null})
  }

  #flushed(fd: number): void {
    const file = this.#open.get(fd)
    if (file === undefined) return
    const {node} = file
    const isOf = (pending: Pending): boolean =>
      pending.kind === 'data'
        ? pending.node === node
        : pending.taken?.[0] === node || pending.given?.[0] === node
    for (const pending of this.#pending.filter(isOf)) apply(pending, this.#lasting, this.#contents)
    this.#pending = this.#pending.filter(pending => !isOf(pending))
  }

  #renamed(from: string, to: string): void {
    const [node, old, folder] = [this.#at(from), this.#at(dirname(from)), this.#at(dirname(to))]
    if (node !== undefined && old !== undefined && folder !== undefined)
      this.#name({taken: [old, basename(from)], given: [folder, basename(to), node]})
  }

  #made(path: string): void {
    const folder = this.#at(dirname(path))
    if (folder !== undefined) this.#name({taken: null, given: [folder, basename(path), this.#node(true)]})
  }

  #removed(path: string): void {
    const folder = this.#at(dirname(path))
    if (folder !== undefined) this.#name({taken: [folder, basename(path)], given: null})
  }
}

function apply(pending: Pending, names: Map<number, Map<string, Node>>, contents: Map<number, Buffer>): void {
  if (pending.kind === 'name') {
    const {taken, given} = pending
    if (taken !== null) names.get(taken[0].id)?.delete(taken[1])
    if (given !== null) names.get(given[0].id)?.set(given[1], given[2])
    return
  }
  const {node, at, bytes} = pending
  const old = contents.get(node.id) ?? Buffer.alloc(0)
  const size = bytes === null ? at : Math.max(old.length, at + bytes.length)
  const grown = Buffer.alloc(size)
  old.copy(grown, 0, 0, Math.min(old.length, size))
  bytes?.copy(grown, at)
  contents.set(node.id, grown)
}

/**
 * Writes what is left after a power cut into an empty folder.
 * @param kept how much of each pending piece lasted: 0 nothing, 1 all, in between the beginning of what was written
 */
export function writeLeft(
  folder: string,
  {root, names, contents, pending}: Outage,
  kept: () => number,
): void {
  const [left, bytes] = [new Map([...names].map(([id, of]) => [id, new Map(of)])), new Map(contents)]
  for (const each of pending) {
    const share = kept()
    if (share === 0) continue
    if (each.kind === 'data' && each.bytes !== null) {
      const part = each.bytes.subarray(0, Math.ceil(each.bytes.length * share))
      apply({...each, bytes: part}, left, bytes)
    } else apply(each, left, bytes)
  }
  const write = (path: string, node: Node): void => {
    for (const [name, inner] of left.get(node.id) ?? []) {
      if (inner.isFolder) {
        mkdirSync(join(path, name), {mode: 0o700})
        write(join(path, name), inner)
      } else writeFileSync(join(path, name), bytes.get(inner.id) ?? '', {mode: 0o600})
    }
  }
  write(folder, root)
}

function parsed(line: string) {
  const [, name = ''] = /^(\w+)\(/.exec(line) ?? []
  const fd = Number(/^\w+\((\d+)</.exec(line)?.[1] ?? -1)
  const end = line.slice(-4000)
  const result = Number(/ = (-?\d+)(?:<[^>]*>)?(?: \w+ \(.*\))?$/.exec(end)?.[1] ?? -1)
  return {name, paths: quotedIn(line), fd, result}
}

/** What stands in quotes, with what strace escapes. By hand, as a page of millions of escapes is too much for an expression. */
function quotedIn(line: string): readonly Buffer[] {
  const found: Buffer[] = []
  for (let open = line.indexOf('"'); open !== -1; open = line.indexOf('"', open)) {
    // Never longer than it is written.
    const bytes = Buffer.alloc(line.length - open)
    let size = 0
    let at = open + 1
    let close = line.indexOf('"', at)
    for (let slash = line.indexOf('\\', at); slash !== -1; slash = line.indexOf('\\', at)) {
      if (close !== -1 && close < slash) break
      size += bytes.write(line.slice(at, slash), size, 'latin1')
      const [escaped, length] = unescaped(line, slash + 1)
      bytes[size] = escaped
      size += 1
      at = slash + 1 + length
      if (close < at) close = line.indexOf('"', at)
    }
    if (close === -1) break
    size += bytes.write(line.slice(at, close), size, 'latin1')
    found.push(Buffer.from(bytes.subarray(0, size)))
    open = close + 1
  }
  return found
}

const LETTERS: Readonly<Record<string, number>> = {n: 10, t: 9, r: 13, v: 11, f: 12, '"': 34, '\\': 92}

/** The byte of an escape, and how many characters it is written with. */
function unescaped(line: string, at: number): readonly [byte: number, length: number] {
  const letter = LETTERS[line[at] ?? '']
  if (letter !== undefined) return [letter, 1]
  const [octal = ''] = /^[0-7]{1,3}/.exec(line.slice(at, at + 3)) ?? []
  return [Number.parseInt(octal, 8), octal.length]
}
