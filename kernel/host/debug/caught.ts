import type { Node } from '../compile/transform/tree.ts'
import type { Frame } from './pause.ts'

/** Whether one of these frames is inside a `try` that has a `catch`. The engine's own guess is no use: the kernel catches what cells throw. */
export async function isCaught(frames: readonly Frame[]): Promise<boolean> {
  const [{ parseCell }, tree] = await Promise.all([import('../compile/transform/syntax.ts'), import('../compile/transform/tree.ts')])
  return frames.some(({ cell, call }) => {
    const { code } = cell.request
    const offset = offsetOf(code, call.location.lineNumber, call.location.columnNumber ?? 0)
    let caught = false
    tree.walk(parseCell(code, 'js').program, (node) => {
      if (offset < node.start || offset >= node.end) return false
      if (tree.isFunctionScope(node)) caught = false
      const block: Node | undefined = node.type === 'TryStatement' ? tree.child(node, 'block') : undefined
      if (block !== undefined && tree.child(node, 'handler') !== undefined && offset >= block.start && offset < block.end) caught = true
      return true
    })
    return caught
  })
}

function offsetOf(code: string, line: number, column: number): number {
  let start = 0
  for (let at = 0; at < line; at++) start = code.indexOf('\n', start) + 1
  return start + column
}
