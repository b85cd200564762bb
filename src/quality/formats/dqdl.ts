import { unitOf } from '../duration.ts'
import type { RuleOptions } from '../rule.ts'
import { Draft, type ImportedContract, typeOfWord } from './draft.ts'

/** A contract out of rules in DQDL, the text that AWS Glue Data Quality reads. */
export function readDqdl(text: string): ImportedContract {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|#[^\n]*/g, (part) => (part.startsWith('#') ? '' : part))
  const body = /\bRules\s*=\s*\[/i.exec(plain)
  if (body === null) throw new SyntaxError('Cannot read the DQDL: it has no Rules = [ ... ]')
  const draft = new Draft()
  const { items, rest } = split(plain.slice(body.index + body[0].length))
  for (const item of items) readRule(draft, item)
  if (/\bAnalyzers\s*=/i.test(plain.slice(0, body.index) + rest)) draft.refuse('table', 'Analyzers', 'they measure, and ask for nothing')
  return draft.build('ruleset')
}

/** The rules up to the bracket that closes the list. */
function split(text: string): { items: string[]; rest: string } {
  const items: string[] = []
  let [depth, start, quoted] = [0, 0, false]
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    if (quoted && character === '\\') i++
    else if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '[' || character === '(') depth++
    else if (character === ')' || (character === ']' && depth > 0)) depth--
    else if ((character === ',' || character === ']') && depth === 0) {
      const item = text.slice(start, i).trim()
      if (item !== '') items.push(item)
      start = i + 1
      if (character === ']') return { items, rest: text.slice(i + 1) }
    }
  }
  throw new SyntaxError('Cannot read the DQDL: the list of rules is not closed')
}

