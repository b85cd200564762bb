import type { Field } from '../engine.ts'

/** What whole numbers beyond 2^53 - 1 become when they cross to JavaScript. */
export type Large = 'error' | 'text' | 'bigint'

/** From the process that asks to the engine's. */
export type Request =
  | {
      readonly type: 'run'
      readonly id: number
      readonly sql: string
      readonly stream: boolean
      readonly progress: boolean
      readonly large: Large
    }
  | { readonly type: 'describe'; readonly id: number; readonly sql: string }
  | { readonly type: 'more'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number }

/** A column on its way between processes: typed arrays where possible, `valid` (one byte a row) only when a value is missing. */
export type WireColumn =
  | { readonly kind: 'number' | 'date'; readonly values: Float64Array; readonly valid: Uint8Array | null }
  | { readonly kind: 'boolean'; readonly values: Uint8Array; readonly valid: Uint8Array | null }
  | { readonly kind: 'value'; readonly values: readonly unknown[] }

/** From the engine's process to the one that asked. */
export type Reply =
  | { readonly type: 'ready'; readonly version: string }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'fields'; readonly id: number; readonly fields: readonly Field[] }
  | { readonly type: 'batch'; readonly id: number; readonly rows: number; readonly columns: readonly WireColumn[] }
  | { readonly type: 'progress'; readonly id: number; readonly share: number }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'error'; readonly id: number; readonly message: string; readonly code: 'native' | 'large' | 'cancelled' }

/** How the engine's process is set up; passed as its one argument, in JSON. */
export interface Setup {
  readonly memoryLimit: string
  readonly threads: number
  readonly tempDirectory: string
}
