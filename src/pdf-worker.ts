import {parentPort} from 'node:worker_threads'
import {renderPdf} from './cli/render-pdf.js'
import type {Statement} from './domain/statement.js'

/** A thread that renders statements as PDF, one after the other, for `cli/pdf-form`. */

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
