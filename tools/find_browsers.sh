#!/bin/bash
# Firefox, WebKitGTK and what drives it: present, or installed where that is allowed, or one line.
set -eu -o pipefail

packages=()
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || packages+=(firefox-esr)
command -v WebKitWebDriver >/dev/null || packages+=(webkit2gtk-driver)
command -v Xvfb >/dev/null || packages+=(xvfb)
[ ${#packages[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "make test-browsers: installing ${packages[*]}"
  apt-get install --yes --quiet --quiet --no-install-recommends "${packages[@]}" >/dev/null && exit 0
fi
echo "make test-browsers: needs ${packages[*]} (on Debian: apt-get install ${packages[*]})" >&2
exit 1
