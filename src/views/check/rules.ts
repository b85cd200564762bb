import type { CheckView, RuleView } from '../../protocol/index.ts'
import { type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { formatCount } from '../format.ts'
import { type Mark, severity } from '../parts/severity.ts'
import { reasonsByRow } from '../table/cells.ts'
import { grid } from '../table/grid.ts'
import type { Words } from '../words/index.ts'
import { bullet } from './bullet.ts'
import type { CheckState } from './state.ts'
import { allowedText, failingText, groupOf, groups, rulesOf, shareText } from './words.ts'

const columns = 7
const sampleRows = 5

/** The rules by result; each unfolds to the first rows that fail it. */
export function ruleTable(view: CheckView, context: Context<CheckState>): Draft {
  const { words } = context
  const body = groups.flatMap((group) => {
    const rules = rulesOf(view, group)
    if (rules.length === 0) return []
    const [name, about] = words.groups[group]
    const head = h(
      'tr',
      { class: 'as-grp', key: `g-${group}` },
      h('th', { colspan: columns, scope: 'rowgroup' }, `${name}${words.between}${rules.length} `, h('span', null, about)),
    )
    return [head, ...rules.flatMap((rule) => ruleRows(rule, view, context))]
  })
  const head = h(
    'tr',
    null,
    h('th', { scope: 'col' }, words.rule),
    h('th', { scope: 'col', class: 'as-hide2' }, words.level),
    h('th', { scope: 'col', class: 'as-hide' }, words.column),
    h('th', { scope: 'col', class: 'as-n' }, words.failing),
    h('th', { scope: 'col', class: 'as-n' }, words.share),
    h('th', { scope: 'col', class: 'as-n' }, words.allowed),
    h('th', { scope: 'col', class: 'as-hide2' }, words.ratio),
  )
  return h('div', { class: 'as-scroll', key: 'rules' }, h('table', { class: 'as-rl' }, h('thead', null, head), h('tbody', null, ...body)))
}

/** The columns that a rule names; one that names none judges all of a row. */
function namesOf({ columns, scope }: RuleView, words: Words): string {
  return columns.length === 0 && scope === 'row' ? words.allColumns : columns.join(', ')
}

function markOf(rule: RuleView): Mark {
  const group = groupOf(rule)
  return group === 'fail' || group === 'unknown' ? rule.severity : group === 'note' ? 'note' : 'pass'
}

function ruleRows(rule: RuleView, view: CheckView, context: Context<CheckState>): Draft[] {
  const { lang, words, state, set, id } = context
  const open = state.open.includes(rule.rule)
  const toggle = () => set({ open: open ? state.open.filter((name) => name !== rule.rule) : [...state.open, rule.rule] })
  const panel = `${id}-${view.rules.indexOf(rule)}`
  const press = (event: Event) => {
    event.stopPropagation()
    toggle()
  }
  const row = h(
    'tr',
    { class: 'as-rule', key: `r-${rule.rule}`, on: { click: toggle } },
    h(
      'td',
      { class: 'as-t' },
      h(
        'div',
        null,
        h('button', {
          type: 'button',
          class: 'as-tw',
          'aria-expanded': String(open),
          'aria-controls': panel,
          'aria-label': `${words.showRows}${words.colon}${rule.text[lang]}`,
          on: { click: press },
        }),
        severity(markOf(rule), words, true, rule.text[lang]),
      ),
    ),
    h('td', { class: 'as-mute as-sm as-hide2' }, words.severity[rule.severity]),
    h('td', { class: 'as-mono as-sm as-mute as-hide as-col', title: namesOf(rule, words) }, namesOf(rule, words)),
    h('td', { class: 'as-n' }, failingText(rule, lang)),
    h('td', { class: 'as-n' }, shareText(rule, lang)),
    h('td', { class: 'as-n as-mute' }, allowedText(rule, lang, words)),
    h('td', { class: 'as-hide2' }, bullet(rule, lang, words)),
  )
  if (!open) return [row]
  return [
    row,
    h(
      'tr',
      { class: 'as-x', key: `x-${rule.rule}` },
      h('td', { colspan: columns, id: panel }, h('div', null, ...unfolded(rule, view, context))),
    ),
  ]
}

function unfolded(rule: RuleView, view: CheckView, context: Context<CheckState>): (Draft | null)[] {
  const { lang, words, id } = context
  const reasons = reasonsByRow(view.sample)
  const rows = view.sample.cells.map((_, i) => i).filter((i) => reasons.get(i)?.some((reason) => reason.rule === rule.rule))
  const shown = rows.slice(0, sampleRows)
  const about = h('p', { class: 'as-mute' }, words.ruleName, words.colon, h('span', { class: 'as-mono' }, rule.rule))
  if (rule.problem !== undefined) return [about, h('p', null, rule.problem[lang])]
  if (rule.scope === 'table') return [about, rule.observed === undefined ? null : h('p', null, rule.observed[lang])]
  if (rule.failing === 0) return [about, h('p', null, words.holdsEverywhere)]
  if (shown.length === 0) return [about, h('p', null, words.notInSample)]
  return [
    about,
    h('p', null, words.firstFailing(shown.length, rule.failing)),
    grid(
      view.sample,
      { rows: shown, label: `${rule.text[lang]}${words.colon}${formatCount(rule.failing, lang)}`, id: `${id}-${view.rules.indexOf(rule)}` },
      context,
    ),
  ]
}
