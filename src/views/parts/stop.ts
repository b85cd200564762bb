import { type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'

/** Whether Stop was pressed. */
export interface Stopping {
  readonly stopping: boolean
}

/** The button that stops a task; nothing where the page has no way to. */
export function stopButton({ stop, state, words, set }: Context<Stopping>): Draft | null {
  if (stop === undefined) return null
  const press = () => {
    set({ stopping: true })
    stop()
  }
  return h(
    'button',
    { key: 'stop', type: 'button', class: 'as-stop', disabled: state.stopping, on: { click: press } },
    state.stopping ? words.stopping : words.stop,
  )
}
