/**
 * Plain keys pressed inside a view end there: on a focused row, JupyterLab would take "x" or "a" for cutting or adding cells. What is
 * pressed with Ctrl, Alt or Cmd, and Shift+Enter, goes on to JupyterLab.
 */
export function keepKeys(node: HTMLElement): void {
  node.addEventListener('keydown', (event) => {
    const { ctrlKey, metaKey, altKey, shiftKey, key } = event
    if (!ctrlKey && !metaKey && !altKey && !(shiftKey && key === 'Enter')) event.stopPropagation()
  })
}
