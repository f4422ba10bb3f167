"""Makes vectors.json: what scikit-learn, statsmodels and scipy compute from invented counts.

    pip install scikit-learn==1.9.1 statsmodels==0.15.0 scipy==1.17.1
    python tests/golden/statistics/generate.py > tests/golden/statistics/vectors.json
"""

import json

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy.stats import chi2_contingency, fisher_exact
from sklearn.metrics import precision_score, recall_score
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

SHARES = [(30, 200), (30, 120), (12, 40), (8, 80), (0, 30), (30, 30), (1, 1), (0, 1), (1, 3), (7, 11), (49, 70),
          (500, 1000), (3, 100_000), (99_999, 100_000)]
PAIRS = [(30, 120, 30, 200), (12, 40, 8, 80), (9, 30, 12, 30), (0, 30, 3, 30), (3, 30, 0, 30), (5, 5, 1, 9),
         (7, 20, 7, 20), (250, 1000, 200, 1000), (1, 12, 40, 300), (0, 10, 0, 12), (10, 10, 12, 12),
         (120, 4000, 900, 40_000)]
BATCHES = [(12, 0.3), (40, 0.5), (100, 0.1), (333, 0.05), (1000, 0.2), (50, 0.9), (7, 0.5), (64, 0.0)]
FAMILIES = [[0.01, 0.04, 0.03], [0.001, 0.2, 0.04, 0.04, 0.9], [0.5], [0.02, 0.02, 0.02]]


def number(value):
    return None if not np.isfinite(value) else float(value)


def wilson():
    for hits, of in SHARES:
        for level in (90, 95, 99):
            low, high = proportion_confint(hits, of, alpha=1 - level / 100, method="wilson")
            yield {"hits": hits, "of": of, "level": level, "low": number(low), "high": number(high)}


def pairs():
    for a, n, b, m in PAIRS:
        low, high = confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")
        found = {"a": [a, n], "b": [b, m], "difference": a / n - b / m, "newcombe": [number(low), number(high)]}
        found["ratio"] = found["log_ratio"] = None
        if a and b:
            low, high = confint_proportions_2indep(a, n, b, m, method="log", compare="ratio")
            found["ratio"], found["log_ratio"] = (a / n) / (b / m), [number(low), number(high)]
        table = [[a, n - a], [b, m - b]]
        found["fisher"] = number(fisher_exact(table)[1])
        found["fisher_greater"] = number(fisher_exact(table, alternative="greater")[1])
        found["z"] = found["chi2"] = found["chi2_p"] = None
        if 0 < a + b < n + m:
            found["z"] = number(proportions_ztest([a, b], [n, m])[0])
            found["chi2"], found["chi2_p"] = (number(x) for x in chi2_contingency(table, correction=False)[:2])
        yield found


def flags():
    random = np.random.default_rng(20261125)
    for size, share in BATCHES:
        relevant = (random.random(size) < share).astype(int)
        flagged = (random.random(size) < np.where(relevant == 1, 0.6, 0.25)).astype(int)
        precision = precision_score(relevant, flagged, zero_division=np.nan)
        recall = recall_score(relevant, flagged, zero_division=np.nan)
        base = relevant.mean()
        lift = precision / base if base else np.nan
        yield {"relevant": "".join(map(str, relevant)), "flagged": "".join(map(str, flagged)),
               "precision": number(precision), "recall": number(recall), "base": number(base), "lift": number(lift)}


def holm():
    for family in FAMILIES:
        yield {"p": family, "holm": [float(p) for p in multipletests(family, method="holm")[1]]}


sections = {"wilson": wilson(), "pairs": pairs(), "flags": flags(), "holm": holm()}
versions = {"scikit-learn": sklearn.__version__, "statsmodels": statsmodels.__version__, "scipy": scipy.__version__}
print("{\n" + f'"versions": {json.dumps(versions)}', end="")
for name, rows in sections.items():
    print(f',\n"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]", end="")
print("\n}")
