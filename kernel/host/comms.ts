import type { CommOperation } from '../link/index.ts'
import type { Context } from './context.ts'
import type { Content, Message } from './wire/index.ts'

const idleMs = 100
const operations: readonly string[] = ['comm_open', 'comm_msg', 'comm_close']

export function isCommOperation(type: string): type is CommOperation {
  return operations.includes(type)
}

/** The comms that are open, and the way of their messages to the runner. */
export class Comms {
  readonly #context: Context
  readonly #targets = new Map<string, string>()
  /** Targets that front ends may open. */
  readonly #offered = new Set<string>()

  constructor(context: Context) {
    this.#context = context
  }

  /** Notes that the runner holds a comm, or has let it go. */
  held(id: string, target: string, open: boolean): void {
    if (open) this.#targets.set(id, target)
    else this.#targets.delete(id)
  }

  /** Notes whether the runner takes comms of a target. */
  offered(target: string, open: boolean): void {
    if (open) this.#offered.add(target)
    else this.#offered.delete(target)
  }

  clear(): void {
    this.#targets.clear()
    this.#offered.clear()
  }

  /** The content of `comm_info_reply`. */
  info(target: unknown): Content {
    const all = [...this.#targets].filter(([, name]) => typeof target !== 'string' || target === '' || name === target)
    return { status: 'ok', comms: Object.fromEntries(all.map(([id, target_name]) => [id, { target_name }])) }
  }

  /**
   * A comm message of a front end.
   *
   * Our own targets answer first and send `idle` later, without `busy`: statuses before the answer cost 40 ms in a browser.
   */
  receive(op: CommOperation, message: Message): void {
    const { publisher, runner } = this.#context
    const { content, header, buffers } = message
    const id = String(content['comm_id'] ?? '')
    const opened = String(content['target_name'] ?? '')
    if (op === 'comm_open' && !this.#targets.has(id) && this.#offered.has(opened)) this.#targets.set(id, opened)
    const target = this.#targets.get(id)
    const own = (target ?? opened).startsWith('assay.')
    if (!own) publisher.status('busy', header)
    if (target !== undefined) runner.comm({ t: 'comm', op, id, target, data: content['data'], metadata: message.metadata }, buffers)
    else if (op === 'comm_open') publisher.publish('comm_close', { comm_id: id, data: {} }, header)
    if (own) setTimeout(() => publisher.status('idle', header), idleMs)
    else publisher.status('idle', header)
  }
}
