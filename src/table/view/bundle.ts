import { type MimeBundle, mime, type TableView } from '../../protocol/index.ts'
import { staticTables } from '../../util/index.ts'
import { tableHtml } from './html.ts'
import { tableMarkdown } from './markdown.ts'
import { tableText } from './plain.ts'

/** Most bytes of a payload, near enough. */
const payloadLimit = 200_000

/** A view of a table as a notebook shows it: the payload, and HTML, Markdown and text that need no script. */
export function tableBundle(view: TableView): MimeBundle {
  const small = withinLimit(view)
  return {
    [mime.table]: small,
    'text/html': staticTables(tableHtml(small)),
    'text/markdown': tableMarkdown(small),
    'text/plain': tableText(small),
  }
}

/** Drops shown rows, from the last, until the payload is small enough. */
function withinLimit(view: TableView): TableView {
  let small = view
  while (small.cells.length > 1 && JSON.stringify(small).length > payloadLimit) {
    const rows = Math.floor(small.cells.length / 2)
    small = { ...small, cells: small.cells.slice(0, rows), rowNumbers: small.rowNumbers?.slice(0, rows) ?? null, ...reasonsOf(small, rows) }
  }
  return small
}

function reasonsOf(view: TableView, rows: number): Pick<TableView, 'reasons'> {
  return view.reasons === undefined ? {} : { reasons: view.reasons.filter(({ index }) => index < rows) }
}
