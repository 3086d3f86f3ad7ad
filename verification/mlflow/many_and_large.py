"""Ten thousand versions and a file of 1 GB, by the real mlflow package: the long form that MlflowManyAndLarge runs.

people.py names the variables; more: ASSAY_VERSIONS (10000) and ASSAY_BYTES (1 GiB), to try it with less.
"""

import hashlib
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mlflow import MlflowClient
from people import experiment_named, model_named, refused, sign_in

VERSIONS = int(os.environ.get("ASSAY_VERSIONS", "10000"))
BYTES = int(os.environ.get("ASSAY_BYTES", str(1 << 30)))
PIECE = 1 << 20
MODEL = model_named("counted")

client = MlflowClient()


def timed(title, act):
    """A step whose time is told."""
    started = time.monotonic()
    outcome = act()
    print(f"done: {title}, {time.monotonic() - started:.1f} s", flush=True)
    return outcome


def register():
    """Registers all, eight at a time; each gets a number of its own."""
    with ThreadPoolExecutor(8) as pool:
        made = pool.map(
            lambda i: client.create_model_version(
                MODEL,
                f"s3://bucket/{i}",
                tags={"half": "even" if i % 2 == 0 else "odd", "i": str(i)},
                await_creation_for=0,  # or the client tells of each that it waits for it
            ),
            range(VERSIONS),
        )
        numbers = sorted(int(version.version) for version in made)
    assert numbers == list(range(1, VERSIONS + 1)), "a number is missing or was given twice"


def paged(condition, size, expected):
    """Every version comes once, in pages of this size or smaller, until there is no further token."""
    seen, token = [], None
    while token != "":
        page = client.search_model_versions(f"name = '{MODEL}'{condition}", size, ["version_number ASC"], token)
        assert len(page) <= size
        seen += [int(version.version) for version in page]
        token = page.token or ""
    assert len(seen) == expected and seen == sorted(set(seen)), f"{len(seen)} seen, {expected} expected"


def write(path):
    """Writes a file that does not compress and returns its digest."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(BYTES // PIECE):
            piece = os.urandom(PIECE)
            digest.update(piece)
            file.write(piece)
    return digest.hexdigest()


def digest_of(path):
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() if hasattr(hashlib, "file_digest") else slow(file)


def slow(file):
    """The same for Python 3.10."""
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def large():
    """A large file goes and comes back with the same bytes."""
    experiment = client.create_experiment(experiment_named("large"))
    run = client.create_run(experiment).info.run_id
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "weights.bin")
        digest = write(file)
        timed("send the large file", lambda: client.log_artifact(run, str(file)))
        [listed] = client.list_artifacts(run)
        assert listed.file_size == file.stat().st_size, listed
        file.unlink()
        came = timed("fetch the large file", lambda: client.download_artifacts(run, "weights.bin", folder))
        assert digest_of(Path(came)) == digest, "other bytes came back"
    return run


def hidden(look):
    """Somebody else does not get to know of it."""
    sign_in("other")
    refused("RESOURCE_DOES_NOT_EXIST", look)
    sign_in("machine")


def main():
    """Does both, by name and secret, for a token would end before this does."""
    sign_in("machine")
    run = large()
    hidden(lambda: client.get_run(run))
    client.create_registered_model(MODEL)
    hidden(lambda: client.create_model_version(MODEL, "s3://bucket/x"))
    timed(f"register {VERSIONS} versions", register)
    timed("page by 1,000", lambda: paged("", 1000, VERSIONS))
    timed("page by 10,000", lambda: paged("", 10000, VERSIONS))
    timed("page half of them by tag", lambda: paged(" AND tags.half = 'odd'", 1000, VERSIONS // 2))
    print("all done", flush=True)


if __name__ == "__main__":
    main()
