import type { Note } from '../protocol/index.ts'
import { formatCount, text } from '../util/index.ts'
import type { FitEnd, FitProgress } from './trainer.ts'

/** A note on rows that lack a value. */
export function missingRows(rows: number, part: 'training' | 'validation' | 'evaluated'): Note {
  const zh = { training: '训练', validation: '验证', evaluated: '评估' }[part]
  return {
    code: 'rows-left-out',
    severity: 'note',
    count: rows,
    text: text(
      `${formatCount(rows)} ${part} ${rows === 1 ? 'row lacks a value and was' : 'rows lack a value and were'} left out`,
      `${formatCount(rows, 'zh-CN')} 行${zh}数据有缺失值，未使用`,
    ),
  }
}

/** A note on a feature with one value. */
export function constantFeature(column: string): Note {
  return {
    code: 'constant-feature',
    severity: 'warning',
    column,
    text: text(`${column} has one value in all training rows and tells nothing`, `${column} 在所有训练行中取值相同，不提供信息`),
  }
}

/** How many epochs without a better loss are worth a remark. */
const stale = 50

/** Notes on how a fit goes, or went. */
export function fitNotes(progress: FitProgress, end?: FitEnd): Note[] {
  const notes: Note[] = []
  const { best, epoch } = progress
  if (end === 'not-a-number') {
    const at = epoch + 1
    notes.push({
      code: 'loss-not-a-number',
      severity: 'error',
      text: text(
        `The loss stopped being a number in epoch ${formatCount(at)}; a lower learning rate may help`,
        `第 ${formatCount(at, 'zh-CN')} 轮的损失不再是数字；可降低学习率再试`,
      ),
    })
  }
  if (end === 'patience' && best !== null) {
    notes.push({
      code: 'ended-early',
      severity: 'note',
      text: text(
        `Ended early: no better loss for ${formatCount(epoch - best.epoch)} epochs`,
        `提前结束：连续 ${formatCount(epoch - best.epoch, 'zh-CN')} 轮损失未改善`,
      ),
    })
  } else if (best !== null && epoch - best.epoch >= stale) {
    const stopped = staleNote(progress, best)
    if (stopped !== undefined) notes.push(stopped)
  }
  return notes
}

function staleNote({ epoch, train, validation }: FitProgress, best: { readonly epoch: number; readonly loss: number }): Note | undefined {
  if (validation === undefined) return undefined
  const [since, kept] = [epoch - best.epoch, best.epoch]
  const en = `Validation loss has not improved for ${formatCount(since)} epochs`
  const zh = `验证损失已连续 ${formatCount(since, 'zh-CN')} 轮未改善`
  const diverges = median(validation.slice(-10)) > 1.5 * best.loss && median(train.slice(-10)) < train[kept - 1]!
  if (!diverges) {
    const then = text(`${en}; the weights of epoch ${formatCount(kept)} are kept`, `${zh}；保留第 ${formatCount(kept, 'zh-CN')} 轮的权重`)
    return { code: 'validation-not-improving', severity: 'note', text: then }
  }
  const heart = text(
    `${en} while training loss fell: the network is learning the training rows by heart. The weights of epoch ${formatCount(kept)} are kept`,
    `${zh}，而训练损失仍在下降：网络正在死记训练行。保留第 ${formatCount(kept, 'zh-CN')} 轮的权重`,
  )
  return { code: 'overfitting', severity: 'warning', text: heart }
}

function median(values: Float64Array): number {
  return values.sort()[values.length >> 1] ?? Number.NaN
}
