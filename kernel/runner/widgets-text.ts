/** Declarations, as TypeScript text, of the module `assay/widgets` of cells. */
export const widgetsText = `
declare module 'assay/widgets' {
  interface WidgetMethods<S> {
    readonly id: string
    /** Sets several properties with one message. */
    set(changes: Partial<S>): void
    /** Calls a handler when a property changes, by the reader or by a cell. The function it returns takes that back. */
    on<K extends keyof S>(name: K, handler: (value: S[K], before: S[K]) => void): () => void
    /** Calls a handler with what the front end's code sends beside the state. */
    onMessage(handler: (content: any, buffers: readonly Uint8Array[]) => void): () => void
    /** Sends the front end's code something beside the state. */
    send(content: unknown, buffers?: readonly AssayBytes[]): void
    /** Takes the widget away, wherever it is shown. */
    close(): void
  }
  /** A widget: its properties are read and set as such. */
  export type Widget<S = {}> = S & WidgetMethods<S>
  interface Look {
    /** CSS of its box, such as \`{ width: '50%' }\`. */
    readonly layout?: { readonly [property: string]: string | null }
    readonly style?: { readonly [property: string]: string | null }
  }
  type Constructor<S> = new (state?: Partial<S> & Look) => Widget<S>
  interface Described { description: string; tooltip: string | null }
  interface Enabled extends Described { disabled: boolean }
  interface Range extends Described { value: number; min: number; max: number; orientation: 'horizontal' | 'vertical' }
  interface SliderState extends Range, Enabled { step: number; readout: boolean; readoutFormat: string; continuousUpdate: boolean }
  interface ProgressState extends Range { barStyle: '' | 'success' | 'info' | 'warning' | 'danger' }
  interface ButtonState extends Enabled { buttonStyle: '' | 'primary' | 'success' | 'info' | 'warning' | 'danger'; icon: string }
  interface CheckboxState extends Enabled { value: boolean; indent: boolean }
  interface TextState extends Enabled { value: string; placeholder: string; continuousUpdate: boolean }
  interface TextualState { value: string; description: string }
  interface BoxState { children: readonly Widget<any>[]; boxStyle: '' | 'success' | 'info' | 'warning' | 'danger' }
  export const IntSlider: Constructor<SliderState>
  export const FloatSlider: Constructor<SliderState>
  export const IntProgress: Constructor<ProgressState>
  export const FloatProgress: Constructor<ProgressState>
  export const Button: new (state?: Partial<ButtonState> & Look) => Widget<ButtonState> & { onClick(handler: () => void): () => void }
  export const Checkbox: Constructor<CheckboxState>
  export const Text: Constructor<TextState>
  export const Label: Constructor<TextualState>
  export const HTML: Constructor<TextualState>
  export const HBox: Constructor<BoxState>
  export const VBox: Constructor<BoxState>
  /** A widget whose front end is an ECMAScript module: its text, or its address. */
  export const AnyWidget: new <S extends object = {}>(options: {
    readonly esm: string
    readonly css?: string
    readonly state?: S
    readonly layout?: { readonly [property: string]: string | null }
  }) => Widget<{ -readonly [K in keyof S]: S[K] }>
}
`
