#!/usr/bin/env python3
"""The mortgage denial model as its author would train it at a desk, with MLflow.

Nothing here knows of Assay. Where the results go is what MLflow's own variables say: MLFLOW_TRACKING_URI,
MLFLOW_TRACKING_TOKEN (or _USERNAME and _PASSWORD), and MLFLOW_WORKSPACE with the key of a project.
"""

from pathlib import Path

import mlflow
import pandas
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, precision_score, recall_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

DATA = Path(__file__).resolve().parent / "data" / "hmda_boston.csv"
# Not `afam` and `single`: race and marital status must not decide who gets credit. Not `insurance`: the insurer's
# refusal comes with the decision, or after it.
NUMBERS = ["pirat", "hirat", "lvrat", "chist", "mhist", "unemp"]
YES_OR_NO = ["phist", "selfemp", "condomin", "hschool"]
THRESHOLD = 0.2


def read():
    """The applications as numbers, and which of them were denied."""
    table = pandas.read_csv(DATA)
    features = table[NUMBERS].astype(float).join(table[YES_OR_NO].eq("yes").astype(float))
    return features, table["deny"].eq("yes").astype(int)


def main():
    """Trains, measures, logs and registers."""
    features, denied = read()
    train_features, test_features, train_denied, test_denied = train_test_split(
        features, denied, test_size=0.3, random_state=1990, stratify=denied
    )
    mlflow.set_experiment("denial")
    mlflow.sklearn.autolog(log_models=False)
    with mlflow.start_run(run_name="logistic regression"):
        model = make_pipeline(StandardScaler(), LogisticRegression())
        model.fit(train_features, train_denied)
        probability = model.predict_proba(test_features)[:, 1]
        decided = probability >= THRESHOLD
        mlflow.log_param("threshold", THRESHOLD)
        mlflow.log_metrics(
            {
                "roc_auc": roc_auc_score(test_denied, probability),
                "brier": brier_score_loss(test_denied, probability),
                "precision": precision_score(test_denied, decided),
                "recall": recall_score(test_denied, decided),
            }
        )
        logged = mlflow.sklearn.log_model(
            model, name="model", registered_model_name="denial", input_example=train_features[:3]
        )
    print(f"registered denial, version {logged.registered_model_version}")


if __name__ == "__main__":
    main()
