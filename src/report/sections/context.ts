import type { Lang, Text } from '../../protocol/index.ts'
import { formatCount, formatNumber, formatShare } from '../../util/index.ts'
import type { ReportParts } from '../parts.ts'

/** What every section is written from. */
export interface Context {
  readonly lang: Lang
  readonly parts: ReportParts
  /** Picks the text of the report's language. */
  readonly pick: (text: Text) => string
  /** Says it in the report's language. */
  readonly say: (en: string, zh: string) => string
  readonly count: (value: number) => string
  readonly number: (value: number) => string
  readonly share: (value: number) => string
}

export function contextFor(lang: Lang, parts: ReportParts): Context {
  return {
    lang,
    parts,
    pick: (text) => text[lang],
    say: (en, zh) => (lang === 'en' ? en : zh),
    count: (value) => formatCount(value, lang),
    number: (value) => formatNumber(value, lang),
    share: (value) => formatShare(value, lang),
  }
}
