"""Writes standard-scaler.json: means and scales of scikit-learn's StandardScaler, and what it makes of other rows."""
import json, pathlib
import numpy as np, sklearn
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(11)
train = np.column_stack([rng.normal(50, 9, 40), rng.exponential(2, 40), rng.normal(1e7, 3, 40), np.full(40, 3.5)])
test = np.column_stack([rng.normal(70, 20, 12), rng.exponential(5, 12), rng.normal(1e7, 6, 12), np.full(12, 3.5)])
scaler = StandardScaler().fit(train)
out = {
    "by": f"scikit-learn {sklearn.__version__}", "train": train.tolist(), "test": test.tolist(),
    "mean": scaler.mean_.tolist(), "std": np.sqrt(scaler.var_).tolist(), "scaled": scaler.transform(test).tolist(),
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out) + "\n")
