"""Writes Tests/StatisticsTests/Fixtures/statistics.json and grouped.json: what scipy, statsmodels and scikit-learn say.

    Scripts/oracles/.venv/bin/pip install --require-hashes --no-deps -r Scripts/oracles/requirements-statistics.lock
    Scripts/oracles/.venv/bin/python Scripts/oracles/make_statistics.py

The data are made from a fixed seed and written into the file beside the answers.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy import stats
from scipy.stats import _resampling
from sklearn.feature_selection import SelectKBest, f_classif, f_regression
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import accuracy_score, r2_score
from sklearn.model_selection import KFold, PredefinedSplit, StratifiedKFold, cross_val_predict, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from statsmodels.stats.outliers_influence import variance_inflation_factor
from statsmodels.stats.proportion import proportion_confint

from random_stream import RandomStream, stable_hash

FIXTURE = Path(__file__).parents[2] / "Tests/StatisticsTests/Fixtures/statistics.json"
GROUPED = FIXTURE.with_name("grouped.json")


def samples(rng):
    values = rng.gamma(2.0, 3.0, 40).round(6)
    fractions = [0, 0.025, 0.1, 0.25, 0.5, 0.77, 0.975, 1]
    return {
        "values": values.tolist(),
        "mean": np.mean(values),
        "standardDeviation": np.std(values, ddof=1),
        "standardError": stats.sem(values),
        "fractions": fractions,
        "quantiles": np.quantile(values, fractions).tolist(),
    }


def bootstrap(values, method, level, resamples, seed):
    """scipy's interval from the rows that HookKit's streams draw."""
    streams = [RandomStream(seed, stable_hash("bootstrap"), number) for number in range(resamples)]
    rows = np.array([[stream.index(len(values)) for _ in values] for stream in streams])
    original = _resampling.rng_integers
    _resampling.rng_integers = lambda *_, **__: rows
    try:
        result = stats.bootstrap(
            (np.array(values),), np.mean, n_resamples=resamples, batch=resamples, confidence_level=level,
            method=method, vectorized=True)
    finally:
        _resampling.rng_integers = original
    interval = result.confidence_interval
    return {
        "method": {"percentile": "percentile", "BCa": "corrected"}[method], "level": level, "resamples": resamples,
        "seed": seed, "lower": interval.low, "upper": interval.high,
    }


def rates():
    cases = [(0, 10, 0.95), (3, 10, 0.95), (10, 10, 0.95), (517, 1000, 0.9), (1, 1, 0.99), (999, 1000, 0.95)]
    found = []
    for successes, trials, level in cases:
        lower, upper = proportion_confint(successes, trials, alpha=1 - level, method="wilson")
        found.append({"successes": successes, "trials": trials, "level": level, "lower": lower, "upper": upper})
    return found


def nulls(rng):
    values = rng.normal(size=50).round(1)
    return {
        "nulls": values.tolist(),
        "cases": [{"value": v, "percentile": stats.percentileofscore(values, v, kind="mean")}
                  for v in [-5.0, values[7], 0.0, 0.33, values[20], 5.0]],
    }


def distributions():
    z = [-8, -3.1, -0.7, 0, 0.4, 1.96, 5.5]
    q = [1e-300, 1e-12, 0.001, 0.05, 0.3, 0.5, 0.9, 0.975, 0.9999999]
    f = [(0.0, 3, 10), (0.5, 1, 30), (2.7, 4, 100), (9.0, 2, 997), (60.0, 24, 975), (1.0, 300, 5)]
    return {
        "z": z, "cumulative": stats.norm.cdf(z).tolist(), "q": q, "quantiles": stats.norm.ppf(q).tolist(),
        "f": [{"f": a, "above": b, "below": c, "tail": stats.f.sf(a, b, c)} for a, b, c in f],
    }


def table(rng, rows, columns):
    x = rng.normal(size=(rows, columns))
    x[:, 1] += 0.8 * x[:, 0]
    x[:, 2] = 3 + 5 * x[:, 2]
    return x.round(6)


def unpenalised(x, y):
    fit = sm.Logit(y, sm.add_constant(x)).fit(disp=0, method="newton", maxiter=100, tol=1e-14)
    interval = fit.conf_int(0.05)
    return {
        "coefficients": fit.params.tolist(), "standardErrors": fit.bse.tolist(), "z": fit.tvalues.tolist(),
        "p": fit.pvalues.tolist(), "lower": interval[:, 0].tolist(), "upper": interval[:, 1].tolist(),
        "logLikelihood": fit.llf, "nullLogLikelihood": fit.llnull, "pseudoR2": fit.prsquared, "aic": fit.aic,
        "probabilities": fit.predict().tolist(),
    }


def penalised(x, y, strength):
    model = LogisticRegression(C=strength, tol=1e-14, max_iter=100000, solver="newton-cholesky").fit(x, y)
    return {"C": strength, "intercept": model.intercept_[0], "coefficients": model.coef_[0].tolist()}


def multinomial(x, classes, strength):
    model = LogisticRegression(C=strength, tol=1e-12, max_iter=100000, solver="newton-cg").fit(x, classes)
    return {
        "C": strength, "intercepts": model.intercept_.tolist(), "coefficients": model.coef_.tolist(),
        "probabilities": model.predict_proba(x).tolist(), "accuracy": accuracy_score(classes, model.predict(x)),
    }


def ridge(x, targets, alpha):
    model = Ridge(alpha=alpha, solver="cholesky" if x.shape[0] > x.shape[1] else "svd").fit(x, targets)
    return {"alpha": alpha, "intercepts": np.atleast_1d(model.intercept_).tolist(),
            "coefficients": np.atleast_2d(model.coef_).tolist(), "r2": model.score(x, targets)}


def wide(rng):
    x = rng.normal(size=(20, 45)).round(4)
    y = (x[:, :3].sum(axis=1) + rng.normal(size=20) > 0).astype(int)
    target = (x[:, 0] - 2 * x[:, 5] + rng.normal(size=20)).round(4)
    model = LogisticRegression(C=0.7, tol=1e-13, max_iter=100000, solver="newton-cg").fit(x, y)
    return {
        "x": x.tolist(), "y": y.tolist(), "target": target.tolist(),
        "logistic": {"C": 0.7, "intercept": model.intercept_[0], "coefficients": model.coef_[0].tolist()},
        "ridge": ridge(x, target, 2.5),
    }


def validation(x, y, classes, target):
    model = LogisticRegression(C=1.0, tol=1e-13, max_iter=100000, solver="newton-cholesky")
    folds = StratifiedKFold(5)
    return {
        "stratified": [test.tolist() for _, test in folds.split(x, classes)],
        "plain": [test.tolist() for _, test in KFold(7).split(x)],
        "accuracies": cross_val_score(model, x, y, cv=folds).tolist(),
        "r2": cross_val_score(Ridge(alpha=1.0), x, target, cv=KFold(7)).tolist(),
    }


def scores(x, classes, target):
    constant = np.column_stack([x, np.full(len(x), 2.5)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        f, p = f_classif(constant, classes)
        g, q = f_regression(constant, target)
    return {"classes": {"f": f[:-1].tolist(), "p": p[:-1].tolist()}, "regression": {"f": g.tolist(), "p": q.tolist()}}


def probes(rng):
    """Pipelines as probes are, on features of which some are dead and some tell."""
    rows = 90
    x = np.maximum(rng.normal(size=(rows, 30)), 0) * 3
    x[:, 11] = 0
    x = x.round(4)
    numbers = np.column_stack([x[:, 2] - x[:, 7] + rng.normal(size=rows), x[:, 20] + 0.5 * rng.normal(size=rows)]).round(4)
    classes = np.argmax(x[:, [3, 5, 9]] + 0.5 * rng.normal(size=(rows, 3)), axis=1)
    split = PredefinedSplit(np.arange(rows) % 5)

    def mean_score(*steps, y):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return cross_val_score(make_pipeline(*steps), x, y, cv=split).tolist()

    logistic = LogisticRegression(C=0.3, tol=1e-12, max_iter=100000, solver="newton-cg")
    return {
        "x": x.tolist(), "numbers": numbers.tolist(), "classes": classes.tolist(), "folds": 5, "alpha": 4.0, "C": 0.3,
        "ridge": mean_score(StandardScaler(), Ridge(alpha=4.0), y=numbers),
        "ridgeSparse": mean_score(SelectKBest(f_regression, k=3), StandardScaler(), Ridge(alpha=4.0), y=numbers[:, 0]),
        "logistic": mean_score(StandardScaler(), logistic, y=classes),
        "logisticSparse": mean_score(SelectKBest(f_classif, k=4), StandardScaler(), logistic, y=classes),
    }


def clustered(x, y, groups):
    """Standard errors that allow for groups, and, apart, those of rows that are taken for independent."""
    model, options = sm.Logit(y, sm.add_constant(x)), {"disp": 0, "method": "newton", "maxiter": 100, "tol": 1e-14}
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": groups}, **options)
    return {
        "groups": groups.tolist(), "standardErrors": fit.bse.tolist(), "p": fit.pvalues.tolist(),
        "apart": model.fit(**options).bse.tolist(),
    }


def proportion(y, groups):
    """The mean of all rows with the standard error that allows for groups, from a regression on a constant."""
    fit = sm.OLS(y, np.ones((len(y), 1))).fit(
        cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False})
    return {"mean": fit.params[0], "standardError": fit.bse[0]}


def together(statistics):
    """Scores over all held-out rows at once, of the probes of statistics.json."""
    known = statistics["probes"]
    x, split = np.array(known["x"]), PredefinedSplit(np.arange(len(known["x"])) % known["folds"])
    ridge_pipe = make_pipeline(StandardScaler(), Ridge(alpha=known["alpha"]))
    logistic = LogisticRegression(C=known["C"], tol=1e-12, max_iter=100000, solver="newton-cg")
    found = cross_val_predict(ridge_pipe, x, np.array(known["numbers"]), cv=split)
    classes = cross_val_predict(make_pipeline(StandardScaler(), logistic), x, known["classes"], cv=split)
    return {"ridge": r2_score(known["numbers"], found), "logistic": accuracy_score(known["classes"], classes)}


def grouped(statistics):
    rng = np.random.default_rng(22)
    groups = np.repeat(np.arange(30), rng.integers(1, 12, 30))
    level = rng.normal(size=(30, 2)).round(4)
    x = np.column_stack([level[groups], rng.normal(size=len(groups)).round(4)])
    linear = 0.3 + x @ np.array([0.8, 0.0, -0.5]) + 1.5 * rng.normal(size=30)[groups]
    y = (rng.random(len(groups)) < 1 / (1 + np.exp(-linear))).astype(int)
    return {
        "x": x.tolist(), "y": y.tolist(), "clustered": clustered(x, y, groups), "proportion": proportion(y, groups),
        "together": together(statistics),
    }


def main():
    rng = np.random.default_rng(20)
    sample = samples(rng)
    x = table(rng, 120, 4)
    linear = 0.4 + x @ np.array([0.9, -0.5, 0.1, 0.0])
    y = (rng.random(120) < 1 / (1 + np.exp(-linear))).astype(int)
    classes = np.argmax(np.column_stack([linear, x[:, 3], 0.3 * x[:, 2] - 1]) + rng.gumbel(size=(120, 3)), axis=1)
    targets = np.column_stack([linear + rng.normal(size=120), x[:, 3] - x[:, 0] + rng.normal(size=120)]).round(6)
    constant = sm.add_constant(x)
    oracle = {
        "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__,
                     "statsmodels": statsmodels.__version__},
        "sample": sample,
        "bootstrap": [bootstrap(sample["values"], method, level, 400, seed)
                      for method, level, seed in [("percentile", 0.95, 0), ("percentile", 0.8, 7), ("BCa", 0.95, 0),
                                                  ("BCa", 0.9, 3)]],
        "rates": rates(), "nulls": nulls(rng), "distributions": distributions(),
        "x": x.tolist(), "y": y.tolist(), "classes": classes.tolist(), "targets": targets.tolist(),
        "correlation": np.corrcoef(x.T).tolist(),
        "scaler": {"mean": StandardScaler().fit(x).mean_.tolist(), "scale": StandardScaler().fit(x).scale_.tolist()},
        "inflation": [variance_inflation_factor(constant, column) for column in range(1, 5)],
        "unpenalised": unpenalised(x, y),
        "penalised": [penalised(x, y, strength) for strength in [0.05, 1.0, 30.0]],
        "multinomial": [multinomial(x, classes, strength) for strength in [0.1, 2.0]],
        "ridge": [ridge(x, targets, alpha) for alpha in [1e-9, 1.0, 50.0]],
        "wide": wide(rng),
        "validation": validation(x, y, classes, targets[:, 0]),
        "scores": scores(x, classes, targets[:, 0]),
        "probes": probes(np.random.default_rng(21)),
    }
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(json.dumps(oracle, separators=(",", ":")) + "\n")
    print(f"wrote {FIXTURE} ({FIXTURE.stat().st_size} bytes)")
    GROUPED.write_text(json.dumps(grouped(oracle), separators=(",", ":")) + "\n")
    print(f"wrote {GROUPED} ({GROUPED.stat().st_size} bytes)")


if __name__ == "__main__":
    main()
