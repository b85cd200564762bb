/** Findings that never stop a cell: a package without types, and parameters whose type nobody wrote. */
const remarks = new Set([7016, 7006, 7019, 7031, 7034, 7005, 7044, 7051])

/** Whether an error of TypeScript is only a remark in a notebook. */
export function isRemark(code: number): boolean {
  return remarks.has(code)
}

/** A message without the names of the files that cells are checked in. */
export function cleanText(text: string): string {
  return text
    .replace(/import\("[^"]*__cell_\w+"\)\./g, '')
    .replace(/typeof import\("[^"]*__cell_\w+"\)/g, 'typeof globalThis')
    .replace(/\b__cell_(\d+|values)\.(v\d+\.)?/g, '')
}
