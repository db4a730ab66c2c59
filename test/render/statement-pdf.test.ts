import {readFileSync} from 'node:fs'
import PDFDocument from 'pdfkit'
import {describe, expect, test} from 'vitest'
import {checkCommand, type Signature} from '../../src/domain/signing-key.js'
import type {Statement} from '../../src/domain/statement.js'
import {statementFileText, statementsJson} from '../../src/render/statement-json.js'
import {createPdfRenderer} from '../../src/render/statement-pdf.js'
import {LOGO_JPEG, LOGO_PNG} from '../support/logos.js'
import {FONTS, missingForArchive, PdfFile, type PrintedText} from '../support/pdf-file.js'
import {History, instant} from './scenario.js'
import {STATEMENTS} from './statements.js'

const NOTHING_MORE = {logo: null, signature: null}
const render = createPdfRenderer(FONTS)
const printed = async (statement: Statement, logo: Uint8Array | null = null) =>
  new PdfFile(await render(statement, {logo, signature: null}))
/** As `sign` makes one; what it says does not matter here. */
const SIGNATURE: Signature = {
  fingerprint: 'SHA256:bbXpuKG6zhzdmnxq256TlqzFBzRl2f6OOg722cYNbU8',
  text: '-----BEGIN SSH SIGNATURE-----\nU1NI\n-----END SSH SIGNATURE-----\n',
}
const signed = async (statement: Statement) =>
  new PdfFile(await render(statement, {logo: LOGO_PNG, signature: SIGNATURE}))
const golden = (name: string) => STATEMENTS[name]?.() as Statement

/** A month with so many entries, the first with a text of its own. */
function busyMonth(
  count: number,
  text = 'Drucker druckt nicht',
  rest: Parameters<typeof History.of>[1] = {},
) {
  const history = History.of({overdraft: {limitMinutes: 300, beyond: 'allow'}}, rest)
  for (let index = 0; index < count; index += 1) {
    const day = String(1 + Math.floor((index * 24) / count)).padStart(2, '0')
    const start = instant(`2026-10-${day}T09:00:00+02:00`)
    history.log({start, ticket: String(1000 + index), ...(index === 0 ? {text} : {})})
  }
  history.close('2026-11-01T08:00:00+01:00')
  return history.statement('2026-10')
}

const textsOf = (pdf: PdfFile) => pdf.texts.map(({text}) => text)
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const mm = (points: number) => (points / 72) * 25.4

/** `1   70.9  290.9  16  Stundenkontoauszug 10/2026`: page, place, size, text. */
const lineOf = ({page, x, y, size, text}: PrintedText) =>
  `${page}  ${x.toFixed(1).padStart(5)}  ${y.toFixed(1).padStart(5)}  ${String(size).padEnd(4)}  ${text}`

