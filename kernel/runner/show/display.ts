import { randomUUID } from 'node:crypto'
import type { MimeBundle } from 'assay/protocol'
import type { Bridge } from '../bridge.ts'
import { currentCell } from '../cells/cell.ts'
import type { Clear, Display, DisplayHandle, DisplayOptions } from '../globals.ts'
import { displayOf, isPromise, plain } from './bundle.ts'

/** What `display` gives back. Itself it shows nothing: a cell may end with a call of `display`. */
class Handle implements DisplayHandle {
  readonly id: string
  readonly #show: (value: unknown, options: DisplayOptions) => void

  constructor(id: string, show: (value: unknown, options: DisplayOptions) => void) {
    this.id = id
    this.#show = show
  }

  update(value: unknown, options: DisplayOptions = {}): void {
    this.#show(value, options)
  }
}

/** Whether a value is a handle of `display`. */
export function isHandle(value: unknown): boolean {
  return value instanceof Handle
}

/** `display` and `clearOutput`, as cells see them. */
export function createDisplay(bridge: Bridge): { display: Display; clearOutput: Clear } {
  const publish = (type: string, data: MimeBundle, id: string, metadata: DisplayOptions['metadata']) =>
    bridge.publish(type, { data, metadata: metadata ?? {}, transient: { display_id: id } })

  const show = (value: unknown, id: string, update: boolean, { metadata, raw }: DisplayOptions): void => {
    const type = update ? 'update_display_data' : 'display_data'
    const bundle = raw === true ? (value as MimeBundle) : displayOf(value)?.()
    const finish = (data: MimeBundle | null | undefined) => publish(type, data ?? { 'text/plain': plain(value) }, id, metadata)
    if (!isPromise(bundle)) {
      finish(bundle)
      return
    }
    const shown = Promise.resolve(bundle).then(finish)
    const { pending } = currentCell() ?? {}
    pending?.add(shown)
    shown.finally(() => pending?.delete(shown)).catch(() => undefined)
  }

  const base = (value: unknown, options: DisplayOptions = {}): DisplayHandle => {
    const id = options.id ?? randomUUID()
    show(value, id, options.update === true, options)
    return new Handle(id, (next, more) => show(next, id, true, { ...options, ...more }))
  }

  const as = (type: string) => (content: unknown) => base({ [type]: content }, { raw: true })
  const display: Display = Object.assign(base, {
    bundle: (data: MimeBundle) => base(data, { raw: true }),
    html: as('text/html'),
    markdown: as('text/markdown'),
    latex: as('text/latex'),
    svg: as('image/svg+xml'),
    png: as('image/png'),
    jpeg: as('image/jpeg'),
    json: as('application/json'),
    text: as('text/plain'),
  })
  const clearOutput: Clear = (wait = false) => bridge.publish('clear_output', { wait })
  return { display, clearOutput }
}
