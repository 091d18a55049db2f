#!/bin/sh
# usage: tools/release_notes.sh TAG; prints what CHANGELOG.md says of a version, such as v0.2.0.
# Fails where the tag is not the version of the package, or the changelog has nothing about it.
set -eu
cd "$(dirname "$0")/.."
version=${1#v}
have=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' calculator/__init__.py)
[ "$version" = "$have" ] || { echo "release: the tag says $version, calculator/__init__.py says $have" >&2; exit 1; }
notes=$(awk -v wanted="## $version" 'index($0, "## ") == 1 { on = (index($0, wanted) == 1); next } on' CHANGELOG.md)
[ -n "$notes" ] || { echo "release: CHANGELOG.md has no section \"## $version\"" >&2; exit 1; }
printf '%s\n' "$notes"
