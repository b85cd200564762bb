import type { Text } from '../../protocol/index.ts'
import { formatCount, formatNumber, formatShare, text } from '../../util/index.ts'
import { type LogicalType, makeRule, type Rule, type RuleOptions } from '../rule.ts'
import { mostlyFor } from './confidence.ts'
import type { Learned } from './learn.ts'
import { patternOf } from './pattern.ts'

/** A rule that may be suggested. Two of one key are the same rule with other limits. */
export interface Candidate {
  readonly key: string
  readonly family: string
  readonly rule: Rule
  readonly reason: Text
  /** What a check counts as judged: values, or all rows. */
  readonly judged: number
}

const logical: Readonly<Record<string, LogicalType>> = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamp',
}

/** The type a contract asks of a column: texts that nearly all read as numbers or dates are meant to be such. */
export function logicalTypeOf({ type, count, figures, shapes }: Learned): LogicalType | undefined {
  if (type !== 'text' || count < 20) return logical[type]
  const { integers = 0, numbers = 0, dates = 0, padded = 0 } = figures
  // Numbers do not start with zeros; codes do.
  if (padded > 0.01 * count) return 'string'
  // Codes such as C536379 beside 536365 are no faulty numbers: they share a shape.
  const others = count - Math.max(integers, numbers, dates)
  const lettered = Math.max(0, ...shapes.filter(({ value }) => /[Aa]/.test(value)).map((shape) => shape.count))
  if (others >= 10 && lettered >= others / 2) return 'string'
  if (mostlyFor(count - integers, count) !== null) return 'integer'
  if (mostlyFor(count - numbers, count) !== null) return 'number'
  return mostlyFor(count - dates, count) === null ? 'string' : 'date'
}

const options = (mostly: number | null, more: RuleOptions = {}): RuleOptions => ({
  ...more,
  ...(mostly === null || mostly === 1 ? {} : { mostly }),
})

/** What all values, or nearly all, do: as a reason. */
function seen(failing: number, n: number, en: string, zh: string): Text {
  const count = formatCount(n)
  return failing === 0
    ? text(`all ${count} ${en}`, `全部 ${count} 个值${zh}`)
    : text(`${formatShare(1 - failing / n)} of ${count} ${en}`, `${count} 个值中 ${formatShare(1 - failing / n, 'zh-CN')} ${zh}`)
}

/** The rules that one column suggests. */
export function proposeFor(column: Learned): Candidate[] {
  return [
    ...typeOf(column),
    ...requiredOf(column),
    ...rangeOf(column),
    ...setOf(column),
    ...shapeOf(column),
    ...lengthOf(column),
    ...uniqueOf(column),
  ]
}

function candidate(family: string, rule: Rule, reason: Text, judged: number): Candidate {
  return { key: `${family}:${rule.kind}:${rule.columns.join(',')}`, family, rule, reason, judged }
}

function typeOf(column: Learned): Candidate[] {
  const { name, type, count, figures } = column
  const wanted = logicalTypeOf(column)
  if (wanted === undefined || wanted === 'string' || count === 0) return []
  const fits =
    type === 'text' ? (wanted === 'integer' ? figures.integers! : wanted === 'number' ? figures.numbers! : figures.dates!) : count
  const mostly = mostlyFor(count - fits, count)
  return [
    candidate(
      'type',
      makeRule('type', [name], { type: wanted }, options(mostly)),
      seen(count - fits, count, `values read as ${wanted}`, `可读作 ${wanted}`),
      count,
    ),
  ]
}

function requiredOf({ name, rows, count }: Learned): Candidate[] {
  if (rows < 10) return []
  const mostly = mostlyFor(rows - count, rows)
  if (mostly === null) return []
  return [
    candidate('required', makeRule('required', [name], {}, options(mostly)), seen(rows - count, rows, 'rows have a value', '非空'), rows),
  ]
}

