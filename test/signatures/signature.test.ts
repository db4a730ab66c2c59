import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import fc from 'fast-check'
import {afterAll, describe, expect, test} from 'vitest'
import {
  formatPrivateKey,
  makePrivateKey,
  type PrivateKey,
  parsePrivateKey,
} from '../../src/signatures/private-key.js'
import {fingerprintOf, parsePublicKey, publicKeyLine, shortNameOf} from '../../src/signatures/public-key.js'
import {checkSignature, isSignature, signerOf} from '../../src/signatures/signature.js'
import {hasSshKeygen, sshKeygen} from '../support/ssh-keygen.js'

// The secret and the public key of the first test vector of RFC 8032 (section 7.1).
const KEY: PrivateKey = {
  seed: Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex'),
  publicKey: publicKeyLine(
    Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex'),
  ),
}
const namespace = 'hourbank-statement'

const folder = mkdtempSync(join(tmpdir(), 'hourbank-signature-'))
afterAll(() => rmSync(folder, {recursive: true, force: true}))

function written(name: string, content: string | Uint8Array, mode = 0o600): string {
  const path = join(folder, name)
  rmSync(path, {force: true})
  writeFileSync(path, content, {mode})
  return path
}

describe('a public key', () => {
  test('is a line as OpenSSH writes it, with its fingerprint', () => {
    expect(KEY.publicKey).toBe(
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea',
    )
    expect(fingerprintOf(KEY.publicKey)).toBe('SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8')
    expect(shortNameOf(KEY.publicKey)).toMatch(/^[0-9a-f]{16}$/)
  })

  test('is read with a comment, and only if it is one of Ed25519', () => {
    expect(parsePublicKey(` ${KEY.publicKey} weber@laptop\n`)).toHaveLength(32)
    expect(parsePublicKey('')).toBeUndefined()
    expect(parsePublicKey('ssh-ed25519')).toBeUndefined()
    expect(parsePublicKey('ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ==')).toBeUndefined()
    expect(parsePublicKey(KEY.publicKey.slice(0, -1))).toBeUndefined()
    expect(parsePublicKey(KEY.publicKey.slice(0, -4))).toBeUndefined()
    expect(parsePublicKey(`${KEY.publicKey}AAAA`)).toBeUndefined()
    expect(parsePublicKey(KEY.publicKey.replace('AAAAC3', 'AAAAC4'))).toBeUndefined()
  })
})

