import type { ColumnProfile } from '../../protocol/index.ts'
import { px } from '../chart/scale.ts'
import { type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatCount, formatShare } from '../format.ts'
import { missingOf } from './captions.ts'

/** From so many columns on, a map of all stands above the list. */
export const mapFrom = 30

const height = 26
// Where the frame stands until the list is scrolled.
const listHeight = 640
const rowHeight = 27

interface Parts {
  readonly frame: SVGRectElement
  readonly list: HTMLElement
  readonly width: number
}

function partsOf(inside: Element): Parts | undefined {
  const root = inside.closest('.as-cols')
  const frame = root?.querySelector<SVGRectElement>('.as-frame')
  const list = root?.querySelector<HTMLElement>('.as-cl-wrap')
  if (!frame || !list) return undefined
  return { frame, list, width: Number(frame.ownerSVGElement?.getAttribute('width')) }
}

/** Keeps the frame where the list is scrolled to. The list is not drawn again for that. */
export function moveFrame(event: Event): void {
  const parts = partsOf(event.currentTarget as Element)
  if (parts === undefined) return
  const { frame, list, width } = parts
  frame.setAttribute('x', String(px((list.scrollTop / list.scrollHeight) * width)))
  frame.setAttribute('width', String(px((list.clientHeight / list.scrollHeight) * width)))
}

function scrollTo(event: Event): void {
  const { buttons, clientX, currentTarget } = event as PointerEvent
  const parts = buttons === 1 ? partsOf(currentTarget as Element) : undefined
  if (parts === undefined) return
  const { list, width } = parts
  const share = (clientX - (currentTarget as Element).getBoundingClientRect().left) / width
  list.scrollTop = share * list.scrollHeight - list.clientHeight / 2
}

/** One bar a column for its missing share, in the order of the list; the frame is what the list shows, and drags it. */
export function columnMap(columns: readonly ColumnProfile[], room: number, { lang, words }: Context<object>): Draft {
  const step = room / Math.max(1, columns.length)
  const shares = columns.map(missingOf)
  const gaps = shares.filter((share) => share > 0).length
  const label = words.mapLabel(formatCount(gaps, lang), formatCount(columns.length, lang), formatShare(Math.max(0, ...shares), lang))
  return h(
    'div',
    { class: 'as-map', key: 'map' },
    h('div', { class: 'as-sm as-mute' }, label),
    h(
      'svg',
      { width: room, height: height + 2, role: 'img', 'aria-label': label, on: { pointerdown: scrollTo, pointermove: scrollTo } },
      h('rect', { width: room, height: height + 2, fill: 'transparent' }),
      ...shares.map((share, i) =>
        share === 0
          ? h('rect', { class: 'as-all', x: px(i * step), y: height - 1, width: px(Math.max(0.6, step - 0.8)), height: 1 })
          : h('rect', {
              class: 'as-bar',
              x: px(i * step),
              y: px(height - Math.max(1.5, share * height)),
              width: px(Math.max(0.6, step - 0.8)),
              height: px(Math.max(1.5, share * height)),
            }),
      ),
      h('path', { class: 'as-ax', d: `M0 ${height + 0.5}H${room}` }),
      h('rect', {
        class: 'as-frame',
        x: 0,
        y: 0,
        width: px(room * Math.min(1, listHeight / (columns.length * rowHeight))),
        height: height + 1,
      }),
    ),
  )
}
