import type { AnyRow } from '../table/index.ts'
import { type Task, task } from '../util/index.ts'
import { Model } from './model.ts'
import { readModelFile } from './model-file.ts'
import { Training } from './training.ts'

/**
 * Reads a model that `save` wrote. Its predictions equal those before saving, bit for bit.
 *
 * @throws Error when the file cannot be read, and SyntaxError when it is no model
 */
export function loadModel<R extends object = AnyRow>(path: string): Task<Model<R>> {
  return task(async () => {
    const { fitted, training } = await readModelFile(path)
    return new Model<R>(fitted, new Training(training))
  })
}
