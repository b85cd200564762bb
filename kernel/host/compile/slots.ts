/** Hands out the slots of a checker's project. */
export class Slots {
  #count: number
  #free: number[]

  constructor(count: number) {
    this.#count = count
    this.#free = [...Array(count).keys()].reverse()
  }

  /** The slot that `take` gives next. */
  get next(): number | undefined {
    return this.#free.at(-1)
  }

  take(): number | undefined {
    return this.#free.pop()
  }

  /** Takes a slot back: it is the next one to be given. */
  give(slot: number): void {
    this.#free.push(slot)
  }

  /** Takes back all slots but the live ones. */
  sweep(live: ReadonlySet<number>): void {
    this.#free = [...Array(this.#count).keys()].reverse().filter((slot) => !live.has(slot))
  }

  /** Adds slots up to `count`. */
  grow(count: number): void {
    for (let slot = count - 1; slot >= this.#count; slot--) this.#free.unshift(slot)
    this.#count = count
  }
}