function rangeOf({ name, type, count, distinct, figures }: Learned): Candidate[] {
  if (!['integer', 'number', 'decimal'].includes(type) || count < 30 || !Number.isFinite(figures.min)) return []
  const { min, max, q01, q99, negative, zero } = figures as Record<'min' | 'max' | 'q01' | 'q99' | 'negative' | 'zero', number>
  const found: Candidate[] = []
  const below = mostlyFor(negative, count)
  if (below !== null) {
    const exclusive = zero === 0 && negative === 0
    const rule = makeRule('min', [name], { value: 0, ...(exclusive ? { exclusive: true as const } : {}) }, options(Math.min(below, 0.999)))
    found.push(
      candidate(
        'range',
        rule,
        seen(negative, count, exclusive ? 'values are above 0' : 'values are 0 or more', exclusive ? '大于 0' : '不小于 0'),
        count,
      ),
    )
  }
  if (type === 'integer' && distinct <= 31 && count >= 20 * distinct)
    found.push(
      candidate(
        'range',
        makeRule('between', [name], { from: min, to: max }, options(1)),
        text(
          `only ${distinct} values occur, from ${formatNumber(min)} to ${formatNumber(max)}`,
          `仅出现 ${distinct} 个值，介于 ${formatNumber(min)} 与 ${formatNumber(max)}`,
        ),
        count,
      ),
    )
  else if (q99 > q01) {
    const spread = q99 - q01
    const [from, to] = [round(q01 - 2 * spread, -1), round(q99 + 2 * spread, 1)]
    const rule = makeRule(
      'between',
      [name],
      { from: negative === 0 ? Math.max(0, from) : from, to },
      options(0.99, { severity: 'warning' }),
    )
    found.push(
      candidate(
        'range',
        rule,
        text(
          `98% of values are from ${formatNumber(q01)} to ${formatNumber(q99)}; twice that spread is left on either side`,
          `98% 的值介于 ${formatNumber(q01)} 与 ${formatNumber(q99)}，两侧各留两倍余量`,
        ),
        count,
      ),
    )
  }
  return found
}

/** A limit with two significant digits, away from the values. */
function round(value: number, side: 1 | -1): number {
  if (value === 0) return 0
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  const whole = side === 1 ? Math.ceil(value / unit) : Math.floor(value / unit)
  return Number((whole * unit).toPrecision(3))
}

function setOf(column: Learned): Candidate[] {
  const { name, type, count, distinct, values } = column
  if (
    values === null ||
    logicalTypeOf(column) !== logical[type] ||
    count < 50 ||
    distinct > 0.1 * count ||
    (type === 'integer' && distinct > 12)
  )
    return []
  const usual = values.filter((one) => one.count >= 3)
  const rare = count - usual.reduce((sum, one) => sum + one.count, 0)
  const mostly = usual.length < 1 ? null : mostlyFor(rare, count)
  if (mostly === null) return []
  const sorted = usual.map((one) => one.value).sort()
  const set = type === 'integer' ? sorted.map(Number).sort((a, b) => a - b) : sorted
  const reason = seen(rare, count, `values are one of ${set.length} that occur again and again`, `属于反复出现的 ${set.length} 个取值`)
  return [
    candidate('set', makeRule('oneOf', [name], { values: set }, options(mostly === 1 ? 0.99 : Math.min(mostly, 0.99))), reason, count),
  ]
}

const mail = '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'

function shapeOf(column: Learned): Candidate[] {
  const { name, personal, count, distinct, shapes } = column
  if (count < 30 || distinct < 5 || logicalTypeOf(column) !== 'string') return []
  const pattern = personal === 'email' ? mail : patternOf(shapes)
  if (pattern === null) return []
  const what =
    personal === 'email' ? text('values are e-mail addresses', '为电子邮件地址') : text('values share these shapes', '具有相同的形式')
  const reason = text(`nearly all of ${formatCount(count)} ${what.en}`, `${formatCount(count)} 个值几乎全部${what['zh-CN']}`)
  return [candidate('pattern', makeRule('matches', [name], { pattern }, options(0.95)), reason, count)]
}

function lengthOf(column: Learned): Candidate[] {
  const { name, count, distinct, figures } = column
  if (logicalTypeOf(column) !== 'string' || count < 30 || distinct < 5) return []
  const { minLength, maxLength, blank } = figures as Record<'minLength' | 'maxLength' | 'blank', number>
  if (minLength === maxLength && minLength > 0)
    return [
      candidate(
        'length',
        makeRule('length', [name], { length: minLength }),
        seen(0, count, `values have ${minLength} characters`, `长度均为 ${minLength}`),
        count,
      ),
    ]
  const found: Candidate[] = []
  const empty = mostlyFor(blank, count)
  if (empty !== null)
    found.push(
      candidate(
        'length',
        makeRule('minLength', [name], { length: 1 }, options(empty)),
        seen(blank, count, 'values are not blank', '非空白'),
        count,
      ),
    )
  const longest = Math.ceil(maxLength * 1.5)
  found.push(
    candidate(
      'length',
      makeRule('maxLength', [name], { length: longest }, options(0.999, { severity: 'warning' })),
      text(
        `the longest of ${formatCount(count)} values has ${maxLength} characters; half as many are left on top`,
        `最长的值为 ${maxLength} 个字符，另留一半余量`,
      ),
      count,
    ),
  )
  return found
}

function uniqueOf({ name, type, count, distinct }: Learned): Candidate[] {
  if (count < 20 || distinct !== count || type === 'number' || type === 'decimal') return []
  return [candidate('unique', makeRule('unique', [name], {}), seen(0, count, 'values are different', '互不相同'), count)]
}
