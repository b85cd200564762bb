import type { Note } from '../../protocol/index.ts'
import { type Draft, h } from '../core/dom.ts'
import type { Context } from '../core/mount.ts'
import { severity } from './severity.ts'

/** Remarks, a line each. */
export function notesList(notes: readonly Note[], { lang, words }: Context<object>): Draft | null {
  if (notes.length === 0) return null
  return h('ul', { class: 'as-notes' }, ...notes.map((note) => h('li', null, severity(note.severity, words, true, note.text[lang]))))
}
