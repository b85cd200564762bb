import { isIdentityCard } from './checksums.ts'
import { maskValue } from './mask.ts'

/**
 * A free text with the personal data masked that can be told by its form alone: e-mail addresses, identity cards, telephone numbers with a country
 * code and Chinese mobile numbers. Names and addresses in it stay: columns of them are found by `detectPersonal`.
 *
 * @example
 * redact('ask petra@example.com') // 'ask •••@•••.com'
 */
export function redact(text: string): string {
  if (!/[@\d]/.test(text)) return text
  return text
    .replace(/[^\s@,;:"'<>()[\]，；：]{1,64}@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu, (email) => maskValue('email', email))
    .replace(/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, (id) => (isIdentityCard(id) ? maskValue('idcard', id) : id))
    .replace(/(?<![\d+])\+\d{1,3}[\s().-]*(?:\d[\s().-]?){6,12}\d(?!\d)/g, (phone) => maskValue('phone', phone))
    .replace(/(?<!\d)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/g, (phone) => (phone === text.trim() ? phone : maskValue('phone', phone)))
}
