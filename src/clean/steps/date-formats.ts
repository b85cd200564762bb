import type { ExprNode } from '@uwdata/mosaic-sql'
import { fn } from '../../engine/index.ts'
import { lit } from '../sql.ts'

/** One way to write a date. */
export interface DateFormat {
  /** As strptime takes it: `%d/%m/%Y`. */
  readonly format: string
  /** What texts of the format look like; without it the engine alone decides. */
  readonly looks?: RegExp
  /** Set for formats that other readers would read the other way round. */
  readonly order?: 'day first' | 'month first'
}

const clocks: readonly (readonly [string, string])[] = [
  ['', ''],
  [' %H:%M', ' [0-9]{1,2}:[0-9]{2}'],
  [' %H:%M:%S', ' [0-9]{1,2}:[0-9]{2}:[0-9]{2}'],
]
const [d, y] = ['[0-9]{1,2}', '[0-9]{4}']

function dated(format: string, looks: string, order?: DateFormat['order']): DateFormat[] {
  return clocks.map(([clock, clockLooks]) => ({
    format: `${format}${clock}`,
    looks: new RegExp(`${looks}${clockLooks}`),
    ...(order === undefined ? {} : { order }),
  }))
}

/** The formats that are looked for when none are given. */
export const usualFormats: readonly DateFormat[] = [
  ...dated('%Y-%m-%d', `${y}-${d}-${d}`),
  ...dated('%Y/%m/%d', `${y}/${d}/${d}`),
  ...dated('%Y.%m.%d', `${y}[.]${d}[.]${d}`),
  ...dated('%Y年%m月%d日', `${y}年${d}月${d}日`),
  { format: '%Y-%m-%dT%H:%M:%S', looks: new RegExp(`${y}-${d}-${d}T[0-9]{2}:[0-9]{2}:[0-9]{2}`) },
  { format: '%Y%m%d', looks: /(19|20)[0-9]{6}/ },
  ...['/', '-', '.'].flatMap((mark) => {
    const looks = `${d}[${mark}]${d}[${mark}]${y}`
    return [...dated(`%d${mark}%m${mark}%Y`, looks, 'day first'), ...dated(`%m${mark}%d${mark}%Y`, looks, 'month first')]
  }),
  ...['%b', '%B'].flatMap((month) => [
    { format: `%d ${month} %Y`, looks: new RegExp(`${d} [A-Za-z]+ ${y}`) },
    { format: `%d-${month}-%Y`, looks: new RegExp(`${d}-[A-Za-z]+-${y}`) },
    { format: `${month} %d, %Y`, looks: new RegExp(`[A-Za-z]+ ${d}, ${y}`) },
  ]),
]

/** What a text reads as in one format; null when it does not. */
export function readAs(value: ExprNode, { format, looks }: DateFormat): ExprNode {
  const parsed = fn('timestamp_from_text', value, format)
  return looks === undefined ? parsed : fn('if', fn('regexp_full', fn('trim', value), looks), parsed, lit(null))
}

/** What a text reads as when all formats that fit agree; null when none fits, or when they do not agree. */
export function readOneWay(value: ExprNode, formats: readonly DateFormat[]): ExprNode {
  if (formats.length === 0) return fn('cast', lit(null), 'timestamp')
  const found = fn('list_distinct', fn('list_present', fn('list', ...formats.map((format) => readAs(value, format)))))
  return fn('if', fn('eq', fn('list_length', found), 1), fn('list_element', found, 0), lit(null))
}
