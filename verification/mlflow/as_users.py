"""Does with the real mlflow package what its users do, each act by somebody with the right and by somebody without.

Prints a line for each thing done, and ends with 1 at the first that comes out differently. people.py names the variables.
"""

import tempfile
import time
from pathlib import Path

import mlflow
import numpy
import pandas
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from people import PROJECT, WORKSPACES, experiment_named, make_viewer, model_named, refused, sign_in, step
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

MODEL = model_named("tumour")
SEARCHED = model_named("searched")
ABSENT = "RESOURCE_DOES_NOT_EXIST"
FORBIDDEN = "PERMISSION_DENIED"

client = MlflowClient()
features, target = load_breast_cancer(return_X_y=True, as_frame=True)


def train():
    """Trains under autolog, logs the model and registers it, in the one way that all tutorials show."""
    mlflow.set_experiment(experiment_named("tumours"))
    mlflow.sklearn.autolog()
    with mlflow.start_run(run_name="first") as run:
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
        model.fit(features, target)
        name = {"name": "model"} if WORKSPACES else {"artifact_path": "by-hand"}
        mlflow.sklearn.log_model(model, registered_model_name=MODEL, input_example=features[:5], **name)
    mlflow.sklearn.autolog(disable=True)
    return run.info.run_id, model


def autologged(run_id):
    """What autolog wrote by itself came back whole."""
    run = client.get_run(run_id)
    assert run.info.status == "FINISHED", run.info
    assert run.data.params["logisticregression__max_iter"] == "500", run.data.params
    assert 0.9 < run.data.metrics["training_score"] <= 1, run.data.metrics
    assert run.data.tags["estimator_name"] == "Pipeline", run.data.tags
    assert {read.dataset.name for read in run.inputs.dataset_inputs} == {"dataset"}, "the data are not told of"
    [point] = client.get_metric_history(run_id, "training_score")
    assert point.value == run.data.metrics["training_score"]
    assert "estimator.html" in {file.path for file in client.list_artifacts(run_id)}


def registered(run_id):
    """The version is ready for MLflow, registered for Assay, and says which run and who made it (mlflow#2208)."""
    version = client.get_model_version(MODEL, "1")
    assert version.status == "READY", version
    assert version.status_message == "Assay: REGISTERED", version
    assert version.run_id == run_id, version
    assert version.user_id == "engineer", version
    assert client.get_latest_versions(MODEL, ["None"])[0].version == "1"


def predicts_the_same(model):
    """What is loaded by alias, by number, as pyfunc and as scikit-learn's own, says what was trained."""
    client.set_registered_model_alias(MODEL, "shadow", "1")
    expected = model.predict(features)
    for uri in (f"models:/{MODEL}@shadow", f"models:/{MODEL}/1"):
        numpy.testing.assert_array_equal(mlflow.pyfunc.load_model(uri).predict(features), expected)
    again = mlflow.sklearn.load_model(f"models:/{MODEL}@shadow")
    numpy.testing.assert_array_equal(again.predict_proba(features), model.predict_proba(features))


def moves_aliases():
    """Aliases go where they are put, and champion nowhere without a decision (mlflow#24742)."""
    version = client.get_model_version_by_alias(MODEL, "shadow")
    assert (version.version, version.aliases) == ("1", ["shadow"]), version
    assert client.get_registered_model(MODEL).aliases == {"shadow": "1"}
    client.set_registered_model_alias(MODEL, "for-a-day", "1")
    client.delete_registered_model_alias(MODEL, "for-a-day")
    refused("INVALID_PARAMETER_VALUE", lambda: client.get_model_version_by_alias(MODEL, "for-a-day"))
    refused(FORBIDDEN, lambda: client.set_registered_model_alias(MODEL, "champion", "1"), "decision")


