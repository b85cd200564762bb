import type { ComparisonView, Text } from '../../protocol/index.ts'
import { formatCount, text } from '../../util/index.ts'

const rows = (n: number) => `${formatCount(n)} ${n === 1 ? 'row' : 'rows'}`

/** What a comparison found, as a sentence. */
export function verdictOf({ before, after, key, counts }: Pick<ComparisonView, 'before' | 'after' | 'key' | 'counts'>): Text {
  const { added, removed, changed, same } = counts
  const none = added + removed + changed === 0
  const en = none
    ? `no row added, removed or changed; ${rows(same)} the same`
    : `${rows(added)} added, ${formatCount(removed)} removed, ${formatCount(changed)} changed, ${formatCount(same)} the same`
  const count = (n: number) => formatCount(n, 'zh-CN')
  const zh = none
    ? `没有新增、删除或修改的行，${count(same)} 行相同`
    : `新增 ${count(added)} 行，删除 ${count(removed)} 行，修改 ${count(changed)} 行，${count(same)} 行相同`
  const names =
    before.name === after.name
      ? text('later against earlier', '前后两份数据')
      : text(`${after.name || 'later'} against ${before.name || 'earlier'}`, `${after.name || '新表'} 与 ${before.name || '旧表'}，`)
  const table = before.name === after.name && after.name !== '' ? `${after.name}, ` : ''
  return text(
    `${table}${names.en}, by ${key.join(', ')}: ${en}.`,
    `${table === '' ? '' : `${after.name}，`}${names['zh-CN']}按 ${key.join('、')} 比较：${zh}。`,
  )
}

/** The heads and labels of a comparison. */
export const words = {
  column: text('Column', '列'),
  type: text('Type', '类型'),
  changed: text('Changed', '修改'),
  share: text('Share', '占比'),
  tolerance: text('Tolerance', '容差'),
  changes: text('Changed cells', '修改的单元格'),
  added: text('Added rows', '新增的行'),
  removed: text('Removed rows', '删除的行'),
} as const
