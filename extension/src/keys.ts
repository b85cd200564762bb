const suppress = 'data-lm-suppress-shortcuts'

/**
 * Inside a view, keys are the view's: without this, JupyterLab takes the arrows for cells and Enter for its editor before the view hears
 * of them. What is pressed with Ctrl, Alt or Cmd, and Shift+Enter, stays JupyterLab's.
 */
export function keepKeys(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      const view = event.target instanceof Element ? event.target.closest('.assay-view') : null
      const lab = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === 'Enter')
      view?.toggleAttribute(suppress, !lab)
    },
    { capture: true },
  )
}
