"""Reference values of profiles: pandas 3.1.1, SciPy 1.17.1, numpy 2.4.6. Run from the project's root: python tests/golden/profile.py"""

import json

import numpy as np
import pandas as pd
from scipy import stats

PROBABILITIES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]


def numbers(s):
    v = s.dropna().astype(float)
    q1, q3 = np.quantile(v, [0.25, 0.75])
    reach = 1.5 * (q3 - q1)
    assert np.isclose(v.skew(), stats.skew(v, bias=False), rtol=1e-9)
    assert np.isclose(v.kurt(), stats.kurtosis(v, bias=False), rtol=1e-9)
    return {
        "min": v.min(),
        "max": v.max(),
        "mean": v.mean(),
        "std": v.std(),
        "skewness": v.skew(),
        "kurtosis": v.kurt(),
        "sum": v.sum(),
        "zeros": int((v == 0).sum()),
        "negatives": int((v < 0).sum()),
        "outliers": int(((v < q1 - reach) | (v > q3 + reach)).sum()),
        "quantiles": {f"{p:g}": q for p, q in zip(PROBABILITIES, np.quantile(v, PROBABILITIES))},
    }


def column(s):
    counts = s.value_counts()
    out = {
        "count": int(s.count()),
        "missing": int(s.isna().sum()),
        "distinct": int(s.nunique()),
        "top": [int(n) for n in counts.head(10)],
    }
    if pd.api.types.is_numeric_dtype(s):
        out["numbers"] = numbers(s)
    elif pd.api.types.is_datetime64_any_dtype(s):
        out["dates"] = {"min": int(s.min().timestamp() * 1000), "max": int(s.max().timestamp() * 1000)}
    else:
        lengths = s.dropna().str.len()
        shapes = s.dropna().str.replace("[0-9]", "9", regex=True).str.replace("[A-Z]", "A", regex=True).str.replace("[a-z]", "a", regex=True)
        out["text"] = {
            "minLength": int(lengths.min()),
            "medianLength": float(lengths.median()),
            "maxLength": int(lengths.max()),
            "empty": int((lengths == 0).sum()),
            "untrimmed": int((s.dropna() != s.dropna().str.strip()).sum()),
            "patternCount": int(shapes.nunique()),
            "patterns": [int(n) for n in shapes.value_counts().head(10)],
        }
    return out


def table(frame):
    return {
        "rows": len(frame),
        "duplicates": int(frame.duplicated().sum()),
        "columns": {name: column(frame[name]) for name in frame.columns},
    }


retail = pd.read_csv("datasets/online-retail.csv", dtype={"InvoiceNo": str, "StockCode": str}, parse_dates=["InvoiceDate"], keep_default_na=False, na_values=[""])
aapl = pd.read_csv("datasets/aapl.csv", parse_dates=["Date"])
with open("tests/golden/profile.json", "w") as file:
    json.dump({"online-retail": table(retail), "aapl": table(aapl)}, file, indent=1)
    file.write("\n")
