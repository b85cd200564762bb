import { isDay, isIban, isIdentityCard, passesLuhn } from './checksums.ts'

/** Tests of single values, given as trimmed text. They look at form only, never at the column's name. */

const digitsOf = (value: string) => value.replace(/\D/g, '')

export function isEmail(value: string): boolean {
  return value.length <= 254 && /^[^\s@,;:"<>()[\]]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.[\p{L}]{2,}$/u.test(value)
}

/** A mobile number of mainland China, with or without country code and separators. */
export function isChineseMobile(value: string): boolean {
  return /^(?:(?:\+|00)?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}$/.test(value)
}

/** Written as only telephone numbers are: with `+` and country code, an area code in brackets, or a Chinese mobile. */
export function isMarkedPhone(value: string): boolean {
  const digits = digitsOf(value).length
  if (digits < 7 || digits > 15) return false
  return /^\+\d[\d\s().\-/]*$/.test(value) || /^\(\d{1,5}\)\s?[\d\s.\-/]+$/.test(value) || isChineseMobile(value)
}

/** Could be a telephone number: 6 to 15 digits with the usual separators and an extension. */
export function isPhone(value: string): boolean {
  const digits = digitsOf(value).length
  return digits >= 6 && digits <= 17 && /^\+?[\d\s().\-/]+(\s*(x|ext\.?|#)\s*\d{1,6})?$/i.test(value)
}

/** 13 to 19 digits that a card scheme issues (ISO/IEC 7812: 3 travel, 4, 5, 2 and 6 banking), with Luhn's check, or an IBAN. */
export function isCard(value: string): boolean {
  if (isIban(value)) return true
  const digits = value.replace(/[ -]/g, '')
  return /^[2-6]\d{12,18}$/.test(digits) && passesLuhn(digits)
}

/** Could be a card or account number that lost its form, such as one read as a floating point number. */
export function isCardLike(value: string): boolean {
  return isCard(value) || /^\d{12,19}$/.test(value.replace(/[ -]/g, '')) || Number(value) >= 1e12
}

export function isIdCard(value: string): boolean {
  return isIdentityCard(value)
}

/** Could be a number of an identity document: at least five characters of digits and capitals, four of them digits. */
export function isDocumentNumber(value: string): boolean {
  return /^[A-Z0-9][A-Z0-9 .\-/]{4,24}$/i.test(value) && digitsOf(value).length >= 4
}

export function isIp(value: string): boolean {
  if (/^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(value)) return true
  if (!/^[0-9a-f:.]{3,45}$/i.test(value) || value.split('::').length > 2) return false
  const groups = value.split(':')
  return groups.length >= 3 && groups.length <= 8 && (value.includes('::') || groups.length === 8) && groups.every((g) => g.length <= 4)
}

const street =
  /\b(street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|way|court|ct|place|pl|square|sq|terrace|close|crescent|highway|hwy|stra(ss|ß)e|str|rue|via|calle|avenida|av|rua|weg|platz|p\.? ?o\.? box)\b\.?/i

/** A street with a number, or a Chinese address with a road and a number. */
export function isAddress(value: string): boolean {
  if (/\p{Script=Han}/u.test(value)) {
    return (
      /(省|市|区|县|路|街|道|巷|弄|镇|乡|村)/.test(value) &&
      /(路|街|道|巷|弄|镇|村|小区|大厦).*(\d|[一二三四五六七八九十]).*(号|室|栋|楼|幢|单元|弄)/.test(value)
    )
  }
  return (
    value.length >= 6 &&
    value.length <= 200 &&
    /\d/.test(value) &&
    (street.test(value) || /(stra(ss|ß)e|str\.|weg|gasse|gatan|straat)\b/i.test(value))
  )
}

/** A day that a living person can be born on, in one of the usual notations, or a year alone. */
export function isBirthdate(value: string): boolean {
  const now = new Date().getUTCFullYear()
  const lived = (year: number) => year >= 1895 && year <= now
  const iso = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?$/.exec(value)
  if (iso !== null && lived(Number(iso[1])) && isDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))) return true
  const other = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(value)
  if (other !== null && lived(Number(other[3]))) {
    const [, a, b, year] = other.map(Number)
    return isDay(year!, a!, b!) || isDay(year!, b!, a!)
  }
  if (/^\d{1,2}[ -][a-z]{3,9}[ -]\d{4}$/i.test(value)) return true
  return /^\d{4}$/.test(value) && lived(Number(value))
}
