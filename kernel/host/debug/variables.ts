import type { Runtime } from 'node:inspector'
import type { Inspector } from './inspector.ts'
import { describeValue, lengthOf } from './values.ts'

/** A variable as front ends show it. */
export interface Variable {
  readonly name: string
  readonly value: string
  readonly type: string
  readonly variablesReference: number
  readonly evaluateName?: string
  readonly indexedVariables?: number
  readonly namedVariables?: number
}

/** What a reference stands for: an object, or the variables of some scopes and some globals together. */
type Reference =
  | { readonly objectId: string; readonly list: boolean }
  | { readonly scopes: readonly string[]; readonly globals: readonly string[] }

/** Which part of the variables is wanted. */
export interface Page {
  readonly filter?: 'indexed' | 'named'
  readonly start?: number
  readonly count?: number
}

type Named = { readonly name: string; readonly value: Runtime.RemoteObject | undefined }

const mostAtOnce = 200
const isHidden = (name: string) => name.startsWith('__assay')

// Both run on the main thread, perhaps in the middle of a cell: own data only, no code of the value.
const partsOf = `function (filter, start, count) {
  const parts = []
  const list = Array.isArray(this) || (ArrayBuffer.isView(this) && !(this instanceof DataView))
  const keyed = this instanceof Map
  if (filter !== 'named' && (keyed || this instanceof Set)) {
    let at = 0
    for (const [key, value] of (keyed ? Map : Set).prototype.entries.call(this)) {
      if (at >= start + count) break
      if (at++ < start) continue
      if (!keyed) parts.push(String(at - 1), value)
      else if (typeof key === 'object' || typeof key === 'function') parts.push(String(at - 1), [key, value])
      else parts.push(typeof key === 'string' ? JSON.stringify(key) : String(key), value)
    }
  } else if (filter !== 'named' && list)
    for (let at = start; at < Math.min(this.length, start + count); at++) parts.push(String(at), this[at])
  if (filter !== 'indexed' && !list)
    for (const key of Reflect.ownKeys(this).slice(filter === 'named' ? start : 0, (filter === 'named' ? start : 0) + count)) {
      const { value, get } = Reflect.getOwnPropertyDescriptor(this, key) ?? {}
      if (typeof this === 'function' && (key === 'length' || key === 'name' || key === 'arguments' || key === 'caller')) continue
      parts.push(get === undefined ? String(key) : '(getter) ' + String(key), value)
    }
  return parts
}`
const globalsOf = `function (names) {
  const parts = []
  for (const name of names) {
    const property = Object.getOwnPropertyDescriptor(globalThis, name)
    if (property !== undefined && 'value' in property) parts.push(name, property.value)
  }
  return parts
}`

/** Gives out references to objects and reads what is in them. Each set of references lives until its group is released. */
export class Variables {
  readonly #inspector: Inspector
  readonly #group: string
  readonly #references: Map<number, Reference>
  static #next = 1

  /** @param references shared by the groups that front ends may ask for */
  constructor(inspector: Inspector, group: string, references: Map<number, Reference> = new Map()) {
    this.#inspector = inspector
    this.#group = group
    this.#references = references
  }

  get group(): string {
    return this.#group
  }

  has(reference: number): boolean {
    return this.#references.has(reference)
  }

  /** A reference to the variables of some scopes together, the inner ones first, then some globals. */
  scope(scopes: readonly string[], globals: readonly string[]): number {
    return this.#add({ scopes, globals })
  }

  /** A value with its text, and a reference when there is something in it. */
  variable(name: string, remote: Runtime.RemoteObject): Variable {
    const { objectId } = remote
    const text = describeValue(remote)
    if (objectId === undefined || remote.type === 'symbol') return { name, ...text, variablesReference: 0 }
    const length = lengthOf(remote)
    const variablesReference = this.#add({ objectId, list: length !== undefined })
    return { name, ...text, variablesReference, ...(length === undefined ? {} : { indexedVariables: length, namedVariables: 0 }) }
  }

