/**
 * A seeded stream of pseudo-random numbers: sfc32, seeded through splitmix32.
 *
 * The same seed gives the same numbers on every machine. Not for secrets.
 *
 * @example
 * const random = new Random(42)
 * random.next() // in [0, 1)
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter: number
  #spare: number | undefined

  constructor(seed: number) {
    let s = (seed ^ 0x9e3779b9) | 0
    const mix = () => {
      s = (s + 0x9e3779b9) | 0
      let t = s ^ (s >>> 16)
      t = Math.imul(t, 0x21f0aaad)
      t ^= t >>> 15
      t = Math.imul(t, 0x735a2d97)
      return (t ^ (t >>> 15)) | 0
    }
    this.#a = mix()
    this.#b = mix()
    this.#c = mix()
    this.#counter = 1
    for (let i = 0; i < 12; i++) this.#step()
  }

  #step(): number {
    const t = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return t >>> 0
  }

  /** Uniform in [0, 1), with 32 random bits. */
  next(): number {
    return this.#step() / 4294967296
  }

  /** A whole number of 0 to `below` - 1. */
  integer(below: number): number {
    return Math.floor(this.next() * below)
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    if (this.#spare !== undefined) {
      const spare = this.#spare
      this.#spare = undefined
      return spare
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    const angle = 2 * Math.PI * this.next()
    this.#spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }

  /** Shuffles in place, by Fisher and Yates. */
  shuffle<T extends { [index: number]: number } & { readonly length: number }>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      const held = items[i]!
      items[i] = items[j]!
      items[j] = held
    }
    return items
  }

  /** The state, from which `Random.restore` goes on with the same numbers. */
  state(): readonly number[] {
    return [this.#a, this.#b, this.#c, this.#counter, this.#spare ?? Number.NaN]
  }

  static restore(state: readonly number[]): Random {
    const random = new Random(0)
    random.#a = state[0]!
    random.#b = state[1]!
    random.#c = state[2]!
    random.#counter = state[3]!
    random.#spare = Number.isNaN(state[4]!) ? undefined : state[4]!
    return random
  }
}
