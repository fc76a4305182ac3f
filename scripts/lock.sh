#!/bin/sh
# Resolve pyproject.toml into exact versions with hashes, for every platform at once.
# `uv.lock` would write registry addresses into the repository; these files name none.
# Add arguments such as `--upgrade` or `--upgrade-package django` by LOCK_ARGS.
set -eu

compile() {
    .venv/bin/uv pip compile pyproject.toml --extra postgres --universal --python-version 3.11 \
        --fork-strategy fewest --generate-hashes --no-header --quiet ${LOCK_ARGS:-} "$@"
}

compile --output-file requirements.txt
# With the same versions as above, so that tests and production use the same code.
compile --extra s3 --constraint requirements.txt --output-file requirements-s3.txt
compile --extra s3 --group dev --constraint requirements-s3.txt \
    --output-file requirements-dev.txt

if grep -nE 'https?://|file:|index-url|find-links' requirements*.txt; then
    echo "The lock names a registry or a file of this machine: see the lines above." >&2
    exit 1
fi
