import type { TextStatistics } from '../protocol/index.ts'

/** Longest shape that is told apart; longer ones end in `…`. */
const longest = 40

/**
 * The shape of a text: `9` for a digit, `A` for a capital, `a` for any other letter, other characters as they are.
 *
 * @example
 * patternOf('AB-123x') // 'AA-999a'
 */
export function patternOf(text: string): string {
  const cut = text.length > longest ? text.slice(0, longest) : text
  let pattern = ''
  for (let i = 0; i < cut.length; i++) {
    const code = cut.charCodeAt(i)
    if (code >= 128)
      return (
        cut
          .replace(/\p{Nd}/gu, '9')
          .replace(/\p{Lu}/gu, 'A')
          .replace(/[\p{L}\p{M}\p{Nl}\p{No}]/gu, (c) => (c === 'A' ? c : 'a')) + (cut === text ? '' : '…')
      )
    pattern += code >= 48 && code <= 57 ? '9' : code >= 65 && code <= 90 ? 'A' : code >= 97 && code <= 122 ? 'a' : cut[i]
  }
  return cut === text ? pattern : `${pattern}…`
}

/** The shapes of texts with how often each occurs: the most frequent, and how many there are. The example of a shape is its most frequent text. */
export function patternsOf(
  texts: Iterable<readonly [text: string, count: number]>,
  most = 10,
): Pick<TextStatistics, 'patterns' | 'patternCount'> {
  const found = new Map<string, { count: number; example: string; best: number }>()
  for (const [text, count] of texts) {
    const pattern = patternOf(text)
    const seen = found.get(pattern)
    if (seen === undefined) found.set(pattern, { count, example: text, best: count })
    else {
      seen.count += count
      if (count > seen.best || (count === seen.best && text < seen.example)) {
        seen.best = count
        seen.example = text
      }
    }
  }
  const patterns = [...found]
    .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([pattern, { count, example }]) => ({ pattern, example, count }))
  return { patterns, patternCount: found.size }
}

const words = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** A shape in words, with the blank that Chinese puts before digits: `six digits`; other shapes as they are, in quotes. */
export function inWords(pattern: string): { en: string; zh: string } {
  const size = pattern.length
  if (/^9+$/.test(pattern)) return { en: `${words[size] ?? size} ${size === 1 ? 'digit' : 'digits'}`, zh: ` ${size} 位数字` }
  if (/^A+$/.test(pattern)) return { en: `${words[size] ?? size} ${size === 1 ? 'capital' : 'capitals'}`, zh: ` ${size} 个大写字母` }
  return { en: `like ${pattern}`, zh: `形如 ${pattern}` }
}
