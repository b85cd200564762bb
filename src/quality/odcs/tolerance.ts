import { noTolerance, type Tolerance, tidyShare } from '../rule.ts'
import { operators } from './keys.ts'
import type { Yaml } from './remainder.ts'

/** How many failing rows a metric of failing rows may count. */
export function writeTolerance({ unit, limit, strict }: Tolerance): Yaml {
  if (limit === 0 && !strict) return { mustBe: 0 }
  const amount = unit === 'share' ? Number((limit * 100).toFixed(10)) : limit
  return { unit: unit === 'share' ? 'percent' : 'rows', [strict ? 'mustBeLessThan' : 'mustBeLessOrEqualTo']: amount }
}

/** What a comparison says of failing rows; undefined when it asks for something else than few of them. */
export function readTolerance(entry: Yaml): Tolerance | undefined {
  const used = operators.filter((operator) => entry[operator] !== undefined)
  const [operator] = used
  const amount = operator === undefined ? undefined : entry[operator]
  if (operator === undefined || used.length > 1 || typeof amount !== 'number' || !(amount >= 0)) return undefined
  const share = entry['unit'] === 'percent'
  if (!share && entry['unit'] !== undefined && entry['unit'] !== 'rows') return undefined
  if (operator === 'mustBe') return amount === 0 ? noTolerance : undefined
  if (operator === 'mustBeLessOrEqualTo')
    return amount === 0 ? noTolerance : share ? { unit: 'share', limit: tidyShare(amount / 100) } : rows(Math.floor(amount))
  if (operator !== 'mustBeLessThan' || amount === 0) return undefined
  return share ? { unit: 'share', limit: tidyShare(amount / 100), strict: true } : rows(Math.ceil(amount) - 1)
}

const rows = (limit: number): Tolerance => (limit === 0 ? noTolerance : { unit: 'rows', limit })
