/** A cursor over the name of a type. */
interface Cursor {
  readonly text: string
  at: number
}

const simple: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'number',
  SMALLINT: 'number',
  INTEGER: 'number',
  BIGINT: 'number',
  HUGEINT: 'number',
  UTINYINT: 'number',
  USMALLINT: 'number',
  UINTEGER: 'number',
  UBIGINT: 'number',
  UHUGEINT: 'number',
  FLOAT: 'number',
  DOUBLE: 'number',
  DECIMAL: 'number',
  DATE: 'Date',
  TIMESTAMP: 'Date',
  TIMESTAMP_S: 'Date',
  TIMESTAMP_MS: 'Date',
  TIMESTAMP_NS: 'Date',
  'TIMESTAMP WITH TIME ZONE': 'Date',
  VARCHAR: 'string',
  UUID: 'string',
  ENUM: 'string',
  BIT: 'string',
  TIME: 'string',
  'TIME WITH TIME ZONE': 'string',
  INTERVAL: 'string',
  BLOB: 'Uint8Array',
}

function name(cursor: Cursor): string {
  if (cursor.text[cursor.at] === '"') {
    let out = ''
    for (cursor.at++; cursor.at < cursor.text.length; cursor.at++) {
      if (cursor.text[cursor.at] !== '"') out += cursor.text[cursor.at]
      else if (cursor.text[cursor.at + 1] === '"') {
        out += '"'
        cursor.at++
      } else break
    }
    cursor.at++
    return out
  }
  const found = /^[^\s(),[\]]+/.exec(cursor.text.slice(cursor.at))?.[0] ?? ''
  cursor.at += found.length
  return found
}

function skip(cursor: Cursor, what: string): boolean {
  if (!cursor.text.startsWith(what, cursor.at)) return false
  cursor.at += what.length
  return true
}

function base(cursor: Cursor): string {
  if (skip(cursor, 'STRUCT(')) {
    const fields: string[] = []
    while (!skip(cursor, ')')) {
      if (cursor.at >= cursor.text.length) return 'unknown'
      const key = name(cursor)
      skip(cursor, ' ')
      fields.push(`${JSON.stringify(key)}: ${type(cursor)} | null`)
      skip(cursor, ', ')
    }
    return `{ ${fields.join('; ')} }`
  }
  if (skip(cursor, 'MAP(')) {
    const key = type(cursor)
    skip(cursor, ', ')
    const value = type(cursor)
    skip(cursor, ')')
    return `Map<${key}, ${value} | null>`
  }
  const word = /^[A-Z_]+(?: WITH TIME ZONE)?/.exec(cursor.text.slice(cursor.at))?.[0] ?? ''
  cursor.at += word.length
  // digits of DECIMAL(18,3), labels of ENUM('a', 'b')
  const details = /^\((?:'(?:[^']|'')*'|[^()'])*\)/.exec(cursor.text.slice(cursor.at))
  cursor.at += details?.[0].length ?? 0
  return simple[word] ?? 'unknown'
}

function type(cursor: Cursor): string {
  let out = base(cursor)
  for (let list = /^\[\d*\]/.exec(cursor.text.slice(cursor.at)); list !== null; list = /^\[\d*\]/.exec(cursor.text.slice(cursor.at))) {
    cursor.at += list[0].length
    out = `(${out} | null)[]`
  }
  return out
}

/**
 * The TypeScript type of the values of a column, by the engine's name of its type.
 *
 * @example
 * typescriptType('DECIMAL(18,2)') // 'number'
 * typescriptType('STRUCT(id BIGINT, tags VARCHAR[])') // '{ "id": number | null; "tags": (string | null)[] | null }'
 */
export function typescriptType(native: string): string {
  return type({ text: native, at: 0 })
}

/** The engine's name of a name inside a type: in quotes where it needs them. */
export function nestedName(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : `"${key.replaceAll('"', '""')}"`
}