  /** The variables of a reference. A long list without a page is cut, and says so. */
  async read(reference: number, page: Page = {}): Promise<Variable[]> {
    const found = this.#references.get(reference)
    if (found === undefined) throw new RangeError(`Cannot read variables of reference ${reference}: it is no longer valid`)
    if (!('objectId' in found)) return this.#scopeVariables(found.scopes, found.globals)
    return this.#objectVariables(found.objectId, found.list, page)
  }

  /** The globals of these names that exist. */
  async globals(names: readonly string[]): Promise<Variable[]> {
    return this.#variables(await this.#globals(names))
  }

  /** Lets go of everything. */
  release(): void {
    this.#references.clear()
    this.#inspector.post('Runtime.releaseObjectGroup', { objectGroup: this.#group }).catch(() => undefined)
  }

  #add(reference: Reference): number {
    const id = Variables.#next++
    this.#references.set(id, reference)
    return id
  }

  #variables(named: readonly Named[]): Variable[] {
    return named.map(({ name, value }) =>
      value === undefined ? { name, value: '(not yet set)', type: '', variablesReference: 0 } : this.variable(name, value),
    )
  }

  async #scopeVariables(scopes: readonly string[], globals: readonly string[]): Promise<Variable[]> {
    const found = new Map<string, Named>()
    for (const objectId of scopes) {
      const { result } = await this.#properties(objectId)
      for (const { name, value } of result) if (!isHidden(name) && !found.has(name)) found.set(name, { name, value })
    }
    for (const each of await this.#globals(globals)) if (!found.has(each.name)) found.set(each.name, each)
    return this.#variables([...found.values()])
  }

  async #objectVariables(objectId: string, list: boolean, { filter, start = 0, count = 0 }: Page): Promise<Variable[]> {
    const most = count > 0 ? count : mostAtOnce
    const parts = await this.#parts({ objectId, functionDeclaration: partsOf, arguments: [filter ?? '', start, most + 1] })
    const variables = this.#variables(parts.slice(0, most))
    if (!list && filter !== 'indexed' && start === 0 && parts.length < mostAtOnce) variables.push(...(await this.#private(objectId)))
    if (count === 0 && parts.length > most)
      variables.push({ name: '…', value: `only the first ${most} are shown`, type: '', variablesReference: 0 })
    return variables
  }

  async #private(objectId: string): Promise<Variable[]> {
    const { privateProperties = [] } = (await this.#properties(objectId)) as { privateProperties?: Named[] }
    return this.#variables(privateProperties)
  }

  async #globals(names: readonly string[]): Promise<Named[]> {
    if (names.length === 0) return []
    const { result } = await this.#inspector.post<Runtime.EvaluateReturnType>('Runtime.evaluate', {
      expression: `(${globalsOf})(${JSON.stringify(names)})`,
      objectGroup: this.#group,
      silent: true,
    })
    return this.#pairs(result)
  }

  async #parts(call: { objectId: string; functionDeclaration: string; arguments: readonly (string | number)[] }): Promise<Named[]> {
    const { result, exceptionDetails } = await this.#inspector.post<Runtime.CallFunctionOnReturnType>('Runtime.callFunctionOn', {
      ...call,
      arguments: call.arguments.map((value) => ({ value })),
      objectGroup: this.#group,
      silent: true,
    })
    return exceptionDetails === undefined ? this.#pairs(result) : []
  }

  /** Names and values, which the main thread gives in turns. */
  async #pairs({ objectId }: Runtime.RemoteObject): Promise<Named[]> {
    if (objectId === undefined) return []
    const { result } = await this.#properties(objectId)
    const values = result.filter(({ name }) => /^\d+$/.test(name)).map(({ value }) => value)
    const named: Named[] = []
    for (let at = 0; at + 1 < values.length; at += 2) named.push({ name: String(values[at]?.value), value: values[at + 1] })
    return named
  }

  #properties(objectId: string): Promise<Runtime.GetPropertiesReturnType> {
    return this.#inspector.post('Runtime.getProperties', { objectId, ownProperties: true, generatePreview: true })
  }
}
