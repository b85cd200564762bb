import type { Diagnostic, Position } from '../compiler.ts'

/** Lines of a text: turns UTF-16 offsets into places that people read. */
export class Lines {
  readonly #text: string
  readonly #starts: number[] = [0]

  constructor(text: string) {
    this.#text = text
    for (const found of text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)) this.#starts.push(found.index + found[0].length)
  }

  /** The place at an offset, which is held inside the text. */
  at(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.#text.length))
    let low = 0
    let high = this.#starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= inside) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: inside - (this.#starts[low] ?? 0) + 1 }
  }

  /** The text of a line, counted from 1, without its line break. */
  line(number: number): string {
    const start = this.#starts[number - 1] ?? 0
    return this.#text.slice(start, this.#starts[number] ?? this.#text.length).replace(/[\r\n\u2028\u2029]+$/, '')
  }

  /** A diagnostic about the text from `start` to `end`. */
  diagnostic(message: string, code: number, start: number, end: number, severity: Diagnostic['severity'] = 'error'): Diagnostic {
    const from = this.at(start)
    return { message, code, severity, start: from, end: this.at(Math.max(start, end)), source: this.line(from.line) }
  }
}
