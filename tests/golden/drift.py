"""Reference values of drift tests: SciPy 1.17 and NumPy 2. Run: python tests/golden/drift.py > tests/golden/drift.json"""
import json
import numpy as np
import scipy
from scipy import stats
from scipy.spatial.distance import jensenshannon

rng = np.random.default_rng(7)
pairs = {
    'anchor': (list(range(1, 11)), list(range(2, 11)) + [30]),
    'powers': (list(range(1, 21)), [i ** 1.3 for i in range(1, 21)]),
    'small': (np.round(rng.normal(0, 1, 6), 4).tolist(), np.round(rng.normal(1, 1, 7), 4).tolist()),
    'uneven': (np.round(rng.normal(0, 1, 40), 3).tolist(), np.round(rng.normal(0.3, 1.5, 75), 3).tolist()),
    'ties': (rng.integers(0, 12, 300).tolist(), rng.integers(0, 13, 500).tolist()),
    'same': ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]),
}
# Larger samples by a rule, so that they need not be stored: i-th value of a sample is f(i).
made = {
    'large': ([(i * 7919 % 12007) / 10 for i in range(12000)], [(i * 104729 % 11003) / 9.4 for i in range(11000)]),
    'lopsided': ([(i * 7919 % 12007) / 10 for i in range(12000)], [(i * 37 % 101) * 12.9 for i in range(60)]),
    'near': ([(i * 7919 % 20011) / 10 for i in range(20000)], [(i * 104729 % 15013) / 7.49 for i in range(15000)]),
}


def result(r):
    return [float(r.statistic), float(r.pvalue)]


def numbers(x, y):
    x, y = np.array(x, float), np.array(y, float)
    return {
        'kolmogorov-smirnov': result(stats.ks_2samp(x, y)),
        'anderson-darling': result(stats.anderson_ksamp([x, y], midrank=True)),
        'cramer-von-mises': result(stats.cramervonmises_2samp(x, y)),
        'epps-singleton': result(stats.epps_singleton_2samp(x, y)),
        'mann-whitney': result(stats.mannwhitneyu(x, y)),
        'kruskal-wallis': result(stats.kruskal(x, y)),
        'welch': result(stats.ttest_ind(x, y, equal_var=False)),
        'student': result(stats.ttest_ind(x, y)),
        'levene': result(stats.levene(x, y)),
        'wasserstein': [float(stats.wasserstein_distance(x, y)), None],
        'energy': [float(stats.energy_distance(x, y)), None],
    }


counts = {'anchor': ([20, 30, 50], [25, 25, 50]), 'two': ([8, 2], [1, 5]), 'many': ([5, 90, 14, 33, 2, 7], [50, 80, 3, 40, 9, 1]), 'large': ([1200, 800], [1150, 950])}


def categories(x, y):
    x, y = np.array(x, float), np.array(y, float)
    p, q = x / x.sum(), y / y.sum()
    found = {
        'chi-squared': result(stats.chi2_contingency([x, y])),
        'g-test': result(stats.chi2_contingency([x, y], lambda_='log-likelihood')),
        'psi': [float(stats.entropy(p, q) + stats.entropy(q, p)), None],
        'kullback-leibler': [float(stats.entropy(p, q)), None],
        'jensen-shannon': [float(jensenshannon(p, q, 2)), None],
        'hellinger': [float(np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2)), None],
        'total-variation': [float(np.abs(p - q).sum() / 2), None],
    }
    if len(x) == 2:
        found['fisher'] = result(stats.fisher_exact([x, y]))
    return found


import warnings
warnings.simplefilter('ignore')
print(json.dumps({
    'scipy': scipy.__version__,
    'pairs': {name: {'x': x, 'y': y, 'tests': numbers(x, y)} for name, (x, y) in pairs.items()},
    'made': {name: {'tests': numbers(x, y)} for name, (x, y) in made.items()},
    'counts': {name: {'x': x, 'y': y, 'tests': categories(x, y)} for name, (x, y) in counts.items()},
}, allow_nan=True))
