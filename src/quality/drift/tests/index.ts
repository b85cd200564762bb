import type { Categories, Samples, TestResult } from '../samples.ts'
import { andersonDarling } from './anderson-darling.ts'
import { chiSquared, gTest } from './chi-squared.ts'
import { cramerVonMises } from './cramer-von-mises.ts'
import { hellinger, jensenShannon, kullbackLeibler, stabilityIndex, totalVariation } from './distances.ts'
import { energy } from './energy.ts'
import { eppsSingleton } from './epps-singleton.ts'
import { fisher } from './fisher.ts'
import { kolmogorovSmirnov } from './kolmogorov-smirnov.ts'
import { kruskalWallis } from './kruskal-wallis.ts'
import { levene } from './levene.ts'
import { mannWhitney } from './mann-whitney.ts'
import { student, welch } from './student.ts'
import { wasserstein } from './wasserstein.ts'

/** Tests of two samples of numbers. */
export const numberTests = {
  'kolmogorov-smirnov': kolmogorovSmirnov,
  'anderson-darling': andersonDarling,
  'cramer-von-mises': cramerVonMises,
  'epps-singleton': eppsSingleton,
  'mann-whitney': mannWhitney,
  'kruskal-wallis': kruskalWallis,
  welch,
  student,
  levene,
  wasserstein,
  energy,
} as const satisfies Record<string, (samples: Samples) => TestResult>

/** Tests of two samples of categories. */
export const categoryTests = {
  'chi-squared': chiSquared,
  'g-test': gTest,
  fisher,
  psi: stabilityIndex,
  'kullback-leibler': kullbackLeibler,
  'jensen-shannon': jensenShannon,
  hellinger,
  'total-variation': totalVariation,
} as const satisfies Record<string, (counts: Categories) => TestResult>

export type NumberTest = keyof typeof numberTests
export type CategoryTest = keyof typeof categoryTests
