"""Makes a table of predictions, and writes what scikit-learn and fairlearn say of it.

Environment: TABLES is the folder where table.csv and figures.json are written, ROWS how many rows, SEED of the draws.

The figures are keyed as Assay keys its statistics: `accuracy` of all rows, `recall/sex/female` of a
group, `fpr_gap/sex` of an attribute.
"""

import json
import os
import pathlib

import numpy
import pandas
from fairlearn import metrics as fair
from sklearn import metrics

def made(rows, seed):
    """Rows whose groups differ in base rate, in score and in size; scores of three digits, so with ties."""
    draw = numpy.random.default_rng(seed)
    sex = draw.choice(["female", "male"], rows, p=[0.4, 0.6])
    age = draw.choice(["under 30", "30 to 49", "50 and more"], rows, p=[0.2, 0.5, 0.3])
    region = draw.choice([f"region {number}" for number in range(1, 11)], rows)
    merit = draw.normal(size=rows) + 0.3 * (sex == "male") - 0.4 * (age == "under 30")
    merit += 0.05 * (pandas.Series(region).str.len().to_numpy() - 8)
    outcome = draw.random(rows) < 1 / (1 + numpy.exp(-merit))
    score = 1 / (1 + numpy.exp(-(0.8 * merit + draw.normal(scale=0.7, size=rows))))
    return pandas.DataFrame(
        {
            "id": numpy.arange(rows),
            "outcome": numpy.where(outcome, "repaid", "defaulted"),
            "score": numpy.clip(numpy.round(score, 3), 0.001, 0.999),
            "sex": sex,
            "age": age,
            "region": region,
        }
    )


def of_all(truth, predicted, score):
    """What is said of all rows."""
    return {
        "accuracy": metrics.accuracy_score(truth, predicted),
        "precision": metrics.precision_score(truth, predicted),
        "npv": metrics.precision_score(truth, predicted, pos_label=0),
        "recall": metrics.recall_score(truth, predicted),
        "specificity": metrics.recall_score(truth, predicted, pos_label=0),
        "fpr": fair.false_positive_rate(truth, predicted),
        "fnr": fair.false_negative_rate(truth, predicted),
        "f1": metrics.f1_score(truth, predicted),
        "balanced_accuracy": metrics.balanced_accuracy_score(truth, predicted),
        "mcc": metrics.matthews_corrcoef(truth, predicted),
        "roc_auc": metrics.roc_auc_score(truth, score),
        "average_precision": metrics.average_precision_score(truth, score),
        "brier": metrics.brier_score_loss(truth, score),
        "log_loss": metrics.log_loss(truth, score),
    }


def of_groups(truth, predicted, group, attribute):
    """What is said of each group of an attribute, and of the attribute."""
    by_group = fair.MetricFrame(
        metrics={
            "selection_rate": fair.selection_rate,
            "recall": fair.true_positive_rate,
            "fpr": fair.false_positive_rate,
            "fnr": fair.false_negative_rate,
            "precision": metrics.precision_score,
            "accuracy": metrics.accuracy_score,
        },
        y_true=truth,
        y_pred=predicted,
        sensitive_features=group,
    )
    figures = {
        f"{statistic}/{attribute}/{name}": value
        for statistic in ("selection_rate", "recall", "fpr", "precision", "accuracy")
        for name, value in by_group.by_group[statistic].items()
    }
    gaps = by_group.difference()
    return figures | {
        f"demographic_parity_difference/{attribute}": gaps["selection_rate"],
        f"demographic_parity_ratio/{attribute}": by_group.ratio()["selection_rate"],
        f"equal_opportunity_difference/{attribute}": gaps["recall"],
        f"equalized_odds_difference/{attribute}": max(gaps["recall"], gaps["fpr"]),
        f"predictive_parity_difference/{attribute}": gaps["precision"],
        f"fpr_gap/{attribute}": gaps["fpr"],
        f"fnr_gap/{attribute}": gaps["fnr"],
        f"accuracy_gap/{attribute}": gaps["accuracy"],
    }


def criteria(truth, predicted, group, attribute):
    """The criteria that fairlearn has a function for, which takes seconds for each."""
    criterion = {
        "demographic_parity_difference": fair.demographic_parity_difference,
        "demographic_parity_ratio": fair.demographic_parity_ratio,
        "equal_opportunity_difference": fair.equal_opportunity_difference,
        "equalized_odds_difference": fair.equalized_odds_difference,
    }
    return {
        f"{name}/{attribute}": function(truth, predicted, sensitive_features=group)
        for name, function in criterion.items()
    }


def write(figures, path):
    """Writes figures as plain numbers."""
    path.write_text(json.dumps({name: float(value) for name, value in figures.items()}), encoding="utf-8")
    print(f"{len(figures)} figures in {path.name}")


def main():
    """Makes the table, reads it as anybody would, and writes the figures."""
    folder = pathlib.Path(os.environ["TABLES"])
    path = folder / "table.csv"
    made(int(os.environ["ROWS"]), int(os.environ["SEED"])).to_csv(path, index=False)
    table = pandas.read_csv(path)
    truth = (table["outcome"] == "repaid").astype(int).to_numpy()
    predicted = (table["score"] >= 0.5).astype(int).to_numpy()
    figures = of_all(truth, predicted, table["score"].to_numpy())
    for attribute in ("sex", "region"):
        figures |= of_groups(truth, predicted, table[attribute], attribute)
    figures |= criteria(truth, predicted, table["sex"], "sex")
    write(figures, folder / "figures.json")


if __name__ == "__main__":
    main()
