import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {type Outcome, Program} from '../support/program.js'

interface Refused {
  readonly rule: string
  readonly args: readonly string[]
  readonly code: 2 | 3
  readonly error: string
  /** What message and hint must say: what was wrong, the value, and what would be right. */
  readonly says: readonly string[]
  /** Whether a hint follows the message; where the message says it all, none does. */
  readonly hasHint: boolean
}

const refused = (
  rule: string,
  args: readonly string[],
  [code, error]: readonly [2 | 3, string],
  ...says: readonly string[]
): Refused => ({rule, args, code, error, says, hasHint: true})

const withoutHint = (refusal: Refused): Refused => ({...refusal, hasHint: false})

let program: Program
beforeAll(() => {
  program = Program.withAcme()
  program.okAll(
    ['contract', 'add', 'strict', '--customer', 'Sparfuchs', '--from', '2026-11-01', '--credit', '1h'],
    ['log', 'acme', '1h', 'known', '--id', 'known', '--at', '2026-11-20 10:00'],
    ['rollover', 'acme'],
    ['contract', 'add', 'over', '--customer', 'Vorbei', '--from', '2026-01-01', '--credit', '1h'],
    ['contract', 'end', 'over', '--on', '2026-06-30'],
  )
})
afterAll(() => program.remove())

/** Each is refused the same way in words and as JSON, and the store is byte for byte what it was. */
function areRefused(refusals: readonly Refused[]): void {
  let answers: readonly Outcome[]
  let isUnchanged: boolean
  beforeAll(() => {
    const before = program.fingerprint()
    answers = program.runAll(refusals.flatMap(({args}) => [args, [...args, '--json']]))
    isUnchanged = program.fingerprint() === before
  })

  test.each(refusals.map((refusal, index) => ({...refusal, index})))('$rule', refusal => {
    const [inWords, asJson] = answers.slice(2 * refusal.index)
    checkAnswers(refusal, inWords, asJson)
  })
  test('and all of that leaves the store as it was', () => {
    expect(isUnchanged).toBe(true)
  })
}

function checkAnswers(
  {code, error, says, hasHint}: Refused,
  inWords: Outcome | undefined,
  asJson: Outcome | undefined,
): void {
  expect(inWords).toMatchObject({code, stdout: '', stderr: expect.stringMatching(/^Error: \S/)})
  for (const words of says) expect(inWords?.stderr).toContain(words)

  expect(asJson).toMatchObject({code, stderr: ''})
  expect(asJson?.json).toEqual({
    error: {
      code: error,
      message: expect.stringMatching(/\S/),
      hint: hasHint ? expect.stringMatching(/\S/) : null,
      details: expect.any(Object),
    },
  })
  const {message, hint} = asJson?.json.error ?? {}
  expect(inWords?.stderr).toBe(hasHint ? `Error: ${message}\n  ${hint}\n` : `Error: ${message}\n`)
}

const add = (...flags: readonly string[]) => ['contract', 'add', 'new', '--customer', 'Neu', ...flags]
const addNow = (...flags: readonly string[]) => add('--from', '2026-11-01', '--credit', '10h', ...flags)

