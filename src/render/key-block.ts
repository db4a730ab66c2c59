import {allowedSigner, type SigningKey} from '../domain/signing-key.js'
import {line} from './text.js'

/** A key to sign with, as it is shown. */
export interface ShownKey extends SigningKey {
  readonly fingerprint: string
}

export interface KeyState {
  readonly key: ShownKey
  /** Where its private half is; null where that is not to be had. */
  readonly file: string | null
  /** Those of which statements are still in customers' hands, the oldest first. */
  readonly earlier: readonly ShownKey[]
}

/** The key, and what customers need to check what is signed with it: in lines that can be copied, however long they are. */
export function renderKey({key, file, earlier}: KeyState): string {
  const keys = [...earlier, key].map(({publicKey}) => publicKey)
  return [
    line`Fingerprint  ${key.fingerprint}`,
    line`Public key   ${key.publicKey}`,
    line`Private key  ${file ?? 'not here'}`,
    ...(earlier.length === 0 ? [] : ['', 'Before it, for statements of their time:']),
    ...earlier.map(each => line`  ${each.fingerprint}`),
    '',
    'What a customer keeps in a file named allowed_signers:',
    ...[...new Set(keys)].map(each => allowedSigner(each)),
  ].join('\n')
}
