"""Makes tables of several classes, of numbers and of orders, and writes what scikit-learn and fairlearn say of them.

Environment: TABLES is the folder where they are written, ROWS how many rows all have together, SEED of the draws.

The figures are keyed as Assay keys its statistics: `recall@refer` of a class, else as those of figures.py.
"""

import os
import pathlib

import numpy
import pandas
from fairlearn import metrics as fair
from sklearn import metrics

from figures import of_groups, write

CLASSES = ["approve", "refer", "decline", "withdraw"]


def people(draw, rows):
    """Groups of different sizes."""
    return pandas.DataFrame(
        {
            "sex": draw.choice(["female", "male", "unknown"], rows, p=[0.45, 0.5, 0.05]),
            "region": draw.choice([f"region {number}" for number in range(1, 11)], rows),
        }
    )


def several_classes(draw, rows):
    """Classes of different sizes, the rarer the more often mistaken, and more so of one sex."""
    table = people(draw, rows)
    observed = draw.choice(len(CLASSES), rows, p=[0.55, 0.25, 0.15, 0.05])
    right = draw.random(rows) < 0.9 - 0.1 * observed - 0.05 * (table["sex"] == "female")
    table["observed"] = numpy.array(CLASSES)[observed]
    table["predicted"] = numpy.array(CLASSES)[numpy.where(right, observed, draw.integers(0, len(CLASSES), rows))]
    return table


def of_several_classes(table):
    """What is said of all rows, of each class, and of one class against the others by group."""
    observed, predicted = table["observed"], table["predicted"]
    figures = {
        "accuracy": metrics.accuracy_score(observed, predicted),
        "macro_f1": metrics.f1_score(observed, predicted, average="macro"),
    }
    by_class = metrics.precision_recall_fscore_support(observed, predicted, labels=CLASSES)
    for at, name in enumerate(CLASSES):
        for statistic, values in zip(("precision", "recall", "f1"), by_class):
            figures[f"{statistic}@{name}"] = values[at]
    truth = (observed == CLASSES[0]).astype(int).to_numpy()
    taken = (predicted == CLASSES[0]).astype(int).to_numpy()
    return figures | of_groups(truth, taken, table["sex"], "sex")


def numbers(draw, rows):
    """Amounts whose errors grow with them, and are too low for some."""
    table = people(draw, rows)
    amount = draw.lognormal(5, 0.6, rows)
    off = draw.normal(scale=0.1, size=rows) - 0.03 * (table["sex"] == "female")
    table["observed"] = numpy.round(amount, 2)
    table["predicted"] = numpy.round(amount * (1 + off), 2)
    return table


def of_numbers(table):
    """What is said of all rows, and of each group."""
    observed, predicted = table["observed"], table["predicted"]
    figures = {
        "rmse": metrics.root_mean_squared_error(observed, predicted),
        "mae": metrics.mean_absolute_error(observed, predicted),
        "r2": metrics.r2_score(observed, predicted),
    }
    for attribute in ("sex", "region"):
        by_group = fair.MetricFrame(
            metrics={
                "rmse": metrics.root_mean_squared_error,
                "mae": metrics.mean_absolute_error,
                "mean_error": lambda truth, guess: numpy.mean(guess - truth),
            },
            y_true=observed,
            y_pred=predicted,
            sensitive_features=table[attribute],
        ).by_group
        for statistic in by_group.columns:
            for name, value in by_group[statistic].items():
                figures[f"{statistic}/{attribute}/{name}"] = value
    return figures


def orders(draw, rows):
    """Scores without bounds, with ties, of few relevant rows."""
    relevant = draw.random(rows) < 0.03
    return pandas.DataFrame(
        {
            "observed": numpy.where(relevant, "relevant", "other"),
            "score": numpy.round(draw.normal(loc=1.2 * relevant, scale=3.0), 2),
        }
    )


def of_orders(table):
    """What is said of all rows."""
    relevant = table["observed"] == "relevant"
    return {
        "roc_auc": metrics.roc_auc_score(relevant, table["score"]),
        "average_precision": metrics.average_precision_score(relevant, table["score"]),
    }


def main():
    """Makes each table, reads it as anybody would, and writes the figures."""
    folder = pathlib.Path(os.environ["TABLES"])
    rows = int(os.environ["ROWS"])
    draw = numpy.random.default_rng(int(os.environ["SEED"]))
    for name, share, made, said in (
        ("multiclass", 0.4, several_classes, of_several_classes),
        ("regression", 0.3, numbers, of_numbers),
        ("ranking", 0.3, orders, of_orders),
    ):
        path = folder / f"{name}.csv"
        made(draw, round(share * rows)).to_csv(path, index=False)
        write(said(pandas.read_csv(path)), folder / f"{name}.json")


if __name__ == "__main__":
    main()
