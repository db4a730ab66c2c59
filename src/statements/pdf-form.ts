import {availableParallelism} from 'node:os'
import {Worker} from 'node:worker_threads'
import type {Statement} from '../domain/statement.js'
import type {PdfExtras} from '../render/statement-pdf.js'
import type {PdfReply, PdfRequest} from './pdf-worker.js'
import type {StatementForm} from './statement-form.js'
import type {StatementLook} from './statement-forms.js'

/** Fewer are quicker without: two workers take 0.2 s more to start, which they save at about this many statements. */
const WORTH_A_WORKER = 40
const MOST_WORKERS = 4

/** PDFs, rendered on several cores where that is quicker. */
export async function openPdfForm(
  count: number,
  {readLogo, signing}: Pick<StatementLook, 'readLogo' | 'signing'>,
): Promise<StatementForm> {
  const workers = Math.min(availableParallelism(), MOST_WORKERS)
  // Here and not in a worker, which has no business with a private key.
  const extrasOf = async (statement: Statement): Promise<PdfExtras> => {
    const {logo} = statement.provider
    const signature = (await signing?.sign(statement)) ?? null
    return {logo: logo === null ? null : await readLogo(logo), signature}
  }
  if (count < WORTH_A_WORKER || workers < 2) {
    const {renderPdf} = await import('./render-pdf.js')
    const render = async (statement: Statement) => renderPdf(statement, await extrasOf(statement))
    return {extension: 'pdf', render, atOnce: 1, close: async () => {}}
  }
  const pool = new PdfPool(workers)
  const render = async (statement: Statement) => pool.render(statement, await extrasOf(statement))
  return {extension: 'pdf', render, atOnce: 2 * workers, close: () => pool.close()}
}

interface Job {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: Error) => void
}

/** Worker threads that take turns. */
class PdfPool {
  readonly #workers: readonly Worker[]
  readonly #jobs = new Map<number, Job>()
  #last = 0

  constructor(size: number) {
    this.#workers = Array.from({length: size}, () => this.#start())
  }

  render(statement: Statement, extras: PdfExtras): Promise<Uint8Array> {
    const id = ++this.#last
    const worker = this.#workers[id % this.#workers.length]
    return new Promise((resolve, reject) => {
      this.#jobs.set(id, {resolve, reject})
      worker?.postMessage({id, statement, extras} satisfies PdfRequest)
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map(worker => worker.terminate()))
  }

  #start(): Worker {
    const worker = new Worker(new URL('./pdf-worker.js', import.meta.url))
    worker.on('message', (reply: PdfReply) => {
      const job = this.#jobs.get(reply.id)
      this.#jobs.delete(reply.id)
      if ('bytes' in reply) job?.resolve(reply.bytes)
      else job?.reject(new Error(reply.message))
    })
    worker.on('error', error => {
      for (const job of this.#jobs.values()) job.reject(error)
      this.#jobs.clear()
    })
    return worker
  }
}
