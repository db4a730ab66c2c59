import {parentPort} from 'node:worker_threads'
import type {Statement} from '../domain/statement.js'
import type {PdfExtras} from '../render/statement-pdf.js'
import {renderPdf} from './render-pdf.js'

/** A thread that renders statements as PDF, one after the other, for `pdf-form`. */

export interface PdfRequest {
  readonly id: number
  readonly statement: Statement
  readonly extras: PdfExtras
}

export type PdfReply =
  | {readonly id: number; readonly bytes: Uint8Array}
  | {readonly id: number; readonly message: string}

parentPort?.on('message', async ({id, statement, extras}: PdfRequest) => {
  try {
    const bytes = await renderPdf(statement, extras)
    parentPort?.postMessage({id, bytes} satisfies PdfReply)
  } catch (error) {
    parentPort?.postMessage({id, message: String(error)} satisfies PdfReply)
  }
})