def describes():
    """Descriptions and tags of model, version, run and experiment come back, and go when they are removed."""
    client.update_registered_model(MODEL, "Tells benign from malignant")
    client.update_model_version(MODEL, "1", "The first")
    client.set_registered_model_tag(MODEL, "team", "imaging")
    client.set_model_version_tag(MODEL, "1", "validated by", "ärztin")
    client.set_model_version_tag(MODEL, "1", "temporary", "x")
    client.delete_model_version_tag(MODEL, "1", "temporary")
    model, version = client.get_registered_model(MODEL), client.get_model_version(MODEL, "1")
    assert (model.description, model.tags) == ("Tells benign from malignant", {"team": "imaging"}), model
    assert (version.description, version.tags) == ("The first", {"validated by": "ärztin"}), version
    client.delete_registered_model_tag(MODEL, "team")
    assert client.get_registered_model(MODEL).tags == {}
    experiment = client.get_experiment_by_name(experiment_named("tumours"))
    client.set_experiment_tag(experiment.experiment_id, "ward", "7")
    assert client.get_experiment(experiment.experiment_id).tags["ward"] == "7"


def labels_stages():
    """Stages are labels; Production is not, and wants a release."""
    version = client.transition_model_version_stage(MODEL, "1", "Staging")
    assert version.current_stage == "Staging", version
    refused(FORBIDDEN, lambda: client.transition_model_version_stage(MODEL, "1", "Production"), "released")


def never_counts_twice(run_id):
    """A number that was given stays given, also when its version and even its model are deleted."""
    name = model_named("recounted")
    client.create_registered_model(name)
    for expected in ("1", "2"):
        assert client.create_model_version(name, f"s3://bucket/{expected}", run_id).version == expected
    client.delete_model_version(name, "2")
    assert client.create_model_version(name, "s3://bucket/3", run_id).version == "3"


def keeps_files(run_id):
    """Files come back byte by byte, also empty ones and ones with odd names, by list and by download."""
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder, "sent")
        (sent / "a b" / "ü").mkdir(parents=True)
        (sent / "a b" / "ü" / "sure+ (1).txt").write_bytes(bytes(range(256)) * 999)
        (sent / "empty").write_bytes(b"")
        client.log_artifacts(run_id, str(sent), "kept")
        client.log_text(run_id, "a note", "kept/note.txt")
        listed = {(file.path, file.is_dir, file.file_size) for file in client.list_artifacts(run_id, "kept")}
        expected = {("kept/a b", True, None), ("kept/empty", False, 0), ("kept/note.txt", False, 6)}
        assert listed == expected, listed
        came = Path(client.download_artifacts(run_id, "kept", folder))
        for file in ("a b/ü/sure+ (1).txt", "empty"):
            assert (came / file).read_bytes() == (sent / file).read_bytes(), file


def freezes_what_it_rests_on(run_id):
    """The files of a registered version never change, whoever asks (mlflow#3175)."""
    place = client.get_model_version_download_uri(MODEL, "1")
    repository = mlflow.store.artifact.artifact_repository_registry.get_artifact_repository(place)
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder, "MLmodel")
        other.write_text("flavors: {}", encoding="utf-8")
        try:
            repository.log_artifact(str(other))
        except Exception as refusal:  # the client has no one class for what an upload is refused with
            assert "403" in str(refusal), refusal
        else:
            raise AssertionError("the files of a registered version were changed")
    refused(FORBIDDEN, lambda: client.delete_run(run_id))


def searched(search, table):
    """Insists on what each filter finds."""
    for condition, expected in table.items():
        found = search(condition)
        assert found == set(expected), f"{condition}: {found}"


def searches_versions(run_id):
    """Every operator of model-versions/search."""
    client.create_registered_model(SEARCHED, {"team": "Imaging", "tier": "1"}, "To be found")
    for number, size in (("1", "small"), ("2", "Small"), ("3", "large")):
        tags = {"size": size, "odd key": "v" + number}
        client.create_model_version(SEARCHED, f"s3://bucket/{number}", run_id if number == "1" else None, tags)
    client.delete_model_version_tag(SEARCHED, "3", "odd key")

    def search(condition):
        found = client.search_model_versions(f"name = '{SEARCHED}' AND {condition}")
        return {version.version for version in found}

    searched(
        search,
        {
            "version_number = 2": "2",
            "version_number != 2": "13",
            "version_number < 2": "1",
            "version_number <= 2": "12",
            "version_number > 2": "3",
            "version_number >= 2": "23",
            f"run_id = '{run_id}'": "1",
            f"run_id IN ('{run_id}', 'another')": "1",
            "source_path = 's3://bucket/2'": "2",
            "source_path != 's3://bucket/2'": "13",
            "source_path LIKE 's3://bucket/%'": "123",
            "source_path ILIKE 'S3://BUCKET/_'": "123",
            "tags.size = 'small'": "1",
            "tags.size != 'small'": "23",
            "tag.size LIKE 's%'": "1",
            "tag.size ILIKE 's%'": "12",
            "tags.`odd key` = 'v1'": "1",
            "tags.\"odd key\" != 'v1'": "2",
            "tags.size ILIKE 'small' AND tags.`odd key` = 'v2'": "2",
        },
    )
    refused("INVALID_PARAMETER_VALUE", lambda: search("owner = 'me'"), "Invalid attribute key")
    refused("INVALID_PARAMETER_VALUE", lambda: search("run_id > 'a'"), "Invalid comparator for attribute")
    refused("INVALID_PARAMETER_VALUE", lambda: search("version_number = 1 OR version_number = 2"))
    ordered = client.search_model_versions(f"name = '{SEARCHED}'", order_by=["version_number ASC"])
    assert [version.version for version in ordered] == ["1", "2", "3"], ordered


