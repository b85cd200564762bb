import { inspect } from 'node:util'
import { displaySymbol, type MimeBundle } from 'assay/protocol'

/** What a front end shows. */
export interface Shown {
  readonly data: MimeBundle
  readonly metadata: Readonly<Record<string, unknown>>
}

type Display = () => MimeBundle | null | undefined | PromiseLike<MimeBundle | null | undefined>

/** Whether something has to be waited for. */
export function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function'
}

/** The method by which a value shows itself, bound to it. */
export function displayOf(value: unknown): Display | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
  const method = (value as { [displaySymbol]?: unknown })[displaySymbol]
  return typeof method === 'function' ? (method.bind(value) as Display) : undefined
}

/** A value as plain text, the way Node prints it. */
export function plain(value: unknown): string {
  return inspect(value, { colors: false })
}

/** What is shown of a value: what it shows itself, or else its plain text. `undefined` shows nothing. */
export async function bundleOf(value: unknown): Promise<Shown | undefined> {
  if (value === undefined) return undefined
  const data = await displayOf(value)?.()
  return { data: data ?? { 'text/plain': plain(value) }, metadata: {} }
}
