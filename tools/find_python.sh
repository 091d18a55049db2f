#!/bin/sh
# Prints the path of a Python 3.13 that can make virtual environments.
# Order: the PATH, pyenv, a copy that uv fetches into .tools/. One line on stderr if there is none.
set -u
cd "$(dirname "$0")/.." || exit 1
wanted=$(cat .python-version)

# A pyenv shim may be on the PATH without a Python behind it, so each candidate is run.
can_make_venvs() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

is_wanted() {
    can_make_venvs "$1" &&
        "$1" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$wanted')" 2>/dev/null
}

own_path() {
    "$1" -c 'import sys; print(sys.executable)'
}

give_up() {
    echo "make setup: $1" >&2
    exit 1
}

for candidate in "python$wanted" python3 \
    "${PYENV_ROOT:-$HOME/.pyenv}/versions/$wanted".*/bin/"python$wanted" .tools/python/*/bin/"python$wanted"; do
    if is_wanted "$candidate"; then
        own_path "$candidate"
        exit 0
    fi
done

# In this folder pyenv's python3 insists on .python-version; the system's will do for uv.
export PYENV_VERSION=system
can_make_venvs python3 ||
    give_up "needs Python $wanted, or a python3 with venv to fetch it ('apt-get install python3-venv' on Debian)"

echo "make setup: no Python $wanted here; fetching one with uv into .tools/" >&2
python3 -m venv --clear .tools/venv &&
    .tools/venv/bin/python -m pip install --quiet --quiet --require-hashes --requirement tools/requirements.txt &&
    UV_PYTHON_INSTALL_DIR=.tools/python .tools/venv/bin/uv python install --quiet --no-bin "$wanted" ||
    give_up "uv could not download Python $wanted; install it (for example 'pyenv install $wanted') and run make again"

for fetched in "$PWD"/.tools/python/*/bin/"python$wanted"; do
    if is_wanted "$fetched"; then
        own_path "$fetched"
        exit 0
    fi
done
give_up "the Python $wanted that uv downloaded does not run here; install one and run make again"
