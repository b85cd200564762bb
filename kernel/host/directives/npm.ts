import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ProgressView } from 'assay/protocol'
import type { Program } from './process.ts'

const commands = ['install', 'uninstall', 'list']
const short: Readonly<Record<string, string>> = { i: 'install', add: 'install', remove: 'uninstall', rm: 'uninstall', ls: 'list' }

/** The npm that came with this Node, or else the one on the path. */
function npm(): { file: string; argv: string[]; shell: boolean } {
  const folder = dirname(process.execPath)
  const cli = ['../lib/node_modules/npm/bin/npm-cli.js', 'node_modules/npm/bin/npm-cli.js']
    .map((path) => join(folder, path))
    .find(existsSync)
  if (cli !== undefined) return { file: process.execPath, argv: [cli], shell: false }
  return { file: 'npm', argv: [], shell: process.platform === 'win32' }
}

/**
 * What `%npm ...` runs.
 *
 * @throws SyntaxError when it is not one of the commands, or an argument is no package and no option
 */
export function npmProgram(argument: string): Program & { readonly changes: boolean } {
  const [given = '', ...rest] = argument.split(/[ \t]+/).filter((word) => word !== '')
  const command = short[given] ?? given
  if (!commands.includes(command)) throw new SyntaxError(`Cannot run "%npm ${argument}": it knows ${commands.join(', ')}`)
  const odd = rest.find((word) => !/^[@\w./:~^*+=-]+$/.test(word))
  if (odd !== undefined)
    throw new SyntaxError(`Cannot run "%npm ${argument}": "${odd}" is no package, such as "arquero" or "arquero@8.0.3"`)
  const changes = command !== 'list'
  const quiet = changes ? ['--no-audit', '--no-fund', '--loglevel=http'] : ['--depth=0']
  const { file, argv, shell } = npm()
  return { file, argv: [...argv, command, ...rest, ...quiet], shell, changes }
}

/** Follows what npm writes: how many files it has fetched, what went wrong, and its last word. */
export class NpmReport {
  readonly #begin = performance.now()
  readonly #title: string
  #fetched = 0
  readonly #errors: string[] = []
  #said = ''
  #rest = ''

  constructor(title: string) {
    this.#title = title
  }

  read(name: 'stdout' | 'stderr', text: string): void {
    if (name === 'stdout') {
      this.#said += text
      return
    }
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('npm http')) this.#fetched++
      else if (/^npm (error|ERR!) /.test(line) && !/complete log|\.log$/.test(line)) this.#errors.push(line)
    }
  }

  get view(): ProgressView {
    const seconds = Math.round((performance.now() - this.#begin) / 100) / 10
    return { kind: 'progress', version: 1, state: 'running', done: this.#fetched, unit: 'requests', message: this.#title, seconds }
  }

  /** What npm said on standard output. */
  get summary(): string {
    return this.#said.trim()
  }

  get errors(): string {
    return this.#errors.join('\n')
  }
}
