import {epochMs, type Instant} from '../../domain/calendar.js'
import {dataFileName, type Signature, signatureFileName} from '../../domain/signing-key.js'
import type {Statement} from '../../domain/statement.js'
import {formatMonth} from '../../locale/formats.js'
import {wordsOf} from '../../locale/languages.js'
import {neutralise} from '../plain.js'
import {statementFileText} from '../statement-json.js'
import {titleOf} from './letterhead.js'

/** What makes the PDF an archive: who and what it is, for machines (PDF/A-3). */

/**
 * pdfkit writes the document's information twice: as PDF strings by `valueOf`, and by `toString` into XML, where it
 * forgets to escape it.
 */
class InfoText extends String {
  override toString(): string {
    return this.valueOf().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  }
}

const infoText = (text: string): string => new InfoText(neutralise(text)) as unknown as string

/** Options of a PDF/A-3b document with tags. The same statement makes the same document, whenever that is. */
export function documentOptions(statement: Statement): PDFKit.PDFDocumentOptions {
  const {customer, provider, month, contract, seal} = statement
  const words = wordsOf(customer.locale)
  return {
    size: 'A4',
    margin: 0,
    bufferPages: true, // the pages are numbered when all of them are there
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    tagged: true,
    lang: words.tag,
    displayTitle: true,
    info: {
      Title: infoText(`${titleOf(statement)} – ${customer.name}`),
      Author: infoText(provider.name),
      Subject: infoText(words.pdf.subject(formatMonth(month, words), contract)),
      Keywords: infoText([contract, month, ...(seal === null ? [] : [seal.sha256])].join(' ')),
      Creator: infoText('hourbank'),
      CreationDate: dateOf(statement),
    },
  }
}

/** The statement itself as data. */
export function attachData(document: PDFKit.PDFDocument, statement: Statement): void {
  const date = dateOf(statement)
  const options = {
    name: dataFileName(statement),
    type: 'application/json',
    description: wordsOf(statement.customer.locale).pdf.data,
    relationship: 'Data', // the figures that the pages show
    creationDate: date,
    modifiedDate: date,
  }
  document.file(Buffer.from(statementFileText(statement)), options)
}

/** The signature of that data, as a file that other programs check. */
export function attachSignature(document: PDFKit.PDFDocument, statement: Statement, {text}: Signature): void {
  const date = dateOf(statement)
  const options = {
    name: signatureFileName(dataFileName(statement)),
    type: 'text/plain',
    description: wordsOf(statement.customer.locale).pdf.signature,
    relationship: 'Unspecified', // none of the kinds that PDF/A-3 has a word for
    creationDate: date,
    modifiedDate: date,
  }
  document.file(Buffer.from(text), options)
}

/** When the month was closed; while it is open, the day its figures are of. pdfkit wants a `Date`. */
function dateOf({seal, asOf, period}: Statement): Date {
  return new Date(epochMs(seal?.closedAt ?? (`${asOf ?? period.to}T00:00:00Z` as Instant)))
}
