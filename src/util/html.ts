const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text made safe for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}

/** HTML that is safe to insert as it is. */
export class Html {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
  toString(): string {
    return this.source
  }
}

type Part = string | number | Html | null | undefined | false | readonly Part[]

function render(part: Part): string {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Html) return part.source
  if (Array.isArray(part)) return part.map(render).join('')
  return escapeHtml(String(part))
}

/**
 * HTML from a template: what is filled in is escaped, unless it is `Html` itself; arrays are joined, null and false leave nothing.
 *
 * @example
 * String(html`<b>${'a < b'}</b>`) // '<b>a &lt; b</b>'
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((all, string, i) => all + render(parts[i - 1]) + string))
}

/**
 * Static tables for notebooks: each cell carries its alignment as a style. JupyterLab and nbconvert align all cells right otherwise, texts too.
 *
 * @param tables HTML whose cells say `align`, or nothing for left
 */
export function staticTables(tables: string): string {
  return tables.replace(/<(th|td)\b([^>]*)>/g, (tag, name: string, attributes: string) => {
    if (/\bstyle=/.test(attributes)) return tag
    const align = /\salign="(left|right|center)"/.exec(attributes)
    return `<${name}${attributes.replace(align?.[0] ?? '', '')} style="text-align:${align?.[1] ?? 'left'}">`
  })
}
