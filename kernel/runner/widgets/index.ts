import { randomUUID } from 'node:crypto'
import type { UserComms } from '../globals.ts'
import { withoutBuffers } from './buffers.ts'
import { anyKind, controlKinds, layoutKind, styleKind } from './kinds.ts'
import { type Manager, Widget } from './widget.ts'

type State = Record<string, unknown>

/** The module `assay/widgets` of cells. A front end learns of the widgets when it asks, for instance after its page was loaded again. */
export function createWidgets(comms: UserComms): Record<string, unknown> {
  const manager: Manager = { comms, widgets: new Map() }
  let answering = false
  const answer = () => {
    if (answering) return
    answering = true
    comms.register('jupyter.widget.control', (comm) => {
      comm.onMessage = ({ data }) => {
        if (data?.method !== 'request_states') return
        const { state, paths, buffers } = withoutBuffers(Object.fromEntries([...manager.widgets].map(([id, { full }]) => [id, full])))
        comm.send({ method: 'update_states', states: state, buffer_paths: paths }, { buffers })
      }
    })
  }

  const createControl = (kind: (typeof controlKinds)[keyof typeof controlKinds]) =>
    named(
      kind.name,
      class extends Widget {
        constructor({ layout = {}, style = {}, ...state }: State = {}) {
          answer()
          const look = { layout: new Widget(manager, layoutKind, layout as State) }
          const styled = kind.style === undefined ? {} : { style: new Widget(manager, styleKind(kind.style), style as State) }
          super(manager, kind, { ...state, ...look, ...styled })
          if (kind.name === 'Button') Object.defineProperty(this, 'onClick', { value: (handler: () => void) => clicks(this, handler) })
        }
      },
    )

  class AnyWidget extends Widget {
    constructor({ esm, css, state = {}, layout = {} }: { esm: string; css?: string; state?: State; layout?: State }) {
      if (typeof esm !== 'string') throw new TypeError('Cannot make a widget: "esm" is the text or address of its module')
      answer()
      const code = { _esm: esm, _anywidget_id: `assay.${randomUUID()}`, ...(css === undefined ? {} : { _css: css }) }
      super(manager, anyKind, { ...state, ...code, layout: new Widget(manager, layoutKind, layout) })
    }
  }
  const made = Object.entries(controlKinds).map(([name, kind]) => [name, createControl(kind)])
  return { ...Object.fromEntries(made), AnyWidget }
}

function named<C extends new (...args: never[]) => Widget>(name: string, type: C): C {
  return Object.defineProperty(type, 'name', { value: name })
}

function clicks(widget: Widget, handler: () => void): () => void {
  return widget.onMessage((content) => {
    if ((content as { event?: unknown } | null)?.event === 'click') handler()
  })
}
