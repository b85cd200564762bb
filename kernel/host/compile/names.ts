import { parseSync } from 'oxc-parser'
import { slotName, valuesName } from './check/checker.ts'
import type { Declaration } from './transform/declarations.ts'

/** A name that later cells see, and the slot of the cell that declared it last. */
interface Known {
  readonly slot: number
  readonly declaration: Declaration
  /** Where its type stands among the values that named their type. */
  readonly override?: string
}

/** A cell whose text stands in a slot. */
interface Entry {
  readonly declarations: readonly Declaration[]
  /** Slots whose names the cell uses. */
  readonly uses: ReadonlySet<number>
}

/**
 * What cells know of each other. A cell is checked together with lines that take each earlier name it mentions from the slot of the
 * cell that declared it last; so a name declared again later leaves the types of earlier cells as they were.
 */
export class Names {
  readonly #known = new Map<string, Known>()
  readonly #entries = new Map<number, Entry>()
  readonly #overrides = new Map<string, string>()
  #serial = 0

  /** Lines that give a text the earlier names it mentions, and the slots they come from. */
  take(text: string, declared: ReadonlySet<string>): { lines: string; uses: Set<number> } {
    const uses = new Set<number>()
    const taken = new Set<string>()
    let lines = ''
    for (const [name] of text.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu)) {
      const known = this.#known.get(name)
      if (!known || declared.has(name) || taken.has(name)) continue
      taken.add(name)
      uses.add(known.slot)
      lines += `${line(name, known)};`
    }
    return { lines: lines === '' ? '' : `${lines}\n`, uses }
  }

  /** Remembers what stands in a slot, before it has run. */
  put(slot: number, entry: Entry): void {
    this.#entries.set(slot, entry)
  }

  /** Makes a slot's names known to later cells. `types` are the texts of types by name. */
  publish(slot: number, types: Readonly<Record<string, string>>): void {
    for (const declaration of this.#entries.get(slot)?.declarations ?? []) {
      const override = declaration.kind === 'alias' ? undefined : this.#override(types[declaration.name])
      this.#known.set(declaration.name, { slot, declaration, ...(override === undefined ? {} : { override }) })
    }
  }

  /** The text of the file that holds the types which values named. */
  get values(): string {
    const used = new Set([...this.#known.values()].map(({ override }) => override))
    for (const key of this.#overrides.keys()) if (!used.has(key)) this.#overrides.delete(key)
    const texts = [...this.#overrides].map(([key, type]) => `namespace ${key} { let value: ${type}\n}`)
    return `export {}\ndeclare global { namespace ${valuesName} {\n${texts.join('\n')}\n} }\n`
  }

  /** The declaration behind a known name. */
  find(name: string): Declaration | undefined {
    return this.#known.get(name)?.declaration
  }

  get all(): readonly Declaration[] {
    return [...this.#known.values()].map(({ declaration }) => declaration)
  }

  /** Slots that hold something a later cell may still see; `keep` are more to start from. */
  live(keep: Iterable<number>): Set<number> {
    const live = new Set<number>()
    const visit = (slot: number): void => {
      if (live.has(slot)) return
      live.add(slot)
      for (const used of this.#entries.get(slot)?.uses ?? []) visit(used)
    }
    for (const slot of keep) visit(slot)
    for (const { slot } of this.#known.values()) visit(slot)
    return live
  }

  #override(type: string | undefined): string | undefined {
    if (type === undefined || !isType(type)) return undefined
    const key = `v${++this.#serial}`
    this.#overrides.set(key, type)
    return key
  }
}

/** Text from a value is not trusted: it must be one type and nothing else. */
function isType(text: string): boolean {
  const { program, errors } = parseSync('type.ts', `type T = ${text}\n`, { lang: 'ts', sourceType: 'module' })
  return errors.length === 0 && program.body.length === 1 && program.body[0]?.type === 'TSTypeAliasDeclaration'
}

function line(name: string, { slot, declaration, override }: Known): string {
  if (declaration.kind === 'alias') return `import ${name} = ${slotName(slot)}.${name}`
  const type = override === undefined ? `${slotName(slot)}.${name}` : `${valuesName}.${override}.value`
  return `declare ${declaration.kind} ${name}: typeof ${type}`
}
