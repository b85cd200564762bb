import { isMap, isNode, LineCounter, parseDocument } from 'yaml'
import type { Yaml } from './remainder.ts'

/** Where something stands in a document. */
export type Path = readonly (string | number)[]

/** A YAML file with the lines of everything in it. */
export class OdcsDocument {
  readonly data: Yaml
  readonly #file: string
  readonly #lineOf: (path: Path) => number

  /** @throws {SyntaxError} when the text is not YAML, or not a mapping */
  constructor(source: string, file: string) {
    this.#file = file
    const lines = new LineCounter()
    const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
    const line = (offset: number) => lines.linePos(offset).line
    this.#lineOf = (path) => {
      for (let length = path.length; length >= 0; length--) {
        const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
        if (isNode(node) && node.range) return line(node.range[0])
      }
      return 1
    }
    const [error] = document.errors
    if (error !== undefined) throw this.#error(line(error.pos[0]), error.message)
    if (!isMap(document.contents)) throw this.#error(1, 'the file is not a data contract: it holds no keys')
    try {
      this.data = document.toJS() as Yaml
    } catch (failure) {
      throw this.#error(1, (failure as Error).message)
    }
  }

  /** The line that something starts on. */
  line(path: Path): number {
    return this.#lineOf(path)
  }

  /** Refuses the file for what stands at a place. */
  fail(path: Path, reason: string): never {
    throw this.#error(this.line(path), reason)
  }

  #error(line: number, reason: string): SyntaxError {
    return new SyntaxError(`Cannot read the contract ${JSON.stringify(this.#file)}: line ${line}: ${reason}`)
  }

  /** A mapping at a place. */
  map(value: unknown, path: Path, what: string): Yaml {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Yaml
    return this.fail(path, `${what} must hold keys, not ${shown(value)}`)
  }

  /** A list at a place; an absent one is empty. */
  list(value: unknown, path: Path, what: string): unknown[] {
    if (value === undefined || value === null) return []
    return Array.isArray(value) ? value : this.fail(path, `${what} must be a list, not ${shown(value)}`)
  }

  /** A text at a place. */
  text(value: unknown, path: Path, what: string): string {
    if (value === undefined || value === null || value === '') return this.fail(path, `${what} is missing`)
    return typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : this.fail(path, `${what} must be a text, not ${shown(value)}`)
  }
}

function shown(value: unknown): string {
  return Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'keys' : (JSON.stringify(value) ?? 'nothing')
}
