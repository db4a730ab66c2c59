import {describe, expect, test} from 'vitest'
import {MAX_HEAD_BYTES, type MailHead, splitMailbox} from '../../src/exchange/mbox.js'

/** What a mailbox is split into, in chunks of a size; `null` for headers that are too long, false for no mailbox. */
function heads(text: string | Uint8Array, chunkBytes = 1_000_000): readonly (string | null)[] | false {
  const bytes = Buffer.from(text)
  const buffer = Buffer.alloc(chunkBytes)
  function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      buffer.fill(0x58) // whoever kept a piece of the last chunk would see it
      const length = bytes.copy(buffer, 0, at, at + chunkBytes)
      yield buffer.subarray(0, length)
    }
  }
  const found: MailHead[] = []
  const split = splitMailbox(chunks())
  for (;;) {
    const next = split.next()
    if (!next.done) found.push(next.value)
    else {
      expect(found.map(({message}) => message)).toEqual(found.map((_, index) => index + 1))
      return next.value && found.map(({head}) => head && Buffer.from(head).toString('utf8'))
    }
  }
}

const TWO = [
  ...['From a@b Tue Mar 10 09:00:00 2026', 'Subject: Eins', 'From: a@b', '', 'Text', '>From here', ''],
  ...['From c@d Tue Mar 10 09:05:00 2026', 'Subject: Zwei', ' und mehr', '', 'X: no header', ''],
]
const HEADS = ['Subject: Eins\nFrom: a@b\n', 'Subject: Zwei\n und mehr\n']

describe('a mailbox is split into the headers of its mails', () => {
  test.each([1, 2, 3, 7, 64, 1000])('whatever pieces it is read in: of %d bytes', chunkBytes => {
    expect(heads(TWO.join('\n'), chunkBytes)).toEqual(HEADS)
    expect(heads(TWO.join('\r\n'), chunkBytes)).toEqual(HEADS)
  })

  test('with empty lines or a byte order mark before them', () => {
    expect(heads(`\n\r\n${TWO.join('\n')}`)).toEqual(HEADS)
    expect(heads(`\ufeff${TWO.join('\n')}`)).toEqual(HEADS)
  })

  test('also where a program leaves out the empty line between two', () => {
    const [first, second] = [TWO.slice(0, 6), TWO.slice(7)]
    expect(heads([...first, ...second].join('\n'))).toEqual(HEADS)
  })

  test('a line of a text that begins with From, as if it were quoted, begins no mail', () => {
    expect(heads([...TWO.slice(0, 5), 'From now on', ...TWO.slice(5)].join('\n'))).toEqual(HEADS)
  })

  test('the last one may be cut off', () => {
    expect(heads('From a\nSubject: Eins')).toEqual(['Subject: Eins\n'])
    expect(heads('From a')).toEqual([''])
  })
})

test('an empty file is a mailbox without mails', () => {
  expect(heads('')).toEqual([])
  expect(heads('\n\n')).toEqual([])
})

test.each([
  ['a single mail', 'From: a@b\nSubject: Eins\n\nText\n'],
  ['text in UTF-16', Buffer.from(TWO.join('\n'), 'utf16le')],
  ['binary data', Buffer.from([0, 1, 2, 0x0a, 3])],
  ['a line without an end', 'X'.repeat(3 * MAX_HEAD_BYTES)],
])('%s is no mailbox', (_, text) => {
  expect(heads(text)).toBe(false)
})

test('headers that are longer than those of any mail are not kept, and the next mail is read', () => {
  const next = 'From b\nSubject: Zwei\n'
  const most = 'X'.repeat(MAX_HEAD_BYTES - 1)
  expect(heads(`From a\n${most}\n\n${next}`)).toEqual([`${most}\n`, 'Subject: Zwei\n'])
  expect(heads(`From a\n${most}X\n\n${next}`)).toEqual([null, 'Subject: Zwei\n'])
  expect(heads(`From a\n${most.repeat(5)}\n\n${next}`, 10_000)).toEqual([null, 'Subject: Zwei\n'])
  expect(heads(`From a\n${'X: y\n'.repeat(MAX_HEAD_BYTES)}\n${next}`, 10_000)).toEqual([
    null,
    'Subject: Zwei\n',
  ])
})
