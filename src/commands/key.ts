import {existsSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {Flags} from '@oclif/core'
import {BaseCommand} from '../cli/base-command.js'
import {accepted, UsageError} from '../cli/failure.js'
import {requireOutside} from '../cli/outside-store.js'
import {keyPlaces} from '../cli/signing-flags.js'
import type {SigningKey} from '../domain/signing-key.js'
import {renderKey} from '../render/key-block.js'
import {parseProfile} from '../schema/profile.js'
import {makePrivateKey, type PrivateKey} from '../signatures/private-key.js'
import {fingerprintOf} from '../signatures/public-key.js'
import {
  findPrivateKey,
  type KeyPlaces,
  keepPrivateKey,
  placeOf,
  readPrivateKey,
} from '../statements/signing.js'
import {NoSigningKeyError, UnusableKeyError} from '../statements/statement-errors.js'
import type {Store} from '../storage/store.js'

export default class Key extends BaseCommand {
  static override summary = 'Make the key that statements are signed with, or show it'
  static override description =
    `From then on PDFs and JSON files of closed months are signed: customers check them with "ssh-keygen -Y verify" alone.
The private key is kept outside of the store, so it is in no backup: keep a copy. The public one is in the profile.`
  static override examples = ['<%= config.bin %> key', '<%= config.bin %> key --show']
  static override flags = {
    show: Flags.boolean({description: 'Only show the key there is', default: false}),
    output: Flags.string({
      helpValue: 'FILE',
      description: 'Where to keep the private key (else HOURBANK_KEY, else your configuration folder)',
      exclusive: ['show', 'use'],
    }),
    use: Flags.string({
      helpValue: 'FILE',
      description: 'Take this private key, an Ed25519 one of OpenSSH, instead of making one',
      exclusive: ['show'],
    }),
    renew: Flags.boolean({
      description: 'Take a new key from now on; what was closed before stays signed with the old one',
      default: false,
      exclusive: ['show'],
    }),
  }

  async run(): Promise<unknown> {
    const {flags} = await this.parse(Key)
    const {store, profile, now} = await this.openContext(flags)
    const folder = this.storeName(flags)
    const places = keyPlaces(undefined, folder)
    const {signingKeys} = profile
    const current = signingKeys.at(-1)
    if (flags.show || (current !== undefined && !isOfNew(flags))) return this.#show(signingKeys, places)
    if (current !== undefined && !flags.renew) throw keyExists(current)
    const [path, key] =
      flags.use === undefined
        ? madeFor(flags.output, {...places, store: folder})
        : [resolve(flags.use), usedFrom(flags.use, folder)]
    if (flags.use === undefined) keepPrivateKey(path, key, places)
    const keys = [...signingKeys, {publicKey: key.publicKey, since: now}]
    await keepPublicKeys(store, {keys, before: signingKeys})
    this.show(
      `${flags.use === undefined ? 'Made a key' : 'Took the key'}: statements of closed months are signed with it.\n`,
    )
    const shown = this.#show(keys, {...places, named: path})
    this.tell(keptText(path, key, places))
    return {...shown, made: true}
  }

  #show(keys: readonly SigningKey[], places: KeyPlaces) {
    const shown = keys.map(key => ({...key, fingerprint: fingerprintOf(key.publicKey)}))
    const key = shown.at(-1)
    if (key === undefined) {
      this.show('There is no key yet, so nothing is signed. Make one with: hourbank key')
      return {key: null, file: null, earlier: [], made: false}
    }
    const state = {key, file: this.#fileOf(key.publicKey, places), earlier: shown.slice(0, -1)}
    this.show(renderKey(state))
    return {...state, made: false}
  }

  /** Where a private key is; null, and a word to say why, where it cannot be signed with. */
  #fileOf(publicKey: string, places: KeyPlaces): string | null {
    try {
      return findPrivateKey(publicKey, places).path
    } catch (error) {
      if (error instanceof NoSigningKeyError) return null
      if (!(error instanceof UnusableKeyError)) throw error
      this.tell(`! ${error.path} is no private key that can be signed with, or others can read it.`)
      return null
    }
  }
}

interface KeyFlags {
  readonly output?: string | undefined
  readonly use?: string | undefined
  readonly renew: boolean
}

const isOfNew = ({output, use, renew}: KeyFlags): boolean =>
  renew || output !== undefined || use !== undefined

/** A new key, and where it is to be kept, where nothing is yet. */
function madeFor(
  output: string | undefined,
  {store, ...places}: KeyPlaces & {readonly store: string},
): readonly [string, PrivateKey] {
  const key = makePrivateKey()
  const path = output === undefined ? placeOf(key.publicKey, places) : resolve(output)
  requireOutside(path, store)
  if (existsSync(path)) {
    throw new UsageError(
      'FILE_EXISTS',
      `There is something at ${path} already, which is not replaced.`,
      'Name another place with --output. If it is the key to sign with: hourbank key --use FILE.',
      {file: path},
    )
  }
  if (dirname(path) !== places.usual && !existsSync(dirname(path)))
    throw new UsageError('NO_FILE', `There is no folder ${dirname(path)}.`)
  return [path, key]
}

function usedFrom(file: string, store: string): PrivateKey {
  requireOutside(file, store)
  const key = readPrivateKey(resolve(file))
  if (key === undefined) throw new UsageError('NO_FILE', `There is no file ${file}.`)
  return key
}

/** Another process may have made a key meanwhile: then this one is not used. */
async function keepPublicKeys(
  store: Store,
  {keys, before}: {readonly keys: readonly SigningKey[]; readonly before: readonly SigningKey[]},
): Promise<void> {
  await store.updateProfile(current => {
    const last = current.signingKeys.at(-1)
    if (last !== undefined && current.signingKeys.length !== before.length) throw keyExists(last)
    return accepted(parseProfile({...current, signingKeys: keys}))
  })
}

const keyExists = ({publicKey, since}: SigningKey): UsageError =>
  new UsageError(
    'KEY_EXISTS',
    `There is a key already, since ${since}: ${fingerprintOf(publicKey)}.`,
    'To take a new one from now on: hourbank key --renew.',
    {fingerprint: fingerprintOf(publicKey)},
  )

/** What is to be done with the private key, which nobody else has. */
function keptText(path: string, {publicKey}: PrivateKey, places: KeyPlaces): string {
  const found = placeOf(publicKey, places)
  const named =
    found === path ? '' : ` Name it to the program with --key or HOURBANK_KEY, or copy it to ${found}.`
  return `! ${path} is in no backup of the store: keep a copy of it elsewhere.${named}`
}