describe('statement as a PDF', () => {
  test.each(Object.keys(STATEMENTS))('%s has each text where it was accepted', async name => {
    const {texts} = await printed(golden(name))
    // The seals depend on everything a page holds, also on what is not printed.
    const lines = texts
      .map(lineOf)
      .join('\n')
      .replace(/[0-9a-f]{64}/g, '<seal>')
    await expect(`${lines}\n`).toMatchFileSnapshot(`../../fixtures/statements/${name}.pdf.txt`)
  })

  test('gives the same bytes for the same statement, whatever was rendered before', async () => {
    const statement = golden('de-cap-overage')
    const alone = await createPdfRenderer(FONTS)(statement, {logo: LOGO_PNG, signature: null})
    await render(golden('en-expiry-lapse'), {logo: null, signature: null})
    const after = await render(statement, {logo: LOGO_PNG, signature: null})
    expect(Buffer.compare(alone, after)).toBe(0)
  })

  test('has a letter as text also where another one, of which it is a part, was printed before', async () => {
    const statement = busyMonth(1, 'Yacht')
    const alone = await createPdfRenderer(FONTS)(statement, NOTHING_MORE)
    const used = createPdfRenderer(FONTS)
    await used(busyMonth(1, 'Ŷ'), NOTHING_MORE)
    const after = await used(statement, NOTHING_MORE)
    expect(textsOf(new PdfFile(after)).join('\n')).toContain('Yacht')
    expect(Buffer.compare(Buffer.from(alone), Buffer.from(after))).toBe(0)
  })

  test.each(
    Object.keys(STATEMENTS),
  )('%s is PDF/A-3b in structure: nothing it asks for is missing', async name => {
    expect(missingForArchive(await printed(golden(name), LOGO_PNG))).toEqual([])
  })

  test.each(['de-cap-overage', 'en-expiry-lapse'])('%s is so with its signature, too', async name => {
    const pdf = await signed(golden(name))
    expect(missingForArchive(pdf)).toEqual([])
    const files = pdf.having(/\/Type \/EmbeddedFile\s/).map(({stream}) => stream?.toString())
    expect(files).toEqual([statementFileText(golden(name)), SIGNATURE.text])
  })

  test.each([
    ['de-cap-overage', 'Signiert mit', 'Prüfen mit'],
    ['en-expiry-lapse', 'Signed with', 'Check with'],
  ])('%s tells with which key it is signed, and how that is checked', async (name, label, check) => {
    const {texts} = await signed(golden(name))
    const last = texts.filter(({size}) => size === 5.6)
    expect(last.map(({text}) => text.replace(/[0-9a-f]{64}/, '<seal>'))).toMatchObject([
      expect.stringMatching(/<seal>.*SHA-256/),
      expect.stringMatching(new RegExp(` · ${label} ${SIGNATURE.fingerprint.replaceAll('+', '\\+')}$`)),
      `${check} ${checkCommand(golden(name))}`,
    ])
    expect(last.every(({y, page}) => page === texts.at(-1)?.page && mm(y) < 277 && mm(y) > 270)).toBe(true)
  })

  test('a signature takes no room from the text, but where its command needs a second line', async () => {
    const pagesOf = async (statement: Statement, signature: Signature | null) =>
      new PdfFile(await render(statement, {logo: null, signature})).pages.length
    for (let count = 1; count <= 24; count += 1) {
      const statement = busyMonth(count)
      expect([count, await pagesOf(statement, SIGNATURE)]).toEqual([count, await pagesOf(statement, null)])
    }
  })

  test('the command that checks a signature is broken between words only', async () => {
    const contract = 'a-customer-with-a-name-of-the-longest-that-there-can-be'
    const {texts} = await signed({...golden('en-expiry-lapse'), contract})
    const lines = texts.filter(({size}) => size === 5.6).map(({text}) => text)
    const command = checkCommand({contract, month: golden('en-expiry-lapse').month})
    expect(lines.slice(2).length).toBeGreaterThan(1)
    expect(lines.slice(2).join(' ')).toBe(`Check with ${command}`)
  })

  test('the check for PDF/A-3b finds each thing that a plain PDF does not have', async () => {
    const document = new PDFDocument()
    const chunks: Uint8Array[] = []
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    const ended = new Promise(resolve => document.on('end', resolve))
    document.text('not tagged, in Helvetica').end()
    await ended
    expect(missingForArchive(new PdfFile(Buffer.concat(chunks)))).toEqual([
      'output intent with a colour profile',
      'XMP part 3',
      'XMP conformance B',
      'marked as tagged',
      'structure tree',
      'all content tagged',
      'language',
      'title shown',
      'every font embedded',
      'attached file with its relationship',
      'file associated with the document',
      'file in the list of attachments',
      'type and date of the file',
    ])
  })

  test('carries its data as JSON', async () => {
    const statement = golden('de-none-credits')
    const [file] = (await printed(statement)).having(/\/Type \/EmbeddedFile\s/)
    expect(file?.stream?.toString('utf8')).toBe(statementFileText(statement))
    expect(JSON.parse(statementFileText(statement))).toEqual(statementsJson([statement]))
  })

  test('says of itself what it is, whose it is, and when the month was closed', async () => {
    const pdf = await printed(golden('de-cap-overage'))
    expect(pdf.info('Title')).toBe('Stundenkontoauszug 1/2026 – ACME GmbH')
    expect(pdf.info('Author')).toBe('Weber & Söhne IT')
    expect(pdf.info('Subject')).toBe('Oktober 2026, Vertrag acme')
    expect(pdf.info('CreationDate')).toBe('D:20261101070000Z')
    expect(pdf.metadata).toContain('<rdf:li>Weber &amp; Söhne IT</rdf:li>')
    expect(pdf.metadata).toContain('<xmp:CreateDate>2026-11-01T07:00:00Z</xmp:CreateDate>')
  })

  test('of an open month is dated by the day its figures are of, not by the minute', async () => {
    expect((await printed(golden('en-provisional-charged'))).info('CreationDate')).toBe('D:20261020000000Z')
  })

  test('has headings, tables and described figures for screen readers', async () => {
    const statement = golden('en-expiry-lapse')
    const pdf = await printed(statement, LOGO_PNG)
    expect(pdf.structure).toMatchObject({H1: 1, Figure: 2})
    expect(pdf.alternatives).toEqual([
      'Logo: Weber & Söhne IT',
      'Balance at the end of the month: October 2026 9:00, November 2026 10:00. Overdraft limit: 5:00.',
    ])
    // Every row of the movements has five cells; facts, figures and seals have a head and a cell.
    expect(pdf.structure.TD).toBeGreaterThan(5 * (statement.movements.length + 2))
    expect(pdf.structure.TH).toBeGreaterThan(15)
  })

  test('draws no chart of a single month', async () => {
    expect((await printed(golden('de-cap-overage'))).structure.Figure).toBeUndefined()
  })

  test('addresses the window of a DIN 5008 envelope', async () => {
    const {texts} = await printed(golden('de-cap-overage'))
    const address = texts.filter(({text}) => ['Werkstr. 1', '80331 München'].includes(text))
    expect(address).toHaveLength(2)
    for (const {x, y} of address) {
      expect(mm(x)).toBeGreaterThanOrEqual(20)
      expect(mm(y)).toBeGreaterThan(45 + 17.7)
      expect(mm(y)).toBeLessThan(45 + 45)
    }
  })

  test.each([
    1, 40, 400,
  ])('prints all of %i entries, numbers its pages and carries the balance forward', async count => {
    const statement = busyMonth(count)
    const pdf = await printed(statement)
    const texts = textsOf(pdf)
    const total = pdf.pages.length
    for (let page = 1; page <= total; page += 1) expect(texts).toContain(`Seite ${page} von ${total}`)
    const details = texts.map(plain).join(' ')
    for (let index = 0; index < count; index += 1) expect(details).toContain(`Ticket ${1000 + index}`)
    for (const {text, page, y} of pdf.texts.filter(({text}) => text.startsWith('Übertrag auf'))) {
      expect(text).toBe(`Übertrag auf Seite ${page + 1}`)
      const carried = pdf.texts.find(other => other.page === page && other.y === y && other.text !== text)
      const from = pdf.texts.find(other => other.text === `Übertrag von Seite ${page}`)
      const brought = pdf.texts.find(
        other => other.page === from?.page && other.y === from.y && other.text !== from.text,
      )
      expect(brought?.text).toBe(carried?.text)
      expect(carried?.text).toMatch(/^\u2212?\d+:\d\d$/)
    }
  })

  test('keeps a row on one page, and everything inside the margins', async () => {
    const pdf = await printed(busyMonth(120, 'Ein Wort '.repeat(40)))
    const {texts} = pdf
    for (const {page, y} of texts.filter(({text}) => text === 'Drucker druckt nicht')) {
      // Its second line, with the ticket, follows on the same page.
      expect(
        texts.some(other => other.page === page && other.y > y && other.y < y + 12 && other.size === 7),
      ).toBe(true)
    }
    for (const {x, y} of texts) {
      expect(mm(x)).toBeGreaterThanOrEqual(24.9)
      expect(mm(y)).toBeLessThan(290)
    }
  })

  test('breaks a text of 10,000 letters without a space over pages, and loses none of them', async () => {
    const pdf = await printed(busyMonth(3, 'x'.repeat(10_000)))
    const letters = textsOf(pdf).filter(text => /^x+$/.test(text))
    expect(letters.join('')).toHaveLength(10_000)
    expect(
      new Set(pdf.texts.filter(({text}) => /^x+$/.test(text)).map(({page}) => page)).size,
    ).toBeGreaterThan(2)
  })

  test('prints names of 200 letters into window, head and foot', async () => {
    const name = 'Übersetzungsbüro-'.repeat(12).slice(0, 200)
    const statement = busyMonth(1)
    const customer = {...statement.customer, name, address: [name, name]}
    const pdf = await printed(
      {...statement, customer, provider: {...statement.provider, name, address: [name]}},
      LOGO_PNG,
    )
    const inWindow = pdf.texts.filter(
      ({page, y, x}) => page === 1 && mm(y) > 62.7 && mm(y) < 90 && mm(x) < 100,
    )
    expect(inWindow.map(({text}) => text).join('')).toContain('büro-')
    expect(missingForArchive(pdf)).toEqual([])
  })

  test('prints Latin, Greek and Cyrillic, and letters that were put together of two signs', async () => {
    const text = 'Łukasz Čapek, Ελένη, Жанна; C\u030capek'
    const texts = textsOf(await printed(busyMonth(1, text)))
    expect(texts).toContain('Łukasz Čapek, Ελένη, Жанна; Čapek')
  })

  test('prints a sign for what the typeface does not have, and says so', async () => {
    const texts = textsOf(await printed(busyMonth(1, '佐藤さん rief an 👍\u202e\u0007')))
    expect(texts).toContain('���� rief an ���')
    expect(texts.some(text => text.startsWith('� steht für ein Zeichen'))).toBe(true)
    expect(textsOf(await printed(busyMonth(1))).join('')).not.toContain('�')
  })

  test('prints arrows, check marks and mathematics in another font, in the middle of a text', async () => {
    const pdf = await printed(busyMonth(1, 'Stick → Server ✓, ≤ 5 °C'))
    const texts = textsOf(pdf)
    const first = texts.indexOf('Stick')
    expect(texts.slice(first, first + 7)).toEqual(['Stick', '→', ' Server', '✓', ',', '≤', ' 5 °C'])
    const lefts = pdf.texts.slice(first, first + 7).map(({x}) => x)
    expect(lefts).toEqual(lefts.toSorted((a, b) => a - b))
    expect(missingForArchive(pdf)).toEqual([])
  })

  test('prints nothing of soft hyphens and spaces without width', async () => {
    const texts = textsOf(await printed(busyMonth(1, 'Silben\u00adtrennung, null\u200bbreit')))
    expect(texts).toContain('Silbentrennung, nullbreit')
  })

  test('prints no letters in an order in which nobody reads them', async () => {
    const texts = textsOf(await printed(busyMonth(1, 'Anruf von שלום')))
    expect(texts).toContain('Anruf von ����')
  })

  test('of an open month says so in its title, in a sentence and across every page', async () => {
    const history = History.of({}, {locale: 'en'})
    for (let index = 0; index < 20; index += 1) history.log({workedMinutes: 5})
    const pdf = await printed(history.statement('2026-10', '2026-10-20'))
    const texts = textsOf(pdf)
    expect(texts).toContain('Provisional statement of hours')
    expect(texts).toContain('Provisional: the month is not closed yet, and every figure may still change.')
    expect(texts.filter(text => text === 'PROVISIONAL')).toHaveLength(pdf.pages.length)
    expect(pdf.pages.length).toBeGreaterThan(1)
  })

  test('tells what response times are promised, where the contract has them', async () => {
    const statement = golden('de-none-credits')
    const targets = [{event: 'first-response', withinMinutes: 10}] as const
    const sla = {targets, clock: 'always', address: null, levels: []} as const
    const texts = textsOf(await printed({...statement, terms: {...statement.terms, sla}}))
    expect(texts).toContain('Zugesagte Reaktionszeiten')
    expect(texts).toContain('Erste Antwort: innerhalb von 10 Min.')
    expect(textsOf(await printed(statement))).not.toContain('Zugesagte Reaktionszeiten')
  })

  test('prints both seals', async () => {
    const statement = golden('de-unlimited-reversal-late')
    const texts = textsOf(await printed(statement)).join('\n')
    expect(texts).toContain(`Siegel ${statement.seal?.sha256} · Abgeschlossen 01.12.2026 08:00`)
    expect(texts).toContain(`Voriges Siegel ${statement.seal?.previous} · Prüfsumme`)
  })

  test.each([
    1, 12, 13, 14, 15, 16, 17, 40,
  ])('of %i entries has no page with the seals alone', async count => {
    const pdf = await printed(busyMonth(count))
    const onLast = pdf.texts.filter(({page}) => page === pdf.pages.length).map(({text}) => text)
    expect(onLast.some(text => text.startsWith('Siegel '))).toBe(true)
    expect(onLast.some(text => text.startsWith('Vereinbart: '))).toBe(true)
  })

  test('of 400 entries takes at most 20 pages', async () => {
    expect((await printed(busyMonth(400))).pages.length).toBeLessThanOrEqual(20)
  })

  test('cuts of a long sender the name, and of a long address neither town nor country', async () => {
    const statement = busyMonth(1)
    const provider = {...statement.provider, name: 'Systemhaus für Informationstechnik '.repeat(4).trim()}
    const lines = Array.from({length: 14}, (_, index) => `Gebäude ${index}, Aufgang ${index}`)
    const customer = {...statement.customer, address: [...lines, '86152 Augsburg', 'DEUTSCHLAND']}
    const pdf = await printed({...statement, provider, customer})
    const field = pdf.texts.filter(({page, x, y}) => page === 1 && mm(x) < 100 && mm(y) > 45 && mm(y) < 91)
    const texts = field.map(({text}) => text.trim())
    expect(texts[0]).toMatch(/^Systemhaus.*… · Gögginger Str\. 7 · 86159 Augsburg$/)
    expect(texts.slice(-3)).toEqual(['…', '86152 Augsburg', 'DEUTSCHLAND'])
  })

  test('never breaks or cuts the number of an account, and has everything else of the provider in its foot', async () => {
    const statement = busyMonth(1)
    const provider = {
      ...statement.provider,
      name: 'Systemhaus für Informationstechnik und Telekommunikation Weber, Söhne und Partner mbH & Co. KG',
      ...{phone: '+49 821 1234567', email: 'post@weber.example', web: 'www.weber.example'},
      ...{vatNumber: 'DE123456789', register: 'Amtsgericht Augsburg HRB 12345'},
      bank: 'Kreis- und Stadtsparkasse Augsburg, IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001',
    }
    const foot = textsOf(await printed({...statement, provider})).map(plain)
    expect(foot.some(text => text.includes('DE02 1203 0000 0000 2020 51'))).toBe(true)
    const all = foot.join(' ')
    for (const said of [provider.phone, provider.email, provider.web, provider.vatNumber, provider.register])
      expect(all).toContain(said)
  })

  test('has the closing text at its end, line by line', async () => {
    const statement = busyMonth(1)
    const customer = {...statement.customer, closingText: 'Fragen: Frau Muster\nEinwände bitte schriftlich'}
    const texts = textsOf(await printed({...statement, customer}))
    expect(texts).toContain('Fragen: Frau Muster')
    expect(texts).toContain('Einwände bitte schriftlich')
  })

  test.each([
    ['PNG', LOGO_PNG],
    ['JPEG', LOGO_JPEG],
  ])('prints a logo that is a %s', async (_, logo) => {
    const pdf = await printed(golden('en-expiry-lapse'), logo)
    expect(pdf.having(/\/Subtype \/Image/).length).toBeGreaterThan(0)
  })
})

test('the fonts may be given away with the program', () => {
  const licence = new URL('../../node_modules/@expo-google-fonts/noto-sans/LICENSE_FONT', import.meta.url)
  expect(readFileSync(licence, 'utf8')).toContain('SIL Open Font License, Version 1.1')
  const ofSymbols = new URL('../../node_modules/dejavu-fonts-ttf/LICENSE', import.meta.url)
  expect(readFileSync(ofSymbols, 'utf8')).toContain('Permission is hereby granted, free of charge')
})
