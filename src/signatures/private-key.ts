import type {KeyObject} from 'node:crypto'
import {armoured, unarmoured} from './armour.js'
import {blobOf, KEY_KIND, publicKeyLine, rawKeyIn} from './public-key.js'
import {readWire, WireError, WireReader, wireNumber, wireString} from './wire.js'

/** A private key with its public one. */
export interface PrivateKey {
  /** `ssh-ed25519 AAAA…` */
  readonly publicKey: string
  /** The 32 bytes that are the secret. */
  readonly seed: Uint8Array
}

/** Why a file is no private key that can be used. */
export type KeyProblem = 'not-a-key' | 'encrypted' | 'other-kind'

const LABEL = 'OPENSSH PRIVATE KEY'
const MAGIC = 'openssh-key-v1\0'
const BLOCK = 8
const UNENCRYPTED = 'none'

/** A new one, from the random numbers of the system. */
export function makePrivateKey(): PrivateKey {
  const {generateKeyPairSync} = process.getBuiltinModule('node:crypto')
  const {d = '', x = ''} = generateKeyPairSync('ed25519').privateKey.export({format: 'jwk'})
  return {publicKey: publicKeyLine(Buffer.from(x, 'base64url')), seed: Buffer.from(d, 'base64url')}
}

/** As a file of OpenSSH's (PROTOCOL.key), unencrypted, so that `ssh-keygen` reads it as well. */
export function formatPrivateKey({publicKey, seed}: PrivateKey): string {
  const {randomBytes} = process.getBuiltinModule('node:crypto')
  const raw = rawOf(publicKey)
  const check = randomBytes(4)
  const secret = Buffer.concat([
    ...[check, check, wireString(KEY_KIND), wireString(raw)],
    ...[wireString(Buffer.concat([seed, raw])), wireString('hourbank')],
  ])
  const padding = Buffer.from(
    [...Array((BLOCK - (secret.length % BLOCK)) % BLOCK).keys()].map(each => each + 1),
  )
  const file = Buffer.concat([
    ...[Buffer.from(MAGIC), wireString(UNENCRYPTED), wireString(UNENCRYPTED), wireString('')],
    ...[wireNumber(1), wireString(blobOf(raw)), wireString(Buffer.concat([secret, padding]))],
  ])
  return armoured(LABEL, file)
}

/** Reads such a file, of this program's or of `ssh-keygen -t ed25519`. */
export const parsePrivateKey = (text: string): PrivateKey | KeyProblem =>
  readWire(() => privateKeyIn(unarmoured(LABEL, text))) ?? 'not-a-key'

function privateKeyIn(file: Uint8Array): PrivateKey | KeyProblem {
  const reader = new WireReader(file)
  reader.expect(MAGIC)
  if (reader.text() !== UNENCRYPTED) return 'encrypted'
  reader.expect(Buffer.concat([wireString(UNENCRYPTED), wireString(''), wireNumber(1)]))
  const blob = reader.string()
  if (new WireReader(blob).text() !== KEY_KIND) return 'other-kind'
  const raw = rawKeyIn(blob)
  const secret = new WireReader(reader.string())
  reader.end()
  secret.expect(wireNumber(secret.number()))
  secret.expect(blob)
  const pair = new WireReader(secret.string())
  const seed = pair.take(32)
  pair.expect(raw)
  pair.end()
  const key = {publicKey: publicKeyLine(raw), seed}
  if (!isPair(key)) throw new WireError('two halves that do not belong together')
  return key
}

/** Whether a public key is that of the secret: a signature with another one would tell of the secret. */
function isPair(key: PrivateKey): boolean {
  const {createPublicKey} = process.getBuiltinModule('node:crypto')
  const {x = ''} = createPublicKey(keyObjectOf(key)).export({format: 'jwk'})
  return publicKeyLine(Buffer.from(x, 'base64url')) === key.publicKey
}

/** The key as Node signs with it. */
export function keyObjectOf({publicKey, seed}: PrivateKey): KeyObject {
  const {createPrivateKey} = process.getBuiltinModule('node:crypto')
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  const jwk = {kty: 'OKP', crv: 'Ed25519', d: text(seed), x: text(rawOf(publicKey))}
  return createPrivateKey({key: jwk, format: 'jwk'})
}

const rawOf = (publicKey: string): Buffer => rawKeyIn(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64'))
