import { directiveList } from './list.ts'

/** A directive of a cell: `%sh ls` is `sh` with the argument `ls`. */
export interface Directive {
  readonly name: string
  readonly argument: string
  /** The rest of the cell, where the directive takes it. */
  readonly body?: string
}

/** A cell, its directives apart from its code. */
export interface DirectedCell {
  readonly directives: readonly Directive[]
  readonly timed: boolean
  /** The cell with blanks in place of directives, so that places stay right. */
  readonly code: string
}

const byName = new Map(directiveList.map((help) => [help.name, help]))
const line = /^[ \t]*(%%?)([A-Za-z]*)(?:[ \t]+(.*?))?[ \t]*$/
const shell = /^[ \t]*!([A-Za-z0-9_./~$"'-].*)$/
const blank = (text: string) => text.replace(/[^\n]/g, ' ')

/**
 * Reads the directives that stand above the code of a cell: `%name argument`, `%%name` with the whole cell, `!command`.
 *
 * TypeScript never begins with `%`; it may begin with `!`, so `!name` is code where cells have declared the name.
 *
 * @throws SyntaxError for a directive that there is not, in words for the reader
 */
export function readDirectives(code: string, declared: (name: string) => boolean = () => false): DirectedCell {
  const directives: Directive[] = []
  let timed = false
  let at = 0
  const cell = () => ({ directives, timed, code: blank(code.slice(0, at)) + code.slice(at) })
  while (at < code.length) {
    const end = code.indexOf('\n', at) < 0 ? code.length : code.indexOf('\n', at)
    const text = code.slice(at, end)
    const next = Math.min(end + 1, code.length)
    const command = shell.exec(text)?.[1]
    if (text.trim() === '') at = next
    else if (command !== undefined && !declared(/^[\w$]*/.exec(command)?.[0] ?? '')) {
      directives.push({ name: 'sh', argument: command.trim() })
      at = next
    } else {
      const [, sign, name = '', argument = ''] = line.exec(text) ?? []
      if (sign === undefined) return cell()
      check(sign, name, argument)
      if (name === 'time') {
        timed = true
        at = sign === '%' && argument !== '' ? at + text.indexOf('time') + 4 : next
        if (argument !== '') return cell()
      } else if (sign === '%%') {
        directives.push({ name, argument, body: code.slice(next) })
        at = code.length
      } else {
        directives.push({ name, argument })
        at = next
      }
    }
  }
  return cell()
}

function check(sign: string, name: string, argument: string): void {
  const help = byName.get(name)
  if (help === undefined) throw new SyntaxError(`There is no directive "${sign}${name}": %help lists those there are`)
  if (help.kind === (sign === '%' ? 'cell' : 'line')) throw new SyntaxError(`Cannot run "${sign}${name}": it is used as "${help.usage}"`)
  if (sign === '%%' && argument !== '')
    throw new SyntaxError(`Cannot run "%%${name} ${argument}": what it takes stands in the lines below it`)
}
