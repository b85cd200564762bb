import { nativeTypes } from './read/native-types.ts'
import { typeOfValues } from './sniff/value-type.ts'

/** A column that the folders of files stand for. */
export interface PartitionColumn {
  readonly name: string
  readonly native: string
  /** Its value for each file, as text; null where it is missing. */
  readonly values: readonly (string | null)[]
}

const missing = '__HIVE_DEFAULT_PARTITION__'

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** The `name=value` folders of a path, outermost first. */
export function partitionsOf(path: string): readonly (readonly [name: string, value: string | null])[] {
  return path
    .split(/[\\/]/)
    .slice(0, -1)
    .flatMap((folder) => {
      const found = /^([^=]+)=(.*)$/.exec(folder)
      return found === null ? [] : [[decoded(found[1]!), found[2] === missing ? null : decoded(found[2]!)] as const]
    })
}

/** The columns that the folders of all these files stand for; none when not all files have the same names. */
export function partitionColumns(paths: readonly string[]): readonly PartitionColumn[] {
  const all = paths.map(partitionsOf)
  const names = (all[0] ?? []).map(([name]) => name)
  if (!all.every((of) => of.length === names.length && of.every(([name], i) => name === names[i]))) return []
  return names.map((name, i) => {
    const values = all.map((of) => of[i]![1])
    return { name, native: nativeTypes[typeOfValues(values) ?? 'text'].native, values }
  })
}
