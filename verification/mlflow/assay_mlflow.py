"""Points MLflow's own tests at a running Assay, with the test files untouched.

A pytest plug-in: put this folder on PYTHONPATH and name it by ``-p assay_mlflow``. Where a test starts a server of its
own, it gets Assay's address instead, and a fresh project as its workspace, so that it finds the empty registry that it
expects; nothing is ever reset. What a test sends past the client, by ``requests``, goes with the same token and workspace.

Variables: ASSAY_URL, the gateway (http://localhost:8080); ASSAY_TOKEN_COMMAND, what prints a bearer token of an account
that may create projects (./assay token lead).
"""

import contextlib
import json
import os
import shlex
import subprocess
import time
import urllib.request
import uuid

import pytest
import requests

URL = os.environ.get("ASSAY_URL", "http://localhost:8080")
TOKEN_COMMAND = shlex.split(os.environ.get("ASSAY_TOKEN_COMMAND", "./assay token lead"))
TOKEN_SECONDS = 60

_token = {"text": "", "until": 0.0}


def token():
    """Returns a token, a new one each minute."""
    if time.monotonic() >= _token["until"]:
        printed = subprocess.run(TOKEN_COMMAND, check=True, capture_output=True, text=True)
        _token.update(text=printed.stdout.strip(), until=time.monotonic() + TOKEN_SECONDS)
    return _token["text"]


def fresh_project():
    """Creates a project and returns its key."""
    key = "t-" + uuid.uuid4().hex[:20]
    body = {
        "key": key,
        "name": "A test of MLflow's own",
        "business_goal": "Answer MLflow's clients as MLflow does.",
        "sponsor": "lead",
        "unit": "credit",
    }
    request = urllib.request.Request(
        URL + "/api/v1/projects",
        json.dumps(body).encode(),
        {
            "Authorization": "Bearer " + token(),
            "Content-Type": "application/json",
            "Idempotency-Key": key,
        },
    )
    with urllib.request.urlopen(request) as answer:
        answer.read()
    return key


@contextlib.contextmanager
def assay(*_args, **_kwargs):
    """Stands where a test starts a server: Assay's address, in a project of its own."""
    os.environ["MLFLOW_TRACKING_TOKEN"] = token()
    before = os.environ.get("MLFLOW_WORKSPACE", "")
    os.environ["MLFLOW_WORKSPACE"] = fresh_project()
    try:
        yield URL
    finally:
        os.environ["MLFLOW_WORKSPACE"] = before


def sign_requests():
    """Lets what goes to Assay by `requests` alone carry what MLflow's client would send."""
    send = requests.Session.request

    def signed(session, method, url, **options):
        if url.startswith(URL):
            headers = dict(options.pop("headers", None) or {})
            headers.setdefault("Authorization", "Bearer " + token())
            if "MLFLOW_WORKSPACE" in os.environ:
                headers.setdefault("X-MLFLOW-WORKSPACE", os.environ["MLFLOW_WORKSPACE"])
            options["headers"] = headers
        return send(session, method, url, **options)

    requests.Session.request = signed


class NoProcess:
    """Stands where a test ends a server that it started itself."""

    def kill(self):
        """Ends nothing."""


def pytest_collection_modifyitems(items):
    """Lets test_mlflow_artifacts.py, which starts `mlflow server` itself, use Assay instead."""
    for module in {item.module for item in items if item.module.__name__.endswith("test_mlflow_artifacts")}:
        server = module.ArtifactsServer
        module._launch_server = lambda *_args, **_kwargs: NoProcess()
        module.ArtifactsServer = lambda store, _root, destination, _url, process, server=server: server(
            store, f"{URL}/api/2.0/mlflow-artifacts/artifacts/{os.environ['MLFLOW_WORKSPACE']}", destination, URL, process
        )


def pytest_configure(config):
    """Replaces what starts a server before any test module is imported."""
    from mlflow.server import handlers
    from tests.tracking import integration_test_utils

    handlers.initialize_backend_stores = lambda *_args, **_kwargs: None
    integration_test_utils.ServerThread = assay
    integration_test_utils._init_server = assay
    sign_requests()


@pytest.fixture(scope="session", autouse=True)
def _first_project():
    """A workspace for the tests that ask for none."""
    os.environ["MLFLOW_WORKSPACE"] = fresh_project()


@pytest.fixture(autouse=True)
def _fresh_token():
    """Keeps the token younger than it lasts, also where a test asks for none."""
    os.environ["MLFLOW_TRACKING_TOKEN"] = token()
