import type { Runtime } from 'node:inspector'

/** How a front end shows a value. */
export interface ValueText {
  readonly value: string
  readonly type: string
}

const longest = 1000
const cut = (text: string, length = longest) => (text.length > length ? `${text.slice(0, length)}…` : text)

/** A value in short, without running any of its code. */
export function describeValue(remote: Runtime.RemoteObject): ValueText {
  const { type, subtype, className = 'Object', description = '' } = remote
  if (type === 'string') return { value: cut(quoted(String(remote.value))), type }
  if (type === 'undefined') return { value: 'undefined', type }
  if (subtype === 'null') return { value: 'null', type: 'null' }
  if (type === 'function') return { value: cut(functionText(description), 200), type: /^class\b/.test(description) ? 'class' : 'function' }
  if (type !== 'object') return { value: remote.unserializableValue ?? (description || String(remote.value)), type }
  return { value: cut(objectText(remote)), type: subtype === 'error' ? className : cut(description.split('\n')[0] ?? className, 100) }
}

/** How many elements a list, map or set has. */
export function lengthOf({ subtype = '', description = '' }: Runtime.RemoteObject): number | undefined {
  if (!['array', 'typedarray', 'map', 'set'].includes(subtype)) return undefined
  return Number(/\((\d+)\)$/.exec(description)?.[1] ?? 0)
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

function functionText(description: string): string {
  if (/^class\b/.test(description)) return description.split('{')[0]?.trim() ?? 'class'
  return description.split('\n')[0]?.replace(/\s*\{$/, ' {…}') ?? 'function'
}

function objectText({ subtype, className = 'Object', description = className, preview }: Runtime.RemoteObject): string {
  const first = description.split('\n')[0] ?? className
  if (preview === undefined || ['error', 'date', 'regexp', 'promise', 'proxy'].includes(subtype ?? '')) return first
  return previewText(preview, first)
}

function previewText(preview: Runtime.ObjectPreview, description: string): string {
  const { subtype, properties, entries, overflow } = preview
  const rest = overflow ? ['…'] : []
  if (entries !== undefined) {
    const texts = entries.map(({ key, value }) => (key === undefined ? partText(value) : `${partText(key)} => ${partText(value)}`))
    return `${description} {${[...texts, ...rest].join(', ')}}`
  }
  if (subtype === 'array' || subtype === 'typedarray') {
    const texts = properties.filter(({ name }) => /^\d+$/.test(name)).map(propertyText)
    return `${description} [${[...texts, ...rest].join(', ')}]`
  }
  const texts = properties.map((property) => `${property.name}: ${propertyText(property)}`)
  return `${description === 'Object' ? '' : `${description} `}{${[...texts, ...rest].join(', ')}}`
}

function propertyText({ type, subtype, value = '' }: Runtime.PropertyPreview): string {
  if (type === 'string') return quoted(value)
  if (type === 'function') return 'ƒ'
  if (type === 'accessor') return '(getter)'
  if (type === 'object' && subtype === undefined && value === 'Object') return '{…}'
  return value
}

function partText({ type, description = '' }: Runtime.ObjectPreview): string {
  return type === 'string' ? quoted(description) : description
}
