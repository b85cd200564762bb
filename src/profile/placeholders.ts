/** Texts that stand for "nothing known", in lower case. */
export const placeholders: readonly string[] = [
  ...['n/a', 'na', '#n/a', 'nan', 'null', '(null)', 'nil', 'none', 'undefined', 'unknown', 'missing', 'tbd', 'xxx'],
  ...['?', '??', '???', '-', '--', '---', '.', '...', '未知', '无', '空', '不详', '暂无', '缺失', '错误', 'error'],
]

const known = new Set(placeholders)

/** Whether a text stands for "nothing known", such as `NA`, `?` or `未知`. */
export function isPlaceholder(text: string): boolean {
  return text.length <= 12 && known.has(text.trim().toLowerCase())
}
