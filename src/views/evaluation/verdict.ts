import type { EvaluationView } from '../../protocol/index.ts'
import { type Child, type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatFigure } from '../format.ts'
import { severity } from '../parts/severity.ts'

/** The comparison with the baseline in one line, also when the model loses. */
export function verdict(view: EvaluationView, context: Context<object>): Draft | null {
  const { words } = context
  const { better } = view
  if (better === undefined) return null
  return h(
    'div',
    { class: `as-verdict${better ? '' : ' as-bad'}`, key: 'verdict' },
    severity(better ? 'pass' : 'warning', words, true, ...sentence(view, better, context)),
  )
}

function sentence(view: EvaluationView, better: boolean, { lang, words }: Context<object>): Child[] {
  const { baseline, metrics, verdictMetric } = view
  if (view.verdict !== undefined) {
    const [, first, rest] = /^(.+?[.:。：])(?=\s|$|[^\d])(.*)$/su.exec(view.verdict[lang]) ?? [undefined, view.verdict[lang], '']
    return [h('b', null, first), rest]
  }
  const head = h('b', null, better ? words.better : words.notBetter)
  if (baseline === undefined || verdictMetric === undefined) return [head]
  const [model, other] = [metrics[verdictMetric], baseline.metrics[verdictMetric]]
  if (model === undefined || other === undefined) return [head]
  const name = words.metric[verdictMetric] ?? verdictMetric
  return [head, ' ', words.baselineVerdict(name, formatFigure(model, lang), formatFigure(other, lang), baseline.name)]
}
