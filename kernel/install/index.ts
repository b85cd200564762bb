export { checkNode, type InstallOptions, installKernelspec, kernelspec, uninstallKernelspec } from './kernelspec.ts'
