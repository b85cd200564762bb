import type { Note } from '../protocol/index.ts'
import { formatCount, text } from '../util/index.ts'

/** A column of one of several files. */
export interface PartColumn {
  readonly name: string
  readonly native: string
  /** It holds no value at all, so its type says nothing. */
  readonly empty?: boolean
}

/** The columns of one of several files. */
export interface Part {
  /** The path, as shown. */
  readonly shown: string
  readonly columns: readonly PartColumn[]
}

/** A column of all files together. */
export interface United {
  readonly name: string
  readonly native: string
  /** The column's own name in each file; null where the file has none. */
  readonly names: readonly (string | null)[]
}

const whole = /^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/
const stamps = /^TIMESTAMP(?:_S|_MS|_NS)?$/

function decimals(natives: readonly string[]): string {
  const parts = natives.map((native) => /\((\d+),\s*(\d+)\)/.exec(native)?.slice(1).map(Number) ?? [18, 3])
  const scale = Math.max(...parts.map(([, s]) => s!))
  const width = Math.max(...parts.map(([w, s]) => w! - s!)) + scale
  return width > 38 ? 'DOUBLE' : `DECIMAL(${width},${scale})`
}

function narrowed(native: string): string {
  return /^U?(?:TINYINT|SMALLINT|INTEGER)$/.test(native) ? 'BIGINT' : native
}

/** The narrowest type that holds the values of all of these types; text where nothing else does. */
export function unitedType(natives: readonly string[]): string {
  const kinds = [...new Set(natives.map(narrowed))]
  if (kinds.length === 1) return kinds[0]!
  if (kinds.every((kind) => whole.test(kind))) return 'HUGEINT'
  if (kinds.every((kind) => kind.startsWith('DECIMAL'))) return decimals(kinds)
  if (kinds.every((kind) => whole.test(kind) || /^(?:DECIMAL|DOUBLE|FLOAT)/.test(kind))) return 'DOUBLE'
  if (kinds.every((kind) => kind === 'DATE' || stamps.test(kind))) return 'TIMESTAMP'
  if (kinds.every((kind) => kind === 'DATE' || stamps.test(kind) || kind === 'TIMESTAMP WITH TIME ZONE')) return 'TIMESTAMP WITH TIME ZONE'
  return 'VARCHAR'
}

function words(native: string): readonly [en: string, zh: string] {
  if (whole.test(native)) return ['whole numbers', '整数']
  if (/^(?:DECIMAL|DOUBLE|FLOAT)/.test(native)) return ['numbers', '数值']
  if (native === 'DATE') return ['days', '日期']
  if (native.startsWith('TIMESTAMP')) return ['times', '时间']
  if (native === 'BOOLEAN') return ['true or false', '布尔值']
  return native === 'VARCHAR' ? ['text', '文本'] : ['nested values', '嵌套值']
}

function widened(name: string, native: string, types: readonly (readonly [shown: string, native: string])[]): Note {
  const first = types[0]!
  const other = types.find(([, type]) => words(type)[0] !== words(first[1])[0])!
  const [en, zh] = words(native)
  return {
    code: 'widened',
    severity: 'note',
    column: name,
    text: text(
      `${name} is ${en}: it is ${words(first[1])[0]} in ${JSON.stringify(first[0])} and ${words(other[1])[0]} in ${JSON.stringify(other[0])}`,
      `${name} 读作${zh}：在 ${JSON.stringify(first[0])} 中是${words(first[1])[1]}，在 ${JSON.stringify(other[0])} 中是${words(other[1])[1]}`,
    ),
  }
}

function absent(name: string, without: readonly string[], of: number): Note {
  const count = without.length
  const [en, zh] =
    count === 1
      ? [JSON.stringify(without[0]), JSON.stringify(without[0])]
      : [
          `${formatCount(count)} of ${formatCount(of)} files, such as ${JSON.stringify(without[0])}`,
          `${formatCount(of, 'zh-CN')} 个文件中的 ${formatCount(count, 'zh-CN')} 个（如 ${JSON.stringify(without[0])}）`,
        ]
  return {
    code: 'absent-column',
    severity: 'note',
    column: name,
    count,
    text: text(`${name} is not in ${en}: it is missing in the rows from there`, `${zh}没有 ${name} 列：这些行的该列为缺失`),
  }
}

/** Puts the columns of several files together by name, whatever their order and case; each is of the narrowest type that holds all its values. */
export function unite(parts: readonly Part[]): { readonly columns: readonly United[]; readonly notes: readonly Note[] } {
  const byName = new Map<string, string>()
  for (const { columns } of parts) for (const { name } of columns) if (!byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), name)
  const notes: Note[] = []
  const lookups = parts.map(({ columns }) => new Map(columns.map((column) => [column.name.toLowerCase(), column])))
  const columns = [...byName].map(([key, name]) => {
    const found = lookups.map((lookup) => lookup.get(key))
    const typed = parts.flatMap(({ shown }, i) =>
      found[i] === undefined || found[i].empty === true ? [] : [[shown, found[i].native] as const],
    )
    const any = found.find((column) => column !== undefined)!
    const native = typed.length === 0 ? narrowed(any.native) : unitedType(typed.map(([, type]) => type))
    if (new Set(typed.map(([, type]) => words(type)[0])).size > 1) notes.push(widened(name, native, typed))
    const without = parts.flatMap(({ shown }, i) => (found[i] === undefined ? [shown] : []))
    if (without.length > 0) notes.push(absent(name, without, parts.length))
    return { name, native, names: found.map((column) => column?.name ?? null) }
  })
  return { columns, notes }
}

/** A name that none of the columns has: the stem, else with a number behind. */
export function freeName(stem: string, columns: readonly string[]): string {
  const taken = new Set(columns.map((name) => name.toLowerCase()))
  let name = stem
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${stem}_${i}`
  return name
}
