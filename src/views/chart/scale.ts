/** From values to pixels. */
export type Scale = (value: number) => number

export function linear(from: number, to: number, start: number, end: number): Scale {
  const span = to - from || 1
  return (value) => start + ((value - from) / span) * (end - start)
}

export function logarithmic(from: number, to: number, start: number, end: number): Scale {
  const scale = linear(Math.log10(from), Math.log10(to), start, end)
  return (value) => scale(Math.log10(Math.max(value, Number.MIN_VALUE)))
}

/** Round numbers from `from` to `to`, about `count` of them. */
export function ticks(from: number, to: number, count: number): number[] {
  const span = to - from
  if (!(span > 0) || !Number.isFinite(span)) return [from]
  const rough = span / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999) ?? 10 * power
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** Powers of ten with their doubles and fives where there is room: the range widened to the ends that are labelled, and what is labelled. */
export function logTicks(from: number, to: number): { readonly from: number; readonly to: number; readonly at: number[] } {
  const decades = Math.log10(to) - Math.log10(from)
  const factors = decades <= 2.2 ? [1, 2, 5] : [1]
  const all: number[] = []
  for (let power = Math.floor(Math.log10(from)) - 1; power <= Math.ceil(Math.log10(to)) + 1; power++)
    for (const factor of factors) all.push(Number((factor * 10 ** power).toPrecision(3)))
  const first = all.findLast((value) => value <= from * 1.0001) ?? from
  const last = all.find((value) => value >= to * 0.9999) ?? to
  const inside = all.filter((value) => value >= first && value <= last)
  const every = Math.ceil(inside.length / 8)
  return { from: first, to: last === first ? first * 10 : last, at: inside.filter((_, i) => i % every === 0) }
}

/** A coordinate with a tenth of a pixel. */
export const px = (value: number): number => Math.round(value * 10) / 10
