import {describe, expect, test} from 'vitest'
import {readMail, readMailbox} from '../../src/exchange/mail.js'

const USUAL = {
  From: 'a@b.example',
  Date: 'Tue, 10 Mar 2026 09:00:00 +0100',
  'Message-ID': '<1@b.example>',
}

/** Reads a mail with these headers beside the usual ones; null leaves one out. */
async function read(headers: Readonly<Record<string, string | null>> = {}) {
  const lines = Object.entries({...USUAL, ...headers}).flatMap(([name, value]) =>
    value === null ? [] : [`${name}: ${value}\n`],
  )
  return readMail({message: 7, head: Buffer.from(lines.join(''))})
}

/** What was read of a mail. */
async function mail(headers: Readonly<Record<string, string | null>> = {}) {
  const result = await read(headers)
  if (!result.ok) throw new Error(result.refusal.kind)
  return result.value
}

/** Why a mail was not read. */
async function problem(headers: Readonly<Record<string, string | null>>) {
  const result = await read(headers)
  return result.ok ? null : result.refusal
}

test('a mail says who wrote to whom, when, what about, and as an answer to what', async () => {
  expect(
    await mail({
      From: '=?UTF-8?Q?Frau_M=C3=BCller?= <Mueller@acme.example>',
      To: 'Support <support@muster.example>, "Team: x" <x@muster.example>',
      Cc: 'Team: jw@muster.example, mm@muster.example;',
      'Delivered-To': 'box@muster.example',
      Bcc: 'archive@muster.example',
      Subject: '=?ISO-8859-1?Q?Dr=FCcker?=\n =?ISO-8859-1?Q?_klemmt?=',
      'In-Reply-To': '<3@x>',
      References: '<1@x>\n <2@x> <3@x>',
      'Content-Type': 'multipart/mixed; boundary=x',
    }),
  ).toEqual({
    message: 7,
    id: '1@b.example',
    from: {name: 'Frau Müller', address: 'Mueller@acme.example'},
    to: [
      ...['support@muster.example', 'x@muster.example', 'jw@muster.example', 'mm@muster.example'],
      ...['box@muster.example', 'archive@muster.example'],
    ],
    subject: 'Drücker klemmt',
    at: '2026-03-10T08:00:00+00:00',
    repliesTo: ['3@x', '2@x', '1@x'],
    automatic: null,
  })
})

test('what a mail does not say is not there', async () => {
  expect(await mail()).toMatchObject({
    from: {name: null, address: 'a@b.example'},
    ...{to: [], subject: '', repliesTo: [], automatic: null},
  })
})

test('a subject is one line, without what moves a cursor', async () => {
  expect((await mail({Subject: '=?UTF-8?Q?a=1B[2J=0Ab=00c?='})).subject).toBe('a [2J b c')
})

test.each([
  [null, null],
  ['no', null],
  ['No ; x=y', null],
  ['auto-replied', 'replied'],
  ['Auto-Replied; owner-email="a@b"', 'replied'],
  ['auto-generated', 'generated'],
  ['auto-notified', 'generated'],
])('Auto-Submitted: %s', async (said, expected) => {
  expect((await mail({'Auto-Submitted': said})).automatic).toBe(expected)
})

describe('a mail is known again', () => {
  test('by its Message-ID', async () => {
    expect((await mail({'Message-ID': ' <x@y> (comment)'})).id).toBe('x@y')
    expect((await mail({'Message-ID': 'bare@y'})).id).toBe('bare@y')
  })

  test('without one by sender, time and subject', async () => {
    const one = {'Message-ID': null, Subject: 'Drucker'}
    const {id} = await mail(one)
    expect(id).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect((await mail({...one, To: 'x@y.example', Date: 'Tue, 10 Mar 2026 08:00:00 GMT'})).id).toBe(id)
    for (const other of [{Subject: 'Maus'}, {From: 'c@b.example'}, {Date: 'Tue, 10 Mar 2026 09:00:01 +0100'}])
      expect((await mail({...one, ...other})).id).not.toBe(id)
  })

  test('by a digest of one that is longer than any, also where it is answered', async () => {
    const long = `<${'x'.repeat(300)}@y>`
    const {id} = await mail({'Message-ID': long})
    expect(id).toHaveLength('sha256:'.length + 64)
    expect((await mail({'In-Reply-To': long})).repliesTo).toEqual([id])
  })
})

test.each([
  ['Tue, 10 Mar 2026 09:00:00 +0100', '2026-03-10T08:00:00+00:00'],
  ['10 Mar 2026 09:00 +0100 (CET)', '2026-03-10T08:00:00+00:00'],
  ['Tue, 10 Mar 2026 08:00:00 GMT', '2026-03-10T08:00:00+00:00'],
  ['Thu, 1 Jan 1970 00:00:00 +0000', '1970-01-01T00:00:00+00:00'],
  ['Tue, 10 Mar 2026 03:00:00 EST', '2026-03-10T08:00:00+00:00'],
])('%s is a date', async (date, at) => {
  expect((await mail({Date: date})).at).toBe(at)
})

test.each([
  'gestern',
  'Tue, 10 Mar 2026 09:00:00',
  'Tue, 10 Mar 2026 09:00:00 +9900',
  'Tue, 40 Mar 2026 09:00:00 +0100',
  '10 Mar +275000 09:00:00 +0100',
])('%s is no date that can be relied upon', async date => {
  expect(await problem({Date: date})).toEqual({kind: 'unreadable-date', date})
})

describe('a mail cannot be read', () => {
  test('without sender, date, or any headers', async () => {
    expect(await problem({From: null})).toEqual({kind: 'no-sender'})
    expect(await problem({From: 'Somebody <>'})).toEqual({kind: 'no-sender'})
    expect(await problem({Date: null})).toEqual({kind: 'no-date'})
    expect(await problem({From: null, Date: null, 'Message-ID': null})).toEqual({kind: 'no-headers'})
  })

  test('with NUL characters, or too long headers', async () => {
    expect(await problem({Subject: 'a\0b'})).toEqual({kind: 'not-text'})
    expect(await readMail({message: 1, head: null})).toMatchObject({refusal: {kind: 'headers-too-long'}})
  })
})

test('of 200,000 parts in a mail none is read', async () => {
  const head = Buffer.from(
    'From a\nFrom: a@b.example\nDate: Tue, 10 Mar 2026 09:00:00 +0100\nContent-Type: multipart/mixed; boundary=b\n\n',
  )
  const parts = Buffer.from('--b\n\nx\n'.repeat(200_000))
  const before = performance.now()
  const reading = await readMailbox([head, parts])
  expect(reading.ok && reading.value.mails).toHaveLength(1)
  expect(performance.now() - before).toBeLessThan(2000) // 12 s for the package
})

test('a mailbox is read mail by mail, with those that cannot be read by their place', async () => {
  const text =
    'From a\nFrom: a@b.example\n\nFrom b\nFrom: b@b.example\nDate: Tue, 10 Mar 2026 09:00:00 +0100\n'
  const reading = await readMailbox([Buffer.from(text)])
  expect(reading).toMatchObject({
    ok: true,
    value: {mails: [{message: 2}], unread: [{message: 1, problem: {kind: 'no-date'}}]},
  })
  expect(await readMailbox([Buffer.from('x')])).toEqual({ok: false, refusal: {kind: 'not-a-mailbox'}})
})
