type Frames = (Uint8Array | string)[]

/** Sends messages of one socket in order, one at a time: zeromq refuses a second send while one waits. */
export class SendQueue {
  readonly #send: (frames: Frames) => Promise<void>
  #waiting: Frames[] = []
  #sending: Promise<void> | undefined

  constructor(send: (frames: Frames) => Promise<void>) {
    this.#send = send
  }

  push(frames: Frames): void {
    this.#waiting.push(frames)
    this.#sending ??= this.#run()
  }

  /** Settles when everything pushed so far has been handed over. */
  async drained(): Promise<void> {
    while (this.#sending !== undefined) await this.#sending
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      for (const frames of batch) await this.#send(frames).catch(() => undefined)
    }
    this.#sending = undefined
  }
}
