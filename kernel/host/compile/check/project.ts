import { join } from 'node:path/posix'
import { fromSources } from '../entry.ts'
import { exportText, slotName, valuesName } from './checker.ts'
import { globalsText } from './globals.ts'
import { ownPackageFolder, ownPaths, packageFolder } from './locate.ts'

const blank = 'export {}\n'

/** How many slots a project has at first, and gets more at a time. Adding one by one would rebuild the program for each. */
const step = 128

/**
 * The files of the project that cells are checked in. They exist in memory only, in the notebook's folder, so that imports resolve from there.
 * Text changes of a file that is there cost about 1 ms; new files and new imports rebuild the program.
 */
export class Project {
  readonly config: string
  readonly #cwd: string
  readonly #texts = new Map<string, string>()
  #slots = 0

  constructor(cwd: string) {
    this.#cwd = slashes(cwd)
    this.config = join(this.#cwd, '__cell_tsconfig.json')
    this.#texts.set(join(this.#cwd, '__cell_globals.d.ts'), globalsText)
    this.#texts.set(this.shared('sources'), blank)
    this.#texts.set(this.shared('values'), blank)
    this.grow()
  }

  get slots(): number {
    return this.#slots
  }

  /** Adds blank slots. The project must be opened again. */
  grow(): void {
    for (let slot = this.#slots; slot < this.#slots + step; slot++) this.#texts.set(this.slot(slot), exportText(slot, []))
    this.#slots += step
    this.#texts.set(this.config, JSON.stringify(this.#settings([...Array(this.#slots).keys()])))
  }

  /** Blanks all slots and shared files. Returns the files that changed. */
  clear(): string[] {
    const slots = [...Array(this.#slots).keys()].filter((slot) => this.put(this.slot(slot), exportText(slot, [])))
    const shared = [this.shared('sources'), this.shared('values')].filter((file) => this.put(file, blank))
    return [...slots.map((slot) => this.slot(slot)), ...shared]
  }

  slot(slot: number): string {
    return join(this.#cwd, `${slotName(slot)}.ts`)
  }

  shared(file: 'sources' | 'values'): string {
    return join(this.#cwd, file === 'values' ? `${valuesName}.ts` : '__cell_sources.ts')
  }

  /** Sets a file's text; false when it was the same. */
  put(file: string, text: string): boolean {
    if (this.#texts.get(file) === text) return false
    this.#texts.set(file, text)
    return true
  }

  read(file: string): string | undefined {
    return this.#texts.get(file)
  }

  #settings(slots: readonly number[]): unknown {
    const node = packageFolder('@types/node', this.#cwd) ?? ownPackageFolder('@types/node')
    const own = packageFolder('assay', this.#cwd) ? {} : ownPaths('assay')
    return {
      compilerOptions: {
        strict: true,
        target: 'esnext',
        lib: ['esnext'],
        module: 'preserve',
        moduleResolution: 'bundler',
        moduleDetection: 'force',
        allowImportingTsExtensions: true,
        resolveJsonModule: true,
        allowJs: true,
        maxNodeModuleJsDepth: 0,
        noEmit: true,
        skipLibCheck: true,
        allowUnreachableCode: true,
        allowUnusedLabels: true,
        types: node === undefined ? [] : [slashes(node)],
        paths: own,
        ...(fromSources ? { customConditions: ['assay-source'] } : {}),
      },
      files: [
        ...slots.map((slot) => this.slot(slot)),
        this.shared('sources'),
        this.shared('values'),
        join(this.#cwd, '__cell_globals.d.ts'),
      ],
    }
  }
}

/** A path as TypeScript writes it on every system. */
function slashes(path: string): string {
  return path.replaceAll('\\', '/')
}
