import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import type { TensorFlow } from './load.ts'

interface Data {
  disposeData(id: unknown): void
}

/**
 * Makes products of transposed matrices, which every gradient has, as quick as plain ones on WASM.
 *
 * The backend's own kernel takes a slow path for them; transposing first and multiplying then takes the quick one. Does nothing when done before.
 */
export function quickenMatMul({ core }: TensorFlow): void {
  const [multiply, transpose] = [core.getKernel('BatchMatMul', 'wasm'), core.getKernel('Transpose', 'wasm')]
  if (multiply == null || transpose == null || multiply.kernelFunc.name === 'quickMatMul') return
  const turn = (x: TensorInfo, backend: object): TensorInfo => {
    const perm = x.shape.map((_, i) => i)
    perm.push(...perm.splice(-2).reverse())
    return transpose.kernelFunc({ inputs: { x }, backend, attrs: { perm } }) as TensorInfo
  }
  const quickMatMul: KernelFunc = ({ inputs, backend, attrs }) => {
    const { transposeA, transposeB } = attrs as { transposeA?: boolean; transposeB?: boolean }
    if (!transposeA && !transposeB) return multiply.kernelFunc({ inputs, backend, ...(attrs === undefined ? {} : { attrs }) })
    const [a, b] = [inputs['a']!, inputs['b']!]
    const [left, right] = [transposeA ? turn(a, backend) : a, transposeB ? turn(b, backend) : b]
    const out = multiply.kernelFunc({ inputs: { a: left, b: right }, backend, attrs: { ...attrs, transposeA: false, transposeB: false } })
    for (const [made, given] of [
      [left, a],
      [right, b],
    ] as const)
      if (made !== given) (backend as Data).disposeData(made.dataId)
    return out
  }
  core.unregisterKernel('BatchMatMul', 'wasm')
  core.registerKernel({ ...multiply, kernelFunc: quickMatMul })
}
