import {describe, expect, test} from 'vitest'
import {connectionSettings, serviceIn} from '../../../src/storage/postgres/connection-settings.js'

const settingsOf = (store: string, env: NodeJS.ProcessEnv = {HOME: '/nowhere'}) =>
  connectionSettings(store, env)
const paramOf = (store: string, name: string, env?: NodeJS.ProcessEnv) =>
  new URL(settingsOf(store, env).config.connectionString ?? '').searchParams.get(name)

describe('the way to a database', () => {
  test('keeps its tables in the schema "hourbank", or in one that the URL names, of which the server hears nothing', () => {
    expect(settingsOf('postgres://db/hours').schema).toBe('hourbank')
    expect(settingsOf('postgres://db/hours?schema=north').schema).toBe('north')
    expect(paramOf('postgres://db/hours?schema=north', 'schema')).toBeNull()
  })

  test('takes TLS as psql does: asked for by the URL or the environment, never on a socket', () => {
    expect(paramOf('postgres://db/hours?sslmode=verify-full', 'sslmode')).toBe('verify-full')
    expect(paramOf('postgres://db/hours', 'sslmode', {PGSSLMODE: 'require'})).toBe('require')
    expect(paramOf('postgres://db/hours?sslmode=disable', 'sslmode', {PGSSLMODE: 'require'})).toBe('disable')
    expect(paramOf('postgres:///hours?host=/run/postgresql', 'sslmode', {PGSSLMODE: 'require'})).toBe(
      'disable',
    )
    expect(settingsOf('postgres://db/hours?sslmode=prefer').mayBePlain).toBe(true)
    expect(settingsOf('postgres://db/hours?sslmode=require').mayBePlain).toBe(false)
  })

  test('waits for a connection for ten seconds, or as long as the URL or the environment says', () => {
    const timeout = (store: string, env?: NodeJS.ProcessEnv) =>
      settingsOf(store, env).config.connectionTimeoutMillis
    expect(timeout('postgres://db/hours')).toBe(10_000)
    expect(timeout('postgres://db/hours?connect_timeout=3')).toBe(3000)
    expect(timeout('postgres://db/hours', {PGCONNECT_TIMEOUT: '4'})).toBe(4000)
  })

  test.each(['postgres://[', 'postgres://db:port/hours'])('is none that begins like %s', store => {
    expect(() => settingsOf(store)).toThrow(expect.objectContaining({code: 'ERR_INVALID_URL'}))
  })

  test('may be named in a service file, of which no other service is taken', () => {
    const file = '# ours\n[a]\nhost=one\n\n[hours]\nhost = two\n# port=1\nport=5433\nnonsense\n[b]\nport=2\n'
    expect([...(serviceIn(file, 'hours') ?? [])]).toEqual([
      ['host', 'two'],
      ['port', '5433'],
    ])
    expect(serviceIn(file, 'none')).toBeUndefined()
    expect(() => settingsOf('postgres:///hours?service=none')).toThrow(
      expect.objectContaining({code: 'ERR_NO_SERVICE'}),
    )
  })
})
