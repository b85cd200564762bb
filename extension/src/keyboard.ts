import type { JupyterFrontEndPlugin } from '@jupyterlab/application'
import { keepKeys } from './keys.ts'

/** Views are used by keyboard too. */
export const keyboard: JupyterFrontEndPlugin<void> = {
  id: '@assay/jupyterlab:keyboard',
  description: 'Gives views the keys pressed in them',
  autoStart: true,
  activate: keepKeys,
}
