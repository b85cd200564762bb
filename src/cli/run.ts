import { messageOf, nearest, version } from '../util/index.ts'
import { types } from './types.ts'
import { UsageError, usage } from './usage.ts'

const commands = { types } as const

/** What a command line writes to, and reads from, in place of the process's own. */
export interface Streams {
  output(text: string): void
  complain(text: string): void
}

function unknown(name: string): UsageError {
  const near = nearest(name, Object.keys(commands))
  const hint =
    near === undefined ? 'assay --help lists the commands' : `did you mean ${JSON.stringify(near)}? assay --help lists the commands`
  return new UsageError(`assay: there is no command ${JSON.stringify(name)}: ${hint}`)
}

/**
 * Runs a command line.
 *
 * @returns the exit code: 0 all is well, 1 done in part, 2 not understood or failed (one line says why)
 */
export async function run(args: readonly string[], { output, complain }: Streams): Promise<number> {
  const [name, ...rest] = args
  try {
    if (name === undefined) {
      complain(usage)
      return 2
    }
    if (name === '--help' || name === '-h' || name === 'help') {
      output(usage)
      return 0
    }
    if (name === '--version' || name === '-v') {
      output(`${version}\n`)
      return 0
    }
    if (!Object.hasOwn(commands, name)) throw unknown(name)
    return await commands[name as keyof typeof commands](rest, output, complain)
  } catch (error) {
    complain(`${error instanceof UsageError ? error.message : `assay: ${messageOf(error)}`}\n`)
    return 2
  }
}
