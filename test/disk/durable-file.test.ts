import {execFileSync} from 'node:child_process'
import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import {syncBuiltinESMExports} from 'node:module'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {
  appendDurably,
  createDurably,
  makeFolderDurably,
  removeLeftovers,
  writeDurably,
  writeDurablyInPieces,
} from '../../src/disk/durable-file.js'
import {FaultError, OutcomeUnknownError} from '../../src/disk/fault.js'
import {makeTemporaryFolder} from '../storage/files/run-worker.js'

const IS_POSIX = process.platform !== 'win32'
const {closeSync, fsyncSync, openSync, renameSync, rmSync: removeSync, writeSync} = fs
const originals = {closeSync, fsyncSync, openSync, renameSync, rmSync: removeSync, writeSync}
let folder: string
let file: string

beforeEach(() => {
  folder = makeTemporaryFolder()
  file = join(folder, 'page.json')
})

afterEach(() => {
  replaceCalls(originals)
  rmSync(folder, {recursive: true, force: true})
})

function replaceCalls(calls: Partial<typeof fs>): void {
  Object.assign(fs, calls)
  syncBuiltinESMExports()
}

function fault(code: string): Error {
  return Object.assign(new Error(code), {code})
}

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

const textOf = (path: string): string => readFileSync(path, 'utf8')
const modeOf = (path: string): number => statSync(path).mode & 0o7777

describe('a durable write', () => {
  test('replaces the whole file and leaves nothing else behind', () => {
    writeDurably(file, 'a long old text')
    writeDurably(file, 'new')
    expect(textOf(file)).toBe('new')
    expect(readdirSync(folder)).toEqual(['page.json'])
  })

  test('takes bytes and the empty text', () => {
    writeDurably(file, new Uint8Array([0xc3, 0xa9]))
    expect(textOf(file)).toBe('é')
    writeDurably(file, '')
    expect(textOf(file)).toBe('')
  })

  test('goes on where the system took only part of the bytes', () => {
    const bytesAtATime = 7
    const short = (fd: number, bytes: Uint8Array, offset: number, length: number, position: number): number =>
      originals.writeSync(fd, bytes, offset, Math.min(length, bytesAtATime), position)
    replaceCalls({writeSync: short as typeof fs.writeSync})
    writeDurably(file, 'äöü'.repeat(100))
    expect(textOf(file)).toBe('äöü'.repeat(100))
  })

  test.each([
    ['openSync', 'EACCES'],
    ['openSync', 'EROFS'],
    ['writeSync', 'ENOSPC'],
    ['fsyncSync', 'EIO'],
    ['closeSync', 'EDQUOT'],
    ['renameSync', 'ENOSPC'],
  ] as const)('keeps the old content, names the file and cleans up after %s fails with %s', (call, code) => {
    writeDurably(file, 'old')
    let isFirst = true
    const failsOnce = (...args: readonly never[]): unknown => {
      if (!isFirst) return (originals[call] as (...all: readonly never[]) => unknown)(...args)
      isFirst = false
      throw fault(code)
    }
    replaceCalls({[call]: failsOnce})
    const error = thrownBy(() => writeDurably(file, 'new'))
    replaceCalls(originals)
    expect(error).toBeInstanceOf(FaultError)
    expect(error).not.toBeInstanceOf(OutcomeUnknownError)
    expect(error).toMatchObject({place: file, code})
    expect(textOf(file)).toBe('old')
    expect(readdirSync(folder)).toEqual(['page.json'])
  })

  test('refuses to put a file of the wrong size in place', () => {
    writeDurably(file, 'old')
    replaceCalls({writeSync: (() => 0) as typeof fs.writeSync})
    expect(() => writeDurably(file, 'new')).toThrow(FaultError)
    expect(textOf(file)).toBe('old')
  })

  test('says that the outcome is unknown when the folder cannot be flushed', () => {
    let flushes = 0
    replaceCalls({
      fsyncSync: fd => {
        if (++flushes === 2) throw fault('EIO')
        originals.fsyncSync(fd)
      },
    })
    const error = thrownBy(() => writeDurably(file, 'new'))
    expect(error).toBeInstanceOf(OutcomeUnknownError)
    expect(error).toMatchObject({place: file, code: 'EIO'})
  })

  test('does not hide a bug as a fault of the machine', () => {
    replaceCalls({
      renameSync: () => {
        throw new TypeError('a bug')
      },
    })
    expect(() => writeDurably(file, 'new')).toThrow(TypeError)
  })

  test('refuses a link in place of the file and leaves its target alone', () => {
    const target = join(folder, 'target')
    writeFileSync(target, 'precious')
    symlinkSync(target, file)
    expect(thrownBy(() => writeDurably(file, 'new'))).toMatchObject({place: file, code: 'ELOOP'})
    expect(readFileSync(target, 'utf8')).toBe('precious')
  })
})

