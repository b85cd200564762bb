import type { Lang } from '../../protocol/index.ts'
import { formatNumber, Html, html } from '../../util/index.ts'
import type { ReportChart, ReportSeries } from '../model.ts'

const size = { width: 760, height: 230, left: 52, right: 96, top: 14, bottom: 30 }
const plot = { width: size.width - size.left - size.right, height: size.height - size.top - size.bottom }

interface Scale {
  readonly at: (value: number) => number
  readonly ticks: readonly number[]
}

function linear(low: number, high: number): Scale {
  const span = high - low || Math.abs(high) || 1
  const raw = span / 4
  const power = 10 ** Math.floor(Math.log10(raw))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((value) => value >= raw) ?? raw
  const from = Math.floor(low / step) * step
  const to = Math.ceil(high / step) * step || step
  const ticks: number[] = []
  for (let tick = from; tick <= to + step / 2; tick += step) ticks.push(Math.abs(tick) < step / 1e6 ? 0 : tick)
  return { at: (value) => size.top + plot.height * (1 - (value - from) / (to - from || 1)), ticks }
}

function logarithmic(low: number, high: number): Scale {
  const from = Math.log10(low)
  const to = Math.max(Math.log10(high), from + 0.1)
  const all: number[] = []
  for (let power = Math.floor(from) - 1; power <= Math.ceil(to); power++) for (const factor of [1, 2, 5]) all.push(factor * 10 ** power)
  const inside = all.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001)
  const ticks = inside.length > 5 ? inside.filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6)) : inside
  return {
    at: (value) => size.top + plot.height * (1 - (Math.log10(value) - from) / (to - from)),
    ticks: ticks.length > 1 ? ticks : inside,
  }
}

function scaleOf(chart: ReportChart): Scale {
  const values = chart.series
    .flatMap((series) => series.values)
    .filter((value): value is number => value !== null && Number.isFinite(value))
  if (chart.log) {
    const positive = values.filter((value) => value > 0)
    if (positive.length > 0) return logarithmic(Math.min(...positive), Math.max(...positive))
  }
  return values.length === 0 ? linear(0, 1) : linear(Math.min(...values), Math.max(...values))
}

function line(series: ReportSeries, count: number, scale: Scale, log: boolean): string {
  let path = ''
  let open = false
  for (const [i, value] of series.values.entries()) {
    if (value === null || !Number.isFinite(value) || (log && value <= 0)) {
      open = false
      continue
    }
    path += `${open ? 'L' : 'M'}${(size.left + (plot.width * i) / Math.max(1, count - 1)).toFixed(1)} ${scale.at(value).toFixed(1)}`
    open = true
  }
  return path
}

/** Where the names of the lines stand: at their ends, moved apart where they would touch. */
function labelPlaces(chart: ReportChart, scale: Scale): { name: string; role: string; y: number }[] {
  const places = chart.series
    .map((series) => {
      const last = series.values.findLast((value) => value !== null && Number.isFinite(value) && (!chart.log || value > 0))
      return { name: series.name, role: series.role, y: last === undefined || last === null ? size.top : scale.at(last) }
    })
    .sort((a, b) => a.y - b.y)
  for (let i = 1; i < places.length; i++) places[i]!.y = Math.max(places[i]!.y, places[i - 1]!.y + 13)
  const over = Math.max(0, (places.at(-1)?.y ?? 0) - (size.height - size.bottom + 4))
  for (const place of places) place.y -= over
  return places
}

function ends(chart: ReportChart): Html {
  const bottom = size.height - 10
  const [first, last] = [chart.x[0], chart.x.at(-1)]
  const middle = size.left + plot.width / 2
  return html`<text x="${size.left}" y="${bottom}">${first ?? ''}</text><text x="${middle}" y="${bottom}" text-anchor="middle">${chart.xTitle}</text><text x="${size.left + plot.width}" y="${bottom}" text-anchor="end">${last ?? ''}</text>`
}

/** A line chart drawn at the report's width, named at its line ends, with a table of its numbers folded below. */
export function lineChart(chart: ReportChart, lang: Lang): Html {
  const scale = scaleOf(chart)
  const count = chart.x.length
  const grid = scale.ticks.map((tick) => {
    const y = scale.at(tick).toFixed(1)
    return html`<path class="grid" d="M${size.left} ${y}H${size.left + plot.width}"/><text x="${size.left - 8}" y="${y}" dy=".35em" text-anchor="end">${formatNumber(tick, lang, 3)}</text>`
  })
  const order = { context: 0, reference: 1, subject: 2 }
  const lines = chart.series
    .toSorted((a, b) => order[a.role] - order[b.role])
    .map((series) => html`<path class="line ${series.role}" d="${line(series, count, scale, chart.log === true)}"/>`)
  const labels = labelPlaces(chart, scale).map(
    ({ name, role, y }) => html`<text class="${role}" x="${size.left + plot.width + 8}" y="${y.toFixed(1)}" dy=".35em">${name}</text>`,
  )
  const at = chart.marked === undefined ? -1 : chart.x.indexOf(chart.marked.x)
  const value = chart.series[0]?.values[at]
  let marked: Html | null = null
  if (at >= 0 && value !== null && value !== undefined) {
    const x = size.left + (plot.width * at) / Math.max(1, count - 1)
    const anchor = x > size.left + plot.width * 0.7 ? 'end' : 'start'
    marked = html`<circle class="mark" cx="${x.toFixed(1)}" cy="${scale.at(value).toFixed(1)}" r="4"/><text class="subject" x="${(x + (anchor === 'end' ? -8 : 8)).toFixed(1)}" y="${(scale.at(value) - 10).toFixed(1)}" text-anchor="${anchor}">${chart.marked!.text}</text>`
  }
  const svg = html`<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${chart.label}">${grid}${lines}${marked}${labels}${ends(chart)}</svg>`
  return html`<figure><figcaption>${chart.title}</figcaption>${svg}${twin(chart, lang)}</figure>`
}

function twin(chart: ReportChart, lang: Lang): Html {
  const step = Math.max(1, Math.ceil(chart.x.length / 40))
  const rows = chart.x.map((x, i) => ({ x, i })).filter(({ i }) => i % step === 0 || i === chart.x.length - 1)
  const summary = lang === 'en' ? 'The numbers as a table' : '以表格查看数字'
  const head = chart.series.map((series) => html`<th class="right">${series.name}</th>`)
  const body = rows.map(({ x, i }) => {
    const cells = chart.series.map((series) => {
      const value = series.values[i]
      return html`<td class="right">${value === null || value === undefined ? '' : formatNumber(value, lang)}</td>`
    })
    return html`<tr><th scope="row">${x}</th>${cells}</tr>`
  })
  return html`<details class="twin"><summary>${summary}</summary><table><thead><tr><th>${chart.xTitle}</th>${head}</tr></thead><tbody>${body}</tbody></table></details>`
}

/** A small column chart of counts, for a table cell. */
export function columnChart(counts: readonly number[]): Html {
  const width = 120
  const height = 22
  const top = Math.max(1, ...counts)
  const step = width / Math.max(1, counts.length)
  const bars = counts.map((count, i) => {
    const h = count === 0 ? 0 : Math.max(1, (height * count) / top)
    return html`<rect x="${(i * step).toFixed(2)}" y="${(height - h).toFixed(2)}" width="${Math.max(0.5, step - (step > 3 ? 1 : 0)).toFixed(2)}" height="${h.toFixed(2)}"/>`
  })
  return new Html(String(html`<svg class="columns" viewBox="0 0 ${width} ${height}" aria-hidden="true">${bars}</svg>`))
}
