import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { nestedName } from '../native-type.ts'

/** A value of Thrift's compact protocol: only what footers hold. */
type Thrift = number | bigint | boolean | string | Thrift[] | Map<number, Thrift>

class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  #varint(): bigint {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined || shift > 63n) throw new RangeError('truncated')
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return value
    }
  }

  #zigzag(): number {
    const raw = this.#varint()
    return Number((raw >> 1n) ^ -(raw & 1n))
  }

  #text(): string {
    const length = Number(this.#varint())
    if (this.#at + length > this.#bytes.length) throw new RangeError('truncated')
    this.#at += length
    return this.#bytes.toString('utf8', this.#at - length, this.#at)
  }

  #value(kind: number): Thrift {
    switch (kind) {
      case 1:
        return true
      case 2:
        return false
      case 3:
        return this.#bytes[this.#at++] ?? 0
      case 4:
      case 5:
      case 6:
        return this.#zigzag()
      case 7:
        this.#at += 8
        return 0
      case 8:
        return this.#text()
      case 9:
      case 10:
        return this.#list()
      case 12:
        return this.struct()
      default:
        throw new RangeError('unknown kind')
    }
  }

  #list(): Thrift[] {
    const head = this.#bytes[this.#at++] ?? 0
    const kind = head & 15
    const size = head >> 4 === 15 ? Number(this.#varint()) : head >> 4
    return Array.from({ length: size }, () => (kind === 1 || kind === 2 ? this.#bytes[this.#at++] === 1 : this.#value(kind)))
  }

  /** A struct, up to and with the last field that is asked for. */
  struct(last = Number.POSITIVE_INFINITY): Map<number, Thrift> {
    const fields = new Map<number, Thrift>()
    let id = 0
    for (;;) {
      const head = this.#bytes[this.#at++]
      if (head === undefined) throw new RangeError('truncated')
      if (head === 0) return fields
      id = head >> 4 === 0 ? this.#zigzag() : id + (head >> 4)
      fields.set(id, this.#value(head & 15))
      if (id >= last) return fields
    }
  }
}

function footer(path: string): Map<number, Thrift> | undefined {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    if (size < 12) return undefined
    const tail = Buffer.alloc(8)
    readSync(file, tail, 0, 8, size - 8)
    const length = tail.readUInt32LE(0)
    if (tail.toString('latin1', 4) !== 'PAR1' || length > size - 12 || length > 64e6) return undefined
    const bytes = Buffer.alloc(length)
    readSync(file, bytes, 0, length, size - 8 - length)
    return new Reader(bytes).struct(2)
  } finally {
    closeSync(file)
  }
}

const physical = ['BOOLEAN', 'INTEGER', 'BIGINT', 'TIMESTAMP_NS', 'FLOAT', 'DOUBLE', 'BLOB', 'BLOB']
const converted: Readonly<Record<number, string>> = {
  0: 'VARCHAR',
  4: 'VARCHAR',
  6: 'DATE',
  7: 'TIME',
  8: 'TIME',
  9: 'TIMESTAMP',
  10: 'TIMESTAMP',
  19: 'VARCHAR',
  21: 'INTERVAL',
}
const logical: Readonly<Record<number, string>> = {
  1: 'VARCHAR',
  4: 'VARCHAR',
  6: 'DATE',
  7: 'TIME',
  8: 'TIMESTAMP',
  12: 'VARCHAR',
  14: 'VARCHAR',
}

interface Element {
  readonly name: string
  readonly native: string
  readonly repeated: boolean
  readonly children: readonly Element[]
  readonly kind: number | undefined
}

function leafType(element: Map<number, Thrift>): string {
  const [logicalKind] = (element.get(10) as Map<number, Thrift> | undefined)?.keys() ?? []
  const convertedKind = element.get(6) as number | undefined
  if (logicalKind === 5 || convertedKind === 5) return 'DECIMAL'
  return (
    (logicalKind === undefined ? undefined : logical[logicalKind]) ??
    (convertedKind === undefined ? undefined : converted[convertedKind]) ??
    physical[Number(element.get(1) ?? 6)] ??
    'BLOB'
  )
}

function struct(children: readonly Element[]): string {
  return `STRUCT(${children.map((child) => `${nestedName(child.name)} ${child.native}`).join(', ')})`
}

/** Takes one element and its children off the flat list. */
function element(list: Map<number, Thrift>[]): Element {
  const of = list.shift()
  if (of === undefined) throw new RangeError('truncated')
  const count = Number(of.get(5) ?? 0)
  const children = Array.from({ length: count }, () => element(list))
  const repeated = of.get(3) === 2
  const [logicalKind] = (of.get(10) as Map<number, Thrift> | undefined)?.keys() ?? []
  const kind = logicalKind ?? ({ 3: 3, 1: 2, 2: 2 } as Record<number, number>)[Number(of.get(6) ?? -1)]
  let native: string
  if (count === 0) native = leafType(of)
  else if (kind === 3 && children[0]?.repeated === true) {
    const inner = children[0]
    native = `${inner.children.length === 1 ? inner.children[0]!.native : inner.native.replace(/\[\]$/, '')}[]`
  } else if (kind === 2 && children[0]?.children.length === 2)
    native = `MAP(${children[0].children[0]!.native}, ${children[0].children[1]!.native})`
  else native = struct(children)
  return { name: String(of.get(4) ?? ''), native: repeated ? `${native}[]` : native, repeated, children, kind }
}

/** The columns of a Parquet file, read off its footer alone; none when the file is not whole. */
export function sniffParquet(path: string): { readonly name: string; readonly native: string }[] {
  const schema = footer(path)?.get(2) as Map<number, Thrift>[] | undefined
  return schema === undefined ? [] : element([...schema]).children.map(({ name, native }) => ({ name, native }))
}
