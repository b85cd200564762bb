import { nearest } from '../util/index.ts'
import { UsageError } from './usage.ts'

/** What a command understands: each option by its name, with the name of its value, or null for one that takes none. */
export interface Grammar {
  readonly command: string
  /** The names of what must be given, in order. */
  readonly operands: readonly string[]
  readonly options: Readonly<Record<string, string | null>>
}

/** A command line, read. */
export interface Arguments {
  readonly operands: readonly string[]
  /** The values of an option, in the order given; none when it was not given. A flag has the value ''. */
  values(option: string): readonly string[]
  /** The last value of an option. */
  value(option: string): string | undefined
}

/**
 * Reads the arguments of a command: operands and options in any order, `--name value` or `--name=value`; `--` ends the options.
 *
 * @throws {UsageError} one line that names what is wrong, and the nearest option
 */
export function readArguments({ command, operands: wanted, options }: Grammar, args: readonly string[]): Arguments {
  const fail = (reason: string): never => {
    throw new UsageError(`assay ${command}: ${reason}`)
  }
  const operands: string[] = []
  const found = new Map<string, string[]>()
  const rest = [...args]
  let closed = false
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (closed || arg === '-' || !arg.startsWith('-')) {
      operands.push(arg)
      continue
    }
    if (arg === '--') {
      closed = true
      continue
    }
    const [name, given] = splitOption(arg)
    if (!Object.hasOwn(options, name)) {
      const near = nearest(name, Object.keys(options))
      fail(`there is no option ${name}${near === undefined ? `; there is ${Object.keys(options).join(', ')}` : `: did you mean ${near}?`}`)
    }
    const noun = options[name]!
    if (noun === null && given !== undefined) fail(`${name} takes no value`)
    const next = noun === null || given !== undefined || (rest[0]?.startsWith('--') ?? true) ? undefined : rest.shift()
    const value = noun === null ? '' : (given ?? next ?? fail(`${name} needs ${noun}`))
    found.set(name, [...(found.get(name) ?? []), value])
  }
  if (operands.length < wanted.length) fail(`${wanted[operands.length]} is missing: assay ${command} ${wanted.join(' ')}`)
  if (operands.length > wanted.length) fail(`${JSON.stringify(operands[wanted.length])} is too much: assay ${command} ${wanted.join(' ')}`)
  return { operands, values: (option) => found.get(option) ?? [], value: (option) => found.get(option)?.at(-1) }
}

function splitOption(arg: string): [name: string, value: string | undefined] {
  const equals = arg.indexOf('=')
  return equals < 0 ? [arg, undefined] : [arg.slice(0, equals), arg.slice(equals + 1)]
}

/**
 * One of some words, as an option gives it; the first when it was not given.
 *
 * @throws {UsageError} when it is another word
 */
export function choose<T extends string>(command: string, option: string, given: string | undefined, words: readonly T[]): T {
  if (given === undefined) return words[0]!
  if ((words as readonly string[]).includes(given)) return given as T
  const near = nearest(given, words)
  throw new UsageError(
    `assay ${command}: ${option} cannot be ${JSON.stringify(given)}: ${near === undefined ? `use one of ${words.join(', ')}` : `did you mean ${near}?`}`,
  )
}
