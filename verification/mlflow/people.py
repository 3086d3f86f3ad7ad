"""Who asks, and where, in the scripts beside this one: they use the real mlflow package against a running Assay.

Variables: MLFLOW_TRACKING_URI, the gateway; ASSAY_PROJECT, the key of a project; ASSAY_TOKEN_LEAD, _CONTRIBUTOR and
_OTHER, bearer tokens of its owner, of a contributor and of somebody else; ASSAY_OTHER, that one's account;
ASSAY_MACHINE, name and secret of a machine that is a contributor, as ``name:secret``.
"""

import json
import os
import time
import urllib.request

import mlflow
from mlflow.exceptions import MlflowException

PROJECT = os.environ["ASSAY_PROJECT"]
# Clients of 2.x know no workspaces: there a name says its project.
WORKSPACES = hasattr(mlflow, "set_workspace")
if WORKSPACES:
    mlflow.set_workspace(PROJECT)


def sign_in(who):
    """Goes on as somebody else: MLflow's client reads these variables at each request."""
    for name in ("TRACKING_TOKEN", "TRACKING_USERNAME", "TRACKING_PASSWORD"):
        os.environ.pop("MLFLOW_" + name, None)
    if who == "machine":
        user, secret = os.environ["ASSAY_MACHINE"].split(":", 1)
        os.environ.update(MLFLOW_TRACKING_USERNAME=user, MLFLOW_TRACKING_PASSWORD=secret)
    elif who != "nobody":
        os.environ["MLFLOW_TRACKING_TOKEN"] = os.environ["ASSAY_TOKEN_" + who.upper()]


def make_viewer(seen):
    """Lets the other into the project, to view only, and comes back when they see what `seen` looks at."""
    body = json.dumps({"subject": os.environ["ASSAY_OTHER"], "role": "VIEWER"}).encode()
    headers = {
        "Authorization": "Bearer " + os.environ["ASSAY_TOKEN_LEAD"],
        "Content-Type": "application/json",
        "Idempotency-Key": PROJECT + "-viewer",
    }
    url = f"{os.environ['MLFLOW_TRACKING_URI']}/api/v1/projects/{PROJECT}/members"
    urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=30).close()
    end = time.monotonic() + 30
    while True:
        try:
            return seen()
        except MlflowException:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def model_named(name):
    """How the client names a model of the project."""
    return name if WORKSPACES else f"{PROJECT}.{name}"


def experiment_named(name):
    """How the client names an experiment of the project."""
    return name if WORKSPACES else f"{PROJECT}/{name}"


def refused(code, act, saying=""):
    """Insists that the server refuses it with this error code, for a reason that holds these words."""
    try:
        answer = act()
    except MlflowException as refusal:
        assert refusal.error_code == code, f"{refusal.error_code}: {refusal}"
        assert saying in str(refusal), str(refusal)
        return
    raise AssertionError(f"{code} was expected, and {answer!r} came back")


def step(title, act):
    """Does it, and says so."""
    outcome = act()
    print("done:", title, flush=True)
    return outcome
