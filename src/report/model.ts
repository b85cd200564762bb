import type { Lang, Severity } from '../protocol/index.ts'

/** A cell of a report table: plain text, or text with how it is marked. */
export type ReportCell = string | MarkedCell

export interface MarkedCell {
  readonly text: string
  /** A severity shape stands before the text. `pass` is a tick. */
  readonly mark?: Severity | 'pass'
  /** A bar of this share (0 to 1) of the column's width stands in the cell. */
  readonly bar?: number
  /** What colours the bar. */
  readonly tone?: 'error' | 'warning' | 'data'
  /** Secondary: shown in the second ink. */
  readonly muted?: boolean
  readonly bold?: boolean
  /** A small column chart of counts. */
  readonly columns?: readonly number[]
}

export interface ReportColumn {
  readonly head: string
  readonly align?: 'left' | 'right'
  /** Share of the width, in percent. */
  readonly width?: number
}

export interface ReportTable {
  readonly type: 'table'
  readonly caption?: string
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly (readonly ReportCell[])[]
}

export interface ReportSeries {
  readonly name: string
  readonly values: readonly (number | null)[]
  readonly role: 'subject' | 'reference' | 'context'
}

export interface ReportChart {
  readonly type: 'chart'
  readonly title: string
  /** The chart's result, as a sentence; also read by screen readers. */
  readonly label: string
  readonly x: readonly (number | string)[]
  readonly xTitle: string
  readonly log?: boolean
  readonly series: readonly ReportSeries[]
  /** A point that is marked on the first series. */
  readonly marked?: { readonly x: number | string; readonly text: string }
}

export type ReportBlock =
  | { readonly type: 'paragraph'; readonly text: string; readonly muted?: boolean }
  | { readonly type: 'decision'; readonly heading: string; readonly items: readonly { readonly lead: string; readonly text: string }[] }
  | { readonly type: 'figures'; readonly items: readonly { readonly value: string; readonly label: string }[] }
  | { readonly type: 'definitions'; readonly items: readonly { readonly term: string; readonly text: string }[] }
  | { readonly type: 'flow'; readonly steps: readonly { readonly name: string; readonly text: string }[] }
  | { readonly type: 'problem'; readonly severity: Severity; readonly heading: string; readonly text: string; readonly table?: ReportTable }
  | ReportTable
  | ReportChart

export interface ReportSection {
  readonly id: string
  readonly heading: string
  readonly blocks: readonly ReportBlock[]
}

/** A report in one language: what every format renders, so that the numbers are the same in each. */
export interface ReportModel {
  readonly kind: 'report'
  readonly version: 1
  readonly lang: Lang
  readonly eyebrow: string
  readonly title: string
  readonly meta: string
  readonly sections: readonly ReportSection[]
  /** ISO time at which the report was made. */
  readonly time: string
  readonly footer: string
}
