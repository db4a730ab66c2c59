import {afterAll, describe, expect, onTestFinished, test} from 'vitest'
import {Client} from '../support/client.js'
import {CuttingProxy} from '../support/postgres-proxy.js'
import {hasPostgres, NEEDS_POSTGRES, PostgresServer} from '../support/postgres-server.js'
import {type CommandLine, Program, programFor} from '../support/program.js'

// The figures of the full campaign: HOURBANK_TEAM_CAMPAIGN=50 npx vitest run test/e2e/postgres-campaign.test.ts
const CLIENTS = Number(process.env.HOURBANK_TEAM_CAMPAIGN ?? 4)
const ENTRIES = CLIENTS >= 50 ? 40 : 8
const KILLS = CLIENTS >= 50 ? 10 : 2
/** Every which message is cut; of the last, around the commit, every one. */
const STEP = CLIENTS >= 50 ? 1 : 10
const LAST = 10

let server: PostgresServer | undefined
let schemas = 0
afterAll(() => server?.stop())

/** A store of its own, and its program. @param port another one than the server's */
function team(): {readonly program: Program; readonly server: PostgresServer; readonly schema: string} {
  server ??= new PostgresServer()
  const schema = `campaign_${++schemas}`
  const program = programFor(() => new Program())
  program.env = {...program.env, HOURBANK_STORE: server.url(schema)}
  program.okAll(['init', '--provider', 'Muster IT GmbH'])
  return {program, server, schema}
}

const contract = (id: string, from = '2026-01-01'): CommandLine => [
  ...['contract', 'add', id, '--customer', 'ACME GmbH', '--from', from, '--credit', '100h'],
  ...['--beyond', 'charge', '--rate', '120'],
]

function clientOf(program: Program, env = program.env): Client {
  const client = new Client(env, program.folder)
  onTestFinished(() => client.end())
  return client
}

/** Patience is not what these tests are about. */
const PATIENTLY = ['--wait', '300']

const idsIn = (program: Program, account: string): readonly string[] => {
  const [entries] = program.okAll(['entries', account, '--json'])
  return entries?.json.entries.map(({id}: {id: string}) => id)
}