describe('what was typed wrong is refused with exit code 2, the value and what would be right:', () => {
  const USAGE = [2, 'USAGE'] as const
  const CHOICE = [2, 'UNKNOWN_CHOICE'] as const
  const DURATION = [2, 'INVALID_DURATION'] as const
  const RANGE = [2, 'DURATION_OUT_OF_RANGE'] as const
  const TIME = [2, 'INVALID_TIME'] as const
  const DAY = [2, 'INVALID_DAY'] as const
  const TERMS = [2, 'INVALID_TERMS'] as const
  const MISSING = [2, 'MISSING_VALUE'] as const
  const UNKNOWN = [2, 'UNKNOWN_COMMAND'] as const
  areRefused([
    refused('a duration of zero', ['log', 'acme', '0'], RANGE, '0:00', '0:01', '24:00'),
    refused('a negative duration that looks like a flag', ['log', 'acme', '-2h'], RANGE, '-2:00', '0:01'),
    refused('a negative clock duration', ['log', 'acme', '-1:30'], RANGE, '-1:30', '0:01'),
    refused('a duration of 25 hours', ['log', 'acme', '25h'], RANGE, '25:00', '24:00'),
    refused('a duration that is none', ['log', 'acme', 'long'], DURATION, '"long"', '1h30'),
    refused(
      'a range of times that ends when it begins',
      ['log', 'acme', '9:00-9:00'],
      [2, 'EMPTY_RANGE'],
      '9:00-9:00',
    ),
    refused('an hour that does not exist', ['log', 'acme', '25:00-26:00'], DURATION, '25:00'),
    refused('a bare decimal, with both readings', ['log', 'acme', '1.5'], DURATION, '"1.5"', '1.5h', '1:05'),
    refused('a bare decimal with comma', ['log', 'acme', '1,5'], DURATION, '"1,5"', '1,5h', '1:05'),
    refused('text that looks like a failed time', ['log', 'acme', '1h', '30x'], DURATION, '1h 30x', '1h 30m'),
    refused('a number after the duration', ['log', 'acme', '30', '2', 'servers'], DURATION, '30 2'),
    refused('log without a duration', ['log', 'acme'], MISSING, 'DURATION'),
    refused('log without anything', ['log'], MISSING, 'CONTRACT'),
    refused(
      'a day that does not exist',
      ['log', 'acme', '1h', '--at', '2026-02-30 9:00'],
      TIME,
      '2026-02-30',
    ),
    refused('a day without a time', ['log', 'acme', '1h', '--at', '2026-11-20'], TIME, '2026-11-20', '14:00'),
    refused('an empty time', ['log', 'acme', '1h', '--at', ''], TIME, '""', '14:00'),
    refused(
      'a local time that clocks leave out',
      ['log', 'acme', '1h', '--at', '29.3. 2:30'],
      [2, 'NONEXISTENT_TIME'],
      '29.3. 2:30',
      'Europe/Berlin',
    ),
    refused('two times', ['log', 'acme', '9:00-10:00', '--at', '11:00'], [2, 'TIME_TWICE'], '11:00'),
    refused('two texts', ['log', 'acme', '1h', 'one', '--text', 'two'], [2, 'TEXT_TWICE'], 'one', 'two'),
    refused(
      'an id that is a path, for an entry',
      ['log', 'acme', '1h', '--id', '../x'],
      [2, 'INVALID_ID'],
      '../x',
      'letters',
    ),
    refused(
      'an id that is a path, for a credit',
      ['credit', 'acme', '1h', '--kind', 'top-up', '--reason', 'r', '--id', 'a/b'],
      [2, 'INVALID_ID'],
      'a/b',
    ),
    refused(
      'an id that is a path, for a contract',
      ['log', '../acme', '1h'],
      [2, 'INVALID_ID'],
      '../acme',
      'lower-case',
    ),
    refused('an empty requester', ['log', 'acme', '1h', '--for', ' '], [2, 'EMPTY_VALUE'], '--for'),
    refused('an empty site', ['log', 'acme', '1h', '--where', ''], [2, 'EMPTY_VALUE'], '--where'),
    refused(
      'a name of 201 characters',
      ['log', 'acme', '1h', '--for', 'x'.repeat(201)],
      [2, 'VALUE_TOO_LONG'],
      '--for',
      '201',
      '200',
    ),
    refused(
      'a text of 10,001 characters',
      ['log', 'acme', '1h', 'x'.repeat(10_001)],
      [2, 'VALUE_TOO_LONG'],
      '10001',
      '10000',
    ),
    refused('force without a reason', ['log', 'acme', '1h', '--force'], MISSING, '--reason'),
    refused(
      'force with an empty reason',
      ['log', 'acme', '1h', '--force', '--reason', ' '],
      [2, 'EMPTY_VALUE'],
      '--reason',
    ),
    refused(
      'an option that there is not',
      ['log', 'acme', '1h', '--how', 'fax'],
      CHOICE,
      '--how',
      'fax',
      'phone',
    ),
    refused(
      'a class that there is not',
      ['log', 'acme', '1h', '--class', 'gold'],
      CHOICE,
      'gold',
      'extended',
    ),
    refused('an unknown flag', ['log', 'acme', '1h', '--colour'], USAGE, '--colour', '--help'),
    refused('a wait that is no number', ['balance', '--wait', 'abc'], USAGE, '--wait', 'abc', 'integer'),
    refused('a negative wait', ['balance', '--wait', '-1'], USAGE, '--wait', '-1'),
    refused('a flag without its value', ['log', 'acme', '1h', '--for'], USAGE, '--for'),
    refused(
      'a month that there is not',
      ['statement', 'acme', '--month', '2026-13'],
      [2, 'INVALID_MONTH'],
      '2026-13',
      '2026-10',
    ),
    refused(
      'a month that there is not, to list',
      ['entries', '--month', '13'],
      [2, 'INVALID_MONTH'],
      '"13"',
      'oct',
    ),
    refused(
      'a month that there is not, to close',
      ['rollover', '--through', 'smarch'],
      [2, 'INVALID_MONTH'],
      'smarch',
    ),
    refused('a statement of nobody', ['statement'], [2, 'NO_CONTRACT'], '--all'),
    refused(
      'a form of statement that there is not',
      ['statement', 'acme', '--format', 'docx'],
      USAGE,
      'docx',
      'csv',
    ),
    refused('an unknown command', ['lgo'], UNKNOWN, '"lgo"', 'hourbank log'),
    refused(
      'an unknown command of a topic',
      ['contract', 'ad'],
      UNKNOWN,
      '"contract ad"',
      'hourbank contract add',
    ),
    refused(
      'an unknown command with flags',
      ['balanse', '--no-input'],
      UNKNOWN,
      '"balanse"',
      'hourbank balance',
    ),
    refused('a command like no other', ['xyzzy'], UNKNOWN, '"xyzzy"', '--help'),
    refused('a word too many', ['contract', 'list', 'acme'], UNKNOWN, 'acme', 'contract list'),
    refused('a missing argument', ['entry', 'show'], MISSING, 'ID'),
    refused('missing flags, each by name', ['credit', 'acme', '1h'], MISSING, '--kind', '--reason'),
    refused('an amendment from no month', ['contract', 'amend', 'acme', '--credit', '1h'], MISSING, '--from'),
    refused('an end on no day', ['contract', 'end', 'acme'], MISSING, '--on'),
    refused(
      'an end on a day that does not exist',
      ['contract', 'end', 'acme', '--on', '2026-11-31'],
      DAY,
      '2026-11-31',
    ),
    refused(
      'an amendment of nothing',
      ['contract', 'amend', 'acme', '--from', 'this'],
      [2, 'NOTHING_TO_CHANGE'],
      '--credit',
    ),
    refused('a void without a reason', ['entry', 'void', 'known'], MISSING, '--reason'),
    refused(
      'a void with an empty reason',
      ['entry', 'void', 'known', '--reason', ''],
      [2, 'EMPTY_VALUE'],
      '--reason',
    ),
    refused(
      'a correction of nothing',
      ['entry', 'correct', 'known', '--reason', 'r'],
      [2, 'NOTHING_TO_CHANGE'],
      'void',
    ),
    refused(
      'a correction to a negative duration',
      ['entry', 'correct', 'known', '-1h', '--reason', 'r'],
      RANGE,
      '-1:00',
    ),
    refused(
      'a negative credit',
      ['credit', 'acme', '-1h', '--kind', 'top-up', '--reason', 'r'],
      RANGE,
      '-1:00',
      '0:01',
    ),
    refused(
      'a credit with an empty reason',
      ['credit', 'acme', '1h', '--kind', 'top-up', '--reason', ''],
      [2, 'EMPTY_VALUE'],
      '--reason',
    ),
    refused(
      'goodwill with a price',
      ['credit', 'acme', '1h', '--kind', 'goodwill', '--reason', 'r', '--price', '5'],
      [2, 'CONTRADICTION'],
      '--price',
    ),
    refused(
      'text after a credit',
      ['credit', 'acme', '1h', 'thanks', '--kind', 'goodwill', '--reason', 'r'],
      [2, 'UNEXPECTED_TEXT'],
      'thanks',
      '--reason',
    ),
    refused(
      'a price that is none',
      ['credit', 'acme', '1h', '--kind', 'top-up', '--reason', 'r', '--price', '1.000,00'],
      [2, 'INVALID_AMOUNT'],
      '1.000,00',
      '24.95',
    ),
    refused(
      'a key that the profile has not',
      ['config', 'set', 'nmae', 'X'],
      [2, 'UNKNOWN_KEY'],
      'nmae',
      'name',
    ),
    refused(
      'a time zone that there is not',
      ['config', 'set', 'timezone', 'Europe/Berln'],
      [2, 'INVALID_PROFILE'],
      'Europe/Berln',
      'Europe/Berlin',
    ),
    refused(
      'a currency without two decimals',
      ['config', 'set', 'currency', 'JPY'],
      [2, 'INVALID_PROFILE'],
      'JPY',
      'EUR',
    ),
    refused(
      'a language that there is not',
      ['config', 'set', 'locale', 'xx'],
      [2, 'INVALID_PROFILE'],
      'xx',
      'de',
    ),
    refused(
      'a second store in the same folder',
      ['init', '--provider', 'Other'],
      [2, 'STORE_EXISTS'],
      'config set',
    ),
    refused(
      'a range before the contract, with both in their order',
      ['log', '14:00-15:30', 'acme'],
      [2, 'INVALID_ID'],
      '14:00-15:30',
      'hourbank log acme 14:00-15:30?',
    ),
    refused('a contract without a customer', ['contract', 'add', 'new'], MISSING, '--customer'),
    refused('a contract without a first day', add('--credit', '1h'), MISSING, '--from'),
    refused('a contract without a credit', add('--from', '2026-11-01'), MISSING, '--credit'),
    refused(
      'a first day that does not exist',
      add('--from', '2026-02-30', '--credit', '1h'),
      DAY,
      '2026-02-30',
      '21.11.2026',
    ),
    refused(
      'an id with capital letters',
      ['contract', 'add', 'ACME', '--customer', 'x', '--from', '2026-11-01', '--credit', '1h'],
      TERMS,
      'ACME',
      'small letters',
    ),
    refused(
      'an id that is a path',
      ['contract', 'add', '../x', '--customer', 'x', '--from', '2026-11-01', '--credit', '1h'],
      TERMS,
      '../x',
    ),
    refused(
      'an id that Windows reserves',
      ['contract', 'add', 'con', '--customer', 'x', '--from', '2026-11-01', '--credit', '1h'],
      TERMS,
      '"con"',
      'reserves',
    ),
    refused(
      'an id that JavaScript reserves',
      ['contract', 'add', 'constructor', '--customer', 'x', '--from', '2026-11-01', '--credit', '1h'],
      TERMS,
      'constructor',
    ),
    refused(
      'no rollover with a cap',
      addNow('--rollover', 'none', '--cap', '5h'),
      [2, 'CONTRADICTION'],
      '--cap',
      'none',
    ),
    withoutHint(refused('a cap without how much', addNow('--rollover', 'cap'), MISSING, '--cap')),
    withoutHint(
      refused('an expiry without when', addNow('--rollover', 'expiry'), MISSING, '--expires-after'),
    ),
    refused(
      'unlimited rollover that expires',
      addNow('--rollover', 'unlimited', '--expires-after', '3'),
      [2, 'CONTRADICTION'],
      '--expires-after',
    ),
    refused(
      'overage that is billed without a price',
      addNow('--beyond', 'charge'),
      TERMS,
      'rateCents',
      '--rate',
    ),
    refused('a negative cap', addNow('--cap', '-5h'), RANGE, '-5:00'),
    refused('VAT of 101 percent', addNow('--vat', '101'), TERMS, 'vatPercent', '101'),
    refused('an increment of no minutes', addNow('--increment', '0'), USAGE, '--increment', '0'),
    withoutHint(
      refused(
        'a file of terms that is not there',
        ['contract', 'add', 'new', '--file', 'none.json'],
        [2, 'NO_FILE'],
        'none.json',
      ),
    ),
    refused(
      'a file of terms beside flags',
      ['contract', 'add', 'new', '--file', 'x.json', '--credit', '1h'],
      [2, 'CONTRADICTION'],
      '--file',
      '--credit',
    ),
  ])

  test('a clock that is none', () => {
    const env = {HOURBANK_NOW: 'nonsense'}
    const [inWords, asJson] = program.runAll([['balance'], ['balance', '--json']], env)
    checkAnswers(
      refused('', [], [2, 'INVALID_NOW'], 'nonsense', '2026-11-21T14:00:00+01:00'),
      inWords,
      asJson,
    )
  })

  test('flags before the command', () => {
    const {code, stderr, json} = program.run('--json', 'balance')
    expect({code, stderr}).toEqual({code: 2, stderr: ''})
    expect(json.error).toMatchObject({
      code: 'UNKNOWN_COMMAND',
      hint: expect.stringContaining('hourbank balance --json'),
    })
  })

  test('with FORCE_COLOR no colour gets into JSON', () => {
    const {stdout} = program.runWith({env: {FORCE_COLOR: '1'}}, 'entry', 'void', 'known', '--json')
    expect(stdout).not.toContain('\u001B')
    expect(JSON.parse(stdout).error.message).toContain('--reason')
  })
})

