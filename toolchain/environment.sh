#!/bin/sh
# The Python environment of this project in .venv, exactly as uv.lock says; the first half of `make setup`.
set -eu
cd "$(dirname "$0")/.."

stamp=.venv/groundwork-stamp
wanted=$(cat uv.lock pyproject.toml | cksum)
if [ -x .venv/bin/simulate ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi

is_new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
if [ ! -x .venv/bin/python ]; then
    for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c "$is_new_enough" 2>/dev/null; then
            found=$python
            break
        fi
    done
    if [ -z "${found:-}" ]; then
        echo "setup: there is no Python 3.11 or newer on PATH; install one (https://www.python.org/downloads)" \
            "or name it: make setup PYTHON=/path/to/python3" >&2
        exit 1
    fi
    echo "setup: making .venv with $("$found" --version)" >&2
    "$found" -m venv .venv
fi

if [ ! -x .venv/bin/uv ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
fi
# Without bytecode the provider SDKs need nine seconds to import instead of three.
UV_COMPILE_BYTECODE=1 .venv/bin/uv sync --frozen --no-progress --python .venv/bin/python
printf '%s\n' "$wanted" >"$stamp"
