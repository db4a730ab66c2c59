import {execFileSync} from 'node:child_process'
import {mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test} from 'vitest'
import {readText} from '../../../src/storage/files/text-file.js'
import {makeTemporaryFolder} from './run-worker.js'

const IS_POSIX = process.platform !== 'win32'
let folder: string
let file: string

beforeEach(() => {
  folder = makeTemporaryFolder()
  file = join(folder, 'page.json')
})

afterEach(() => rmSync(folder, {recursive: true, force: true}))

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('a text file of the store', () => {
  test('is undefined where there is none', () => {
    expect(readText(file)).toBeUndefined()
  })

  test('is read as it is', () => {
    writeFileSync(file, 'ä\r\n')
    expect(readText(file)).toBe('ä\r\n')
  })

  test('is refused where it is a link, even to a good file', () => {
    writeFileSync(join(folder, 'other.json'), '{}')
    symlinkSync(join(folder, 'other.json'), file)
    expect(thrownBy(() => readText(file))).toMatchObject({place: file, defect: 'link'})
  })

  test('is refused where it is a folder', () => {
    mkdirSync(file)
    expect(thrownBy(() => readText(file))).toMatchObject({place: file, defect: 'not-a-file'})
  })

  test.runIf(IS_POSIX)('is refused where it is a pipe, without waiting for a writer', () => {
    execFileSync('mkfifo', [file])
    expect(thrownBy(() => readText(file))).toMatchObject({place: file, defect: 'not-a-file'})
  })

  test('is refused where it holds bytes that are not UTF-8', () => {
    writeFileSync(file, Buffer.from([0x7b, 0xff, 0x7d]))
    expect(thrownBy(() => readText(file))).toMatchObject({place: file, defect: 'not-utf-8'})
  })
})
