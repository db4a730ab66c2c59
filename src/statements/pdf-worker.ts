import {parentPort} from 'node:worker_threads'
import type {Statement} from '../domain/statement.js'
import {renderPdf} from './render-pdf.js'

/** A thread that renders statements as PDF, one after the other, for `pdf-form`. */

export interface PdfRequest {
  readonly id: number
  readonly statement: Statement
  readonly logo: Uint8Array | null
}

export type PdfReply =
  | {readonly id: number; readonly bytes: Uint8Array}
  | {readonly id: number; readonly message: string}

parentPort?.on('message', async ({id, statement, logo}: PdfRequest) => {
  try {
    const bytes = await renderPdf(statement, logo)
    parentPort?.postMessage({id, bytes} satisfies PdfReply)
  } catch (error) {
    parentPort?.postMessage({id, message: String(error)} satisfies PdfReply)
  }
})