describe('a private key', () => {
  test('is another one each time', () => {
    expect(makePrivateKey().publicKey).not.toBe(makePrivateKey().publicKey)
  })

  test('reads back as it was written', () => {
    const key = makePrivateKey()
    expect(parsePrivateKey(formatPrivateKey(key))).toEqual(key)
    expect(parsePrivateKey(formatPrivateKey(KEY))).toEqual({...KEY, seed: Buffer.from(KEY.seed)})
  })

  test('is none if anything of it is changed, but for what is not part of the key', () => {
    const text = formatPrivateKey(KEY)
    const bytes = Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64')
    const armour = (content: Buffer) =>
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${content.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`
    expect(parsePrivateKey(armour(bytes))).toEqual({...KEY, seed: Buffer.from(KEY.seed)})
    const ofComment = bytes.lastIndexOf('hourbank') - 4
    for (let at = 0; at < ofComment; at += 1) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(typeof parsePrivateKey(armour(changed)), `byte ${at}`).toBe('string')
    }
    for (const other of ['', 'ssh-ed25519 AAAA', text.slice(0, 100), text.replace('OPENSSH', 'RSA')])
      expect(parsePrivateKey(other)).toBe('not-a-key')
  })
})

describe('a signature', () => {
  const sign = signerOf(KEY)

  test('is the same each time, to the byte', () => {
    const data = '{"statements": []}\n'
    const text = `-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg11qYAYKxCrfVS/7TyWQHOg7hcv
PapiMlrwIaaPcHURoAAAASaG91cmJhbmstc3RhdGVtZW50AAAAAAAAAAZzaGE1MTIAAABT
`
    expect(sign({data, namespace})).toBe(sign({data: Buffer.from(data), namespace}))
    expect(sign({data, namespace}).startsWith(text)).toBe(true)
    expect(isSignature(Buffer.from(text))).toBe(true)
    expect(isSignature(Buffer.from(data))).toBe(false)
  })

  test('says with which key it was made, and of nothing but its data and purpose that it is good', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (data, other) => {
        const signature = sign({data, namespace})
        expect(checkSignature(signature, {data, namespace})).toEqual({publicKey: KEY.publicKey, isGood: true})
        const isSame = Buffer.compare(data, other) === 0
        expect(checkSignature(signature, {data: other, namespace})?.isGood).toBe(isSame)
        expect(checkSignature(signature, {data, namespace: 'file'})).toBeUndefined()
      }),
      {numRuns: 50},
    )
  })

  test('is not good with any byte of it changed, nor cut short, nor with something behind it', () => {
    const signed = {data: 'All that was done', namespace}
    const good = sign(signed)
    const bytes = Buffer.from(good.split('\n').slice(1, -2).join(''), 'base64')
    const isGood = (content: Buffer) =>
      checkSignature(
        `-----BEGIN SSH SIGNATURE-----\n${content.toString('base64')}\n-----END SSH SIGNATURE-----\n`,
        signed,
      )?.isGood ?? false
    expect(isGood(bytes)).toBe(true)
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      expect(isGood(changed), `byte ${at}`).toBe(false)
      expect(isGood(bytes.subarray(0, at))).toBe(false)
    }
    expect(isGood(Buffer.concat([bytes, Buffer.alloc(1)]))).toBe(false)
    expect(checkSignature(good.replace('SSH', 'PGP'), signed)).toBeUndefined()
    expect(checkSignature(good.replace('U1NI', 'U1N*'), signed)).toBeUndefined()
  })
})

describe.skipIf(!hasSshKeygen)('OpenSSH (needs ssh-keygen)', () => {
  test('reads a key that this program makes, and sees the same fingerprint', () => {
    const key = makePrivateKey()
    const path = written('own', formatPrivateKey(key))
    expect(sshKeygen(['-y', '-f', path]).says).toBe(`${key.publicKey} hourbank`)
    expect(sshKeygen(['-l', '-f', path]).says).toContain(` ${fingerprintOf(key.publicKey)} `)
  })

  test('makes a key that this program reads, and an encrypted or another one that it refuses', () => {
    const made = (name: string, ...args: readonly string[]) => {
      const path = join(folder, name)
      expect(sshKeygen(['-q', '-f', path, ...args]).isOk).toBe(true)
      return {key: parsePrivateKey(readFileSync(path, 'utf8')), line: readFileSync(`${path}.pub`, 'utf8')}
    }
    const {key, line} = made('theirs', '-t', 'ed25519', '-N', '', '-C', 'weber')
    expect(`${(key as PrivateKey).publicKey} weber\n`).toBe(line)
    expect(made('locked', '-t', 'ed25519', '-N', 'secret').key).toBe('encrypted')
    expect(made('ecdsa', '-t', 'ecdsa', '-N', '').key).toBe('other-kind')
  })

  test('signs to the byte as this program does', () => {
    const key = written('signer', formatPrivateKey(KEY))
    const data = 'Zwei Stunden, Größe 7'
    const file = written('data', data)
    expect(sshKeygen(['-q', '-Y', 'sign', '-f', key, '-n', namespace, file]).isOk).toBe(true)
    expect(readFileSync(`${file}.sig`, 'utf8')).toBe(signerOf(KEY)({data, namespace}))
  })

  test('finds a signature good of its data, and not of what differs from it in one byte', () => {
    const allowed = written('allowed_signers', `hourbank namespaces="${namespace}" ${KEY.publicKey}\n`)
    fc.assert(
      fc.property(fc.uint8Array({minLength: 1, maxLength: 5000, size: 'max'}), fc.nat(), (data, nat) => {
        const signature = written('checked.sig', signerOf(KEY)({data, namespace}))
        const verify = ['-Y', 'verify', '-f', allowed, '-I', 'hourbank', '-n', namespace, '-s', signature]
        expect(sshKeygen(verify, data).says).toBe(
          `Good "${namespace}" signature for hourbank with ED25519 key ${fingerprintOf(KEY.publicKey)}`,
        )
        const altered = Buffer.from(data)
        const at = nat % data.length
        altered.writeUInt8(altered.readUInt8(at) ^ (1 << (nat % 8)), at)
        expect(sshKeygen(verify, altered).isOk).toBe(false)
      }),
      {numRuns: 10},
    )
  })
})
