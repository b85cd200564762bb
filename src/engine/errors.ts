/**
 * A query that an engine could not run, or did not finish.
 *
 * `code` tells what kind: `ended` (the engine's process is gone), `memory`, `disk`, `large` (a whole number beyond 2^53 - 1), `query` for all else.
 */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly code: 'ended' | 'memory' | 'disk' | 'large' | 'query'

  constructor(message: string, code: EngineError['code'] = 'query', options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
