import type { CellValue, ColumnProfile, Note, PersonalKind, TextStatistics } from '../protocol/index.ts'
import { detectPersonal, maskValue, semanticType } from '../semantic/index.ts'
import { formatTimestamp } from '../util/index.ts'
import { type Figures, wholeHistogram } from './figures.ts'
import { isIdentifier } from './identifiers.ts'
import { type Counted, familyOf } from './measure.ts'
import { columnNotes } from './notes.ts'

/** Longest text that a profile shows of a value. */
const longest = 80

/** A value as a profile shows it: times as ISO text, long texts cut, e-mail addresses and identity cards masked wherever they stand. */
function shown(value: string | number, type: ColumnProfile['type']): CellValue {
  if (typeof value === 'number') return type === 'date' || type === 'timestamp' ? formatTimestamp(value, type === 'date') : value
  if (type === 'boolean') return value === 'true'
  const found = detectPersonal('', [value, value, `${value}`])
  const safe = value.replace(/[^\s@,;:"<>()[\]]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, (email) => maskValue('email', email))
  const cut = found?.kind === 'idcard' || found?.kind === 'card' ? maskValue(found.kind, value) : safe
  return [...cut].length > longest ? `${[...cut].slice(0, longest - 1).join('')}…` : cut
}

function maskedText(text: TextStatistics, personal: PersonalKind | undefined): TextStatistics {
  const patterns = text.patterns.map(({ pattern, example, count }) => ({
    pattern,
    example: personal !== undefined || example === null ? null : String(shown(example, 'text')),
    count,
  }))
  return { ...text, patterns }
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
    distinct: { value: figures.distinct, exact: true },
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
  return { ...facts, notes: columnNotes(facts, figures, identifier, read) }
}
