import {fromBase64} from './armour.js'
import {readWire, WireReader, wireNumber, wireString} from './wire.js'

/** The one kind of key there is here: small, and with one signature for one content. */
export const KEY_KIND = 'ssh-ed25519'

const KEY_BYTES = 32

/** A public key on one line, as OpenSSH writes it, without a comment: `ssh-ed25519 AAAAC3Nz…`. */
export const publicKeyLine = (raw: Uint8Array): string => `${KEY_KIND} ${blobOf(raw).toString('base64')}`

/** A public key as it stands in keys and signatures. */
export const blobOf = (raw: Uint8Array): Buffer => Buffer.concat([wireString(KEY_KIND), wireString(raw)])

/** The 32 bytes of the key in a blob. @throws WireError it is no Ed25519 key */
export function rawKeyIn(blob: Uint8Array): Buffer {
  const reader = new WireReader(blob)
  reader.expect(wireString(KEY_KIND))
  reader.expect(wireNumber(KEY_BYTES))
  const raw = reader.take(KEY_BYTES)
  reader.end()
  return raw
}

/** The 32 bytes of the key on a line; a comment behind it does not matter. Undefined where it is no Ed25519 key of OpenSSH. */
export function parsePublicKey(line: string): Buffer | undefined {
  const [kind, blob = ''] = line.trim().split(/\s+/)
  return kind === KEY_KIND ? readWire(() => rawKeyIn(fromBase64(blob))) : undefined
}

/** What people compare: `SHA256:` and 43 letters, as `ssh-keygen` prints it. */
export const fingerprintOf = (publicKey: string): string =>
  `SHA256:${digestOf(publicKey).toString('base64').replace(/=+$/, '')}`

/** A name for a file that has to do with a key: 16 digits from 0 to f. */
export const shortNameOf = (publicKey: string): string => digestOf(publicKey).toString('hex').slice(0, 16)

function digestOf(publicKey: string): Buffer {
  const {createHash} = process.getBuiltinModule('node:crypto')
  const [, blob = ''] = publicKey.split(' ')
  return createHash('sha256').update(Buffer.from(blob, 'base64')).digest()
}
