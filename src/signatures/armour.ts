import {WireError} from './wire.js'

/** Bytes as lines of text, between two that say what they are, as OpenSSH keeps keys and signatures. */

const COLUMNS = 70

/** @example armoured('SSH SIGNATURE', bytes) // '-----BEGIN SSH SIGNATURE-----\nU1NIU0lH…\n-----END SSH SIGNATURE-----\n' */
export function armoured(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(new RegExp(`.{1,${COLUMNS}}`, 'g')) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

/** @throws WireError it is something else */
export function unarmoured(label: string, text: string): Buffer {
  const armour = new RegExp(
    `^-----BEGIN ${label}-----\\r?\\n([A-Za-z0-9+/=\\r\\n]*?)\\r?\\n-----END ${label}-----\\s*$`,
  )
  const [, body] = armour.exec(text) ?? []
  if (body === undefined) throw new WireError('not in armour')
  return fromBase64(body.replaceAll(/[\r\n]/g, ''))
}

/** Node passes over what is no base64; here it is none then. @throws WireError */
export function fromBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new WireError('no base64')
  return bytes
}
