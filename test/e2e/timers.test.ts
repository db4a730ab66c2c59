import {cpSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {type Outcome, Program, programFor} from '../support/program.js'

const NOON = '2026-11-20T12:00:00+01:00'

/** A store with `acme` and `beta`, which takes nothing beyond its hour. */
const withTwo = (now = NOON): Program => {
  const program = programFor(() => Program.withAcme(now))
  program.okAll([
    ...['contract', 'add', 'beta', '--customer', 'Beta AG', '--from', '2026-01-01', '--credit', '1h'],
    ...['--rollover', 'none'],
  ])
  return program.inOneProcess()
}

const timerIn = (program: Program) => program.ok('status', '--json').json.timer
const entriesIn = (program: Program) => program.ok('entries', '--json').json.entries
const errorOf = ({json, code}: Outcome) => ({code, error: json.error.code})

/** The folder of the one timer. */
function timerFolder(program: Program): string {
  const [name = ''] = readdirSync(join(program.store, 'timers'))
  return join(program.store, 'timers', name)
}

describe('a timer', () => {
  test('counts from start to stop without its pauses, and becomes one entry', () => {
    const program = withTwo()
    const started = program.ok('start', 'acme', 'Printer', 'queue', '--for', 'Frau Müller', '--json').json
    expect(started).toEqual({
      timer: {
        contract: 'acme',
        text: 'Printer queue',
        startedAt: NOON,
        workedMinutes: 0,
        paused: false,
      },
    })
    program.at('2026-11-20T12:10:20+01:00')
    expect(program.ok('pause', '--json').json.timer).toMatchObject({workedMinutes: 10, paused: true})
    program.at('2026-11-20T13:00:00+01:00')
    expect(program.ok('resume', '--json').json.timer).toMatchObject({workedMinutes: 10, paused: false})
    program.at('2026-11-20T13:31:20+01:00')
    const {entry, balance, warnings} = program.ok(
      'stop',
      'Spooler restarted',
      '--ticket',
      '12345',
      '--json',
    ).json
    expect(entry).toMatchObject({contract: 'acme', start: NOON, workedMinutes: 42, chargedMinutes: 45})
    expect(entry).toMatchObject({requester: 'Frau Müller', ticket: '12345', consultant: 'J. Weber'})
    expect(entry.text).toBe('Printer queue; Spooler restarted')
    expect(balance.contract).toBe('acme')
    expect(warnings).toEqual([])
    expect(timerIn(program)).toBeNull()
    expect(program.ok('verify', '--json').json.ok).toBe(true)
  })

  test('is seen wherever one looks, with what is left on the account', () => {
    const program = withTwo()
    program.ok('start', 'acme', 'Printer')
    program.at('2026-11-20T12:42:00+01:00')
    const {stdout} = program.ok('status')
    expect(stdout).toContain('acme  running since 20 Nov 2026 12:00 · 0:42 worked so far · left 25:00')
    expect(program.ok('status', '--json').json.balance).toMatchObject({
      contract: 'acme',
      balanceMinutes: 1500,
    })
    expect(program.ok('status', '--by', 'Somebody').stdout).toBe('No timer is running.\n')
  })

  test('began when it is said to have begun', () => {
    const program = withTwo()
    expect(program.ok('start', 'acme', '--at', '-10m', '--json').json.timer).toMatchObject({
      startedAt: '2026-11-20T11:50:00+01:00',
      workedMinutes: 10,
    })
    expect(errorOf(program.run('start', 'acme', '--at', '13:00', '--by', 'A', '--json')).error).toBe(
      'NOT_YET',
    )
    expect(errorOf(program.run('start', 'acme', '--at', 'today 13:00', '--by', 'A', '--json'))).toEqual({
      ...{code: 3, error: 'EVENT_IN_FUTURE'},
    })
  })

  test('is one for each consultant, by whichever name', () => {
    const program = withTwo()
    program.ok('config', 'set', 'consultants', 'Jana Weber = jw; Max Muster')
    program.ok('start', 'acme', '--by', 'jw')
    program.ok('start', 'beta', '--by', 'muster')
    const again = program.run('start', 'beta', '--by', 'jana', '--json')
    expect(errorOf(again)).toEqual({code: 3, error: 'TIMER_EXISTS'})
    expect(again.json.error.message).toContain('acme, since 20 Nov 2026 12:00')
    program.at('2026-11-20T12:05:00+01:00')
    expect(program.ok('stop', '--by', 'JW', '--json').json.entry).toMatchObject({consultant: 'Jana Weber'})
    expect(program.ok('status', '--by', 'Max', '--json').json.timer.contract).toBe('beta')
  })

  test('gives way to the next one with --switch, at the time that is said', () => {
    const program = withTwo()
    program.ok('start', 'acme', 'Printer')
    program.at('2026-11-20T12:40:00+01:00')
    const {timer, stopped} = program.ok('start', 'beta', '--switch', '--at', '12:30', '--json').json
    expect(stopped.entry).toMatchObject({contract: 'acme', workedMinutes: 30, text: 'Printer'})
    expect(timer).toMatchObject({contract: 'beta', startedAt: '2026-11-20T12:30:00+01:00', workedMinutes: 10})
  })

  test('stays where the next one is refused, and the next one is not started where it is refused', () => {
    const program = withTwo()
    program.ok('start', 'beta', 'Update')
    program.at('2026-11-20T14:00:00+01:00')
    expect(errorOf(program.run('start', 'nobody', '--switch', '--json')).error).toBe('UNKNOWN_CONTRACT')
    expect(errorOf(program.run('start', 'acme', '--switch', '--json')).error).toBe('OVERDRAFT_EXCEEDED')
    expect(timerIn(program)).toMatchObject({contract: 'beta', workedMinutes: 120})
    expect(entriesIn(program)).toEqual([])
  })

  test('is dropped with cancel, which says how to record it all the same', () => {
    const program = withTwo()
    program.ok('start', 'acme', "Printer's queue", '--for', 'Frau Müller', '--where', 'Augsburg')
    program.at('2026-11-20T12:42:00+01:00')
    const {stdout} = program.ok('cancel')
    expect(stdout).toContain('acme  timer cancelled, nothing recorded · 0:42 since 20 Nov 2026 12:00')
    expect(stdout).toContain(
      `hourbank log acme 42m --at ${NOON} --for "Frau Müller" --where Augsburg --text "Printer's queue"`,
    )
    expect(timerIn(program)).toBeNull()
    expect(entriesIn(program)).toEqual([])
    program.ok('start', 'acme')
    expect(program.ok('cancel').stdout).not.toContain('To record it')
    expect(errorOf(program.run('cancel', '--json'))).toEqual({code: 3, error: 'NO_TIMER'})
  })
})

describe('whatever the clocks do', () => {
  test.each([
    ['over midnight', '2026-11-20T22:30:00+01:00', '2026-11-21T01:15:00+01:00', 165],
    ['where they go forward', '2026-03-29T01:30:00+01:00', '2026-03-29T03:30:00+02:00', 60],
    ['where they go back', '2026-10-25T01:30:00+02:00', '2026-10-25T03:30:00+01:00', 180],
    ['over the end of a month', '2026-10-31T23:50:00+01:00', '2026-11-01T00:20:00+01:00', 30],
  ])('a timer counts real time %s', (_, start, stop, minutes) => {
    const program = withTwo(start)
    program.ok('start', 'acme', 'Night')
    program.at(stop)
    expect(program.ok('stop', '--json').json.entry).toMatchObject({start, end: stop, workedMinutes: minutes})
  })

  test('a pause over both clock changes of a year does not count', () => {
    const program = withTwo('2026-03-28T12:00:00+01:00')
    program.ok('start', 'acme')
    program.at('2026-03-28T12:30:00+01:00').ok('pause')
    program.at('2026-10-26T12:00:00+01:00').ok('resume')
    program.at('2026-10-26T12:30:00+01:00')
    expect(timerIn(program)).toMatchObject({workedMinutes: 60})
  })

  test('a timer survives a reboot: another process at a later clock, which shares nothing but the store', () => {
    const program = programFor(() => Program.withAcme(NOON))
    program.ok('start', 'acme', 'Before the power cut')
    const other = programFor(() => new Program('2026-11-20T13:30:00+01:00'))
    cpSync(program.store, other.store, {recursive: true})
    expect(other.ok('stop', '--json').json.entry).toMatchObject({start: NOON, workedMinutes: 90})
  })

  test('a clock that was set back before the start lets nothing be recorded, and loses nothing', () => {
    const program = withTwo()
    program.ok('start', 'acme')
    program.at('2026-11-20T11:00:00+01:00')
    expect(errorOf(program.run('stop', '--json'))).toEqual({code: 3, error: 'TIMER_TOO_SHORT'})
    program.ok('pause')
    program.at('2026-11-20T12:30:00+01:00')
    program.ok('resume')
    expect(timerIn(program)).toMatchObject({workedMinutes: 0, startedAt: NOON})
  })
})

describe('one that was forgotten over night', () => {
  const forgotten = () => {
    const program = withTwo('2026-11-19T16:00:00+01:00')
    program.ok('start', 'acme', 'Printer')
    return program.at('2026-11-20T08:00:00+01:00')
  }

  test('is noticed by status, and by stop with both readings', () => {
    const program = forgotten()
    const status = program.ok('status')
    expect(status.stderr).toContain('It has counted 16:00: was it forgotten?')
    expect(program.ok('status', '--json').json.warnings).toMatchObject([{kind: 'timer-forgotten'}])
    const stop = program.run('stop', '--json')
    expect(errorOf(stop)).toEqual({code: 3, error: 'TIMER_FORGOTTEN'})
    expect(stop.json.error.hint).toContain('"hourbank stop --at 17:30"')
    expect(stop.json.error.hint).toContain('"hourbank stop --at now" if all 16:00 was work')
    expect(timerIn(program)).toMatchObject({workedMinutes: 960})
  })

  test('ended when it is said to have ended', () => {
    const entry = forgotten().ok('stop', '--at', '17:30', '--json').json.entry
    expect(entry).toMatchObject({start: '2026-11-19T16:00:00+01:00', workedMinutes: 90})
  })

  test('or was all work', () => {
    expect(forgotten().ok('stop', '--at', 'now', '--json').json.entry).toMatchObject({workedMinutes: 960})
  })

  test('for more than a day is no entry, and what to do is said', () => {
    const program = forgotten().at('2026-11-20T16:01:00+01:00')
    for (const args of [['stop'], ['stop', '--at', 'now']]) {
      const stop = program.run(...args, '--json')
      expect(errorOf(stop)).toEqual({code: 3, error: 'TIMER_TOO_LONG'})
      expect(stop.json.error.hint).toContain('hourbank stop --at 17:30')
    }
    expect(program.ok('stop', '--at', 'yesterday 17:30', '--json').json.entry.workedMinutes).toBe(90)
  })
})

describe('what is refused loses nothing', () => {
  test('beyond the overdraft the timer stays, until it is forced with a reason', () => {
    const program = withTwo()
    program.ok('start', 'beta', 'Update', '--how', 'phone')
    program.at('2026-11-20T14:00:00+01:00')
    const before = program.fingerprint()
    expect(errorOf(program.run('stop', '--json'))).toEqual({code: 3, error: 'OVERDRAFT_EXCEEDED'})
    expect(errorOf(program.run('stop', '--force', '--json'))).toEqual({code: 2, error: 'MISSING_VALUE'})
    expect(program.fingerprint()).toBe(before)
    const {entry} = program.ok('stop', '--force', '--reason', 'Agreed by phone', '--json').json
    expect(entry).toMatchObject({workedMinutes: 120, channel: 'phone', forcedBecause: 'Agreed by phone'})
  })

  test.each<readonly [string, readonly string[], number, string]>([
    ['half a minute', ['stop'], 3, 'TIMER_TOO_SHORT'],
    ['a second timer', ['start', 'beta'], 3, 'TIMER_EXISTS'],
    ['going on without a pause', ['resume'], 3, 'TIMER_NOT_PAUSED'],
    ['a duration', ['stop', '8h'], 2, 'TIME_IN_TEXT'],
    ['a time', ['stop', '17:30', 'done'], 2, 'TIME_IN_TEXT'],
    ['an end before the start', ['stop', '--at', '11:00'], 2, 'NOT_WHILE_RUNNING'],
    ['an end that is no time', ['stop', '--at', 'late'], 2, 'INVALID_TIME'],
    ['two texts', ['stop', 'done', '--text', 'done'], 2, 'TEXT_TWICE'],
    ['a text that is too long with that of the start', ['stop', 'x'.repeat(9_999)], 2, 'VALUE_TOO_LONG'],
    ['an unknown cause', ['stop', '--cause', 'nobody'], 2, 'UNKNOWN_CHOICE'],
  ])('%s is, and the store is as it was', (_, args, code, error) => {
    const program = withTwo()
    program.ok('start', 'acme', 'Printer')
    if (args[0] === 'stop' && error === 'VALUE_TOO_LONG') program.at('2026-11-20T12:30:00+01:00')
    const before = program.fingerprint()
    expect(errorOf(program.run(...args, '--json'))).toEqual({code, error})
    expect(program.fingerprint()).toBe(before)
  })

  test.each<readonly [string, readonly string[], number, string]>([
    ['no contract', ['start'], 2, 'MISSING_VALUE'],
    ['an unknown contract', ['start', 'amce'], 3, 'UNKNOWN_CONTRACT'],
    ['a duration', ['start', 'acme', '45', 'Printer'], 2, 'TIME_IN_TEXT'],
    ['a start before the contract', ['start', 'acme', '--at', '31.12.2025 9:00'], 3, 'BEFORE_CONTRACT'],
    ['an emergency without a tariff', ['start', 'acme', '--class', 'emergency'], 3, 'NO_EMERGENCY_SERVICE'],
    ['no timer', ['stop'], 3, 'NO_TIMER'],
  ])('%s leaves no trace where nothing runs', (_, args, code, error) => {
    const program = withTwo()
    const before = program.fingerprint()
    expect(errorOf(program.run(...args, '--json'))).toEqual({code, error})
    expect(program.fingerprint()).toBe(before)
  })

  test('nobody is left out of the consultants while at work', () => {
    const program = withTwo()
    program.ok('start', 'acme', '--by', 'jw')
    const renamed = ['config', 'set', 'consultants', 'Jana Weber = jw', '--json']
    expect(errorOf(program.run(...renamed))).toEqual({code: 3, error: 'CONSULTANT_TIMED'})
    program.at('2026-11-20T12:30:00+01:00').ok('stop', '--by', 'jw')
    program.ok(...renamed)
  })

  test('a contract is not removed while somebody is at work for it', () => {
    const program = withTwo()
    program.ok('start', 'beta')
    const removal = program.run('contract', 'remove', 'beta', '--json')
    expect(errorOf(removal)).toEqual({code: 3, error: 'CONTRACT_TIMED'})
    expect(removal.json.error.message).toContain('J. Weber')
    program.ok('cancel')
    program.ok('contract', 'remove', 'beta')
  })
})

describe('two terminals at once', () => {
  const SIZE = 20
  const atOnce = (program: Program, ...args: readonly string[]): Promise<readonly Outcome[]> =>
    Promise.all(Array.from({length: SIZE}, () => program.start(...args, '--wait', '300').finished))

  test(`of ${SIZE} starts one wins, and of ${SIZE} stops there is one entry`, async () => {
    const program = programFor(() => Program.withAcme(NOON))
    const starts = await atOnce(program, 'start', 'acme', 'Printer', '--json')
    expect(starts.map(({code}) => code).sort()).toEqual([0, ...Array(SIZE - 1).fill(3)])
    program.at('2026-11-20T12:30:00+01:00')
    const stops = await atOnce(program, 'stop', '--json')
    expect(stops.map(({code}) => code).sort()).toEqual([0, ...Array(SIZE - 1).fill(3)])
    const [entries, verify] = program.okAll(['entries', '--json'], ['verify', '--json'])
    expect(entries?.json.entries).toHaveLength(1)
    expect(verify?.json.ok).toBe(true)
  })

  test('a crash between the record and the end of the timer is made good by the next stop', () => {
    const program = withTwo()
    program.ok('start', 'acme', 'Printer')
    const timer = join(timerFolder(program), 'timer.json')
    const kept = JSON.stringify(
      program.stored('timers', timerFolder(program).split('/').at(-1) ?? '', 'timer.json'),
    )
    program.at('2026-11-20T12:30:00+01:00')
    const {entry} = program.ok('stop', '--json').json
    writeFileSync(timer, kept)
    program.at('2026-11-21T09:00:00+01:00')
    const again = program.ok('stop', 'and', 'more', '--json').json
    expect(again).toMatchObject({repeated: true, entry: {id: entry.id, workedMinutes: 30, text: 'Printer'}})
    expect(entriesIn(program)).toHaveLength(1)
    expect(timerIn(program)).toBeNull()
  })

  test('so is one after which the month was closed', () => {
    const program = withTwo('2026-10-30T12:00:00+01:00')
    program.ok('start', 'acme', 'Printer')
    const timer = join(timerFolder(program), 'timer.json')
    const kept = JSON.stringify(
      program.stored('timers', timerFolder(program).split('/').at(-1) ?? '', 'timer.json'),
    )
    program.at('2026-10-30T12:30:00+01:00').ok('stop')
    writeFileSync(timer, kept)
    program.at('2026-11-20T12:00:00+01:00').ok('rollover')
    expect(program.ok('stop', '--json').json).toMatchObject({repeated: true, entry: {bookedMonth: '2026-10'}})
  })
})

describe('the prompt of a shell', () => {
  const short = (program: Program, ...args: readonly string[]) => {
    const {stdout, stderr, code} = program.run('status', '--short', ...args)
    return {stdout, stderr, code}
  }
  const says = (stdout: string) => ({stdout, stderr: '', code: 0})

  test('shows the timer in one short line, or nothing', () => {
    const program = programFor(() => Program.withAcme(NOON))
    expect(short(program)).toEqual(says(''))
    program.okAll(['start', 'acme'])
    program.at('2026-11-20T12:42:10+01:00')
    expect(short(program)).toEqual(says('acme 0:42\n'))
    program.okAll(['pause'])
    program.at('2026-11-20T15:00:00+01:00')
    expect(short(program)).toEqual(says('acme 0:42 paused\n'))
    // Neither the moment, nor whose it is, is guessed otherwise than by the whole program.
    expect(program.run('status', '--short', '--no-input').stdout).toBe('acme 0:42 paused\n')
  })

  test('goes by the store, the consultant and the clock that are named', () => {
    const program = programFor(() => Program.withAcme(NOON))
    program.okAll(
      ['config', 'set', 'consultants', 'Jana Weber = jw; Max Muster'],
      ['config', 'set', 'by', 'Jana Weber'],
      ['start', 'acme', '--by', 'jw'],
    )
    program.at('2026-11-20T12:05:00+01:00')
    const {HOURBANK_BY: _, ...env} = program.env
    program.env = env
    expect(short(program)).toEqual(says('acme 0:05\n'))
    expect(short(program, '--by', 'JANA')).toEqual(says('acme 0:05\n'))
    expect(short(program, '--by=Max')).toEqual(says(''))
    program.env = {...env, HOURBANK_BY: 'Max Muster', HOURBANK_STORE: '/nowhere'}
    expect(short(program, '--store', program.store, '--by', 'jw')).toEqual(says('acme 0:05\n'))
    const data = join(program.folder, 'data')
    cpSync(program.store, join(data, 'hourbank'), {recursive: true})
    program.env = {...env, HOURBANK_STORE: '', XDG_DATA_HOME: data}
    expect(short(program)).toEqual(says('acme 0:05\n'))
  })

  test('is never in the way: what is not as it should be is no timer', () => {
    const program = programFor(() => Program.withAcme(NOON))
    program.okAll(['start', 'acme'])
    const file = join(timerFolder(program), 'timer.json')
    for (const text of ['', '{', 'null', '[]', '{"contract": "\\u001b[31m"}', '{"contract": "acme"}']) {
      writeFileSync(file, text)
      expect(short(program)).toEqual(says(''))
    }
    writeFileSync(join(program.store, 'store.json'), 'null')
    expect(short(program)).toEqual(says(''))
    expect(short(program, '--store', '/nowhere')).toEqual(says(''))
  })
})

describe('in the store', () => {
  test('a timer is a private file of a folder whose name nobody chose', () => {
    const program = withTwo()
    program.ok('start', 'acme', '--by', '../../../escape')
    expect(timerFolder(program)).toMatch(/timers\/[0-9a-f]{16}$/)
    expect(statSync(join(timerFolder(program), 'timer.json')).mode & 0o777).toBe(0o600)
    expect(program.ok('status', '--by', '../../../escape', '--json').json.timer.contract).toBe('acme')
  })

  test.each([
    ['no JSON', '{'],
    ['something else', '{"format": 1}'],
    ['of a later format', '{"format": 2}'],
  ])('a file that is damaged is told of, and never written over: %s', (_, text) => {
    const program = withTwo()
    program.ok('start', 'acme')
    const file = join(timerFolder(program), 'timer.json')
    writeFileSync(file, text)
    for (const command of ['status', 'stop', 'pause', 'cancel'])
      expect(errorOf(program.run(command, '--json'))).toEqual({code: 5, error: 'STORE_DAMAGED'})
    expect(errorOf(program.run('start', 'acme', '--switch', '--json'))).toEqual({
      code: 5,
      error: 'STORE_DAMAGED',
    })
    const {code, json} = program.run('verify', '--json')
    expect(code).toBe(5)
    expect(json.problems).toMatchObject([{file}])
  })

  test('one that was copied to another consultant is damage', () => {
    const program = withTwo()
    program.ok('start', 'acme')
    const own = join(timerFolder(program), 'timer.json')
    const stranger = join(program.store, 'timers', '0123456789abcdef')
    mkdirSync(stranger)
    cpSync(own, join(stranger, 'timer.json'))
    expect(program.run('verify', '--json').json.problems).toMatchObject([
      {what: 'consultant: the timer of "J. Weber" is kept elsewhere'},
    ])
  })

  test('what is no timer is passed over', () => {
    const program = withTwo()
    program.ok('start', 'acme')
    writeFileSync(join(program.store, 'timers', '.DS_Store'), 'x')
    expect(program.ok('verify', '--json').json.ok).toBe(true)
    program.ok('contract', 'remove', 'beta')
  })

  test('a link in its place is not followed', () => {
    const program = withTwo()
    symlinkSync(program.folder, join(program.store, 'timers'))
    expect(errorOf(program.run('start', 'acme', '--json'))).toEqual({code: 5, error: 'STORE_DAMAGED'})
  })
})
