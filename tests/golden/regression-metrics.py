"""Writes regression-metrics.json: figures of scikit-learn for actual and predicted values, with its version."""
import json, pathlib, sys
import numpy as np, sklearn
from sklearn import metrics as m

rng = np.random.default_rng(7)
n = 101
y = rng.normal(100, 15, n)
cases = {
    "near": (y, y + rng.normal(0, 2, n)),
    "biased": (y, y * 1.1 + 3),
    "even": (y[:40], y[:40] + rng.normal(0, 30, 40)),
    "large": (y * 1e9, y * 1e9 + rng.normal(0, 1e6, n)),
    "with zeros": (np.array([0.0, 0.0, 1.0, 2.0, -3.0]), np.array([1.0, 0.0, 1.5, 1.0, -2.0])),
    "constant actual": (np.full(6, 5.0), np.array([5.0, 5.1, 4.9, 5.0, 5.2, 4.7])),
    "constant, exact": (np.full(4, 5.0), np.full(4, 5.0)),
    "worse than the mean": (y, -y),
}
names = {
    "mae": m.mean_absolute_error, "rmse": m.root_mean_squared_error, "mse": m.mean_squared_error,
    "medae": m.median_absolute_error, "max_error": m.max_error, "mape": m.mean_absolute_percentage_error,
    "r2": m.r2_score, "explained_variance": m.explained_variance_score,
}
out = {
    "by": f"scikit-learn {sklearn.__version__}",
    "cases": [
        {"name": k, "actual": a.tolist(), "predicted": p.tolist(), "metrics": {name: float(f(a, p)) for name, f in names.items()}}
        for k, (a, p) in cases.items()
    ],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out) + "\n")
