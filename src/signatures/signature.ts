import {armoured, unarmoured} from './armour.js'
import {keyObjectOf, type PrivateKey} from './private-key.js'
import {blobOf, KEY_KIND, parsePublicKey, publicKeyLine, rawKeyIn} from './public-key.js'
import {readWire, WireReader, wireNumber, wireString} from './wire.js'

/** Detached signatures in the format of OpenSSH (PROTOCOL.sshsig), which `ssh-keygen -Y verify` checks. */

const LABEL = 'SSH SIGNATURE'
const MAGIC = 'SSHSIG'
const VERSION = 1
const HASH = 'sha512'

/** What is signed, and for what purpose: a signature for one is none for another. */
export interface Signed {
  readonly data: string | Uint8Array
  readonly namespace: string
}

/** Makes the function that signs with a key. The same data gives the same signature, to the byte. */
export function signerOf(key: PrivateKey): (signed: Signed) => string {
  const {sign} = process.getBuiltinModule('node:crypto')
  const secret = keyObjectOf(key)
  const blob = blobOf(parsePublicKey(key.publicKey) ?? Buffer.alloc(0))
  return signed => {
    const {namespace} = signed
    const signature = Buffer.concat([wireString(KEY_KIND), wireString(sign(null, messageOf(signed), secret))])
    const parts = [MAGIC, wireNumber(VERSION), ...[blob, namespace, '', HASH, signature].map(wireString)]
    return armoured(LABEL, Buffer.concat(parts.map(part => Buffer.from(part))))
  }
}

/** What a signature says of data: with which key it was signed, and whether it is its signature; undefined where it is none. */
export function checkSignature(
  text: string,
  signed: Signed,
): {readonly publicKey: string; readonly isGood: boolean} | undefined {
  const read = readWire(() => signatureIn(text, signed.namespace))
  if (read === undefined) return undefined
  const {createPublicKey, verify} = process.getBuiltinModule('node:crypto')
  const jwk = {kty: 'OKP', crv: 'Ed25519', x: read.raw.toString('base64url')}
  const key = createPublicKey({key: jwk, format: 'jwk'})
  return {publicKey: publicKeyLine(read.raw), isGood: verify(null, messageOf(signed), key, read.signature)}
}

function signatureIn(text: string, namespace: string) {
  const reader = new WireReader(unarmoured(LABEL, text))
  reader.expect(MAGIC)
  reader.expect(wireNumber(VERSION))
  const raw = rawKeyIn(reader.string())
  for (const part of [namespace, '', HASH]) reader.expect(wireString(part))
  const signature = new WireReader(reader.string())
  reader.end()
  signature.expect(wireString(KEY_KIND))
  const bytes = signature.string()
  signature.end()
  return {raw, signature: bytes}
}

/** Whether a file begins as a signature does. */
export const isSignature = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 64)).toString('latin1').startsWith(`-----BEGIN ${LABEL}-----`)

/** What the key signs: not the data, but a digest of it, with what it is for. */
function messageOf({data, namespace}: Signed): Buffer {
  const {createHash} = process.getBuiltinModule('node:crypto')
  const digest = createHash(HASH).update(data).digest()
  return Buffer.concat([Buffer.from(MAGIC), ...[namespace, '', HASH, digest].map(wireString)])
}
