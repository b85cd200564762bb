import type { Lang } from '../../protocol/index.ts'
import { ensureStyle } from '../style/index.ts'
import { type Words, words } from '../words/index.ts'
import { type Child, h, patch } from './dom.ts'
import type { Handle, Host, ViewState } from './host.ts'

/** What a view draws with. */
export interface Context<State> {
  readonly lang: Lang
  readonly words: Words
  /** Pixels from edge to edge. */
  readonly width: number
  /** What the reader chose. `set` changes it and draws again. */
  readonly state: State
  set(change: Partial<State>): void
  readonly stop: (() => void) | undefined
  readonly id: string
}

/** A kind of view: what it draws, and the choices it starts with. */
export interface View<Payload, State extends object> {
  readonly initial: State
  draw(payload: Payload, context: Context<State>): Child
}

const usualWidth = 900
let views = 0

/** Puts a view into an element and keeps it as wide as the element. */
export function mount<Payload, State extends object>(
  element: HTMLElement,
  view: View<Payload, State>,
  payload: Payload,
  host: Host,
): Handle<Payload> {
  const document = element.ownerDocument
  ensureStyle(document)
  const id = `as${++views}`
  const root = document.createElement('div')
  let [shown, place] = [payload, host]
  let state: State = { ...view.initial, ...(host.state as Partial<State> | undefined) }
  let width = element.clientWidth || usualWidth

  const draw = () => {
    root.className = 'as'
    root.lang = place.lang
    if (place.theme === undefined) delete root.dataset.theme
    else root.dataset.theme = place.theme
    patch(
      root,
      h('div', null, view.draw(shown, { lang: place.lang, words: words[place.lang], width, state, set, stop: place.stop, id })).children,
    )
  }
  function set(change: Partial<State>): void {
    state = { ...state, ...change }
    draw()
  }
  const observer = new ResizeObserver(([entry]) => {
    const now = Math.floor(entry?.contentRect.width ?? 0)
    if (now === 0 || now === width) return
    width = now
    draw()
  })

  draw()
  element.append(root)
  observer.observe(root)
  return {
    update(next) {
      shown = next
      draw()
    },
    setHost(next) {
      place = next
      draw()
    },
    state: () => state as unknown as ViewState,
    dispose() {
      observer.disconnect()
      root.remove()
    },
  }
}
