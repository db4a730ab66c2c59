import {parentPort} from 'node:worker_threads'
import {renderPdf} from './cli/render-pdf.js'
import type {Statement} from './domain/statement.js'

/** A thread that renders statements as PDF, one after the other, for `cli/pdf-form`. */

export interface PdfRequest {
  readonly id: number
  readonly statement: Statement
}

export type PdfReply =
  | {readonly id: number; readonly bytes: Uint8Array}
  | {readonly id: number; readonly error: Readonly<Record<string, unknown>> & {readonly message: string}}

parentPort?.on('message', async ({id, statement}: PdfRequest) => {
  try {
    const bytes = await renderPdf(statement)
    parentPort?.postMessage({id, bytes} satisfies PdfReply)
  } catch (error) {
    // An error loses its class between threads; what it says and its own fields come along.
    const {name, message} = error as Error
    parentPort?.postMessage({id, error: {...(error as object), name, message}} satisfies PdfReply)
  }
})