describe('a durable write in pieces', () => {
  const inPieces = async (...pieces: readonly string[]) =>
    writeDurablyInPieces(file, async append => {
      for (const piece of pieces) {
        await Promise.resolve()
        append(piece)
      }
      return 'replace'
    })

  test('is there when it is whole, with nothing beside it', async () => {
    writeDurably(file, 'old')
    await writeDurablyInPieces(file, async append => {
      append('äöü ')
      expect(textOf(file)).toBe('old')
      append('')
      append('new')
      return 'replace'
    })
    expect(textOf(file)).toBe('äöü new')
    expect(readdirSync(folder)).toEqual(['page.json'])
    expect(modeOf(file)).toBe(0o600)
  })

  test('of no piece is an empty file', async () => {
    await inPieces()
    expect(textOf(file)).toBe('')
  })

  test('leaves the old file where that is said in the end, and nothing beside it', async () => {
    writeDurably(file, 'old')
    await writeDurablyInPieces(file, async append => {
      append('new')
      return 'keep-old'
    })
    expect(textOf(file)).toBe('old')
    expect(readdirSync(folder)).toEqual(['page.json'])
  })

  test('leaves the old file where what is written cannot be had', async () => {
    writeDurably(file, 'old')
    const write = writeDurablyInPieces(file, async append => {
      append('new')
      throw new TypeError('a bug')
    })
    await expect(write).rejects.toThrow(TypeError)
    expect(textOf(file)).toBe('old')
    expect(readdirSync(folder)).toEqual(['page.json'])
  })

  test.each([
    ['openSync', 'EACCES'],
    ['writeSync', 'ENOSPC'],
    ['fsyncSync', 'EIO'],
    ['renameSync', 'ENOSPC'],
  ] as const)('keeps the old file, names it and cleans up after %s fails with %s', async (call, code) => {
    writeDurably(file, 'old')
    replaceCalls({
      [call]: () => {
        throw fault(code)
      },
    })
    await expect(inPieces('new', 'er')).rejects.toMatchObject({place: file, code})
    replaceCalls(originals)
    expect(textOf(file)).toBe('old')
    expect(readdirSync(folder)).toEqual(['page.json'])
  })

  test('refuses to put a file of the wrong size in place', async () => {
    writeDurably(file, 'old')
    replaceCalls({writeSync: (() => 0) as typeof fs.writeSync})
    await expect(inPieces('new')).rejects.toMatchObject({place: file, code: 'EIO'})
    expect(textOf(file)).toBe('old')
  })
})

describe('only a file is replaced:', () => {
  test('not a folder', () => {
    mkdirSync(file)
    expect(thrownBy(() => writeDurably(file, 'new'))).toMatchObject({place: file, code: 'EISDIR'})
  })

  test.runIf(IS_POSIX)('not a pipe, nor a device', async () => {
    execFileSync('mkfifo', [file])
    expect(thrownBy(() => writeDurably(file, 'new'))).toMatchObject({place: file, code: 'ENOTSUP'})
    await expect(writeDurablyInPieces(file, async () => 'replace')).rejects.toMatchObject({
      place: file,
      code: 'ENOTSUP',
    })
  })
})

