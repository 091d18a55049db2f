#!/bin/bash
# Runs tests on all processors, then those that measure time alone.
# usage: run_tests.sh MARKERS [ARGUMENT OF PYTEST...]
set -u
markers=$1
shift

failed=0
chosen=0

run() {
    .venv/bin/python -m pytest "$@"
    local found=$?
    [ $found = 5 ] && return # nothing chosen here; perhaps in the other run
    chosen=1
    [ $found = 0 ] || failed=$found
}

# All tests of a file go to one process, so that its fixtures are made once; in the order of folders, so
# that browser and builds, which take long, come first and nobody waits for the last of them.
run -m "($markers) and not timed" -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder "$@"
# Without arguments only files that have such tests are read; to read them all takes ten seconds.
[ $# = 0 ] && mapfile -t timed < <(grep -rl --include="test_*.py" "mark.timed" tests)
run -m "($markers) and timed" "${timed[@]+"${timed[@]}"}" "$@"
[ $chosen = 1 ] || exit 5
exit $failed
