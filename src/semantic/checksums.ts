const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)
const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Whether year, month and day name a day of the calendar. */
export function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/**
 * Whether a text of digits passes Luhn's check (ISO/IEC 7812-1, annex B).
 *
 * @example
 * passesLuhn('4111111111111111') // true
 */
export function passesLuhn(digits: string): boolean {
  if (!/^\d{2,}$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/**
 * Whether a text is a valid number of a Chinese resident identity card (GB 11643-1999): province, birth date and check digit (ISO 7064, MOD 11-2).
 *
 * @example
 * isIdentityCard('11010519491231002X') // true
 */
export function isIdentityCard(value: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(value) || !provinces.has(value.slice(0, 2))) return false
  const year = Number(value.slice(6, 10))
  if (year < 1850 || year > 2100 || !isDay(year, Number(value.slice(10, 12)), Number(value.slice(12, 14)))) return false
  const sum = idWeights.reduce((all, weight, i) => all + weight * (value.charCodeAt(i) - 48), 0)
  return '10X98765432'[sum % 11] === value[17]!.toUpperCase()
}

/** Whether a text is an IBAN: country, length of 15 to 34, and check digits (ISO 13616, MOD 97-10). */
export function isIban(value: string): boolean {
  const text = value.replace(/ /g, '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false
  let rest = 0
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const code = Number.parseInt(character, 36)
    rest = (rest * (code > 9 ? 100 : 10) + code) % 97
  }
  return rest === 1
}

/** Whether digits are a GTIN of 8, 12, 13 or 14 digits (EAN, UPC) with a valid check digit. */
export function isGtin(digits: string): boolean {
  if (!/^(\d{8}|\d{12,14})$/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length - 1; i++) sum += (digits.charCodeAt(digits.length - 2 - i) - 48) * (i % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10 === digits.charCodeAt(digits.length - 1) - 48
}