describe.skipIf(!hasPostgres)(`many on one database${NEEDS_POSTGRES}`, () => {
  test(`of ${CLIENTS} processes that log ${ENTRIES} entries each on one account and as many on ${CLIENTS}, while months are closed, all that was confirmed is there once`, async () => {
    const {program} = team()
    const accounts = Array.from({length: CLIENTS}, (_, index) => `own-${index + 1}`)
    program.okAll(contract('shared'), ...accounts.map(id => contract(id)))
    const confirmed: string[] = []
    const write = async (own: string, number: number) => {
      const client = clientOf(program)
      for (let count = 1; count <= ENTRIES * 2; count++) {
        const id = `c${number}-${count}`
        const account = count % 2 === 0 ? own : 'shared'
        // Some in months that are being closed: those become late entries.
        const at = count % 3 === 0 ? `2026-0${(number % 9) + 1}-15 9:00` : '2026-11-20 9:00'
        // Each is a consultant of their own, or all would be told of all others' work at the same time.
        const by = ['--by', `Consultant ${number}`]
        const words = ['log', account, '10m', 'work', '--at', at, '--id', id, ...by, ...PATIENTLY]
        const {code, stderr} = await client.run(...words)
        if (code !== 0) throw new Error(stderr)
        confirmed.push(`${account} ${id}`)
      }
    }
    const close = async () => {
      const client = clientOf(program)
      for (const through of ['2026-03', '2026-06', '2026-10', '2026-10'])
        await client.ok('rollover', '--through', through, ...PATIENTLY)
    }
    await Promise.all([close(), ...accounts.map((id, index) => write(id, index + 1))])
    expect(confirmed).toHaveLength(CLIENTS * ENTRIES * 2)
    const found = ['shared', ...accounts].flatMap(id => idsIn(program, id).map(each => `${id} ${each}`))
    expect(found.sort()).toEqual(confirmed.sort())
    program.okAll(['verify'])
  })

  test('where its server is killed again and again and started, nothing that was confirmed is lost, and repeating doubles nothing', async () => {
    const {program, server: running} = team()
    program.okAll(contract('acme'))
    const confirmed: string[] = []
    let isOver = false
    const write = async (number: number) => {
      const client = clientOf(program)
      for (let count = 1; !isOver; count++) {
        const id = `k${number}-${count}`
        const words = ['log', 'acme', '1m', 'work', '--at', '2026-11-20 9:00', '--id', id]
        for (;;) {
          const {code, stdout, stderr} = await client.run(...words)
          if (code === 0) break
          // A fault, or too many who wait for a server that is starting: none of them is damage.
          expect([code, stdout + stderr]).toEqual([
            expect.toSatisfy(each => each === 1 || each === 4),
            expect.any(String),
          ])
          if (isOver) return
        }
        confirmed.push(id)
      }
    }
    const kill = async () => {
      for (let count = 1; count <= KILLS; count++) {
        const before = confirmed.length
        while (confirmed.length < before + CLIENTS * 2) await new Promise(resolve => setTimeout(resolve, 20))
        running.kill()
        running.startAgain()
      }
      isOver = true
    }
    await Promise.all([kill(), ...Array.from({length: CLIENTS}, (_, index) => write(index + 1))])
    const found = idsIn(program, 'acme')
    expect(new Set(found).size).toBe(found.length)
    expect(confirmed.filter(id => !found.includes(id))).toEqual([])
    program.okAll(['verify'])
  })

  test('a command makes one connection, however many accounts it reads', async () => {
    const {program, server: running} = team()
    program.okAll(...Array.from({length: 120}, (_, index) => contract(`a-${index}`, '2026-11-01')))
    const proxy = new CuttingProxy(running.port)
    onTestFinished(() => proxy.close())
    const port = await proxy.listen()
    const through = program.env.HOURBANK_STORE?.replace(`:${running.port}/`, `:${port}/`) ?? ''
    const client = clientOf(program, {...program.env, HOURBANK_STORE: through})
    for (const args of [
      ['balance'],
      ['verify'],
      ['rollover'],
      ['status'],
      ['start', 'a-1', 'x'],
      ['entries'],
    ]) {
      proxy.cutAt()
      await client.ok(...args)
      expect([args[0], proxy.connections]).toEqual([args[0], 1])
    }
  })

  test.each([
    {
      what: 'log',
      prepare: (): readonly CommandLine[] => [],
      command: (n: number): CommandLine => [
        'log',
        'acme',
        '10m',
        'work',
        '--at',
        '2026-11-20 9:00',
        '--id',
        `cut-${n}`,
      ],
      isDone: (said: string, n: number) => said.includes(`"cut-${n}"`),
    },
    {
      what: 'entry correct',
      prepare: (n: number): readonly CommandLine[] => [
        ['log', 'acme', '10m', 'work', '--at', '2026-11-20 9:00', '--id', `wrong-${n}`],
      ],
      command: (n: number): CommandLine => ['entry', 'correct', `wrong-${n}`, '20m', '--reason', 'longer'],
      isDone: (said: string, n: number) => said.includes(`"replaces": "wrong-${n}"`),
    },
    {
      what: 'rollover',
      prepare: (n: number): readonly CommandLine[] => [contract(`due-${n}`, '2026-08-01')],
      command: (): CommandLine => ['rollover'],
      isDone: () => true,
    },
  ])('the connection of $what may be cut at any message: it is done or not, and can be repeated', async ({
    prepare,
    command,
    isDone,
  }) => {
    const {program, server: running} = team()
    program.okAll(contract('acme', '2026-11-01'))
    const proxy = new CuttingProxy(running.port)
    onTestFinished(() => proxy.close())
    const port = await proxy.listen()
    const through = program.env.HOURBANK_STORE?.replace(`:${running.port}/`, `:${port}/`) ?? ''
    const [cut, direct] = [clientOf(program, {...program.env, HOURBANK_STORE: through}), clientOf(program)]
    const entries = async () => (await direct.ok('entries', 'acme', '--json')).stdout
    for (const args of prepare(0)) await direct.ok(...args)
    proxy.cutAt()
    await cut.ok(...command(0))
    const {messages, connections} = proxy
    expect(connections).toBe(1)
    expect(messages).toBeGreaterThan(20)
    const outcomes = new Set<number | null>()
    const tried: number[] = []
    for (let message = 1; message <= messages; message++) {
      if (message % STEP !== 0 && message <= messages - LAST) continue
      tried.push(message)
      for (const args of prepare(message)) await direct.ok(...args)
      proxy.cutAt(message)
      const {code, stdout, stderr} = await cut.run(...command(message))
      proxy.cutAt()
      outcomes.add(code)
      expect([0, 1]).toContain(code)
      if (code !== 0) expect(stdout + stderr).toMatch(/[Cc]onnection to the server was lost/)
      const said = await entries()
      if (code === 0) expect([message, isDone(said, message)]).toEqual([message, true])
      if (/Nothing was changed/.test(stderr) && command(message)[0] !== 'rollover')
        expect([message, isDone(said, message)]).toEqual([message, false])
      // Corrected already, an entry is refused to be corrected; all else can be repeated as it is.
      const {code: again} = await direct.run(...command(message))
      expect([message, again]).toEqual([
        message,
        isDone(said, message) && command(message)[0] === 'entry' ? 3 : 0,
      ])
    }
    expect(outcomes).toContain(1)
    await direct.ok('verify')
    const inTheEnd = await entries()
    expect(tried.filter(message => !isDone(inTheEnd, message))).toEqual([])
    const ids: readonly string[] = JSON.parse(inTheEnd).entries.map(({id}: {id: string}) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
