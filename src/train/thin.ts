import type { FitProgress } from './trainer.ts'

/** Most epochs whose loss is shown. */
const most = 400

/** The losses to show: at most 400 epochs, among them the first, the best and the last. */
export function thinLoss({ epoch, train, validation, best }: Pick<FitProgress, 'epoch' | 'train' | 'validation' | 'best'>) {
  const epochs = epochsShown(epoch, best?.epoch)
  const at = (losses: Float64Array) => epochs.map((e) => losses[e - 1]!)
  return { epochs, train: at(train), ...(validation === undefined ? {} : { validation: at(validation) }) }
}

function epochsShown(count: number, best: number | undefined): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i + 1)
  const even = Array.from({ length: most - 1 }, (_, i) => 1 + Math.round((i * (count - 1)) / (most - 2)))
  return [...new Set([...even, best ?? 1])].sort((a, b) => a - b)
}