def searches_models():
    """Every operator of registered-models/search."""

    ours = f"name LIKE '{model_named('%')}'"

    def search(condition):
        return {model.name for model in client.search_registered_models(f"{ours} AND {condition}")}

    searched(
        search,
        {
            f"name = '{SEARCHED}'": [SEARCHED],
            f"name != '{SEARCHED}' AND name LIKE '%reco%'": [model_named("recounted")],
            f"name LIKE '{SEARCHED[:-2]}%'": [SEARCHED],
            f"name ILIKE '{SEARCHED.upper()}'": [SEARCHED],
            f"name LIKE '{SEARCHED.upper()}'": [],
            "tags.team = 'Imaging'": [SEARCHED],
            "tags.team != 'imaging'": [SEARCHED],
            "tags.team LIKE 'imag%'": [],
            "tags.team ILIKE 'imag%' AND tags.tier = '1'": [SEARCHED],
        },
    )
    latest = client.search_registered_models(ours, 1, ["last_updated_timestamp DESC"])
    assert len(latest) == 1 and latest.token, latest


def searches_runs():
    """Every operator of runs/search, and its paging and order."""
    name = experiment_named("searched")
    experiment = client.create_experiment(name, tags={"kind": "Search"})
    runs = {}
    for number in range(1, 4):
        run = client.create_run(experiment, run_name=f"run {number}", start_time=1000 * number)
        runs[run.info.run_id] = str(number)
        client.log_param(run.info.run_id, "solver", "Lbfgs" if number == 1 else "saga")
        client.log_metric(run.info.run_id, "loss", number / 2, step=1)
        client.set_tag(run.info.run_id, "odd key", f"v{number}")
    first = next(iter(runs))
    client.set_terminated(first, "FAILED")
    client.log_param(first, "only here", "1")
    data = mlflow.data.from_pandas(pandas.DataFrame({"x": [1, 2]}), name="two rows")
    mlflow.set_experiment(experiment_id=experiment)
    with mlflow.start_run(run_id=next(run for run, number in runs.items() if number == "2")):
        mlflow.log_input(data, context="training")

    def search(condition):
        return {runs[run.info.run_id] for run in client.search_runs([experiment], condition)}

    searched(
        search,
        {
            "metrics.loss = 1": "2",
            "metrics.loss != 1": "13",
            "metrics.loss < 1": "1",
            "metrics.loss <= 1": "12",
            "metrics.loss > 1": "3",
            "metric.loss >= 1.0": "23",
            "params.solver = 'saga'": "23",
            "params.solver != 'saga'": "1",
            "param.solver LIKE 'L%'": "1",
            "params.solver ILIKE 'lb%'": "1",
            "params.`only here` IS NULL": "23",
            "params.`only here` IS NOT NULL": "1",
            "tags.`odd key` = 'v1'": "1",
            "tags.\"odd key\" != 'v1'": "23",
            "tags.`odd key` LIKE 'v%' AND tag.`odd key` ILIKE 'V3'": "3",
            "tags.nothing IS NULL": "123",
            "attributes.status = 'FAILED'": "1",
            "status != 'FAILED'": "23",
            "attributes.start_time > 1000 AND start_time <= 2000": "2",
            "attributes.run_name LIKE 'run %'": "123",
            f"attributes.run_id IN ('{first}', '{'0' * 32}')": "1",
            f"run_id NOT IN ('{first}')": "23",
            "datasets.name = 'two rows'": "2",
            "dataset.name LIKE 'two%' AND dataset.context = 'training'": "2",
            f"datasets.digest IN ('{data.digest}')": "2",
        },
    )
    page = client.search_runs([experiment], order_by=["metrics.loss DESC"], max_results=2)
    rest = client.search_runs([experiment], order_by=["metrics.loss DESC"], max_results=2, page_token=page.token)
    assert [runs[run.info.run_id] for run in [*page, *rest]] == ["3", "2", "1"] and not rest.token
    condition = f"tags.kind ILIKE 'search' AND name LIKE '{experiment_named('%searched')}'"
    by_kind = client.search_experiments(filter_string=condition)
    assert [found.name for found in by_kind] == [name], by_kind
    frame = mlflow.search_runs(experiment_names=[name], order_by=["start_time ASC"])
    assert list(frame["metrics.loss"]) == [0.5, 1.0, 1.5], frame


