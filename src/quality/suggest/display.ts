import { type Lang, type MimeBundle, type SuggestionView, staticMime } from '../../protocol/index.ts'
import { formatCount, html, staticTables, text, textTable } from '../../util/index.ts'

const heads = [text('Rule', '规则'), text('Why', '依据'), text('Confidence', '置信度'), text('Failing', '不符')] as const

function title({ name, rows, rules }: SuggestionView, lang: Lang): string {
  return lang === 'en'
    ? `${name || 'table'}: ${formatCount(rules.length)} ${rules.length === 1 ? 'rule' : 'rules'} suggested from ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}. Take those that are meant.`
    : `${name || '表'}：根据 ${formatCount(rows, lang)} 行数据建议 ${formatCount(rules.length, lang)} 条规则，请选取符合本意的规则。`
}

const cells = (view: SuggestionView, lang: Lang) =>
  view.rules.map((rule) => [rule.text[lang], rule.reason[lang], rule.confidence.toFixed(3), formatCount(rule.failing, lang)])

/** A suggestion as text. */
export function plainSuggestion(view: SuggestionView, lang: Lang = 'en'): string {
  const columns = heads.map((head, i) => ({
    head: [head[lang].toLowerCase()],
    align: i > 1 ? ('right' as const) : ('left' as const),
    width: i === 0 ? 64 : 56,
  }))
  return `${title(view, lang)}\n\n${textTable(columns, cells(view, lang))}`
}

/** A suggestion as HTML that reads well without any style. */
export function htmlSuggestion(view: SuggestionView, lang: Lang = 'en'): string {
  const rows = cells(view, lang).map(
    ([rule, why, confidence, failing]) =>
      html`<tr><th scope="row" align="left">${rule}</th><td>${why}</td><td align="right">${confidence}</td><td align="right">${failing}</td></tr>
`,
  )
  return String(html`<p>${title(view, lang)}</p><table><thead><tr>${heads.map((head) => html`<th scope="col" align="left">${head[lang]}</th>`)}</tr></thead><tbody>
${rows}</tbody></table>`)
}

/** A suggestion as Markdown. */
export function markdownSuggestion(view: SuggestionView, lang: Lang = 'en'): string {
  const plain = (value: string) => value.replace(/[\\|<>*_`[\]]/g, '\\$&').replace(/\s*\n\s*/g, ' ')
  const rows = cells(view, lang).map((row) => `| ${row.map(plain).join(' | ')} |`)
  return `${plain(title(view, lang))}\n\n| ${heads.map((head) => head[lang]).join(' | ')} |\n|---|---|--:|--:|\n${rows.join('\n')}\n`
}

/** A suggestion in every form that notebooks show. */
export function suggestionBundle(view: SuggestionView): MimeBundle {
  return {
    [staticMime.suggestion]: view,
    'text/html': staticTables(htmlSuggestion(view)),
    'text/markdown': markdownSuggestion(view),
    'text/plain': plainSuggestion(view),
  }
}
