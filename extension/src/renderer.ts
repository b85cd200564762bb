import type { IRenderMime } from '@jupyterlab/rendermime-interfaces'
import { Widget } from '@lumino/widgets'
import { type Handle, type Host, type Payload, render, type ViewState } from 'assay/views'
import { keepKeys } from './keys.ts'
import { holdsTask, type KernelOf, stopTask } from './stop.ts'
import { surroundings } from './surroundings.ts'

/** What the reader chose in the view of an output, kept while the output lives: a notebook takes views off the page and draws them again. */
const chosen = new WeakMap<IRenderMime.IMimeModel, ViewState>()

/** The view of one output. An output that is updated keeps its view, and the view its nodes. */
export class AssayRenderer extends Widget implements IRenderMime.IRenderer {
  readonly #mimeType: string
  readonly #kernelOf: KernelOf
  readonly #unwatch: () => void
  #handle: Handle<Payload> | undefined
  #model: IRenderMime.IMimeModel | undefined
  #task: string | undefined
  #stoppable = false

  constructor({ mimeType }: IRenderMime.IRendererOptions, kernelOf: KernelOf) {
    super()
    this.#mimeType = mimeType
    this.#kernelOf = kernelOf
    this.addClass('assay-view')
    keepKeys(this.node)
    this.#unwatch = surroundings.watch(() => this.#refresh())
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const payload = model.data[this.#mimeType] as unknown as Payload
    this.#model = model
    this.#look(payload, model)
    try {
      if (this.#handle === undefined) this.#handle = render(this.node, payload, this.#host(chosen.get(model)))
      else {
        this.#handle.update(payload)
        this.#refresh()
      }
    } catch {
      this.#showText(model)
    }
  }

  override dispose(): void {
    if (this.isDisposed) return
    this.#unwatch()
    if (this.#handle !== undefined && this.#model !== undefined) chosen.set(this.#model, this.#handle.state())
    this.#handle?.dispose()
    super.dispose()
  }

  /** Finds out whether the task can be stopped: at once while the kernel is busy, else by asking it. */
  #look(payload: Payload, model: IRenderMime.IMimeModel): void {
    const running = 'state' in payload && payload.state === 'running'
    const task = running ? taskOf(payload, model) : undefined
    const kernel = this.#kernelOf()
    if (task === undefined || !kernel) {
      this.#stoppable = false
      this.#task = task
      return
    }
    if (kernel.status === 'busy') this.#stoppable = true
    else if (task !== this.#task) {
      this.#stoppable = false
      void holdsTask(kernel, task).then((held) => {
        if (this.isDisposed || this.#task !== task) return
        this.#stoppable = held
        this.#refresh()
      })
    }
    this.#task = task
  }

  #host(state?: ViewState): Host {
    const [kernel, task] = [this.#kernelOf(), this.#task]
    const stop = this.#stoppable && kernel && task !== undefined ? { stop: () => stopTask(kernel, task) } : {}
    return { lang: surroundings.lang, theme: surroundings.theme, ...(state === undefined ? {} : { state }), ...stop }
  }

  #refresh(): void {
    this.#handle?.setHost(this.#host())
  }

  /** A payload of a later version shows as what its author wrote for places without views. */
  #showText(model: IRenderMime.IMimeModel): void {
    const text = model.data['text/plain']
    const element = document.createElement('pre')
    element.textContent = Array.isArray(text) ? text.join('') : String(text ?? '')
    this.node.replaceChildren(element)
  }
}

function taskOf(payload: Payload, { metadata }: IRenderMime.IMimeModel): string | undefined {
  const { assay } = metadata as { readonly assay?: { readonly comm?: unknown } }
  const inMetadata = assay?.comm
  if (typeof inMetadata === 'string') return inMetadata
  return payload.kind === 'progress' ? payload.comm?.id : undefined
}
