/** What cannot be compiled; the compiler adds where it stands. */
export class UnsupportedPart extends Error {
  readonly what: string
  readonly instead: string | undefined
  constructor(what: string, instead?: string) {
    super(what)
    this.what = what
    this.instead = instead
  }
}
