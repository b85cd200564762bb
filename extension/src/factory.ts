import type { IRenderMime } from '@jupyterlab/rendermime-interfaces'
import { mime } from 'assay/protocol'
import { AssayRenderer } from './renderer.ts'
import type { KernelOf } from './stop.ts'

/** Before `text/html`, which has rank 50. */
export const rank = 20

/** Makes the views of one place: a notebook, whose kernel is known, or anywhere else. */
export function factory(kernelOf: KernelOf = () => undefined): IRenderMime.IRendererFactory {
  return {
    safe: true,
    mimeTypes: Object.values(mime),
    defaultRank: rank,
    createRenderer: (options) => new AssayRenderer(options, kernelOf),
  }
}
