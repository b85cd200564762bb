import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application'
import type { NotebookPanel } from '@jupyterlab/notebook'
import { factory, rank } from './factory.ts'

/** In notebooks, views know the kernel: a running task can be stopped. */
export const live: JupyterFrontEndPlugin<void> = {
  id: '@assay/jupyterlab:live',
  description: 'Stops running tasks from their views',
  autoStart: true,
  activate({ docRegistry }: JupyterFrontEnd) {
    docRegistry.addWidgetExtension('Notebook', {
      createNew(widget) {
        const { content, sessionContext } = widget as unknown as NotebookPanel
        content.rendermime.addFactory(
          factory(() => sessionContext.session?.kernel),
          rank - 1,
        )
      },
    })
  },
}
