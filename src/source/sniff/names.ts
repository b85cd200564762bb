import type { Note } from '../../protocol/index.ts'
import { text } from '../../util/index.ts'

/** The names of columns from a header: blank ones are numbered, repeated ones get a number behind, and notes say which. */
export function columnNames(header: readonly (string | null)[]): { readonly names: readonly string[]; readonly notes: readonly Note[] } {
  const taken = new Set<string>()
  const notes: Note[] = []
  const own = new Set(header.map((cell) => (cell ?? '').trim().toLowerCase()))
  const names = header.map((cell, index) => {
    const wanted = (cell ?? '').trim()
    const base = wanted === '' ? `column${index + 1}` : wanted
    let name = base
    for (let i = 2; taken.has(name.toLowerCase()) || (name !== wanted && own.has(name.toLowerCase())); i++) name = `${base}_${i}`
    taken.add(name.toLowerCase())
    if (name !== wanted) notes.push(renamed(wanted, name, index))
    return name
  })
  return { names, notes }
}

function renamed(wanted: string, name: string, index: number): Note {
  const place = index + 1
  return {
    code: 'renamed',
    severity: 'note',
    column: name,
    text:
      wanted === ''
        ? text(
            `Column ${place} has no name: it is called ${JSON.stringify(name)}`,
            `第 ${place} 列没有列名，取名为 ${JSON.stringify(name)}`,
          )
        : text(
            `Column ${place} repeats the name ${JSON.stringify(wanted)}: it is called ${JSON.stringify(name)}`,
            `第 ${place} 列的列名 ${JSON.stringify(wanted)} 重复，改称 ${JSON.stringify(name)}`,
          ),
  }
}

/** Whether the first record holds names: none of its values, or few, read as a number or a time. */
export function looksLikeHeader(first: readonly (string | null)[], typed: (value: string) => boolean): boolean {
  const present = first.filter((value): value is string => value !== null && value.trim() !== '')
  if (present.length === 0) return false
  const values = present.filter(typed).length
  return values / first.length < 0.5 && (values === 0 || first.length > 2)
}
