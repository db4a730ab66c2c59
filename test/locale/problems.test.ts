import {expect, test} from 'vitest'
import {defectText} from '../../src/locale/problems.js'
import type {Defect} from '../../src/storage/defect.js'
import {month} from '../support/account-builder.js'

const AUGUST = month('2026-08')
const SEPTEMBER = month('2026-09')

// Scripts that read `verify --json` may have come to rely on these.
const TOLD: readonly [defect: Defect, text: string][] = [
  ['link', 'it is a link'],
  ['not-a-file', 'it is not a file'],
  ['not-utf-8', 'it holds bytes that are no text'],
  ['not-json', 'it is not valid JSON'],
  ['not-an-object', 'it holds something other than an object'],
  ['duplicate-key', 'it has the same key twice'],
  ['not-a-journal', 'it is not a journal of this program'],
  ['missing', 'it is missing'],
  ['stranger', 'no file of this program'],
  [
    {
      kind: 'invalid-fields',
      problems: [
        {path: 'id', message: 'missing'},
        {path: 'from', message: 'unknown field'},
      ],
    },
    'id: missing; from: unknown field',
  ],
  [{kind: 'wrong-id', found: 'b', expected: 'a'}, 'id: "b" is another contract than "a"'],
  [{kind: 'wrong-contract', found: 'b', expected: 'a'}, 'contract: "b" is not "a"'],
  [{kind: 'wrong-month', found: AUGUST, expected: SEPTEMBER}, 'month: 2026-08 is not 2026-09'],
  [{kind: 'wrong-region'}, 'region: it is another one'],
  [{kind: 'no-opening'}, 'there is no page with an opening balance'],
  [{kind: 'closed-page-missing', month: AUGUST}, 'the closed page of 2026-08 is missing'],
  [{kind: 'seal-broken', month: AUGUST}, 'the seal of 2026-08 does not match its content'],
  [{kind: 'wrong-opening', previous: AUGUST}, 'it does not open with what 2026-08 closed with'],
  [{kind: 'closed-without-next', month: AUGUST}, '2026-08 is closed, but no month after it has an opening'],
  [{kind: 'open-before-next', month: AUGUST}, '2026-08 is open, but a later month has an opening'],
  [
    {kind: 'continued-page-missing', month: AUGUST, next: SEPTEMBER},
    'the closed page of 2026-08, which 2026-09 continues, is missing',
  ],
]

test.each(TOLD)('a defect %j is told as "%s"', (defect, text) => {
  expect(defectText(defect)).toBe(text)
})