describe('what a rule forbids is refused with exit code 3:', () => {
  const UNKNOWN = [3, 'UNKNOWN_CONTRACT'] as const
  areRefused([
    refused(
      'an unknown contract, with the one that was meant',
      ['log', 'amce', '1h'],
      UNKNOWN,
      '"amce"',
      'acme',
    ),
    refused(
      'a duration before the contract, with both in their order',
      ['log', '45', 'acme', 'Printer'],
      UNKNOWN,
      '"45"',
      'hourbank log acme 45?',
    ),
    refused(
      'several words of a duration before the contract',
      ['log', '1h', '30m', 'acme', '--for', 'Meier'],
      UNKNOWN,
      'hourbank log acme 1h 30m?',
    ),
    refused(
      'a credit before the contract',
      ['credit', '5h', 'acme', '--kind', 'top-up', '--reason', 'r'],
      UNKNOWN,
      'hourbank credit acme 5h?',
    ),
    refused(
      'a word before the contract that is none of the command',
      ['balance', 'show', 'acme'],
      UNKNOWN,
      '"show"',
      'hourbank balance acme?',
    ),
    refused('an unknown contract, in other letters', ['balance', 'ACME'], UNKNOWN, '"ACME"', 'acme'),
    refused('an unknown contract like no other', ['statement', 'zyx'], UNKNOWN, '"zyx"', 'contract list'),
    refused('an unknown contract among others', ['rollover', 'acme', 'strct'], UNKNOWN, '"strct"', 'strict'),
    refused('an unknown entry', ['entry', 'show', 'nope'], [3, 'UNKNOWN_ENTRY'], 'nope', 'entries'),
    refused(
      'a contract that is there already',
      ['contract', 'add', 'acme', '--customer', 'x', '--from', '2026-11-01', '--credit', '1h'],
      [3, 'CONTRACT_EXISTS'],
      'acme',
      'amend',
    ),
    refused(
      'a start before the contract',
      ['log', 'acme', '1h', '--at', '2025-12-31 9:00'],
      [3, 'BEFORE_CONTRACT'],
      '31 Dec 2025',
      '1 Jan 2026',
    ),
    refused(
      'a start after its end',
      ['log', 'over', '1h', '--at', '2026-07-01 9:00'],
      [3, 'AFTER_CONTRACT'],
      '1 Jul 2026',
      '30 Jun 2026',
    ),
    refused(
      'a start more than a day ahead',
      ['log', 'acme', '1h', '--at', '2026-11-22 15:01'],
      [3, 'START_IN_FUTURE'],
      '22 Nov 2026 15:01',
    ),
    refused(
      'a start in the far future',
      ['log', 'acme', '1h', '--at', '2099-01-01 9:00'],
      [3, 'START_IN_FUTURE'],
      '2099',
    ),
    refused(
      'more than is available, which is named',
      ['log', 'strict', '1:15'],
      [3, 'OVERDRAFT_EXCEEDED'],
      '1:00 available',
      '1:15',
      '--force',
    ),
    refused(
      'an emergency without a tariff',
      ['log', 'acme', '1h', '--class', 'emergency'],
      [3, 'NO_EMERGENCY_SERVICE'],
      'acme',
      'emergency',
    ),
    refused(
      'an id that stands for something else',
      ['log', 'acme', '2h', 'other', '--id', 'known'],
      [3, 'ID_TAKEN'],
      'known',
      'worked minutes',
      'text',
    ),
    refused(
      'an amendment of a closed month',
      ['contract', 'amend', 'acme', '--from', '2026-10', '--credit', '1h'],
      [3, 'MONTH_CLOSED'],
      'October 2026',
      '2026-11',
    ),
    refused(
      'an amendment before the contract',
      ['contract', 'amend', 'acme', '--from', '2025-12', '--credit', '1h'],
      [3, 'MONTH_BEFORE_CONTRACT'],
      'December 2025',
      '2026-01',
    ),
    refused(
      'an end before the start',
      ['contract', 'end', 'strict', '--on', '2026-10-31'],
      [3, 'END_BEFORE_START'],
      '31 Oct 2026',
      '2026-11-01',
    ),
    refused(
      'an end in a closed month',
      ['contract', 'end', 'acme', '--on', '2026-10-31'],
      [3, 'END_IN_CLOSED_MONTH'],
      '31 Oct 2026',
      '2026-11',
    ),
    refused(
      'an end before work that is recorded',
      ['contract', 'end', 'acme', '--on', '2026-11-19'],
      [3, 'MOVEMENTS_AFTER_END'],
      '19 Nov 2026',
      'known',
    ),
    refused(
      'a credit that has lapsed already',
      ['credit', 'acme', '1h', '--kind', 'top-up', '--reason', 'r', '--expires', '2026-10-31'],
      [3, 'EXPIRY_BEFORE_BOOKING'],
      '31 Oct 2026',
    ),
    refused(
      'a statement of a month that has not begun',
      ['statement', 'acme', '--month', '2026-12'],
      [3, 'MONTH_NOT_BEGUN'],
      'December 2026',
      '21 Nov 2026',
    ),
    refused(
      'a statement of a month before the contract',
      ['statement', 'acme', '--month', '2025-12'],
      [3, 'MONTH_BEFORE_CONTRACT'],
      'December 2025',
    ),
    refused(
      'a statement where nothing is closed',
      ['statement', 'strict'],
      [3, 'NOTHING_CLOSED'],
      'strict',
      '--month this',
    ),
  ])

  test('a month that has not begun is not closed, and the failure is listed', () => {
    const before = program.fingerprint()
    const {code, json} = program.run('rollover', 'acme', '--through', '2026-12', '--json')
    expect(code).toBe(3)
    expect(json).toMatchObject({
      closed: [],
      failed: [{contract: 'acme', error: {code: 'MONTH_NOT_BEGUN'}}],
      dryRun: false,
    })
    expect(program.fingerprint()).toBe(before)
  })

  test('the available time is in the details, so that a script can tell it', () => {
    expect(program.run('log', 'strict', '1:15', '--json').json.error.details).toEqual({
      contract: 'strict',
      month: '2026-11',
      chargedMinutes: 75,
      availableMinutes: 60,
    })
  })
})

