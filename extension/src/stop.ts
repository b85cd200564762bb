import type { Kernel } from '@jupyterlab/services'
import { taskTarget } from 'assay/protocol'

/** Where a view finds its kernel: a notebook may change it, and has none at first. */
export type KernelOf = () => Kernel.IKernelConnection | null | undefined

const opened = new WeakMap<Kernel.IKernelConnection, Map<string, Kernel.IComm>>()

/** The comm of a task, opened once however many views an output has. */
function commOf(kernel: Kernel.IKernelConnection, id: string): Kernel.IComm {
  const comms = opened.get(kernel) ?? new Map<string, Kernel.IComm>()
  opened.set(kernel, comms)
  const known = comms.get(id)
  if (known !== undefined && !known.isDisposed) return known
  const comm = kernel.createComm(taskTarget, id)
  comm.open()
  comms.set(id, comm)
  return comm
}

/** Asks the kernel to stop a task. */
export function stopTask(kernel: Kernel.IKernelConnection, id: string): void {
  commOf(kernel, id).send({ method: 'stop' })
}

/** Whether the kernel holds this task: an output of an earlier day may still say that it runs. */
export async function holdsTask(kernel: Kernel.IKernelConnection, id: string): Promise<boolean> {
  try {
    const { content } = await kernel.requestCommInfo({ target_name: taskTarget })
    return content.status === 'ok' && id in content.comms
  } catch {
    return false
  }
}
