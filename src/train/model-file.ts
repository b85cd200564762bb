import { readFile } from 'node:fs/promises'
import type { TrainingView } from '../protocol/index.ts'
import { messageOf } from '../util/index.ts'
import type { Fitted } from './fitted.ts'
import { parametersOf } from './network.ts'

const format = 'assay-model'

/** A model as the text of a file: JSON, weights as little-endian 32-bit floats in base64. */
export function modelText({ weights, ...fitted }: Fitted, training: TrainingView): string {
  const bytes = new DataView(new ArrayBuffer(weights.length * 4))
  for (const [i, weight] of weights.entries()) bytes.setFloat32(i * 4, weight, true)
  return `${JSON.stringify({ format, version: 1, ...fitted, weights: Buffer.from(bytes.buffer).toString('base64'), training }, null, 2)}\n`
}

/**
 * Reads what {@link modelText} wrote.
 *
 * @throws Error when the file cannot be read, and SyntaxError when it is no model
 */
export async function readModelFile(path: string): Promise<{ readonly fitted: Fitted; readonly training: TrainingView }> {
  const cannot = `Cannot load a model from ${JSON.stringify(path)}`
  const text = await readFile(path, 'utf8').catch((error) => {
    const code = (error as NodeJS.ErrnoException).code
    throw new Error(`${cannot}: ${code === 'ENOENT' ? 'there is no such file' : messageOf(error)}`, { cause: error })
  })
  let value: Record<string, unknown>
  try {
    value = JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new SyntaxError(`${cannot}: it is not JSON (${messageOf(error)})`)
  }
  if (value?.['format'] !== format) throw new SyntaxError(`${cannot}: it was not written by a model's save()`)
  if (value['version'] !== 1) throw new SyntaxError(`${cannot}: its version ${String(value['version'])} needs a newer Assay`)
  const { format: _, version: __, weights, training, ...rest } = value
  const fitted = { ...rest, weights: floats(String(weights)) } as unknown as Fitted
  if (fitted.weights.length !== parametersOf(fitted.network)) throw new SyntaxError(`${cannot}: its weights are cut off`)
  return { fitted, training: training as TrainingView }
}

function floats(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64')
  return Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readFloatLE(i * 4))
}
