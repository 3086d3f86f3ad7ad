#!/usr/bin/env python3
"""Trains both versions of the demo's mortgage denial model and writes everything that the demo registers.

    python3 train.py           trains, and writes model/model.json, metrics.json, test_predictions.csv,
                               explanation.json, privacy_attack.json, manifest.json and manifest.digest,
                               of the second version below second/
    python3 train.py --check   trains into a temporary folder and compares it byte for byte with what
                               is committed here; exit status 1 and the names of the files if they differ

The first version takes the applications as they were decided, and the threshold with the best F1. The
second one mitigates what that comes to: rows count so much that denial and race are independent of each
other in training (reweighing; Kamiran and Calders 2012), and an application is pointed to only where a
denial is more likely than not.

Two runs give the same bytes: rows are split by a hash of the seed and the row's number, the solver
runs until it has converged to far more digits than are kept, and the metrics are computed from the
rounded model as the loader in model/predict.py scores it.
"""

import argparse
import csv
import filecmp
import hashlib
import json
import math
import shutil
import sys
import tempfile
from pathlib import Path

import pandas
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (
    accuracy_score,
    brier_score_loss,
    confusion_matrix,
    f1_score,
    precision_score,
    recall_score,
    roc_auc_score,
)
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "model"))
sys.dont_write_bytecode = True
import predict  # noqa: E402  the loader that ships with the model

DATA = HERE / "data" / "hmda_boston.csv"
SEED = 1990
SHARES = {"train": 0.5, "validation": 0.2, "test": 0.3}

# `afam` and `single` are left out because race and marital status must not decide who gets credit (US
# Equal Credit Opportunity Act); they stay beside the predictions, since nobody can see unequal errors
# without them. `insurance` is left out because the insurer's refusal comes with the decision, or after
# it: it is not there yet when an application is scored.
FEATURES = {
    "pirat": "number",
    "hirat": "number",
    "lvrat": "number",
    "chist": "number",
    "mhist": "number",
    "phist": "yes_no",
    "unemp": "number",
    "selfemp": "yes_no",
    "condomin": "yes_no",
    "hschool": "yes_no",
}
GROUPS = ["afam", "single"]

DIGITS = 6
WRITTEN = [
    "model/model.json",
    "metrics.json",
    "test_predictions.csv",
    "explanation.json",
    "privacy_attack.json",
    "manifest.json",
    "manifest.digest",
]
SECOND = "second"
LIKELY = 0.5
SAMPLES = 100
THRESHOLDS = 19


def part(row):
    """The part (train, validation or test) that a row belongs to, by a hash of the seed and its number."""
    drawn = int(hashlib.sha256(f"{SEED}:{row}".encode()).hexdigest()[:13], 16) / 16**13
    return next(name for name, upper in zip(SHARES, (0.5, 0.7, 1.0), strict=True) if drawn < upper)


def read():
    """The applications as text, by the number of the row, with the part each belongs to."""
    table = pandas.read_csv(DATA, dtype=str).rename(columns={"Unnamed: 0": "row"})
    table["part"] = [part(row) for row in table["row"]]
    return table


def numbers(table):
    """The features of a table as numbers, in the order of FEATURES."""
    columns = {name: [predict.value(kind, text) for text in table[name]] for name, kind in FEATURES.items()}
    return pandas.DataFrame(columns)


def denied(table):
    """1 where the application was denied, 0 where it was not."""
    return [1 if answer == "yes" else 0 for answer in table["deny"]]


def rounded(number):
    """A number with the digits that are kept; never minus zero, which JSON would show."""
    return round(float(number), DIGITS) + 0.0


def reweighed(training):
    """A weight for each row by which denial and race are independent: expected by observed frequency."""
    group, truth = training["afam"].to_numpy(), training["deny"].to_numpy()
    weights = []
    for own_group, own_truth in zip(group, truth, strict=True):
        expected = (group == own_group).mean() * (truth == own_truth).mean()
        weights.append(expected / ((group == own_group) & (truth == own_truth)).mean())
    return weights


