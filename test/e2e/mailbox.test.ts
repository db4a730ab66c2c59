import {spawn} from 'node:child_process'
import {closeSync, createReadStream, openSync, writeFileSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {executable, Program, programFor} from '../support/program.js'

const US = ['--ours', 'support@muster.example', '--ours', 'weber@muster.example']

/** A store with `acme`, whom an answer within 10 minutes is promised. */
function withAcme(): Program {
  const program = programFor(() => new Program('2026-03-10T18:00:00+01:00').inOneProcess())
  program.okAll(
    ['init', '--provider', 'Muster IT GmbH', '--country', 'DE', '--state', 'BY'],
    [
      ...['contract', 'add', 'acme', '--customer', 'ACME GmbH', '--from', '2026-01-01', '--credit', '10h'],
      ...['--tariff', 'response-levels'],
    ],
  )
  return program
}

interface Written {
  readonly from?: string
  readonly to?: string
  readonly subject?: string
  readonly date?: string
  readonly headers?: readonly string[]
}

/** A mail of the customer's, but for what is named, as a mailbox has it. */
function mail(clock: string, {from, to, subject, date, headers = []}: Written = {}): string {
  return [
    'From x Tue Mar 10 09:00:00 2026',
    `From: ${from ?? '=?UTF-8?Q?Frau_M=C3=BCller?= <mueller@acme.example>'}`,
    `To: ${to ?? 'Support <support@muster.example>'}`,
    `Subject: ${subject ?? 'Drucker klemmt'}`,
    `Date: ${date ?? `Tue, 10 Mar 2026 ${clock} +0100`}`,
    ...headers,
    ...['', 'Guten Tag,', '>From heute an klemmt der Drucker.', '', ''],
  ].join('\n')
}

const WEBER = {from: 'J. Weber <weber@muster.example>', to: 'mueller@acme.example'}

/** A request, its acknowledgement by a helpdesk, an answer, and the customer once more. */
const CONVERSATION = [
  mail('09:00:00', {headers: ['Message-ID: <a1@acme.example>']}),
  mail('09:01:00', {
    from: 'Muster IT <support@muster.example>',
    ...{to: 'mueller@acme.example', subject: '[Ticket #12345] Drucker klemmt'},
    headers: ['Message-ID: <b1@m>', 'In-Reply-To: <a1@acme.example>', 'Auto-Submitted: auto-replied'],
  }),
  mail('09:08:00', {
    ...WEBER,
    subject: 'Re: [Ticket #12345] Drucker klemmt',
    headers: ['Message-ID: <b2@m>'],
  }),
  mail('09:30:00', {
    subject: 'AW: Drucker klemmt',
    headers: ['Message-ID: <a2@acme.example>', 'References: <b2@m>'],
  }),
]

function importing(program: Program, content: string | Uint8Array, ...flags: readonly string[]) {
  writeFileSync(join(program.folder, 'support.mbox'), content)
  return program.run(
    'ticket',
    'import',
    'mbox',
    'support.mbox',
    '--contract',
    'acme',
    ...US,
    '--json',
    ...flags,
  )
}

describe('a conversation by mail is a request', () => {
  test('with its number, what was promised, and whether that was kept', () => {
    const program = withAcme()
    const {code, json} = importing(program, CONVERSATION.join(''))
    expect({code, mails: json.mails}).toEqual({
      code: 0,
      mails: {recorded: 4, known: 0, passedOver: [], refused: []},
    })
    expect(json.tickets).toHaveLength(1)
    const shown = program.ok('ticket', 'show', '12345', '--json').json.ticket
    expect(json.tickets[0]).toEqual(shown)
    expect(shown).toMatchObject({
      ...{number: '12345', subject: 'Drucker klemmt', channel: 'email', requester: 'Frau Müller'},
      ...{address: 'support@muster.example', state: 'open', followUps: 1},
      events: [
        {kind: 'received', at: '2026-03-10T09:00:00+01:00', by: 'J. Weber'},
        {kind: 'acknowledged', at: '2026-03-10T09:01:00+01:00'},
        {kind: 'responded', at: '2026-03-10T09:08:00+01:00', by: 'J. Weber'},
        {kind: 'follow-up', at: '2026-03-10T09:30:00+01:00'},
      ],
      targets: [{event: 'first-response', state: 'met', elapsedSeconds: 480, month: '2026-03'}],
    })
  })

  test('which a second import adds nothing to, also after its month was closed', () => {
    const program = withAcme()
    importing(program, CONVERSATION.join(''))
    const before = program.fingerprint()
    const none = {code: 0, json: {tickets: [], mails: {recorded: 0, known: 4, passedOver: [], refused: []}}}
    expect(importing(program, CONVERSATION.toReversed().join(''))).toMatchObject(none)
    expect(program.fingerprint()).toBe(before)
    program.ok('ticket', 'close', '12345')
    program.at('2026-05-02T09:00:00+02:00').ok('rollover')
    expect(importing(program, CONVERSATION.join(''))).toMatchObject(none)
    expect(program.ok('verify', '--json').json.ok).toBe(true)
  })

  test('that goes on with the mails that came since', () => {
    const program = withAcme()
    importing(program, CONVERSATION.slice(0, 2).join(''))
    const {json} = importing(program, CONVERSATION.join(''))
    expect(json.mails).toMatchObject({recorded: 2, known: 2})
    expect(json.tickets[0].events).toHaveLength(4)
  })

  test('that a dry run shows, and writes nothing of', () => {
    const program = withAcme()
    const before = program.fingerprint()
    const {json} = importing(program, CONVERSATION.join(''), '--dry-run')
    expect(json).toMatchObject({dryRun: true, tickets: [{number: '12345'}], mails: {recorded: 4}})
    expect(program.fingerprint()).toBe(before)
  })

  test('that waits for the customer goes on with the answer, and one that was closed is opened again', () => {
    const program = withAcme()
    importing(program, CONVERSATION.slice(0, 3).join(''))
    program.ok('ticket', 'wait', '12345', '--at', '9:10')
    expect(importing(program, CONVERSATION.join('')).json.tickets[0]).toMatchObject({
      state: 'open',
      events: [{}, {}, {}, {kind: 'waiting'}, {kind: 'resumed'}],
    })
    program.ok('ticket', 'close', '12345', '--at', '10:00')
    const more = mail('11:00:00', {subject: 'AW: [Ticket #12345] Drucker klemmt'})
    expect(importing(program, more).json.tickets[0]).toMatchObject({state: 'open', followUps: 0})
  })
})

describe('requests without a number get the next free one', () => {
  test('which the index knows, so that it is found by it', () => {
    const program = withAcme()
    program.ok('ticket', 'open', 'acme', 'Maus', '--number', '1', '--at', '8:00')
    const {json} = importing(program, [mail('09:00:00'), mail('09:05:00', {subject: 'Tastatur'})].join(''))
    expect(json.tickets.map(({number}: {number: string}) => number)).toEqual(['2', '3'])
    expect(program.ok('ticket', 'show', '3', '--json').json.ticket.subject).toBe('Tastatur')
    expect(program.ok('verify', '--json').json.ok).toBe(true)
    expect(program.ok('ticket', 'open', 'acme', 'Bildschirm', '--json').json.ticket.number).toBe('4')
  })
})

describe('what cannot be recorded is named, and stops nothing', () => {
  test('a mail from 1970, from before the contract, from the future, without a sender or a date', () => {
    const program = withAcme()
    const mails = [
      mail('09:00:00', {date: 'Thu, 1 Jan 1970 00:00:00 +0000'}),
      mail('09:00:00', {date: 'Wed, 31 Dec 2025 23:59:59 +0100'}),
      mail('18:01:01'),
      mail('09:00:00', {from: '<>'}),
      mail('09:00:00', {date: 'gestern'}),
      mail('09:01:00'),
    ]
    const {code, json} = importing(program, mails.join(''))
    expect(code).toBe(3)
    expect(json.mails).toMatchObject({
      ...{recorded: 1, known: 0},
      refused: [
        {message: 1, code: 'BEFORE_CONTRACT'},
        {message: 2, code: 'BEFORE_CONTRACT'},
        {message: 3, code: 'EVENT_IN_FUTURE'},
        {message: 4, code: 'NO_SENDER', reason: 'It does not say who sent it.'},
        {message: 5, code: 'UNREADABLE_DATE', reason: '"gestern" is not a date with its time and offset.'},
      ],
    })
    expect(importing(program, [mails[4], mails[5]].join('')).code).toBe(2)
  })

  test('on a terminal by its place in the mailbox', () => {
    const program = withAcme()
    const internal = mail('09:02:00', {...WEBER, to: 'support@muster.example'})
    writeFileSync(
      join(program.folder, 'support.mbox'),
      [mail('09:00:00', {from: ''}), mail('09:01:00'), internal].join(''),
    )
    const {stdout} = program.run('ticket', 'import', 'mbox', 'support.mbox', '--contract', 'acme', ...US)
    expect(stdout).toContain('message 3 passed over: It is yours, and went to nobody else.')
    expect(stdout).toContain('message 1 refused: It does not say who sent it.')
    expect(stdout).toContain('1 mail recorded, 0 there already, 1 passed over, 1 refused.')
  })

  test('a file that is no mailbox is refused as a whole, an empty one is none', () => {
    const program = withAcme()
    const before = program.fingerprint()
    for (const content of [
      'From: a@b.example\n\nText\n',
      Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
      'Kunde;Datum\n',
    ]) {
      const {code, json} = importing(program, content)
      expect({code, error: json.error.code}).toEqual({code: 2, error: 'NOT_A_MAILBOX'})
    }
    expect(program.fingerprint()).toBe(before)
    expect(importing(program, '')).toMatchObject({code: 0, json: {tickets: [], mails: {recorded: 0}}})
  })

  test('a file that is not there, a contract that is not, an address that is none, nobody’s addresses', () => {
    const program = withAcme()
    writeFileSync(join(program.folder, 'support.mbox'), mail('09:00:00'))
    const failing = (...args: readonly string[]) => {
      const {code, json} = program.run('ticket', 'import', 'mbox', ...args, '--json')
      return [code, json.error.code]
    }
    expect(failing('nowhere.mbox', '--contract', 'acme', ...US)).toEqual([2, 'NO_FILE'])
    expect(failing('support.mbox', '--contract', 'acne', ...US)).toEqual([3, 'UNKNOWN_CONTRACT'])
    expect(failing('support.mbox', '--contract', 'acme', '--ours', 'muster')).toEqual([2, 'INVALID_ADDRESS'])
    expect(failing('support.mbox', '--contract', 'acme')).toEqual([2, 'MISSING_VALUE'])
    program.ok('config', 'set', 'email', 'support@muster.example')
    program.ok('ticket', 'import', 'mbox', 'support.mbox', '--contract', 'acme')
  })
})

describe('of a large mailbox only the headers are kept', () => {
  const MEGABYTES = 60
  const MAILS = 12
  const part =
    '--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=x.exe\n\nTVqQ\n'

  /** Imports mails with attachments of so many parts from standard input. */
  async function importParts(program: Program, parts: number) {
    const file = join(program.folder, `${parts}.mbox`)
    const fd = openSync(file, 'w')
    for (let index = 0; index < MAILS; index += 1) {
      const headers = ['Content-Type: multipart/mixed; boundary=b']
      writeSync(fd, `${mail(`09:${10 + index}:00`, {headers})}${part.repeat(parts)}\n`)
    }
    closeSync(fd)
    const args = ['ticket', 'import', 'mbox', '-', '--contract', 'acme', ...US, '--json', '--dry-run']
    return measured(program, args, file)
  }

  test('so that its size takes no memory, and an attachment of any number of parts no time', async () => {
    const program = withAcme()
    const small = await importParts(program, 1)
    const large = await importParts(program, Math.ceil((MEGABYTES * 1_000_000) / MAILS / part.length))
    const all = {recorded: MAILS, known: 0, passedOver: [], refused: []}
    expect([small.json.mails, large.json.mails]).toEqual([all, all])
    expect(large.megabytes - small.megabytes).toBeLessThan(MEGABYTES / 2)
    expect(large.seconds).toBeLessThan(10)
  })
})

const TELL_MEMORY = 'process.on("exit", () => console.error(process.resourceUsage().maxRSS))'

/** Runs a command with a file on standard input: its answer, how long it took, and the most memory it had. */
async function measured(program: Program, args: readonly string[], file: string) {
  const node = [`--import=data:text/javascript,${encodeURIComponent(TELL_MEMORY)}`, executable]
  const started = performance.now()
  const child = spawn(process.execPath, [...node, ...args], {env: program.env, cwd: program.folder})
  createReadStream(file).pipe(child.stdin)
  const said = {stdout: '', stderr: ''}
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', text => {
      said[name] += text
    })
  }
  await new Promise(resolve => child.on('close', resolve))
  return {
    json: JSON.parse(said.stdout),
    seconds: (performance.now() - started) / 1000,
    megabytes: Number(said.stderr) / 1024,
  }
}
