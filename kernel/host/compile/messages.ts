import type { Compiled, Completeness, CompletionResult, Inspection } from './compiler.ts'

/** Calls that the compiler's thread answers: arguments and result by name. */
export interface Calls {
  compile: { readonly args: readonly [cell: { readonly id: number; readonly code: string }]; readonly result: Compiled }
  ran: { readonly args: readonly [cell: number, types?: Readonly<Record<string, string>>]; readonly result: undefined }
  complete: { readonly args: readonly [code: string, offset: number]; readonly result: CompletionResult }
  inspect: { readonly args: readonly [code: string, offset: number]; readonly result: Inspection | null }
  isComplete: { readonly args: readonly [code: string]; readonly result: Completeness }
  restart: { readonly args: readonly []; readonly result: undefined }
}

export type CallName = keyof Calls

/** A call on its way to the compiler's thread. */
export interface CallMessage {
  readonly id: number
  readonly name: CallName
  readonly args: readonly unknown[]
}

/** What comes back: an answer, or a notice for the user. */
export type ReplyMessage =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string }
  | { readonly notice: string }