def fit(training, weights=None):
    """The coefficients of a logistic regression on the standardised features, without a threshold yet."""
    scaler = StandardScaler().fit(numbers(training).to_numpy())
    regression = LogisticRegression(C=1.0, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    regression.fit(scaler.transform(numbers(training).to_numpy()), denied(training), sample_weight=weights)
    columns = zip(FEATURES.items(), scaler.mean_, scaler.scale_, regression.coef_[0], strict=True)
    return {
        "format": "assay-example/logistic-regression/1",
        "predicts": "deny",
        "features": [
            {
                "name": name,
                "kind": kind,
                "mean": rounded(mean),
                "scale": rounded(scale),
                "coefficient": rounded(coefficient),
            }
            for (name, kind), mean, scale, coefficient in columns
        ],
        "intercept": rounded(regression.intercept_[0]),
    }


def probabilities(model, table):
    """What the loader says about each row, with the digits that are kept."""
    return [rounded(predict.denial_probability(model, row)) for row in table.to_dict("records")]


def choose_threshold(model, validation):
    """The lowest threshold, in steps of 0.01, with the best F1 on the validation rows."""
    scores, truth = probabilities(model, validation), denied(validation)
    steps = [step / 100 for step in range(5, 96)]
    return max(steps, key=lambda step: (f1_score(truth, [score >= step for score in scores]), -step))


def measure(model, table):
    """The metrics of the test rows, and the counts and base rates that they rest on."""
    test = table[table["part"] == "test"]
    truth, scores = denied(test), probabilities(model, test)
    decisions = [1 if score >= model["threshold"] else 0 for score in scores]
    true_negative, false_positive, false_negative, true_positive = (
        int(count) for count in confusion_matrix(truth, decisions).ravel()
    )
    return {
        "metrics": {
            "accuracy": rounded(accuracy_score(truth, decisions)),
            "precision": rounded(precision_score(truth, decisions)),
            "recall": rounded(recall_score(truth, decisions)),
            "f1": rounded(f1_score(truth, decisions)),
            "roc_auc": rounded(roc_auc_score(truth, scores)),
            "brier": rounded(brier_score_loss(truth, scores)),
        },
        "counts": {
            **{name: int((table["part"] == name).sum()) for name in SHARES},
            "true_positive": true_positive,
            "false_positive": false_positive,
            "true_negative": true_negative,
            "false_negative": false_negative,
        },
        "denied": {
            "all_rows": rate(denied(table)),
            "test": rate(truth),
            "test_predicted": rate(decisions),
            "all_rows_by_group": by_group(table, denied(table)),
            "test_by_group": by_group(test, truth),
            "test_predicted_by_group": by_group(test, decisions),
        },
        "split": {"rule": "sha256 of seed:row", "seed": SEED, "shares": SHARES},
        "data": {"file": "data/hmda_boston.csv", "digest": "sha256:" + sha256(DATA)},
    }


def rate(flags):
    """The share of ones."""
    return rounded(math.fsum(flags) / len(flags))


def by_group(table, flags):
    """The share of ones, and the number of rows, for each value of each group column."""
    answer = {}
    for group in GROUPS:
        for member in ("yes", "no"):
            chosen = [flag for flag, held in zip(flags, table[group], strict=True) if held == member]
            answer[f"{group}={member}"] = {"n": len(chosen), "rate": rate(chosen)}
    return answer


def sha256(path):
    """The SHA-256 of a file in lower-case hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest(folder):
    """The canonical manifest of a folder: RFC 8785 JSON of path, sha256 and size, sorted by path bytes.

    RFC 8785 asks for sorted members and no white space, which json.dumps gives for the ASCII names and
    whole numbers here.
    """
    files = sorted(
        (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts),
        key=lambda file: file.relative_to(folder).as_posix().encode(),
    )
    entries = [
        {"path": file.relative_to(folder).as_posix(), "sha256": sha256(file), "size": file.stat().st_size}
        for file in files
    ]
    return json.dumps(entries, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def write_json(path, content):
    """Writes indented JSON with a line end, for people who read diffs."""
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8", newline="\n")


def write_predictions(path, model, test):
    """Writes one line a test row: truth, probability, decision and the groups the row belongs to."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["row", "denied", "probability", "predicted_denied", *GROUPS])
        for row, score in zip(test.to_dict("records"), probabilities(model, test), strict=True):
            decision = "yes" if score >= model["threshold"] else "no"
            writer.writerow([row["row"], row["deny"], f"{score:.6f}", decision, *(row[group] for group in GROUPS)])


def contributions(model, row):
    """By how much each feature of an application moves the log-odds from those of the mean application."""
    return {
        feature["name"]: feature["coefficient"]
        * (predict.value(feature["kind"], row[feature["name"]]) - feature["mean"])
        / feature["scale"]
        for feature in model["features"]
    }


def explanation(model, test):
    """How much each feature matters, as evidence: SHAP values of the log-odds, which a linear model has in closed
    form (Lundberg and Lee 2017, 4.2), their mean size over the test rows, and the first rows with theirs."""
    rows = test.to_dict("records")
    each = [contributions(model, row) for row in rows]
    names = list(FEATURES)
    return {
        "kind": "EXPLAINABILITY",
        "method": "SHAP",
        "base_value": model["intercept"],
        "model_features": names,
        "features": [
            {"name": name, "importance": rounded(math.fsum(abs(one[name]) for one in each) / len(each))}
            for name in names
        ],
        "samples": [
            {
                "prediction": rounded(log_odds(predict.denial_probability(model, row))),
                "contributions": {name: rounded(one[name]) for name in names},
            }
            for row, one in list(zip(rows, each, strict=True))[:SAMPLES]
        ],
    }


def log_odds(probability):
    """The logit, for what the loader gives as a probability."""
    return math.log(probability / (1.0 - probability))


def privacy_attack(model, table):
    """An attack on membership, as evidence: whoever knows an application and its decision guesses that it was
    trained on where the model was sure of that decision (Yeom et al. 2018). Counted at thresholds that split
    the training rows evenly; the one in the middle stands for the attack."""
    sure = [
        score if truth else 1.0 - score
        for score, truth in zip(probabilities(model, table), denied(table), strict=True)
    ]
    members = [one for one, held in zip(sure, table["part"], strict=True) if held == "train"]
    others = [one for one, held in zip(sure, table["part"], strict=True) if held != "train"]
    in_order = sorted(members)
    cuts = [in_order[round(step * len(members) / (THRESHOLDS + 1))] for step in range(1, THRESHOLDS + 1)]
    points = [
        {"tp": sum(one >= cut for one in members), "fp": sum(one >= cut for one in others)} for cut in cuts
    ]
    middle = points[THRESHOLDS // 2]
    return {
        "kind": "PRIVACY_ATTACK",
        "attack": "MEMBERSHIP_INFERENCE",
        "counts": {
            **middle,
            "fn": len(members) - middle["tp"],
            "tn": len(others) - middle["fp"],
        },
        "roc": {"at_fpr": 0.1, "points": points},
    }


def first(table):
    """The first version: as the applications were decided, with the threshold of the best F1."""
    model = fit(table[table["part"] == "train"])
    model["threshold"] = choose_threshold(model, table[table["part"] == "validation"])
    return model


def second(table):
    """The second version: reweighed, and pointing to what is denied more likely than not."""
    training = table[table["part"] == "train"]
    return {**fit(training, reweighed(training)), "threshold": LIKELY}


def write(target, model, table):
    """Writes all outputs of a version below target; the loader is part of the model's bytes."""
    (target / "model").mkdir(parents=True, exist_ok=True)
    if target != HERE:
        shutil.copyfile(HERE / "model" / "predict.py", target / "model" / "predict.py")
    write_json(target / "model" / "model.json", model)
    write_json(target / "metrics.json", measure(model, table))
    write_predictions(target / "test_predictions.csv", model, table[table["part"] == "test"])
    write_json(target / "explanation.json", explanation(model, table[table["part"] == "test"]))
    write_json(target / "privacy_attack.json", privacy_attack(model, table))
    content = manifest(target / "model")
    (target / "manifest.json").write_bytes(content)
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    (target / "manifest.digest").write_text(digest + "\n", encoding="utf-8", newline="\n")
    return digest


def run(target):
    """Trains both versions and writes their outputs below target; answers their digests."""
    table = read()
    return [write(target, first(table), table), write(target / SECOND, second(table), table)]


def check():
    """Trains again elsewhere; answers the files whose bytes differ from what is committed."""
    written = [*WRITTEN, *(f"{SECOND}/{name}" for name in [*WRITTEN, "model/predict.py"])]
    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder))
        _, different, missing = filecmp.cmpfiles(HERE, folder, written, shallow=False)
        return different + missing


def main():
    """Trains, or checks that training again gives the committed bytes."""
    arguments = argparse.ArgumentParser(description="Trains both versions of the demo's mortgage denial model.")
    arguments.add_argument("--check", action="store_true", help="compare a new run with what is committed")
    if not arguments.parse_args().check:
        print("\n".join(run(HERE)))
        return 0
    different = check()
    if different:
        print("not reproduced: " + ", ".join(different), file=sys.stderr)
        return 1
    for folder in (HERE, HERE / SECOND):
        print("reproduced " + (folder / "manifest.digest").read_text(encoding="utf-8").strip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
