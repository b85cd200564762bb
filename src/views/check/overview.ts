import type { CheckView, DimensionView, Severity } from '../../protocol/index.ts'
import { lengthBar } from '../chart/mini.ts'
import { px } from '../chart/scale.ts'
import { type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatCount, formatScore, formatShare } from '../format.ts'
import { severity, worst } from '../parts/severity.ts'
import { scaleEnd, verdictText } from './words.ts'

/** The decision, the score and how it is computed. */
export function decision(view: CheckView, context: Context<object>): Draft {
  const { words } = context
  const errors = view.rules.some((rule) => rule.severity === 'error' && (rule.outcome === 'fail' || rule.outcome === 'unknown'))
  const warnings = view.rules.some((rule) => rule.severity === 'warning' && (rule.outcome === 'fail' || rule.outcome === 'unknown'))
  const mark = !view.ok || errors ? 'error' : warnings ? 'warning' : 'pass'
  return h(
    'div',
    null,
    h(
      'div',
      null,
      severity(mark, words, true, h('b', null, view.ok ? words.checkPassed : words.checkFailed), words.space, verdictText(view, words)),
    ),
    h('div', { class: 'as-big' }, formatScore(view.score), h('small', null, ` ${words.of100}`)),
    segments(view, context),
    formula(view, context),
  )
}

function segments(view: CheckView, { lang, words }: Context<object>): Draft | null {
  const { rows } = view.table
  if (rows === 0) return null
  const width = 276
  const failing = rows - view.passing
  const passed = (view.passing / rows) * width
  const swatch = (className: string) =>
    h('svg', { width: 10, height: 10, 'aria-hidden': 'true' }, h('rect', { class: className, width: 10, height: 10 }))
  const bar = h(
    'svg',
    { width, height: 12, role: 'img', 'aria-label': words.byPassing },
    view.passing === 0 ? null : h('rect', { class: 'as-all', x: 0, width: px(Math.max(1, passed - (failing > 0 ? 1 : 0))), height: 12 }),
    failing === 0
      ? null
      : h('rect', { class: 'as-bar', x: px(Math.min(passed, width - 1)), width: px(Math.max(1, width - passed)), height: 12 }),
  )
  const line = (className: string, name: string, count: number) => [
    h('dt', null, swatch(className)),
    h('dd', null, name),
    h('dd', null, formatCount(count, lang)),
  ]
  return h(
    'div',
    { class: 'as-seg' },
    bar,
    h('dl', null, line('as-all', words.passEvery, view.passing), line('as-bar', words.failSome, failing)),
  )
}

function formula(view: CheckView, { lang, words }: Context<object>): Draft {
  const { rows } = view.table
  const numbers = `${formatCount(view.passing, lang)} ÷ ${formatCount(rows, lang)} × 100 = ${formatScore(view.score)}`
  return h(
    'div',
    { class: 'as-how' },
    h(
      'details',
      null,
      h('summary', null, words.how),
      h(
        'div',
        { class: 'as-fx' },
        words.formula,
        h('br', null),
        h('span', { class: 'as-mono' }, rows === 0 ? words.formulaEmpty : numbers),
      ),
      h('p', { class: 'as-mute' }, words.formulaNote),
    ),
  )
}

/** The dimensions by score. */
export function dimensionTable(view: CheckView, context: Context<object>): Draft {
  const { lang, words, width } = context
  const end = scaleEnd(view)
  const beside = width > 760 ? width - 300 : width
  const room = Math.max(36, Math.round(Math.min(beside * 0.36, beside - 390)))
  const rows = view.dimensions.map((dimension) => {
    const mark = markOf(view, dimension)
    const className = mark === 'error' ? 'as-er' : mark === 'warning' ? 'as-wa' : 'as-bar'
    return h(
      'tr',
      { key: dimension.dimension },
      h('td', null, severity(mark ?? 'pass', words, false, words.dimensions[dimension.dimension])),
      h('td', { class: 'as-n' }, h('b', null, formatScore(dimension.score))),
      h('td', { class: 'as-n' }, formatCount(dimension.failing, lang)),
      h('td', { class: 'as-n' }, formatShare(dimension.share, lang)),
      h('td', null, lengthBar(dimension.share / end, room, className)),
    )
  })
  return h(
    'div',
    null,
    h('h3', null, words.byDimension),
    h(
      'table',
      { class: 'as-dm' },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col' }, words.dimension),
          h('th', { scope: 'col', class: 'as-n' }, words.score),
          h('th', { scope: 'col', class: 'as-n' }, words.failingHead),
          h('th', { scope: 'col', class: 'as-n' }, words.share),
          h('th', { scope: 'col', style: `width:${room + 16}px` }, words.scaleTo(`${end * 100}%`)),
        ),
      ),
      h('tbody', null, ...rows),
    ),
  )
}

/** The worst of a dimension's rules that do not hold. */
function markOf(view: CheckView, { dimension }: DimensionView): Severity | undefined {
  return worst(
    view.rules
      .filter((rule) => rule.dimension === dimension && rule.severity !== 'note' && (rule.outcome === 'fail' || rule.outcome === 'unknown'))
      .map((rule) => rule.severity),
  )
}
