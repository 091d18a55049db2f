#!/bin/bash
# Programs that some tests need: present, or installed where that is allowed, or one line.
# usage: find_programs.sh WHO PROGRAM[,OTHER PROGRAM]:PACKAGE...
set -eu -o pipefail
who=$1
shift

packages=()
for each in "$@"; do
  found=no
  for program in $(tr , ' ' <<<"${each%%:*}"); do
    command -v "$program" >/dev/null && found=yes
  done
  [ "$found" = yes ] || packages+=("${each#*:}")
done
[ ${#packages[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "$who: installing ${packages[*]} from the system's packages" >&2
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -qq -y --no-install-recommends "${packages[@]}"; } \
    >/dev/null </dev/null && exit 0
fi
echo "$who: needs ${packages[*]} (on Debian: apt-get install ${packages[*]})" >&2
exit 1
