/** A value as it stands in delimited text that we write: missing is nothing, empty text is two quotes. */
export function csvValue(value: string | null): string {
  if (value === null) return ''
  return value === '' || /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
