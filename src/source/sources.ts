/**
 * The files whose columns are known to TypeScript: one entry a path, as it stands in an `open()` call, holding the row type.
 *
 * The notebook fills it in by itself; for scripts `assay types FILE...` writes the declarations:
 *
 * @example
 * declare module 'assay/sources' {
 *   interface Sources {
 *     'orders.csv': { 'order_id': string | null; 'qty': number | null }
 *   }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: users' declarations merge into it
export interface Sources {}

/** A row of a table whose columns are not known before it runs. */
// biome-ignore lint/suspicious/noExplicitAny: nothing is known of these columns
export type AnyRow = Record<string, any>

/** The row type of a path: what `Sources` says, else any columns. */
export type SourceRow<P> = P extends keyof Sources ? (Sources[P] extends object ? Sources[P] : AnyRow) : AnyRow
