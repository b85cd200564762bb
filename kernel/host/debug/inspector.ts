import type { FromRunner } from '../../link/index.ts'

/** Where commands for the main thread's inspector go. */
export interface InspectorLink {
  inspect(id: number, method: string, params: object): void
  inspectEnd(): void
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

const patienceMs = 10_000

/** Commands to the inspector of the process that runs cells, and their answers. */
export class Inspector {
  readonly #link: InspectorLink
  readonly #waiting = new Map<number, Waiting>()
  #id = 0

  constructor(link: InspectorLink) {
    this.#link = link
  }

  /**
   * Sends a command.
   *
   * @throws Error when the inspector refuses, or no answer comes in time, since the main thread is in a call that does not return
   */
  post<T>(method: string, params: object = {}, ms = patienceMs): Promise<T> {
    const id = this.nextId()
    const answer = this.#wait<T>(id, ms)
    this.#link.inspect(id, method, params)
    return answer
  }

  nextId(): number {
    return ++this.#id
  }

  /** Waits for what a value shows of itself later. */
  shown(id: number, ms = patienceMs): Promise<string> {
    return this.#wait(id, ms)
  }

  /** Ends the session. What was paused goes on. */
  end(): void {
    this.#link.inspectEnd()
    this.forget('the debugger was turned off')
  }

  /** Takes an answer. */
  receive(message: Extract<FromRunner, { t: 'inspected' | 'shown' }>, text = ''): void {
    const waiting = this.#take(message.id)
    if (message.t === 'shown') waiting?.resolve(text as never)
    else if (message.error === undefined) waiting?.resolve(message.result as never)
    else waiting?.reject(new Error(message.error))
  }

  /** Gives up on all that has not been answered. */
  forget(reason: string): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new Error(`Cannot debug: ${reason}`))
  }

  #wait<T>(id: number, ms: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = () => this.#take(id)?.reject(new Error('Cannot debug: the cell is in a call that has not returned'))
      this.#waiting.set(id, { resolve, reject, timer: setTimeout(late, ms) })
    })
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    clearTimeout(waiting?.timer)
    return waiting
  }
}
