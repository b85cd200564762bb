import type { Lang, Severity } from '../../protocol/index.ts'
import { Html, html } from '../../util/index.ts'
import type { MarkedCell, ReportBlock, ReportCell, ReportColumn, ReportModel, ReportSection, ReportTable } from '../model.ts'
import { words } from '../words.ts'
import { columnChart, lineChart } from './charts.ts'
import { script, style } from './style.ts'

const shapes: Record<Severity | 'pass', string> = {
  error: '<path d="M5 0 10 5 5 10 0 5Z"/>',
  warning: '<path d="M5 .5 10 9.5H0Z"/>',
  note: '<circle cx="5" cy="5" r="3.8"/>',
  pass: '<path d="M1 5.5 4 8.5 9 1.5"/>',
}

const markWords: Record<Severity | 'pass', { en: string; 'zh-CN': string }> = {
  error: { en: 'error', 'zh-CN': '错误' },
  warning: { en: 'warning', 'zh-CN': '警告' },
  note: { en: 'note', 'zh-CN': '提示' },
  pass: { en: 'pass', 'zh-CN': '通过' },
}

function shape(mark: Severity | 'pass', lang: Lang): Html {
  return html`<svg class="shape ${mark}" viewBox="0 0 10 10" role="img" aria-label="${markWords[mark][lang]}">${new Html(shapes[mark])}</svg>`
}

function markedContent(cell: MarkedCell, lang: Lang): Html {
  if (cell.bar !== undefined)
    return html`<span class="bar ${cell.tone === 'error' || cell.tone === 'warning' ? cell.tone : ''}" style="width:${(Math.min(1, cell.bar) * 100).toFixed(1)}%"></span>`
  if (cell.columns !== undefined) return columnChart(cell.columns)
  const text = cell.bold ? html`<b>${cell.text}</b>` : cell.muted ? html`<span class="muted">${cell.text}</span>` : html`${cell.text}`
  return cell.mark === undefined ? text : html`<span>${shape(cell.mark, lang)}<span>${text}</span></span>`
}

function cell(value: ReportCell, column: ReportColumn, lang: Lang): Html {
  const classes = [column.align === 'right' ? 'right' : '', typeof value !== 'string' && value.mark !== undefined ? 'marked' : '']
    .filter(Boolean)
    .join(' ')
  const content = typeof value === 'string' ? html`${value}` : markedContent(value, lang)
  return classes === '' ? html`<td>${content}</td>` : html`<td class="${classes}">${content}</td>`
}

function table(block: ReportTable, lang: Lang): Html {
  const heads = block.columns.map(
    (column) =>
      html`<th scope="col"${column.align === 'right' ? new Html(' class="right"') : ''}${column.width === undefined ? '' : new Html(` style="width:${column.width}%"`)}>${column.head}</th>`,
  )
  const rows = block.rows.map((row) => html`<tr>${row.map((value, i) => cell(value, block.columns[i]!, lang))}</tr>`)
  return html`<div class="wide"><table>${block.caption === undefined ? '' : html`<caption>${block.caption}</caption>`}<thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`
}

function block(value: ReportBlock, lang: Lang): Html {
  switch (value.type) {
    case 'paragraph':
      return value.muted ? html`<p class="muted">${value.text}</p>` : html`<p>${value.text}</p>`
    case 'decision':
      return html`<div class="decision"><p><b>${value.heading}</b></p><ul>${value.items.map(({ lead, text }) => html`<li>${lead === '' ? '' : html`<b>${lead}</b> `}${text}</li>`)}</ul></div>`
    case 'figures':
      return html`<div class="figures">${value.items.map((item) => html`<div><b>${item.value}</b><span>${item.label}</span></div>`)}</div>`
    case 'definitions':
      return html`<dl>${value.items.map(({ term, text }) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>`
    case 'flow':
      return html`<ol class="flow">${value.steps.map(({ name, text }) => html`<li><span>${name}<small>${text}</small></span></li>`)}</ol>`
    case 'problem':
      return html`<div class="problem"><h3>${shape(value.severity, lang)}<span>${value.heading}</span></h3><p>${value.text}</p>${value.table === undefined ? '' : table(value.table, lang)}</div>`
    case 'table':
      return table(value, lang)
    case 'chart':
      return lineChart(value, lang)
  }
}

const anchor = (section: ReportSection, lang: Lang) => `${lang}-${section.id}`

function article(model: ReportModel): Html {
  const { lang } = model
  const contents = model.sections.map(
    (section, i) => html`<li><a href="#${anchor(section, lang)}"><i>${i + 1}</i>${section.heading}</a></li>`,
  )
  const sections = model.sections.map(
    (section, i) =>
      html`<section id="${anchor(section, lang)}"><h2><i>${i + 1}</i>${section.heading}</h2>${section.blocks.map((one) => block(one, lang))}</section>`,
  )
  const [light, dark] = lang === 'en' ? ['Light', 'Dark'] : ['浅色', '深色']
  return html`<article lang="${lang}"><nav aria-label="${words.contents[lang]}"><h2>${words.contents[lang]}</h2><ol>${contents}</ol><p><button data-lang="en" lang="en">English</button><button data-lang="zh-CN" lang="zh-CN">中文</button></p><p><button data-theme="light">${light}</button><button data-theme="dark">${dark}</button></p></nav><main><p class="eyebrow">${model.eyebrow}</p><h1>${model.title}</h1><p class="meta">${model.meta}</p>${sections}<footer>${model.footer}</footer></main></article>`
}

/** One offline HTML page that holds the report in every language given; the first is shown when it opens. */
export function renderHtml(models: readonly ReportModel[]): string {
  const first = models[0]!
  const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
  return `<!doctype html>\n${html`<html lang="${first.lang}" data-lang="${first.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${first.title}</title><style>${new Html(style)}</style></head><body>${models.map(article)}<script>${new Html(script)}</script></body></html>`}\n`
}
