import { closeSync, openSync, readSync } from 'node:fs'
import { nestedName } from '../native-type.ts'

const headBytes = 1 << 20

/** The schema message of an Arrow file or stream as a stream without rows. */
function schemaOnly(path: string): Uint8Array | undefined {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(headBytes)
    const read = readSync(file, head, 0, headBytes, 0)
    const from = head.toString('latin1', 0, 6) === 'ARROW1' ? 8 : 0
    const marked = head.readUInt32LE(from) === 0xffffffff
    const length = head.readUInt32LE(from + (marked ? 4 : 0)) + (marked ? 8 : 4)
    if (from + length > read) return undefined
    const end = Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])
    return Buffer.concat([head.subarray(from, from + length), end])
  } finally {
    closeSync(file)
  }
}

/** What of flechette's types tells how values are read. */
export interface ArrowType {
  readonly typeId: number
  readonly bitWidth?: number
  readonly signed?: boolean
  readonly unit?: number
  readonly timezone?: string | null
  readonly precision?: number
  readonly scale?: number
  readonly dictionary?: ArrowType
  readonly children?: readonly { readonly name: string; readonly type: ArrowType }[] | null
}

/** The engine's type for an Arrow type. */
export function nativeOfArrow(type: ArrowType): string {
  const child = (i: number) => nativeOfArrow(type.children![i]!.type)
  switch (type.typeId) {
    case -1:
      return nativeOfArrow(type.dictionary!)
    case 2:
      return type.signed === false && type.bitWidth === 64 ? 'UBIGINT' : 'BIGINT'
    case 3:
      return 'DOUBLE'
    case 4:
    case 15:
    case 19:
    case 23:
      return 'BLOB'
    case 6:
      return 'BOOLEAN'
    case 7:
      return `DECIMAL(${Math.min(38, type.precision ?? 18)},${type.scale ?? 3})`
    case 8:
      return 'DATE'
    case 9:
      return 'TIME'
    case 10:
      return typeof type.timezone === 'string' ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP'
    case 12:
    case 16:
    case 21:
    case 25:
    case 26:
      return `${child(0)}[]`
    case 13:
      return `STRUCT(${type.children!.map((field) => `${nestedName(field.name)} ${nativeOfArrow(field.type)}`).join(', ')})`
    case 17: {
      const [key, value] = type.children![0]!.type.children!
      return `MAP(${nativeOfArrow(key!.type)}, ${nativeOfArrow(value!.type)})`
    }
    default:
      return 'VARCHAR'
  }
}

/** The columns of an Arrow file, read off its first message alone. */
export async function sniffArrow(path: string): Promise<{ readonly name: string; readonly native: string }[]> {
  const bytes = schemaOnly(path)
  if (bytes === undefined) return []
  const { tableFromIPC } = await import('@uwdata/flechette')
  return tableFromIPC(bytes).schema.fields.map((field) => ({ name: field.name, native: nativeOfArrow(field.type as ArrowType) }))
}
