#!/usr/bin/env python3
"""Scores mortgage applications with the coefficients of model.json.

Needs the Python standard library only and executes nothing that it reads. Use it from a program
(`load()`, then `denial_probability(model, application)`), or on a CSV with the columns of
hmda_boston.csv:

    python3 predict.py < applications.csv
"""

import csv
import json
import math
import sys
from pathlib import Path


def load(path=None):
    """Reads the model: its features with mean, scale and coefficient, its intercept and threshold."""
    path = Path(path) if path else Path(__file__).with_name("model.json")
    model = json.loads(path.read_text(encoding="utf-8"))
    if model["format"] != "assay-example/logistic-regression/1":
        raise ValueError(f"{path}: format {model['format']!r} is not one this loader knows")
    return model


def value(kind, text):
    """One field of an application as the number that the model was trained on."""
    if kind == "yes_no":
        return {"yes": 1.0, "no": 0.0}[text]
    return float(text)


def denial_probability(model, application):
    """The probability, 0 to 1, that an application (a mapping of column to text) is denied."""
    score = model["intercept"]
    for feature in model["features"]:
        number = value(feature["kind"], application[feature["name"]])
        score += feature["coefficient"] * (number - feature["mean"]) / feature["scale"]
    return 1.0 / (1.0 + math.exp(-score))


def main():
    """Copies the applications from standard input, with two columns more: probability and denied."""
    model = load()
    applications = csv.DictReader(sys.stdin)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*applications.fieldnames, "probability", "denied"])
    for application in applications:
        probability = denial_probability(model, application)
        denied = "yes" if probability >= model["threshold"] else "no"
        writer.writerow([*application.values(), f"{probability:.6f}", denied])


if __name__ == "__main__":
    main()
