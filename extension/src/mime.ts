import type { IRenderMime } from '@jupyterlab/rendermime-interfaces'
import { factory, rank } from './factory.ts'

/** Draws results wherever mime bundles are drawn: notebooks, consoles, files, log. */
const extension: IRenderMime.IExtension = {
  id: '@assay/jupyterlab:mime',
  description: 'Draws Assay results',
  rendererFactory: factory(),
  rank,
  dataType: 'json',
}

export default extension
