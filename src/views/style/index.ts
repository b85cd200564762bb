import { base } from './base.ts'
import { check } from './check.ts'
import { profile } from './profile.ts'
import { table } from './table.ts'
import { tokens } from './tokens.ts'
import { training } from './training.ts'

/** The style sheet of the views, as text. It touches nothing outside elements of class `as`. */
export const style: string = [tokens, base, table, profile, check, training].join('')

const id = 'assay-views-style'

/** Puts the style sheet on a page, once. */
export function ensureStyle(document: Document): void {
  if (document.getElementById(id) !== null) return
  const element = document.createElement('style')
  element.id = id
  element.textContent = style
  document.head.append(element)
}
