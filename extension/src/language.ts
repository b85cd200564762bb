import type { JupyterFrontEndPlugin } from '@jupyterlab/application'
import { ISettingRegistry } from '@jupyterlab/settingregistry'
import { ITranslator } from '@jupyterlab/translation'
import type { Lang } from 'assay/protocol'
import { surroundings } from './surroundings.ts'

const id = '@assay/jupyterlab:language'

/** Views speak the language that the setting names, or else JupyterLab's. */
export const language: JupyterFrontEndPlugin<void> = {
  id,
  description: 'The language of Assay views',
  autoStart: true,
  optional: [ISettingRegistry, ITranslator],
  async activate(_app, registry: ISettingRegistry | null, translator: ITranslator | null) {
    const ofLab: Lang = /^zh/i.test(translator?.languageCode ?? '') ? 'zh-CN' : 'en'
    surroundings.lang = ofLab
    if (registry === null) return
    const settings = await registry.load(id)
    const read = () => {
      const { composite } = settings.get('language')
      surroundings.lang = composite === 'en' || composite === 'zh-CN' ? composite : ofLab
    }
    settings.changed.connect(read)
    read()
  },
}