describe.runIf(IS_POSIX)('permissions', () => {
  test.each([0o000, 0o022, 0o077])('are 0600 and 0700 under umask %i (decimal)', umask => {
    const before = process.umask(umask)
    try {
      makeFolderDurably(join(folder, 'a', 'b'))
      writeDurably(join(folder, 'a', 'b', 'page.json'), '{}')
    } finally {
      process.umask(before)
    }
    expect([modeOf(join(folder, 'a')), modeOf(join(folder, 'a', 'b'))]).toEqual([0o700, 0o700])
    expect(modeOf(join(folder, 'a', 'b', 'page.json'))).toBe(0o600)
  })

  test("are open to the group in a team's setgid folder, and in the folders made there", () => {
    chmodSync(folder, 0o2770)
    const before = process.umask(0o077)
    try {
      makeFolderDurably(join(folder, 'team'))
      writeDurably(join(folder, 'team', 'page.json'), '{}')
    } finally {
      process.umask(before)
    }
    expect(modeOf(join(folder, 'team'))).toBe(0o2770)
    expect(modeOf(join(folder, 'team', 'page.json'))).toBe(0o660)
  })
})

describe('a file that is only made where there is none', () => {
  test('has its content, and is its owner’s alone also in a folder of a team', () => {
    chmodSync(folder, 0o2770)
    createDurably(file, 'secret\n', 0o600)
    expect(textOf(file)).toBe('secret\n')
    if (IS_POSIX) expect(modeOf(file)).toBe(0o600)
  })

  test('replaces nothing, nor what a link that leads nowhere stands for', () => {
    writeFileSync(file, 'old')
    expect(thrownBy(() => createDurably(file, 'new', 0o600))).toMatchObject({code: 'EEXIST'})
    expect(textOf(file)).toBe('old')
    const link = join(folder, 'link')
    symlinkSync(join(folder, 'elsewhere'), link)
    expect(thrownBy(() => createDurably(link, 'new', 0o600))).toBeInstanceOf(FaultError)
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false)
  })

  test('is not there where it could not be written', () => {
    replaceCalls({
      fsyncSync: () => {
        throw fault('EIO')
      },
    })
    expect(thrownBy(() => createDurably(file, 'new', 0o600))).toMatchObject({code: 'EIO'})
    expect(existsSync(file)).toBe(false)
  })
})

describe('adding to a file', () => {
  beforeEach(() => writeFileSync(file, 'whole\nhal'))

  test('leaves what stands and cuts off what a killed writer left behind it', () => {
    appendDurably(file, 'more\n', 'whole\n'.length)
    expect(readFileSync(file, 'utf8')).toBe('whole\nmore\n')
  })

  test.each(['writeSync', 'fsyncSync'] as const)('adds nothing where %s fails', call => {
    replaceCalls({
      [call]: () => {
        throw fault('EIO')
      },
    })
    const thrown = thrownBy(() => appendDurably(file, 'more\n', 'whole\n'.length))
    replaceCalls(originals)
    expect(thrown).toMatchObject({place: file, code: 'EIO'})
    expect(readFileSync(file, 'utf8')).toBe('whole\n')
  })

  test('refuses one that is not there', () => {
    expect(thrownBy(() => appendDurably(join(folder, 'none'), 'x', 0))).toMatchObject({code: 'ENOENT'})
  })
})

describe('making a folder', () => {
  test('says whether it was there already', () => {
    expect(makeFolderDurably(join(folder, 'new'))).toBe(true)
    expect(makeFolderDurably(join(folder, 'new'))).toBe(false)
  })

  test('refuses a file of that name', () => {
    writeFileSync(file, '')
    expect(thrownBy(() => makeFolderDurably(file))).toMatchObject({place: file, code: 'ENOTDIR'})
  })
})

test('leftovers of killed writers are removed, other files are not', () => {
  let leftover = ''
  replaceCalls({
    renameSync: from => {
      leftover = String(from)
      throw fault('EIO')
    },
    rmSync: () => undefined,
  })
  expect(() => writeDurably(file, 'new')).toThrow(FaultError)
  replaceCalls(originals)
  expect(fs.existsSync(leftover)).toBe(true)
  for (const name of ['.hidden', 'page.json', 'notes.tmp', 'lock']) writeFileSync(join(folder, name), '')
  removeLeftovers(folder)
  expect(readdirSync(folder).sort()).toEqual(['.hidden', 'lock', 'notes.tmp', 'page.json'])
})
