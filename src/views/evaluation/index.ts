import type { EvaluationView } from '../../protocol/index.ts'
import { h } from '../core/dom.ts'
import type { View } from '../core/mount.ts'
import { formatCount } from '../format.ts'
import { figures } from './figures.ts'
import { verdict } from './verdict.ts'

/** A model on rows it has not seen, compared with a naive one. */
export const evaluation: View<EvaluationView, object> = {
  initial: {},
  draw(view, context) {
    const { words, lang } = context
    return h(
      'div',
      { class: 'as-box as-tr', key: 'evaluation' },
      h(
        'div',
        { class: 'as-top' },
        h('b', null, view.model),
        h('span', null, words.actualPredicted(view.target)),
        h('span', { class: 'as-mute' }, words.testRows(formatCount(view.rows, lang))),
      ),
      verdict(view, context),
      figures(view, context),
    )
  },
}