def searches_logged_models(run_id):
    """The logged models of 3.x by name, source run, metric and parameter."""
    [experiment] = [client.get_run(run_id).info.experiment_id]
    for condition in ("name = 'model'", f"source_run_id = '{run_id}'", "metrics.training_score > 0.9"):
        found = client.search_logged_models([experiment], condition)
        assert run_id in {model.source_run_id for model in found}, condition


def pages(run_id):
    """Pages of any size are the whole list once, in its order."""
    name = model_named("paged")
    client.create_registered_model(name)
    for number in range(25):
        client.create_model_version(name, f"s3://bucket/{number}", run_id)
    seen, token = [], None
    while token != "":
        page = client.search_model_versions(f"name = '{name}'", 10, ["version_number DESC"], token)
        seen += [int(version.version) for version in page]
        token = page.token or ""
    assert seen == list(range(25, 0, -1)), seen


def by_user_name_and_password(run_id):
    """A machine signs in by name and secret and does what a contributor does."""
    sign_in("machine")
    client.set_tag(run_id, "seen by", "a machine")
    version = client.create_model_version(model_named("paged"), "s3://bucket/m", run_id)
    assert version.version == "26" and version.user_id, version
    mlflow.pyfunc.load_model(f"models:/{MODEL}@shadow")
    sign_in("contributor")


def changes(run_id):
    """Each act that changes something, by name."""
    experiment = client.get_run(run_id).info.experiment_id if run_id else ""
    return {
        "create a model": lambda: client.create_registered_model(model_named("uninvited")),
        "register a version": lambda: client.create_model_version(MODEL, "s3://bucket/1", run_id),
        "move an alias": lambda: client.set_registered_model_alias(MODEL, "shadow", "1"),
        "delete an alias": lambda: client.delete_registered_model_alias(MODEL, "shadow"),
        "tag a model": lambda: client.set_registered_model_tag(MODEL, "k", "v"),
        "tag a version": lambda: client.set_model_version_tag(MODEL, "1", "k", "v"),
        "describe a version": lambda: client.update_model_version(MODEL, "1", "Mine"),
        "label a version": lambda: client.transition_model_version_stage(MODEL, "1", "Archived"),
        "delete a version": lambda: client.delete_model_version(MODEL, "1"),
        "delete a model": lambda: client.delete_registered_model(MODEL),
        "rename a model": lambda: client.rename_registered_model(MODEL, model_named("mine")),
        "create an experiment": lambda: client.create_experiment(experiment_named("uninvited")),
        "start a run": lambda: client.create_run(experiment),
        "log a metric": lambda: client.log_metric(run_id, "m", 1, synchronous=True),
        "log a parameter": lambda: client.log_param(run_id, "p", 1, synchronous=True),
        "tag a run": lambda: client.set_tag(run_id, "k", "v", synchronous=True),
        "end a run": lambda: client.set_terminated(run_id, "FAILED"),
        "delete a run": lambda: client.delete_run(run_id),
        "delete an experiment": lambda: client.delete_experiment(experiment),
    }