/** Files that do not say the terms of a contract, with what is said of each. */
const terms = {id: 'new', customer: {name: 'Neu'}, from: '2026-01-01', terms: [{creditMinutes: 600}]}
const FILES: readonly {readonly rule: string; readonly json: unknown; readonly paths: readonly string[]}[] = [
  {rule: 'an unknown field', json: {...terms, colour: 'red'}, paths: ['colour: unknown field']},
  {
    rule: 'an unknown field of the terms',
    json: {...terms, terms: [{credit: 600}]},
    paths: ['terms[0].credit: unknown'],
  },
  {
    rule: 'several at once',
    json: {...terms, from: '2026-02-30', terms: [{creditMinutes: -1, vatPercent: '19'}]},
    paths: ['from:', '2026-02-30', 'terms[0].creditMinutes', '-1', 'terms[0].vatPercent', '"19"'],
  },
  {rule: 'no customer', json: {id: 'new', from: '2026-01-01'}, paths: ['customer: missing']},
  {
    rule: 'a customer without a name',
    json: {...terms, customer: {name: ''}},
    paths: ['customer.name: must not be empty'],
  },
  {
    rule: 'a number as text',
    json: {...terms, terms: [{creditMinutes: '600'}]},
    paths: ['terms[0].creditMinutes', '"600"'],
  },
  {
    rule: 'a fraction of a minute',
    json: {...terms, terms: [{creditMinutes: 0.5}]},
    paths: ['terms[0].creditMinutes', '0.5'],
  },
  {
    rule: 'true as a number',
    json: {...terms, terms: [{creditMinutes: true}]},
    paths: ['terms[0].creditMinutes', 'true'],
  },
  {
    rule: 'a policy that there is not',
    json: {...terms, terms: [{rollover: {policy: 'forever'}}]},
    paths: ['terms[0].rollover', 'forever', 'unlimited'],
  },
  {
    rule: 'no rollover with a cap',
    json: {...terms, terms: [{rollover: {policy: 'none', capMinutes: 5}}]},
    paths: ['terms[0].rollover.capMinutes'],
  },
  {
    rule: 'a cap without minutes',
    json: {...terms, terms: [{rollover: {policy: 'cap'}}]},
    paths: ['terms[0].rollover.capMinutes: missing'],
  },
  {
    rule: 'billed overage without a price',
    json: {...terms, terms: [{overdraft: {beyond: 'charge'}}]},
    paths: ['terms[0].rateCents', 'charge'],
  },
  {
    rule: 'a band that ends before it begins',
    json: {
      ...terms,
      terms: [{bands: {list: [{name: 'x', days: ['mon'], from: '18:00', to: '08:00', factor: 1}]}}],
    },
    paths: ['terms[0].bands.list[0]', 'later than'],
  },
  {
    rule: 'a factor of three decimals',
    json: {...terms, terms: [{bands: {otherwise: {name: 'x', factor: 1.125}}}]},
    paths: ['terms[0].bands.otherwise.factor', '1.125'],
  },
  {
    rule: 'a holiday factor without a calendar',
    json: {...terms, terms: [{bands: {holiday: {name: 'x', factor: 2}}}]},
    paths: ['terms[0].bands', 'holidays'],
  },
  {
    rule: 'later terms that come earlier',
    json: {...terms, terms: [{}, {from: '2026-03', creditMinutes: 1}, {from: '2026-02', creditMinutes: 2}]},
    paths: ['terms[2].from', '2026-02', '2026-03'],
  },
  {
    rule: 'first terms from another month',
    json: {...terms, terms: [{from: '2026-02'}]},
    paths: ['terms[0].from', '2026-02', '2026-01'],
  },
  {rule: 'an end before the start', json: {...terms, to: '2025-12-31'}, paths: ['to: 2025-12-31']},
  {
    rule: 'a time zone that there is not',
    json: {...terms, timezone: 'Mars/Base'},
    paths: ['timezone', 'Mars/Base'],
  },
  {rule: 'null', json: null, paths: ['null']},
]