const unquote = (text: string): string => text.replace(/^"|"$/g, '').replace(/\\(["\\])/g, '$1')

/** Text in quotes, or a number. */
function literalOf(text: string): unknown {
  const word = text.trim()
  if (word.startsWith('"')) return unquote(word)
  const date = /^\(?\s*"?(\d{4}-\d{2}-\d{2})/.exec(word)
  if (date !== null) return date[1]
  return /^-?\d+(\.\d+)?$/.test(word) ? Number(word) : undefined
}

interface Parsed {
  readonly kind: string
  readonly names: readonly string[]
  readonly condition: string
}

function parsed(item: string): Parsed {
  const kind = /^\w+/.exec(item)?.[0] ?? ''
  let rest = item.slice(kind.length).trim()
  const names: string[] = []
  for (let match = /^"(?:[^"\\]|\\.)*"/.exec(rest); match !== null; match = /^"(?:[^"\\]|\\.)*"/.exec(rest)) {
    names.push(unquote(match[0]))
    rest = rest.slice(match[0].length).trim()
  }
  return { kind, names, condition: rest }
}

function readRule(draft: Draft, item: string) {
  const { kind, names, condition } = parsed(item)
  const [column = ''] = names
  const no = (reason: string) => draft.refuse(names.join(', ') || 'table', item.length > 120 ? `${item.slice(0, 119)}…` : item, reason)
  if (/^\(|\)\s*(and|or)\s*\(/i.test(item)) return no('rules joined by and, or are more than one rule')
  const withoutStrings = condition.replace(/"(?:[^"\\]|\\.)*"/g, '""')
  if (/\bwhere\b/i.test(withoutStrings)) return no('its where cannot be said by a rule')
  switch (kind) {
    case 'IsComplete':
      return draft.add('required', [column], {})
    case 'IsUnique':
      return draft.add('unique', names, {})
    case 'IsPrimaryKey':
      for (const name of names) draft.add('required', [name], {})
      return draft.add('unique', names, {})
    case 'Completeness':
      return share(condition, (options) => draft.add('required', [column], {}, options), no)
    case 'ColumnExists':
      return draft.column(column)
    case 'ColumnDataType': {
      const type = typeOfWord(unquote(/^=\s*("[^"]*")$/.exec(condition)?.[1] ?? ''))
      if (type === undefined) return no('its type is not one that contracts ask for')
      draft.column(column, type)
      return type === 'string' ? undefined : draft.add('type', [column], { type })
    }
    case 'ColumnValues':
      return thresholded(condition, (own, options) => values(draft, column, own, options, no), no)
    case 'ColumnLength':
      return thresholded(condition, (own, options) => lengths(draft, column, own, options, no), no)
    case 'RowCount':
      return rowCount(draft, condition, no)
    case 'DataFreshness': {
      const match = /^<=?\s*(\d+)\s*(\w+)$/.exec(condition)
      const unit = unitOf(match?.[2] ?? '')
      if (match === null || unit === undefined) return no('it is not a length of time')
      return draft.add('fresh', [column], { within: { amount: Number(match[1]), unit } })
    }
    case 'ReferentialIntegrity': {
      const [, target = ''] = names
      const [table, ...rest] = target.split('.')
      if (names.length !== 2 || rest.length === 0 || rest.join('.').includes(',')) return no('only one column can refer to one column')
      return share(
        condition === '' ? '= 1.0' : condition,
        (options) => draft.add('references', [column], { name: table!, column: rest.join('.').replace(/[{}]/g, '') }, options),
        no,
      )
    }
    default:
      return no('no rule says the same')
  }
}

type Refuse = (reason: string) => void

/** A share of rows that hold: `> 0.95`, `>= 0.9`, `= 1.0`. */
function share(condition: string, add: (options: RuleOptions) => void, no: Refuse) {
  const match = /^(>=|>|=)\s*(\d+(?:\.\d+)?)$/.exec(condition.trim())
  const limit = Number(match?.[2])
  if (match === null || !(limit >= 0 && limit <= 1) || (match[1] === '=' && limit !== 1)) return no('its condition is not a least share')
  if (match[1] === '>') return no('a share that excludes its limit cannot be said')
  add(limit === 1 ? {} : { mostly: limit })
}

/** Splits `with threshold >= 0.9` off a condition. */
function thresholded(condition: string, read: (own: string, options: RuleOptions) => void, no: Refuse) {
  const match = /^([\s\S]*?)\s+with\s+threshold\s+([^"]*)$/i.exec(condition)
  if (match === null) read(condition, {})
  else share(match[2]!, (options) => read(match[1]!, options), no)
}

function values(draft: Draft, column: string, condition: string, options: RuleOptions, no: Refuse) {
  const list = /^(not\s+)?in\s*\[([\s\S]*)\]$/i.exec(condition)
  if (list !== null) {
    const found = [...list[2]!.matchAll(/"(?:[^"\\]|\\.)*"|[^,\s]+/g)].map((match) => literalOf(match[0]))
    return found.includes(undefined)
      ? no('its list holds more than texts and numbers')
      : draft.addValues(list[1] === undefined ? 'oneOf' : 'not', column, found, options)
  }
  const matches = /^matches\s+("[\s\S]*")$/i.exec(condition)
  // The engine of this text asks that all of a value matches.
  if (matches !== null)
    return draft.addPattern(column, `^(?:${matches[1]!.slice(1, -1).replace(/\\\\/g, '\\').replace(/\\"/g, '"')})$`, options)
  const between = /^between\s+(.+?)\s+and\s+(.+)$/i.exec(condition)
  if (between !== null) return draft.addLimits(column, { above: literalOf(between[1]!), below: literalOf(between[2]!) }, options)
  const compared = /^(>=|<=|>|<|!=|=)\s*(.+)$/.exec(condition)
  const value = compared === null ? undefined : literalOf(compared[2]!)
  if (compared === null || value === undefined) return no('its condition cannot be said by a rule')
  if (compared[1] === '=') return draft.addValues('oneOf', column, [value], options)
  if (compared[1] === '!=') return draft.addValues('not', column, [value], options)
  const key = { '>=': 'min', '<=': 'max', '>': 'above', '<': 'below' }[compared[1]!]!
  draft.addLimits(column, { [key]: value }, options)
}

/** Whole limits of a count; `between` excludes both. */
function whole(condition: string): { min?: number; max?: number } | undefined {
  const between = /^between\s+(\d+)\s+and\s+(\d+)$/i.exec(condition)
  if (between !== null) return { min: Number(between[1]) + 1, max: Number(between[2]) - 1 }
  const match = /^(>=|<=|>|<|=)\s*(\d+)$/.exec(condition)
  const n = Number(match?.[2])
  switch (match?.[1]) {
    case '>=':
      return { min: n }
    case '>':
      return { min: n + 1 }
    case '<=':
      return { max: n }
    case '<':
      return { max: n - 1 }
    case '=':
      return { min: n, max: n }
    default:
      return undefined
  }
}

function lengths(draft: Draft, column: string, condition: string, options: RuleOptions, no: Refuse): void {
  const limits = whole(condition)
  if (limits === undefined) no('its condition cannot be said by a rule')
  else draft.addLengths(column, limits.min, limits.max, options)
}

function rowCount(draft: Draft, condition: string, no: Refuse): void {
  const limits = whole(condition)
  if (limits === undefined) no('its condition cannot be said by a rule')
  else draft.add('rowCount', [], limits)
}
