import type { Kind } from './widget.ts'

const base = '@jupyter-widgets/base'
const controls = '@jupyter-widgets/controls'
const version = '2.0.0'

/** `continuousUpdate` is `continuous_update` at the front end. */
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function names(model: string, view: string, module = controls, viewModule = module) {
  const versions = { _model_module_version: version, _view_module_version: version }
  return { _model_module: module, _model_name: `${model}Model`, _view_module: viewModule, _view_name: `${view}View`, ...versions }
}

const common = { description: '', disabled: false, tooltip: null }
const range = { value: 0, min: 0, max: 100 }
const slider = { ...common, ...range, step: 1, orientation: 'horizontal', readout: true, continuousUpdate: true }
const progress = { description: '', tooltip: null, ...range, orientation: 'horizontal', barStyle: '' }

/** A widget's look has a model of its own. */
export const layoutKind: Kind = { name: 'Layout', fixed: names('Layout', 'Layout', base), state: {}, wire: snake }

export function styleKind(name: string): Kind {
  return { name, fixed: names(name, 'Style', controls, base), state: {}, wire: snake }
}

interface Control extends Kind {
  /** The model of its style; undefined when it has none. */
  readonly style: string | undefined
}

function control(name: string, state: Kind['state'], { view = name, style }: { view?: string; style?: string } = {}): Control {
  return { name, fixed: { _dom_classes: [], ...names(name, view) }, state, wire: snake, style }
}

/** The controls that cells can make. */
export const controlKinds = {
  IntSlider: control('IntSlider', { ...slider, readoutFormat: 'd' }, { style: 'SliderStyle' }),
  FloatSlider: control('FloatSlider', { ...slider, max: 10, step: 0.1, readoutFormat: '.2f' }, { style: 'SliderStyle' }),
  IntProgress: control('IntProgress', progress, { view: 'Progress', style: 'ProgressStyle' }),
  FloatProgress: control('FloatProgress', progress, { view: 'Progress', style: 'ProgressStyle' }),
  Button: control('Button', { ...common, buttonStyle: '', icon: '' }, { style: 'ButtonStyle' }),
  Checkbox: control('Checkbox', { ...common, value: false, indent: true }, { style: 'CheckboxStyle' }),
  Text: control('Text', { ...common, value: '', placeholder: '', continuousUpdate: true }, { style: 'TextStyle' }),
  Label: control('Label', { value: '', description: '' }, { style: 'LabelStyle' }),
  HTML: control('HTML', { value: '', description: '' }, { style: 'HTMLStyle' }),
  HBox: control('HBox', { children: [], boxStyle: '' }),
  VBox: control('VBox', { children: [], boxStyle: '' }),
} as const satisfies Record<string, Control>

/** Widgets whose front end is a module that the cell brings along. */
export const anyKind: Kind = {
  name: 'AnyWidget',
  fixed: {
    _dom_classes: [],
    _model_module: 'anywidget',
    _model_module_version: '*',
    _model_name: 'AnyModel',
    _view_module: 'anywidget',
    _view_module_version: '*',
    _view_name: 'AnyView',
  },
  state: {},
  wire: (name) => name,
}
