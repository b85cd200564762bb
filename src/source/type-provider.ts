import { declareSources } from './declare.ts'

/** A call in a cell with a literal first argument, of something imported from this package. */
export interface LiteralCall {
  readonly export: string
  readonly argument: string
}

/**
 * What the notebook asks before it checks a cell: declarations for the files that its `open()` calls name.
 * Never fails: a file that is missing, remote or unreadable has no entry, and its table has rows of any columns.
 */
export async function provide(request: {
  readonly cwd: string
  readonly calls: readonly LiteralCall[]
}): Promise<{ declarations: string }> {
  const paths = request.calls.filter((call) => call.export === 'open').map((call) => call.argument)
  return { declarations: await declareSources(paths, request.cwd) }
}
