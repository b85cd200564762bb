import { messageOf, nearest, version } from '../util/index.ts'
import { check } from './check.ts'
import { profile } from './profile.ts'
import type { Streams } from './streams.ts'
import { types } from './types.ts'
import { UsageError, usage } from './usage.ts'

const commands: Readonly<Record<string, (args: readonly string[], streams: Streams) => Promise<number>>> = {
  check,
  profile,
  types: (args, { output, complain }) => types(args, output, complain),
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
 * @returns the exit code: 0 all is well, 1 rules fail or done in part, 2 not understood or could not be run (one line says why)
 */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  const { output, complain } = streams
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
    if (rest.includes('--help') || rest.includes('-h')) {
      output(usage)
      return 0
    }
    return await commands[name]!(rest, streams)
  } catch (error) {
    const said = error instanceof UsageError ? error.message : `assay: ${messageOf(error)}`
    complain(`${said.replace(/\s*\n\s*/g, ' ')}\n`)
    return 2
  }
}
