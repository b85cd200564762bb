import { fn, print } from '../../engine/index.ts'
import { columnRef } from '../../table/index.ts'
import { formatNumber, text } from '../../util/index.ts'
import { finite, isNumeric, lit, replaced, select, where } from '../sql.ts'
import type { Applied, FittedStep, RunQuery, Step, StepInput } from './step.ts'

/** How outliers are found. */
export type OutlierRule = 'iqr' | 'mad' | 'z'

/** What becomes of outliers. */
export type OutlierThen = 'drop' | 'clip' | 'null'

/** How outliers are found, and what becomes of them. */
export interface OutlierHow {
  /**
   * `iqr`: beyond `k` interquartile ranges from the quartiles. `mad`: beyond `k` times 1.4826 median absolute deviations from the median.
   * `z`: beyond `k` standard deviations (n - 1) from the mean.
   */
  readonly rule: OutlierRule
  readonly then: OutlierThen
  /** 1.5 for `iqr`, 3.5 for `mad`, 3 for `z` when not given. */
  readonly k?: number
}

const usualK: Readonly<Record<OutlierRule, number>> = { iqr: 1.5, mad: 3.5, z: 3 }

/** Makes a median absolute deviation estimate the standard deviation of normal data: 1 / Φ⁻¹(3/4). */
const madScale = 1.4826

interface Limits {
  readonly lower: number
  readonly upper: number
}

/** Drops, clips or empties values far from the others. Missing values and NaN are left alone. */
export function outliers(column: string, how: OutlierHow): Step {
  const k = how.k ?? usualK[how.rule]
  if (k === undefined) throw new RangeError(`Cannot find outliers by ${JSON.stringify(how.rule)}: use iqr, mad or z`)
  if (!['drop', 'clip', 'null'].includes(how.then))
    throw new RangeError(`Cannot do ${JSON.stringify(how.then)} with outliers: use drop, clip or null`)
  if (!(k > 0)) throw new RangeError(`Cannot find outliers of ${JSON.stringify(column)} with k = ${k}: give a number above 0`)
  return {
    kind: 'outliers',
    needs: [column],
    async fit(input, query) {
      if (!isNumeric(input.types.get(column))) {
        throw new TypeError(`Cannot find outliers of ${JSON.stringify(column)}: it is ${input.types.get(column)}, not a number`)
      }
      return fittedOutliers(column, how, k, await limitsOf(column, how.rule, k, input, query))
    },
  }
}

/** The limits beyond which values are outliers; null when values do not differ enough to tell any. */
async function limitsOf(
  column: string,
  rule: OutlierRule,
  k: number,
  { relation, types }: StepInput,
  query: RunQuery,
): Promise<Limits | null> {
  const value = fn('cast', finite(columnRef(column), types.get(column)!), 'number')
  const measures =
    rule === 'iqr'
      ? [fn('quantile', value, 0.25), fn('quantile', value, 0.75)]
      : rule === 'mad'
        ? [fn('median', value), fn('mad', value)]
        : [fn('mean', value), fn('std', value)]
  const found = await query(
    print(
      select(
        [
          ['a', measures[0]!],
          ['b', measures[1]!],
        ],
        relation.query,
      ),
    ),
  )
  const [a, b] = [found.columns[0]![0], found.columns[1]![0]]
  if (a === null || a === undefined || b === null || b === undefined) return null
  const spread = rule === 'iqr' ? Number(b) - Number(a) : Number(b)
  if (!(spread > 0)) return null
  if (rule === 'iqr') return { lower: Number(a) - k * spread, upper: Number(b) + k * spread }
  const reach = k * spread * (rule === 'mad' ? madScale : 1)
  return { lower: Number(a) - reach, upper: Number(a) + reach }
}

const verbs: Readonly<Record<OutlierThen, readonly [string, string]>> = {
  drop: ['Drop rows', '删除行：'],
  clip: ['Clip values', '截断数值：'],
  null: ['Empty cells', '置空单元格：'],
}

function fittedOutliers(column: string, how: OutlierHow, k: number, limits: Limits | null): FittedStep {
  const [verb, zhVerb] = verbs[how.then]
  const range = limits === null ? '' : `${formatNumber(limits.lower)} … ${formatNumber(limits.upper)}`
  const said =
    limits === null
      ? text(
          `No outliers of ${column}: its values do not differ enough to tell any (${how.rule})`,
          `${column} 无离群值：取值差异不足以判断（${how.rule}）`,
        )
      : text(
          `${verb} where ${column} is outside ${range} (${how.rule}, k = ${k})`,
          `${zhVerb}${column} 超出 ${range}（${how.rule}，k = ${k}）`,
        )
  return {
    kind: 'outliers',
    step: `outliers(${column})`,
    text: said,
    column,
    fitted: { rule: how.rule, k, lower: limits?.lower ?? null, upper: limits?.upper ?? null },
    needs: [column],
    apply: (input) => (limits === null ? { relation: input.relation } : apply(column, how.then, limits, input)),
  }
}

function apply(column: string, then: OutlierThen, { lower, upper }: Limits, { relation, types }: StepInput): Applied {
  const value = columnRef(column)
  const type = types.get(column)!
  const numbers = fn('cast', value, 'number')
  const beyond = fn('coalesce', fn('or', fn('lt', numbers, lit(lower)), fn('gt', numbers, lit(upper))), false)
  // NaN is above every number in SQL; it is missing rather than far away.
  const outside = type === 'number' ? fn('and', beyond, fn('not', fn('is_nan', value))) : beyond
  if (then === 'drop') return { relation: where(relation, fn('not', outside)), removed: outside }
  // Whole numbers stay whole: they are clipped to the nearest whole number inside.
  const [low, high] = type === 'integer' ? [Math.ceil(lower), Math.floor(upper)] : [lower, upper]
  const after = then === 'null' ? lit(null) : fn('if', fn('lt', numbers, lit(lower)), lit(low), lit(high))
  return {
    relation: { ...relation, query: replaced(relation, column, fn('if', outside, after, value)) },
    changed: { column, when: outside, after },
  }
}