def upload_refused(place, status):
    """An upload past the client's own look-ups is refused too."""
    repository = mlflow.store.artifact.artifact_repository_registry.get_artifact_repository(place)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "uninvited").write_text("x", encoding="utf-8")
        try:
            repository.log_artifact(str(Path(folder, "uninvited")))
        except Exception as refusal:  # as above
            assert str(status) in str(refusal), refusal
        else:
            raise AssertionError("an upload was taken from somebody without the right")


def stranger_learns_nothing(run_id, place, acts):
    """To somebody outside the project nothing of it exists."""
    sign_in("other")
    for act in acts.values():
        refused(ABSENT, act)
    for look in (
        lambda: client.get_registered_model(MODEL),
        lambda: client.get_model_version(MODEL, "1"),
        lambda: client.get_model_version_by_alias(MODEL, "shadow"),
        lambda: client.get_run(run_id),
        lambda: client.get_metric_history(run_id, "training_score"),
        lambda: mlflow.pyfunc.load_model(f"models:/{MODEL}@shadow"),
        lambda: mlflow.pyfunc.load_model(f"models:/{MODEL}/1"),
    ):
        refused(ABSENT, look)
    assert found_nothing(lambda: client.search_registered_models(f"name = '{MODEL}'"))
    assert found_nothing(lambda: client.search_model_versions(f"name = '{MODEL}'"))
    upload_refused(place, 404)
    with tempfile.TemporaryDirectory() as folder:
        try:
            mlflow.artifacts.download_artifacts(place + "/MLmodel", dst_path=folder)
        except Exception as refusal:  # as above
            assert "404" in str(refusal) or ABSENT in str(refusal), refusal
        else:
            raise AssertionError("a stranger loaded a file")


def viewer_reads_only(run_id, place, acts):
    """A member who may only view sees all of it, and changes nothing (mlflow#11497)."""
    make_viewer(lambda: client.get_registered_model(MODEL))
    mlflow.pyfunc.load_model(f"models:/{MODEL}@shadow")
    assert client.get_run(run_id).data.params
    assert client.search_model_versions(f"name = '{MODEL}'")
    for act in acts.values():
        refused(FORBIDDEN, act)
    upload_refused(place, 403)


def found_nothing(search):
    """A search in a project that one may not know of is refused; one over all projects finds nothing there."""
    try:
        return len(search()) == 0
    except MlflowException as refusal:
        return WORKSPACES and refusal.error_code == ABSENT


def nobody_is_let_in(acts):
    """Without a token there is nothing."""
    sign_in("nobody")
    for look in (acts["create a model"], lambda: client.get_registered_model(MODEL)):
        refused("UNAUTHENTICATED", look)


def main():
    """Tells the whole story, and takes the rights away at its end."""
    print(f"mlflow {mlflow.__version__}, project {PROJECT}", flush=True)
    started = time.monotonic()
    sign_in("contributor")
    run_id, model = step("train under autolog and register by log_model", train)
    step("find what autolog wrote", lambda: autologged(run_id))
    step("find the version", lambda: registered(run_id))
    step("load by alias and predict the same", lambda: predicts_the_same(model))
    step("move aliases", moves_aliases)
    step("describe and tag", describes)
    step("label stages", labels_stages)
    step("never count twice", lambda: never_counts_twice(run_id))
    step("keep files", lambda: keeps_files(run_id))
    step("freeze what a version rests on", lambda: freezes_what_it_rests_on(run_id))
    step("search versions", lambda: searches_versions(run_id))
    step("search models", searches_models)
    step("search runs and experiments", searches_runs)
    if WORKSPACES:
        step("search logged models", lambda: searches_logged_models(run_id))
    step("page through versions", lambda: pages(run_id))
    step("sign in by user name and password", lambda: by_user_name_and_password(run_id))
    place = client.get_model_version_download_uri(MODEL, "1")
    acts = changes(run_id)
    step("learn nothing as a stranger", lambda: stranger_learns_nothing(run_id, place, acts))
    step("view without changing", lambda: viewer_reads_only(run_id, place, acts))
    step("be refused as nobody", lambda: nobody_is_let_in(acts))
    sign_in("contributor")
    assert client.get_model_version_by_alias(MODEL, "shadow").version == "1", "a refused act had an effect"
    print(f"all done in {time.monotonic() - started:.1f} s", flush=True)


if __name__ == "__main__":
    main()
