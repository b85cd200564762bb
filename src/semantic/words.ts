/**
 * The words of a column name: split at capitals, digits, blanks and punctuation, in lower case.
 * Runs of Chinese characters stay whole.
 *
 * @example
 * wordsOf('CustomerID') // ['customer', 'id']
 * wordsOf('ship_to-name 2') // ['ship', 'to', 'name', '2']
 */
export function wordsOf(name: string): string[] {
  const apart = name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{Script=Han})(?=[^\p{Script=Han}])/gu, '$1 ')
    .replace(/([^\p{Script=Han}\s])(?=\p{Script=Han})/gu, '$1 ')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
  return apart
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
