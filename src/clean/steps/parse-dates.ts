import { fn, print } from '../../engine/index.ts'
import { columnRef } from '../../table/index.ts'
import { text } from '../../util/index.ts'
import { replaced, select } from '../sql.ts'
import { type DateFormat, readAs, readOneWay, usualFormats } from './date-formats.ts'
import type { FittedStep, RunQuery, Step, StepInput } from './step.ts'

/** How texts become dates. */
export interface ParseDatesOptions {
  /** The formats that may occur, as strptime takes them: `['%Y-%m-%d', '%d/%m/%Y']`. Suggested from the data when not given. */
  readonly formats?: readonly string[]
  /** Whether `03/04/2024` is the 3rd of April. Such values are left unparsed when this is not given. */
  readonly dayFirst?: boolean
}

/** How many values read as dates in one format. */
export interface FormatUse {
  readonly format: string
  readonly values: number
}

/** Which formats occur, whether any value has a time of day, and what could not be read. */
export interface DatesFound {
  readonly formats: readonly FormatUse[]
  readonly ambiguous: number
  readonly unreadable: number
}

/** The formats to try, in their order. */
export function formatsOf({ formats, dayFirst }: ParseDatesOptions): DateFormat[] {
  const all = formats === undefined ? usualFormats : formats.map((format) => ({ format, ...orderOf(format) }))
  if (dayFirst === undefined) return [...all]
  return all.filter(({ order }) => order !== (dayFirst ? 'month first' : 'day first'))
}

function orderOf(format: string): Pick<DateFormat, 'order'> {
  const [day, month] = [format.search(/%-?d/), format.search(/%-?m/)]
  const year = format.search(/%[yY]/)
  if (day < 0 || month < 0 || (year >= 0 && year < Math.min(day, month))) return {}
  return { order: day < month ? 'day first' : 'month first' }
}

/** Counts which formats the values of a text column have. */
export async function lookForDates(
  column: string,
  formats: readonly DateFormat[],
  { relation }: StepInput,
  query: RunQuery,
): Promise<DatesFound> {
  const value = columnRef(column)
  const present = fn('is_present', value)
  const fits = formats.map((format) => fn('is_present', readAs(value, format)))
  const any = fits.length === 1 ? fits[0]! : fn('or', ...fits)
  const one = fn('is_present', readOneWay(value, formats))
  const found = await query(
    print(
      select(
        [
          ['ambiguous', fn('count_if', fn('and', any, fn('not', one)))],
          ['unreadable', fn('count_if', fn('and', present, fn('not', fn('coalesce', any, false))))],
          ...formats.map((_, i) => [`f${i}`, fn('count_if', fn('and', one, fits[i]!))] as const),
        ],
        relation.query,
      ),
    ),
  )
  const [ambiguous, unreadable, ...uses] = found.columns.map((list) => Number(list[0] ?? 0))
  return {
    ambiguous: ambiguous!,
    unreadable: unreadable!,
    formats: formats
      .map(({ format }, i) => ({ format, values: uses[i]! }))
      .filter((use) => use.values > 0)
      .sort((a, b) => b.values - a.values),
  }
}

/** Reads the texts of a column as dates. What could be read in two ways, or in none, becomes missing. */
export function parseDates(column: string, formats: readonly DateFormat[], found: (dates: DatesFound) => void): Step {
  return {
    kind: 'parseDates',
    needs: [column],
    async fit(input, query): Promise<FittedStep> {
      const type = input.types.get(column)
      if (type !== 'text') throw new TypeError(`Cannot parse dates of ${JSON.stringify(column)}: it is ${type}, not text`)
      const dates = await lookForDates(column, formats, input, query)
      found(dates)
      const used = dates.formats.map((use) => use.format)
      const kind = used.some((format) => /%[HIMSp]/.test(format)) ? 'timestamp' : 'date'
      return {
        kind: 'parseDates',
        step: `parseDates(${column})`,
        column,
        text: text(
          `Read ${column} as ${kind === 'date' ? 'dates' : 'dates and times'}: ${used.join(', ') || 'none fits'}`,
          `将 ${column} 解析为日期：${used.join('，') || '无匹配格式'}`,
        ),
        needs: [column],
        fitted: Object.fromEntries(dates.formats.map((use) => [use.format, use.values])),
        apply({ relation }) {
          const read = readOneWay(columnRef(column), formats)
          const after = kind === 'date' ? fn('to_date', read) : read
          return {
            relation: { ...relation, types: { ...relation.types, [column]: kind }, query: replaced(relation, column, after) },
            changed: { column, when: fn('is_present', columnRef(column)), after },
          }
        },
      }
    },
  }
}
