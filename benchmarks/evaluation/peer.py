"""Makes tables of predictions, and computes a report of one with pandas, scikit-learn and fairlearn.

Environment: with ROWS, PER_COLUMN (the groups of each column, such as 2,5,10) and SEED it makes TABLE.parquet and
TABLE.csv; without ROWS it reads TABLE and writes FIGURES, a JSON of what it found and what that took. Times
begin with the file and end with the last figure; what Python imports is not counted.
"""

import json
import os
import time

import numpy
import pandas
import pyarrow
from pyarrow import csv, parquet

COLUMNS = ["first", "second", "third"]


def make(path, rows, groups, seed):
    """Rows whose groups differ in base rate and score; scores with all their digits, so with few ties."""
    draw = numpy.random.default_rng(seed)
    merit = draw.normal(size=rows)
    columns = {}
    for name, many in zip(COLUMNS, groups, strict=True):
        group = draw.integers(0, many, rows, dtype=numpy.int32)
        merit += 0.3 * group / many
        names = pyarrow.array([f"{name} {number:02d}" for number in range(many)])
        columns[name] = pyarrow.DictionaryArray.from_arrays(group, names).cast(pyarrow.string())
    outcome = draw.random(rows) < 1 / (1 + numpy.exp(-merit))
    score = 1 / (1 + numpy.exp(-(0.8 * merit + draw.normal(scale=0.7, size=rows))))
    labels = pyarrow.DictionaryArray.from_arrays(outcome.astype(numpy.int8), ["defaulted", "repaid"])
    table = pyarrow.table({"outcome": labels.cast(pyarrow.string()), "score": score, **columns})
    parquet.write_table(table, path + ".parquet")
    csv.write_csv(table, path + ".csv", csv.WriteOptions(quoting_style="none"))


def of_all(truth, predicted, score):
    """What Assay says of all rows, as far as scikit-learn has it."""
    from sklearn import metrics

    return {
        "accuracy": metrics.accuracy_score(truth, predicted),
        "precision": metrics.precision_score(truth, predicted),
        "npv": metrics.precision_score(truth, predicted, pos_label=0),
        "recall": metrics.recall_score(truth, predicted),
        "specificity": metrics.recall_score(truth, predicted, pos_label=0),
        "f1": metrics.f1_score(truth, predicted),
        "balanced_accuracy": metrics.balanced_accuracy_score(truth, predicted),
        "mcc": metrics.matthews_corrcoef(truth, predicted),
        "roc_auc": metrics.roc_auc_score(truth, score),
        "average_precision": metrics.average_precision_score(truth, score),
        "brier": metrics.brier_score_loss(truth, score),
        "log_loss": metrics.log_loss(truth, score),
    }


def of_groups(truth, predicted, table):
    """What Assay says of the groups of each column, in one frame of fairlearn for each."""
    from fairlearn import metrics as fair
    from sklearn import metrics

    found = {}
    for name in COLUMNS:
        frame = fair.MetricFrame(
            metrics={
                "selection_rate": fair.selection_rate,
                "recall": fair.true_positive_rate,
                "fpr": fair.false_positive_rate,
                "precision": metrics.precision_score,
                "accuracy": metrics.accuracy_score,
            },
            y_true=truth,
            y_pred=predicted,
            sensitive_features=table[name],
        )
        gaps = frame.difference()
        found[f"demographic_parity_difference/{name}"] = gaps["selection_rate"]
        found[f"demographic_parity_ratio/{name}"] = frame.ratio()["selection_rate"]
        found[f"equal_opportunity_difference/{name}"] = gaps["recall"]
        found[f"equalized_odds_difference/{name}"] = max(gaps["recall"], gaps["fpr"])
        found[f"predictive_parity_difference/{name}"] = gaps["precision"]
        found[f"fpr_gap/{name}"] = gaps["fpr"]
        found[f"accuracy_gap/{name}"] = gaps["accuracy"]
    return found


def compute(path):
    """The figures of a table, and how long each part took."""
    start = time.perf_counter()
    table = pandas.read_csv(path) if path.endswith(".csv") else pandas.read_parquet(path)
    truth = (table["outcome"] == "repaid").astype(int).to_numpy()
    score = table["score"].to_numpy()
    predicted = (score >= 0.5).astype(int)
    read = time.perf_counter()
    figures = of_all(truth, predicted, score)
    whole = time.perf_counter()
    figures |= of_groups(truth, predicted, table)
    end = time.perf_counter()
    took = {"seconds": end - start, "read_s": read - start, "sklearn_s": whole - read, "fairlearn_s": end - whole}
    return {"figures": {name: float(value) for name, value in figures.items()}, **took, "peak_mib": peak()}


def peak():
    """The most memory that this process kept resident, in MiB: proc(5), VmHWM."""
    with open("/proc/self/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main():
    """Makes or computes, as the environment says."""
    path = os.environ["TABLE"]
    if "ROWS" in os.environ:
        groups = [int(many) for many in os.environ["PER_COLUMN"].split(",")]
        make(path, int(os.environ["ROWS"]), groups, int(os.environ["SEED"]))
        return
    import fairlearn.metrics  # noqa: F401  before the clock runs
    import sklearn.metrics  # noqa: F401

    with open(os.environ["FIGURES"], "w", encoding="utf-8") as stream:
        json.dump(compute(path), stream)


if __name__ == "__main__":
    main()
