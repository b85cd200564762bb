import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { parseSync } from 'oxc-parser'
import { ownPackageFolder, packageFolder, readManifest } from '../check/locate.ts'
import { fromSources, startThread } from '../entry.ts'
import type { LiteralCall } from './calls.ts'

/** What a type provider is asked. */
export interface ProviderRequest {
  readonly cwd: string
  readonly calls: readonly LiteralCall[]
}

/** A request on its way to the providers' thread. */
export interface ThreadRequest extends ProviderRequest {
  readonly id: number
  /** The address of the provider's module. */
  readonly module: string
}

/** The answer; without declarations when the provider failed. */
export interface ThreadReply {
  readonly id: number
  readonly declarations?: string
}

/** Milliseconds that a provider may take for a cell. */
const limit = 2000

/** How often a package's provider may run out of time before it is left alone. */
const patience = 3

/** Asks the type providers of packages for declarations. What goes wrong in one is never an error of the cell. */
export class TypeProviders {
  readonly #cwd: string
  readonly #calls = new Map<string, Map<string, LiteralCall>>()
  readonly #texts = new Map<string, string>()
  readonly #late = new Map<string, number>()
  #thread: Worker | undefined
  #serial = 0

  constructor(cwd: string) {
    this.#cwd = cwd
  }

  /**
   * Adds the calls of a cell to those known and gives the declarations of all packages' providers.
   *
   * @param calls by package
   */
  async declare(calls: ReadonlyMap<string, readonly LiteralCall[]>): Promise<string> {
    for (const [name, made] of calls) {
      const module = this.#module(name)
      if (module === undefined || (this.#late.get(name) ?? 0) >= patience) continue
      const known = this.#calls.get(name) ?? new Map<string, LiteralCall>()
      this.#calls.set(name, known)
      for (const call of made) known.set(JSON.stringify([call.export, call.argument]), call)
      const text = await this.#ask(name, module, [...known.values()])
      if (text !== undefined && isDeclarations(text)) this.#texts.set(name, text)
    }
    return [...this.#texts.values()].join('\n')
  }

  /** Forgets all calls. */
  restart(): void {
    this.#calls.clear()
    this.#texts.clear()
    this.#late.clear()
  }

  close(): void {
    void this.#thread?.terminate()
    this.#thread = undefined
  }

  #module(name: string): string | undefined {
    const folder = packageFolder(name, this.#cwd) ?? (name === 'assay' ? ownPackageFolder(name) : undefined)
    const settings = folder === undefined ? undefined : readManifest(folder)['assay']
    const path = (settings as { typeProvider?: unknown } | undefined)?.typeProvider
    if (folder === undefined || typeof path !== 'string') return undefined
    const source = path.replace(/^(\.\/)?dist\//, './').replace(/\.js$/, '.ts')
    const file = join(folder, fromSources && existsSync(join(folder, source)) ? source : path)
    return existsSync(file) ? pathToFileURL(file).href : undefined
  }

  #ask(name: string, module: string, calls: readonly LiteralCall[]): Promise<string | undefined> {
    const thread = this.#start()
    const id = ++this.#serial
    return new Promise((resolve) => {
      const done = (text: string | undefined): void => {
        clearTimeout(timer)
        thread.off('message', answered).off('exit', ended)
        resolve(text)
      }
      const answered = (reply: ThreadReply): void => {
        if (reply.id === id) done(reply.declarations)
      }
      const ended = (): void => done(undefined)
      const timer = setTimeout(() => {
        this.#late.set(name, (this.#late.get(name) ?? 0) + 1)
        this.close()
        done(undefined)
      }, limit)
      thread.on('message', answered).on('exit', ended)
      thread.postMessage({ id, module, cwd: this.#cwd, calls } satisfies ThreadRequest)
    })
  }

  #start(): Worker {
    if (this.#thread) return this.#thread
    const thread = startThread(import.meta.url, './thread', { stdout: true, stderr: true })
    thread.unref()
    const forget = (): void => {
      if (this.#thread === thread) this.#thread = undefined
    }
    thread.on('error', forget)
    thread.on('exit', forget)
    this.#thread = thread
    return thread
  }
}

function isDeclarations(text: string): boolean {
  return parseSync('sources.ts', text, { lang: 'ts', sourceType: 'module' }).errors.length === 0
}
