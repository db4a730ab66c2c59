import {connect, createServer, type Server, type Socket} from 'node:net'

/**
 * Passes everything on between clients and a PostgreSQL server, and counts the messages of the protocol in both directions. At
 * one of them it cuts the connection, before that message is passed on.
 */
export class CuttingProxy {
  readonly #server: Server
  readonly #port: number
  readonly #sockets = new Set<Socket>()
  #left = Number.POSITIVE_INFINITY
  /** How many messages there were since it was told where to cut. */
  messages = 0
  /** And how many connections. */
  connections = 0

  /** @param port that of the server */
  constructor(port: number) {
    this.#port = port
    this.#server = createServer(client => this.#pass(client))
  }

  /** @returns the port of the proxy */
  async listen(): Promise<number> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  /** @param message which one is not passed on, counted from 1; without one all are */
  cutAt(message = Number.POSITIVE_INFINITY): void {
    this.messages = 0
    this.connections = 0
    this.#left = message
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }

  #pass(client: Socket): void {
    this.connections++
    const server = connect(this.#port, '127.0.0.1')
    const cut = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      // Or each message would wait until the one before it is acknowledged.
      socket.setNoDelay(true)
      socket.on('error', cut).on('close', cut)
    }
    this.#count(client, server, cut, true)
    this.#count(server, client, cut, false)
  }

  /** Passes whole messages on; the first of a client has no letter before its length. */
  #count(from: Socket, to: Socket, cut: () => void, startsUnnamed: boolean): void {
    let pending = Buffer.alloc(0)
    let isUnnamed = startsUnnamed
    from.on('data', piece => {
      pending = Buffer.concat([pending, piece])
      for (;;) {
        const letters = isUnnamed ? 0 : 1
        if (pending.length < letters + 4) return
        const length = letters + pending.readUInt32BE(letters)
        if (pending.length < length) return
        isUnnamed = false
        this.messages++
        if (this.messages >= this.#left) return cut()
        to.write(pending.subarray(0, length))
        pending = pending.subarray(length)
      }
    })
  }
}
