import {existsSync} from 'node:fs'
import {
  SIGNATURE_NAMESPACE,
  type SignatureFinding,
  type SigningKey,
  signatureFileName,
} from '../domain/signing-key.js'
import {fingerprintOf} from '../signatures/public-key.js'
import {checkSignature, isSignature} from '../signatures/signature.js'
import {attachedFiles, isPdf} from './attached-data.js'
import {readBytes} from './read-file.js'

/** A statement as somebody has it: its data, and the signature that is with it. */
export interface SignedFile {
  /** Undefined where there is none, as in a PDF of somebody else. */
  readonly data: Uint8Array | undefined
  readonly signature: Uint8Array | undefined
}

/** Reads a statement: a PDF of this program, with what is attached, or its JSON, with the signature that lies beside it. */
export function readSigned(path: string): SignedFile {
  const bytes = readBytes(path)
  if (!isPdf(bytes)) {
    const beside = signatureFileName(path)
    const signature = path !== '-' && existsSync(beside) ? readBytes(beside) : undefined
    return {data: bytes, signature}
  }
  const files = attachedFiles(bytes)
  return {data: files.find(file => !isSignature(file)), signature: files.find(isSignature)}
}

/** Whether a statement was signed with a key of the profile, and not changed since. Null where neither speaks of signatures. */
export function signatureFinding(
  {data = new Uint8Array(), signature}: SignedFile,
  keys: readonly SigningKey[],
): SignatureFinding | null {
  if (signature === undefined) return keys.length === 0 ? null : {kind: 'unsigned'}
  const text = Buffer.from(signature).toString('latin1')
  const checked = checkSignature(text, {data, namespace: SIGNATURE_NAMESPACE})
  if (checked === undefined) return {kind: 'no-signature'}
  const {publicKey, isGood} = checked
  const isOurs = keys.some(key => key.publicKey === publicKey)
  const kind = !isGood ? 'signature-wrong' : isOurs ? 'signed' : 'unknown-signer'
  return {kind, fingerprint: fingerprintOf(publicKey)}
}
