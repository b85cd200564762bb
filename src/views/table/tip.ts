import type { ReasonView } from '../../protocol/index.ts'
import { type Draft, h, type Props } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { severity } from '../parts/severity.ts'

function show(event: Event): void {
  const cell = event.currentTarget as HTMLElement
  const tip = cell.querySelector<HTMLElement>('.as-tip')
  if (tip === null || typeof tip.showPopover !== 'function' || tip.matches(':popover-open')) return
  tip.showPopover()
  const [place, size] = [cell.getBoundingClientRect(), tip.getBoundingClientRect()]
  const view = cell.ownerDocument.defaultView!
  const below = place.bottom + size.height < view.innerHeight
  tip.style.left = `${Math.max(4, Math.min(place.left, view.innerWidth - size.width - 4))}px`
  tip.style.top = `${below ? place.bottom : place.top - size.height}px`
}

function hide(event: Event): void {
  const tip = (event.currentTarget as HTMLElement).querySelector<HTMLElement>('.as-tip')
  if (tip !== null && typeof tip.hidePopover === 'function' && tip.matches(':popover-open')) tip.hidePopover()
}

/** What makes a cell show its tip: hover and focus alike; Escape takes it away. */
export const tipHandlers: NonNullable<Props['on']> = {
  mouseenter: show,
  mouseleave: hide,
  focus: show,
  blur: hide,
  keydown: (event) => (event as KeyboardEvent).key === 'Escape' && hide(event),
}

/** The reasons of one cell. */
export function tip(id: string, reasons: readonly ReasonView[], { lang, words }: Context<object>): Draft {
  const lines = reasons.map((reason) => h('div', null, severity(reason.severity, words, true, reason.text[lang])))
  return h('div', { class: 'as-tip', id, role: 'tooltip', popover: 'manual' }, ...lines)
}
