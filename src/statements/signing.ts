import {existsSync, statSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {createDurably, makeFolderDurably} from '../disk/durable-file.js'
import {codeOf, onFile} from '../disk/fault.js'
import {readWholeFile} from '../disk/whole-file.js'
import {SIGNATURE_NAMESPACE, type Signature, type SigningKey, signingKeyOf} from '../domain/signing-key.js'
import type {Statement} from '../domain/statement.js'
import {formatPrivateKey, type PrivateKey, parsePrivateKey} from '../signatures/private-key.js'
import {fingerprintOf, shortNameOf} from '../signatures/public-key.js'
import {signerOf} from '../signatures/signature.js'
import {NoSigningKeyError, UnusableKeyError} from './statement-errors.js'

/** With what the statements of a run are signed. */
export interface Signing {
  /** The fingerprint of the key that a statement is signed with; null where it is signed with none. */
  readonly fingerprintFor: (statement: Statement) => string | null
  /**
   * Signs a statement; null where it is signed with none.
   * @throws NoSigningKeyError · UnusableKeyError
   */
  readonly sign: (statement: Statement) => Promise<Signature | null>
}

/** Where private keys are looked for. */
export interface KeyPlaces {
  /** The file of a key, or a folder of them, that somebody named. */
  readonly named: string | null
  /** The folder in which the program keeps those that it makes. */
  readonly usual: string
}

/** @param keys those of the profile, the oldest first */
export function openSigning(keys: readonly SigningKey[], places: KeyPlaces): Signing {
  const signers = new Map<string, ReturnType<typeof signerOf>>()
  const signerFor = (publicKey: string) => {
    const known = signers.get(publicKey) ?? signerOf(findPrivateKey(publicKey, places).key)
    signers.set(publicKey, known)
    return known
  }
  return {
    fingerprintFor: statement => {
      const key = signingKeyOf(statement, keys)
      return key && fingerprintOf(key.publicKey)
    },
    sign: async statement => {
      const key = signingKeyOf(statement, keys)
      if (key === null) return null
      const {statementFileText} = await import('../render/statement-json.js')
      const signed = {data: statementFileText(statement), namespace: SIGNATURE_NAMESPACE}
      return {fingerprint: fingerprintOf(key.publicKey), text: signerFor(key.publicKey)(signed)}
    },
  }
}

/**
 * The private key of a public one.
 * @throws NoSigningKeyError it is not to be had · UnusableKeyError what is there is none, or not kept safe
 */
export function findPrivateKey(publicKey: string, places: KeyPlaces): FoundKey {
  const path = placeOf(publicKey, places)
  const key = readPrivateKey(path)
  if (key?.publicKey === publicKey) return {path, key}
  // Who renews a key names the new one, and old statements are signed with the old one.
  const kept = placeOf(publicKey, {...places, named: null})
  const other = key === undefined ? undefined : readPrivateKey(kept)
  if (other?.publicKey === publicKey) return {path: kept, key: other}
  throw new NoSigningKeyError(path, {
    fingerprint: fingerprintOf(publicKey),
    found: key === undefined ? null : fingerprintOf(key.publicKey),
  })
}

/** A private key, and its file. */
export interface FoundKey {
  readonly path: string
  readonly key: PrivateKey
}

/** Where the private key of a public one belongs: in a folder by a name of its own, so that several can be there. */
export function placeOf(publicKey: string, {named, usual}: KeyPlaces): string {
  if (named !== null && !isFolder(named)) return named
  return join(named ?? usual, `${shortNameOf(publicKey)}.key`)
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()

const MAX_KEY = 64 * 1024

/**
 * The private key in a file; undefined where there is none.
 * @throws UnusableKeyError it is none, or not kept safe · FaultError it cannot be read
 */
export function readPrivateKey(path: string): PrivateKey | undefined {
  if (!existsSync(path)) return undefined
  if (isOpen(path)) throw new UnusableKeyError(path, 'open')
  const key = parsePrivateKey(textIn(path))
  if (typeof key === 'string') throw new UnusableKeyError(path, key)
  return key
}

function textIn(path: string): string {
  try {
    return readWholeFile(path, MAX_KEY).toString('latin1')
  } catch (error) {
    if (codeOf(error) === 'EFBIG') throw new UnusableKeyError(path, 'not-a-key')
    throw error
  }
}

/** Whether others can read it: then they can sign as well. On Windows a user's own folders are closed to others. */
const isOpen = (path: string): boolean =>
  process.platform !== 'win32' && (onFile(path, () => statSync(path)).mode & 0o077) !== 0

/** Keeps a private key where nothing is yet, for its owner alone. The program's own folder is made where it is missing. */
export function keepPrivateKey(path: string, key: PrivateKey, {usual}: KeyPlaces): void {
  if (dirname(path) === usual) makeFolderDurably(usual)
  createDurably(path, formatPrivateKey(key), 0o600)
}
