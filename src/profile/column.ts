import type { CellValue, ColumnProfile, Note, PersonalKind, TextStatistics } from '../protocol/index.ts'
import { detectPersonal, maskValue, redact, semanticType } from '../semantic/index.ts'
import { formatCount, formatTimestamp, text } from '../util/index.ts'
import { type Figures, wholeHistogram } from './figures.ts'
import { isIdentifier } from './identifiers.ts'
import { type Counted, familyOf } from './measure.ts'
import { columnNotes } from './notes.ts'

/** Longest text that a profile shows of a value. */
const longest = 80

/** A value as a profile shows it: times as ISO text, long texts cut, personal data within free texts masked. */
function shown(value: string | number, type: ColumnProfile['type']): CellValue {
  if (typeof value === 'number') return type === 'date' || type === 'timestamp' ? formatTimestamp(value, type === 'date') : value
  if (type === 'boolean') return value === 'true'
  const safe = redact(value)
  return [...safe].length > longest ? `${[...safe].slice(0, longest - 1).join('')}…` : safe
}

function maskedText(texts: TextStatistics, personal: PersonalKind | undefined): TextStatistics {
  const patterns = texts.patterns.map(({ pattern, example, count }) => ({
    pattern,
    example: personal !== undefined || example === null ? null : String(shown(example, 'text')),
    count,
  }))
  return { ...texts, patterns }
}

/** A remark of the reader on a personal column, without the value that it names. */
function withoutValues({ code, severity, column, count }: Note): Note {
  const [en, zh] =
    code === 'widened'
      ? [
          `read as text: ${count === undefined ? 'some values do' : count === 1 ? '1 value does' : `${formatCount(count)} values do`} not fit`,
          `读作文本：${count === undefined ? '有值' : `${formatCount(count, 'zh-CN')} 个值`}不符合类型`,
        ]
      : [`remark of the reader: ${code}`, `读取提示：${code}`]
  return { code, severity, text: text(en, zh), ...(column === undefined ? {} : { column }), ...(count === undefined ? {} : { count }) }
}

/** A column's profile from its figures: what it means, masked where it is personal, with what is worth a look. */
export function columnProfile({ field, rows }: Counted, figures: Figures, read: readonly Note[]): ColumnProfile {
  const { name, type } = field
  const { count } = figures
  const looked = familyOf(type) === 'nested' ? null : detectPersonal(name, figures.sample)
  const personal = looked?.kind
  const semantic = semanticType(name, figures.sample)
  const identifier = isIdentifier(name, type)
  const repeats = personal !== undefined || identifier ? figures.repeats : undefined
  const rowsPerValue = repeats === undefined ? undefined : wholeHistogram(repeats)
  const facts = {
    name,
    type,
    ...(personal === undefined ? {} : { personal }),
    ...(semantic === null ? {} : { semantic: { type: semantic.type, confidence: Math.round(semantic.confidence * 100) / 100 } }),
    count,
    missing: rows - count,
    distinct: { value: figures.distinct, exact: figures.estimated !== true },
    ...(figures.numbers === undefined || personal !== undefined ? {} : { numbers: figures.numbers }),
    ...(figures.dates === undefined || personal !== undefined ? {} : { dates: figures.dates }),
    ...(figures.text === undefined ? {} : { text: maskedText(figures.text, personal) }),
    ...(figures.booleans === undefined ? {} : { booleans: figures.booleans }),
    ...(figures.histogram === undefined || personal !== undefined ? {} : { histogram: figures.histogram }),
    top: figures.top.map((one) => ({
      value:
        personal === undefined
          ? shown(one.value, type)
          : maskValue(personal, type === 'date' || type === 'timestamp' ? new Date(one.value) : one.value),
      count: one.count,
    })),
    ...(rowsPerValue === undefined ? {} : { rowsPerValue }),
  }
  return { ...facts, notes: columnNotes(facts, figures, identifier, personal === undefined ? read : read.map(withoutValues)) }
}