describe('a file of terms is refused with exit code 2 and the path of what is wrong:', () => {
  const add = (file: string) => ['contract', 'add', 'new', '--file', file]
  beforeAll(() => {
    const write = (name: string, content: string | Buffer) =>
      writeFileSync(join(program.folder, name), content)
    for (const [index, {json}] of FILES.entries()) write(`${index}.json`, JSON.stringify(json))
    write('else.json', JSON.stringify({...terms, id: 'else'}))
    write('comma.json', '{"id": "new",}')
    const json = JSON.stringify({id: 'new', customer: {name: 'Müller'}, from: '2026-11-01', terms: [{}]})
    write('latin.json', Buffer.from(json, 'latin1'))
  })
  areRefused([
    ...FILES.map(({rule, paths}, index) =>
      refused(rule, add(`${index}.json`), [2, 'INVALID_TERMS'], ...paths),
    ),
    withoutHint(
      refused('another id than was typed', add('else.json'), [2, 'CONTRADICTION'], '"new"', '"else"'),
    ),
    withoutHint(
      refused(
        'what is not JSON at all',
        add('comma.json'),
        [2, 'INVALID_JSON'],
        'comma.json',
        'not valid JSON',
      ),
    ),
    refused(
      'a letter in another encoding than UTF-8, which would be stored as another one',
      add('latin.json'),
      [2, 'NOT_UTF_8'],
      'latin.json',
      'Save it as UTF-8.',
    ),
  ])
})

test('a process of its own answers the same as one that has run other commands before', () => {
  const commands = [
    ['log', 'acme', '1,5'],
    ['entry', 'show', '--json'],
    ['log', 'amce', '1h'],
    ['xyzzy', '--json'],
    ['statement', 'acme'],
    ['entries', '--json'],
  ]
  const said = ({code, stdout, stderr}: Outcome) => ({code, stdout, stderr})
  expect(commands.map(args => said(program.run(...args)))).toEqual(program.runAll(commands).map(said))
})
