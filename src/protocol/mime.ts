/** The mime type of each kind of result. The payload is the interface of the same name in this room. */
export const mime = {
  table: 'application/vnd.assay.table.v1+json',
  profile: 'application/vnd.assay.profile.v1+json',
  check: 'application/vnd.assay.check.v1+json',
  changes: 'application/vnd.assay.changes.v1+json',
  training: 'application/vnd.assay.training.v1+json',
  evaluation: 'application/vnd.assay.evaluation.v1+json',
  progress: 'application/vnd.assay.progress.v1+json',
} as const

/** A Jupyter mime bundle: mime type to content. JSON types hold objects, all others text (images in base64). */
export type MimeBundle = { readonly [type: string]: unknown }

/** A value with this method shows itself in a notebook: the method returns a mime bundle, or a promise of one. */
export const displaySymbol: unique symbol = Symbol.for('Jupyter.display') as never

/** A value with this property tells the kernel its TypeScript type: the property is the type as text, or a promise of it. */
export const typeSymbol: unique symbol = Symbol.for('assay.type') as never

/** What shows itself in a notebook. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>
}

/** The languages that every text a stakeholder sees exists in. */
export type Lang = 'en' | 'zh-CN'

/** One text in every language. */
export type Text = { readonly [L in Lang]: string }

export type Severity = 'error' | 'warning' | 'note'

/** A remark on a table, a column or a result, in plain words. */
export interface Note {
  /** Machine-readable kind, such as `widened` or `constant`. */
  readonly code: string
  readonly severity: Severity
  readonly text: Text
  readonly column?: string
  readonly count?: number
}

/** The logical types of columns, the same on every engine. */
export type ColumnType =
  | 'text'
  | 'integer'
  | 'number'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'time'
  | 'interval'
  | 'binary'
  | 'list'
  | 'struct'
  | 'map'
  | 'unknown'

/** Kinds of personal data, as masks know them. */
export type PersonalKind = 'name' | 'phone' | 'email' | 'card' | 'idcard' | 'address' | 'id' | 'birthdate' | 'ip'

/** What a cell of a displayed table may hold. Dates are ISO text, masked values are text such as `•••50`. */
export type CellValue = string | number | boolean | null
