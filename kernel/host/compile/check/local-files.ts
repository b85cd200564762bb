import { statSync } from 'node:fs'

/** Files of the user that cells import, directly or not: an edit of one must be seen by the next cell. */
export class LocalFiles {
  readonly #stamps = new Map<string, string>()

  /** Keeps an eye on the files of a program that are neither the project's own nor packages' nor declarations only. */
  watch(files: Iterable<string>, isOwn: (file: string) => boolean): void {
    for (const file of files) {
      if (!this.#stamps.has(file) && !/[/\\]node_modules[/\\]|^bundled:|\.d\.[cm]?ts$/.test(file) && !isOwn(file))
        this.#stamps.set(file, stamp(file))
    }
  }

  /** The files that were edited or removed since they were last asked for. */
  edited(): string[] {
    return [...this.#stamps].flatMap(([file, before]) => {
      const now = stamp(file)
      if (now === before) return []
      this.#stamps.set(file, now)
      return [file]
    })
  }
}

function stamp(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false })
  return found ? `${found.mtimeMs} ${found.size}` : 'gone'
}
