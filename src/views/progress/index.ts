import type { ProgressView } from '../../protocol/index.ts'
import { h } from '../core/dom.ts'
import type { View } from '../core/mount.ts'
import { formatCount, formatFigure, formatSeconds, formatShare } from '../format.ts'
import { type Stopping, stopButton } from '../parts/stop.ts'

/** How far a task is. */
export const progress: View<ProgressView, Stopping> = {
  initial: { stopping: false },
  draw(view, context) {
    const { words, lang } = context
    const { done, total, unit, message, metrics, state, seconds } = view
    const running = state === 'running'
    const share = total === undefined || total === 0 ? undefined : Math.min(1, done / total)
    const numbers = Object.entries(metrics ?? {}).map(([name, value]) => `${words.metric[name] ?? name} ${formatFigure(value, lang)}`)
    const how = words.doneOf(formatCount(done, lang), total === undefined ? undefined : formatCount(total, lang), unit ?? '')
    return h(
      'div',
      { class: 'as-box as-pg', key: 'progress' },
      h(
        'div',
        { class: 'as-line' },
        h('b', null, message ?? words.unnamedTask),
        done > 0 || total !== undefined ? h('span', null, how) : null,
        ...numbers.map((text) => h('span', { class: 'as-mute' }, text)),
        h('span', { class: 'as-sp' }),
        h('span', { class: 'as-mute' }, running ? '' : `${words.states[state]}${words.between}`, formatSeconds(seconds, lang)),
        running ? stopButton(context) : null,
      ),
      h(
        'div',
        {
          class: 'as-track',
          role: 'progressbar',
          'aria-label': message ?? words.progress,
          'aria-valuemin': 0,
          'aria-valuemax': total,
          'aria-valuenow': share === undefined ? undefined : done,
          'aria-valuetext': share === undefined ? how : formatShare(share, lang),
        },
        h('i', { class: running ? '' : 'as-done', style: `width:${((share ?? (running ? 0 : 1)) * 100).toFixed(1)}%` }),
      ),
    )
  },
}
