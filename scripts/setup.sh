#!/bin/sh
# Make .venv and install one requirements file into it, exactly as locked.
# Usage: setup.sh requirements.txt | requirements-s3.txt | requirements-dev.txt
#
# A copy of the installed lock stays in .venv as a stamp: with the same lock, nothing is installed;
# with another one, pip installs again.
set -eu

lock=$1
stamp=.venv/installed-$lock
venv_python=.venv/bin/python

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
can_make_venv() { "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; }

# Print the first Python that is new enough and can make a virtual environment.
find_python() {
    hint="apt-get install python3 python3-venv"
    for name in ${PYTHON3:-} python3 python3.14 python3.13 python3.12 python3.11 python \
        /usr/bin/python3; do
        is_new_enough "$name" || continue
        if can_make_venv "$name"; then
            echo "$name"
            return
        fi
        hint="apt-get install python3-venv"
    done
    echo "Python 3.11 or newer with venv is missing. Type: $hint" >&2
    exit 1
}

# Each lock contains all packages of those before it, so the stamp of a later one is enough too.
is_installed() {
    case $lock in
        requirements.txt) will_do="$lock requirements-s3.txt requirements-dev.txt" ;;
        requirements-s3.txt) will_do="$lock requirements-dev.txt" ;;
        *) will_do=$lock ;;
    esac
    for each in $will_do; do
        cmp -s "$each" ".venv/installed-$each" && return
    done
    return 1
}

# Ask the interpreter itself: it may have been removed or replaced since .venv was made.
if is_new_enough "$venv_python" && is_installed; then
    exit 0
fi
# If pip is missing, an earlier run was interrupted while it made .venv.
if ! is_new_enough "$venv_python" || ! "$venv_python" -c 'import pip' 2>/dev/null; then
    python=$(find_python)
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

echo "Installing $lock"
"$venv_python" -m pip install --quiet --disable-pip-version-check --no-input \
    --require-hashes --requirement "$lock"
cp "$lock" "$stamp"
