import { basename, extname, resolve } from 'node:path'
import { displaySymbol, type Lang, type MimeBundle, type Text } from '../protocol/index.ts'
import { escapeHtml, type Task, task, writeWhole } from '../util/index.ts'
import { buildReport, type ReportHead } from './build.ts'
import { renderHtml } from './html/render.ts'
import type { ReportModel } from './model.ts'
import { type ReportParts, readParts } from './parts.ts'

/** Who reads the report; it is named in the report's head. */
export type Audience = 'executive' | 'steward' | 'analyst'

export interface ReportOptions {
  /** Results in the order of the work: tables, profiles, checks, what was cleaned, comparisons, drifts, models, evaluations; texts are remarks of your own. May be promises or tasks. */
  readonly parts: readonly unknown[]
  readonly audience?: Audience
  /** Who answers for the data. */
  readonly owner?: string | Text
  /** What the reader is asked to decide; worked out from the last check when left out. */
  readonly decision?: string | Text | readonly (string | Text)[]
}

export interface SaveOptions {
  /** The language shown when the report opens; the other one is a click away. Default `en`. */
  readonly lang?: Lang
}

const audiences: Record<Audience, Text> = {
  executive: { en: 'executives', 'zh-CN': '管理层' },
  steward: { en: 'data stewards', 'zh-CN': '数据治理人员' },
  analyst: { en: 'analysts', 'zh-CN': '分析师' },
}

const langs: readonly Lang[] = ['en', 'zh-CN']
const asText = (value: string | Text): Text => (typeof value === 'string' ? { en: value, 'zh-CN': value } : value)

/** A report for people who read no code: results of the library, in words, tables and charts. */
export class Report {
  readonly kind = 'report'
  readonly #head: ReportHead
  readonly #parts: readonly unknown[]
  #read: Promise<ReportParts> | undefined

  constructor(title: string | Text, options: ReportOptions) {
    const decision = options.decision ?? []
    this.#head = {
      title: asText(title),
      ...(options.owner === undefined ? {} : { owner: asText(options.owner) }),
      ...(options.audience === undefined ? {} : { audience: audiences[options.audience] }),
      decision: (Array.isArray(decision) ? decision : [decision as string | Text]).map(asText),
    }
    this.#parts = options.parts
  }

  /** The report as data, in one language: what every format is rendered from. */
  async model(lang: Lang = 'en', time = new Date()): Promise<ReportModel> {
    this.#read ??= readParts(this.#parts)
    return buildReport(this.#head, await this.#read, lang, time.toISOString())
  }

  /**
   * Writes the report as one file that opens without a network: HTML by its `.html` name, the report model by `.json`.
   * The file is written whole or not at all.
   *
   * @returns a task whose value is the path as given
   * @throws RangeError for another ending
   */
  save(path: `${string}.${'html' | 'json'}`, options: SaveOptions = {}): Task<string> {
    const format = extname(path)
    if (format !== '.html' && format !== '.json')
      throw new RangeError(`Cannot save a report as "${basename(path)}": the formats are .html and .json`)
    const first = options.lang ?? 'en'
    if (!langs.includes(first)) throw new RangeError(`Cannot write a report in "${first}": the languages are "en", "zh-CN"`)
    const target = resolve(path)
    return task(async ({ report: say }) => {
      say({ done: 0, total: 3, message: 'gathering results' })
      const time = new Date()
      const models = await Promise.all([first, ...langs.filter((lang) => lang !== first)].map((lang) => this.model(lang, time)))
      say({ done: 1, total: 3, message: 'writing' })
      await writeWhole(
        target,
        format === '.html'
          ? renderHtml(models)
          : `${JSON.stringify(Object.fromEntries(models.map((model) => [model.lang, model])), null, 2)}\n`,
      )
      say({ done: 3, total: 3 })
      return path
    })
  }

  /** In a notebook: the report's contents, as a list of its sections. */
  async [displaySymbol](): Promise<MimeBundle> {
    const model = await this.model('en')
    const headings = model.sections.map((section) => section.heading)
    return {
      'text/html': `<p><b>${escapeHtml(model.title)}</b></p><ol>${headings.map((heading) => `<li>${escapeHtml(heading)}</li>`).join('')}</ol>`,
      'text/plain': `${model.title}\n${headings.map((heading, i) => `${String(i + 1).padStart(2)}  ${heading}`).join('\n')}`,
    }
  }
}

/**
 * Makes a report from results. Nothing is written before `save`.
 *
 * @param title the report's title, a text for both languages or one each
 * @example
 * await report('Invoice quality, December', { parts: [checked, changes] }).save('invoice-quality.html', { lang: 'zh-CN' })
 */
export function report(title: string | Text, options: ReportOptions): Report {
  return new Report(title, options)
}
