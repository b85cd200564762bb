/** What a directive is for, as help and completion tell it. */
export interface DirectiveHelp {
  readonly name: string
  /** `line` stands above the code of a cell, `cell` takes the whole cell as its text, `both` is either. */
  readonly kind: 'line' | 'cell' | 'both'
  readonly usage: string
  readonly text: string
}

/** Every directive there is. */
export const directiveList: readonly DirectiveHelp[] = [
  { name: 'help', kind: 'line', usage: '%help [NAME]', text: 'explains the kernel, or a name' },
  { name: 'time', kind: 'both', usage: '%time CODE', text: 'says how long the code took; %%time the cell' },
  { name: 'sh', kind: 'both', usage: '%sh COMMAND', text: 'runs a shell command in the notebook folder, as !COMMAND does; %%sh a script' },
  { name: 'npm', kind: 'line', usage: '%npm install PACKAGE...', text: 'installs packages for the notebook; also uninstall, list' },
  { name: 'who', kind: 'line', usage: '%who', text: 'lists the names that cells have declared, with their types' },
  { name: 'env', kind: 'line', usage: '%env', text: 'lists versions, the folder and its packages' },
  { name: 'html', kind: 'cell', usage: '%%html', text: 'shows the cell as HTML' },
  { name: 'markdown', kind: 'cell', usage: '%%markdown', text: 'shows the cell as Markdown' },
  { name: 'latex', kind: 'cell', usage: '%%latex', text: 'shows the cell as LaTeX' },
  { name: 'svg', kind: 'cell', usage: '%%svg', text: 'shows the cell as SVG' },
  { name: 'javascript', kind: 'cell', usage: '%%javascript', text: 'runs the cell in the page' },
]

/** The list as lines of text. */
export function directiveLines(): string[] {
  const width = Math.max(...directiveList.map(({ usage }) => usage.length))
  return directiveList.map(({ usage, text }) => `${usage.padEnd(width)}  ${text}`)
}
