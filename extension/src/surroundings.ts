import type { Lang } from 'assay/protocol'

/** What all views of a page have in common: language and theme. */
class Surroundings {
  readonly #watchers = new Set<() => void>()
  #lang: Lang = 'en'

  constructor() {
    const observer = new MutationObserver(() => this.#tell())
    observer.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-light'] })
  }

  get lang(): Lang {
    return this.#lang
  }

  set lang(lang: Lang) {
    if (lang === this.#lang) return
    this.#lang = lang
    this.#tell()
  }

  get theme(): 'light' | 'dark' {
    return document.body.dataset['jpThemeLight'] === 'false' ? 'dark' : 'light'
  }

  /** Calls back when either changes; what it returns ends that. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed)
    return () => this.#watchers.delete(changed)
  }

  #tell(): void {
    for (const changed of this.#watchers) changed()
  }
}

/** The language and theme of this page. */
export const surroundings = new Surroundings()
