import type { FitEnd, FitProgress } from './trainer.ts'

const header = { stop: 0, epoch: 1, best: 2, slot: 3, end: 4 } as const
const ends: readonly FitEnd[] = ['epochs', 'patience', 'cancelled', 'not-a-number']

/**
 * The state of a fit in memory that a worker and its owner share.
 *
 * The worker never waits to be read, and whatever it finished is there even when it has to be ended by force: losses by epoch, and the best
 * weights in the one of two slots that is not being written.
 */
export class FitMemory {
  readonly buffer: SharedArrayBuffer
  readonly #header: Int32Array
  readonly #seconds: Float64Array
  readonly #train: Float64Array
  readonly #validation: Float64Array
  readonly #slots: readonly Float32Array[]

  constructor(epochs: number, parameters: number, buffer?: SharedArrayBuffer) {
    const start = 32
    this.buffer = buffer ?? new SharedArrayBuffer(start + 8 + 16 * epochs + 8 * parameters)
    this.#header = new Int32Array(this.buffer, 0, 8)
    this.#seconds = new Float64Array(this.buffer, start, 1)
    this.#train = new Float64Array(this.buffer, start + 8, epochs)
    this.#validation = new Float64Array(this.buffer, start + 8 + 8 * epochs, epochs)
    const weights = start + 8 + 16 * epochs
    this.#slots = [0, 1].map((i) => new Float32Array(this.buffer, weights + 4 * parameters * i, parameters))
  }

  get stopped(): boolean {
    return Atomics.load(this.#header, header.stop) === 1
  }

  /** Asks the worker to stop at the next batch. */
  stop(): void {
    Atomics.store(this.#header, header.stop, 1)
  }

  get epoch(): number {
    return Atomics.load(this.#header, header.epoch)
  }

  /** The best epoch, from 1; 0 for none. */
  get bestEpoch(): number {
    return Atomics.load(this.#header, header.best)
  }

  get end(): FitEnd | undefined {
    return ends[Atomics.load(this.#header, header.end) - 1]
  }

  finish(end: FitEnd): void {
    Atomics.store(this.#header, header.end, ends.indexOf(end) + 1)
  }

  /** Records a finished epoch. */
  add(train: number, validation: number | undefined, seconds: number): void {
    const epoch = this.epoch
    this.#train[epoch] = train
    this.#validation[epoch] = validation ?? Number.NaN
    this.#seconds[0] = seconds
    Atomics.store(this.#header, header.epoch, epoch + 1)
  }

  /** Keeps the weights of the last finished epoch as the best; `write` fills the slot. */
  keep(write: (slot: Float32Array) => void): void {
    const free = 1 - Atomics.load(this.#header, header.slot)
    write(this.#slots[free]!)
    Atomics.store(this.#header, header.slot, free)
    Atomics.store(this.#header, header.best, this.epoch)
  }

  /** A copy of the best weights. */
  weights(): Float32Array {
    return this.#slots[Atomics.load(this.#header, header.slot)]!.slice()
  }

  progress(validated: boolean): Omit<FitProgress, 'backend'> {
    const epoch = this.epoch
    const train = this.#train.slice(0, epoch)
    const validation = this.#validation.slice(0, epoch)
    const best = this.bestEpoch
    const judged = validated ? validation : train
    return {
      epoch,
      train,
      ...(validated ? { validation } : {}),
      best: best === 0 ? null : { epoch: best, loss: judged[best - 1]! },
      seconds: this.#seconds[0]!,
    }
  }
}
