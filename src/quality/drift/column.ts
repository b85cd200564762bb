import type { DriftBin, DriftColumn } from '../../protocol/index.ts'
import { formatDay, formatNumber, text } from '../../util/index.ts'
import { binsOf, smoothed } from './bins.ts'
import { type Categories, momentsOf, type Samples, sharesOf } from './samples.ts'
import { type CategoryTest, categoryTests, type NumberTest, numberTests } from './tests/index.ts'

/** What was found in a column before all columns are judged together. */
export type Measured = Omit<DriftColumn, 'verdict' | 'text' | 'test' | 'name' | 'type' | 'missing'> & {
  readonly test?: { readonly name: string; readonly statistic: number; readonly p: number }
  /** What moved, in words; empty when there is nothing to tell. */
  readonly moved: ReturnType<typeof text>
}

const shown = (time: boolean) => (value: number) => (time ? formatDay(value) : formatNumber(value))

/** Two samples of numbers: by Kolmogorov–Smirnov unless another test is asked for. */
export function measureNumbers(
  samples: Samples,
  of: 'numbers' | 'lengths',
  test: NumberTest = 'kolmogorov-smirnov',
  time = false,
): Measured {
  const bins = binsOf(samples)
  const { statistic, p } = numberTests[test](samples)
  const [was, is] = [momentsOf(samples.values, samples.x), momentsOf(samples.values, samples.y)]
  const format = shown(time)
  const what = of === 'lengths' ? text('mean length', '平均长度') : text('mean', '均值')
  const deviation = Math.sqrt(was.variance)
  const { statistic: wasserstein } = numberTests.wasserstein(samples)
  return {
    compared: of,
    ...(p === null || Number.isNaN(p) ? {} : { test: { name: test, statistic, p } }),
    distance: categoryTests['jensen-shannon'](bins).statistic,
    measures: {
      psi: categoryTests.psi(smoothed(bins)).statistic,
      wasserstein,
      ...(deviation > 0 ? { 'wasserstein in standard deviations': wasserstein / deviation } : {}),
      'mean before': was.mean,
      'mean now': is.mean,
    },
    bins: labelled(
      bins.ranges.map(([low, high]) => (low === high ? format(low) : `${format(low)} to ${format(high)}`)),
      bins,
    ),
    moved: text(
      `${what.en} ${format(was.mean)} before, ${format(is.mean)} now`,
      `${what['zh-CN']}由 ${format(was.mean)} 变为 ${format(is.mean)}`,
    ),
  }
}

/** Two samples of categories: by chi-squared, or Fisher's exact test for two categories of which one is rare. */
export function measureCategories(values: readonly string[], counts: Categories, asked?: CategoryTest): Measured {
  const shares = { x: sharesOf(counts.x), y: sharesOf(counts.y) }
  const total = counts.x.reduce((sum, n, i) => sum + n + counts.y[i]!, 0)
  const rare = values.length === 2 && total < 10_000 && counts.x.some((n, i) => n + counts.y[i]! < 10)
  const name = asked ?? (rare ? 'fisher' : 'chi-squared')
  const { statistic, p } = categoryTests[name](counts)
  const fresh = counts.x.filter((n, i) => n === 0 && counts.y[i]! > 0).length
  const gone = counts.x.filter((n, i) => n > 0 && counts.y[i] === 0).length
  return {
    compared: 'categories',
    ...(p === null || Number.isNaN(p) ? {} : { test: { name, statistic, p } }),
    distance: categoryTests['jensen-shannon'](counts).statistic,
    measures: {
      psi: categoryTests.psi(smoothed(counts)).statistic,
      'total variation': categoryTests['total-variation'](counts).statistic,
      'new values': fresh,
      'values gone': gone,
    },
    bins: labelled(values, counts)
      .sort((a, b) => Math.abs(b.current - b.reference) - Math.abs(a.current - a.reference))
      .slice(0, 20),
    moved: text(
      `${formatNumber(100 * shares.x.reduce((sum, share, i) => sum + Math.abs(share - shares.y[i]!) / 2, 0))}% of rows in other categories${fresh > 0 ? `, ${fresh} new` : ''}`,
      `${formatNumber(100 * shares.x.reduce((sum, share, i) => sum + Math.abs(share - shares.y[i]!) / 2, 0))}% 的行类别改变${fresh > 0 ? `，新增 ${fresh} 个类别` : ''}`,
    ),
  }
}

function labelled(labels: readonly string[], counts: Categories): DriftBin[] {
  const [reference, current] = [sharesOf(counts.x), sharesOf(counts.y)]
  return labels.map((label, i) => ({ label, reference: reference[i]!, current: current[i]! }))
}
