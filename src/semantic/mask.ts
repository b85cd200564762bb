import type { PersonalKind } from '../protocol/index.ts'
import { valueAsText } from './values.ts'

const dots = '•••'

const first = (text: string, most: number) => [...text].slice(0, most).join('')
const last = (text: string, most: number) => (most <= 0 ? '' : [...text].slice(-most).join(''))

function maskEmail(text: string, most: number): string {
  const end = /\.[\p{L}\d]+$/u.exec(text)?.[0] ?? ''
  const local = text.slice(0, Math.max(0, text.lastIndexOf('@')))
  const shown = `@${dots}${end}`
  return end === '' || [...end].length + 1 > most || (local !== '' && shown.includes(local)) ? dots : dots + shown
}

function maskAddress(text: string, most: number): string {
  const province = /^(\p{Script=Han}{2,3}省|\p{Script=Han}{2,3}市|\p{Script=Han}{2,8}自治区)/u.exec(text)?.[0] ?? ''
  return province !== '' && province.length <= most ? province + dots : dots
}

function maskBirthdate(text: string, most: number): string {
  const decade = /(?:^|[^\d])(1[89]|20)(\d)\d(?:\D|$)/.exec(`${text} `)
  return decade !== null && most >= 3 ? `${decade[1]}${decade[2]}${dots}` : dots
}

function keep(kind: PersonalKind, text: string, most: number): string {
  const digits = text.replace(/\D/g, '')
  switch (kind) {
    case 'email':
      return maskEmail(text, most)
    case 'address':
      return maskAddress(text, most)
    case 'birthdate':
      return maskBirthdate(text, most)
    case 'name':
      return first(text, Math.min(1, most)) + dots
    case 'ip':
      return /^\d{1,3}(?=\.)/.test(text) && text.indexOf('.') <= most ? text.slice(0, text.indexOf('.')) + dots : dots
    case 'phone':
      return dots + last(digits, Math.min(3, Math.floor(digits.length / 3)))
    case 'card':
      return dots + last(digits, Math.min(4, Math.floor(digits.length / 3)))
    case 'idcard':
    case 'id':
      return dots + last(text, Math.min(2, most))
  }
}

/**
 * A personal value as every output shows it: `•••` and, depending on the kind, a little of the value, at most a third of its characters. The number
 * of dots says nothing of the length. Missing values give an empty text.
 *
 * Kept are: of a name the first letter, of an id or document the last two characters, of a phone number the last three digits, of a card the last
 * four, of an e-mail the end of the domain, of a birth date the decade, of an IPv4 address the first number, of a Chinese address the province.
 * A mask is no anonymisation: rows remain told apart by their other columns.
 *
 * @example
 * maskValue('id', 178500) // '•••00'
 * maskValue('phone', '13812345678') // '•••678'
 * maskValue('email', 'maria.anders@example.com') // '•••@•••.com'
 */
export function maskValue(kind: PersonalKind, value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = valueAsText(value)
  if (text === '') return typeof value === 'object' ? dots : ''
  return keep(kind, text, Math.floor([...text].length / 3))
}
