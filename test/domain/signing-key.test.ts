import {describe, expect, test} from 'vitest'
import type {Instant} from '../../src/domain/calendar.js'
import {allowedSigner, checkCommand, type SigningKey, signingKeyOf} from '../../src/domain/signing-key.js'
import type {Statement} from '../../src/domain/statement.js'

const at = (text: string) => text as Instant
const FIRST: SigningKey = {publicKey: 'ssh-ed25519 AAAA', since: at('2026-10-05T12:00:00+02:00')}
const SECOND: SigningKey = {publicKey: 'ssh-ed25519 BBBB', since: at('2026-12-01T12:00:00+01:00')}
const closed = (text: string) => ({seal: {closedAt: at(text)} as Statement['seal']})

describe('a statement is signed with', () => {
  const keyAt = (text: string) => signingKeyOf(closed(text), [FIRST, SECOND])

  test('the key that there was when its month was closed', () => {
    expect(keyAt('2026-11-01T08:00:00+01:00')).toBe(FIRST)
    expect(keyAt('2026-12-01T11:59:59+01:00')).toBe(FIRST)
    expect(keyAt('2026-12-01T12:00:00+01:00')).toBe(SECOND)
    expect(keyAt('2027-01-01T00:00:00+01:00')).toBe(SECOND)
  })

  test('the first key if its month was closed before there was any', () => {
    expect(keyAt('2026-09-01T08:00:00+02:00')).toBe(FIRST)
  })

  test('none while its month is open, or where there is none', () => {
    expect(signingKeyOf({seal: null}, [FIRST])).toBeNull()
    expect(signingKeyOf(closed('2026-11-01T08:00:00+01:00'), [])).toBeNull()
  })
})

test('what a customer types has the names of the files that are attached', () => {
  expect(checkCommand({contract: 'acme', month: '2026-10'} as Statement)).toBe(
    'ssh-keygen -Y verify -f allowed_signers -I hourbank -n hourbank-statement -s acme-2026-10.json.sig < acme-2026-10.json',
  )
  expect(allowedSigner('ssh-ed25519 AAAA')).toBe('hourbank namespaces="hourbank-statement" ssh-ed25519 AAAA')
})
