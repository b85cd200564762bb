import type { Compiler } from './compile/compiler.ts'
import type { Debug } from './debug/index.ts'
import type { History } from './history.ts'
import type { Publisher } from './publisher.ts'
import type { Runner } from './runner.ts'
import type { Sockets } from './wire/index.ts'

/** The parts of the host that its handlers work with. */
export interface Context {
  /** The notebook's folder. */
  readonly cwd: string
  readonly sockets: Sockets
  readonly publisher: Publisher
  readonly compiler: Compiler
  readonly runner: Runner
  readonly debug: Debug
  readonly history: History
}
