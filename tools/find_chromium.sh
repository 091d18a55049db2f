#!/bin/sh
# Prints the path of a Chromium for the browser tests; installs one if there is none.
# Order: Debian's, Debian's package (as root), Playwright's own. One line on stderr if none can be had.
set -u
cd "$(dirname "$0")/.." || exit 1
debian=/usr/bin/chromium

# A file may be there and not start: a stub that asks for another installer, or missing libraries.
starts() {
    [ -x "$1" ] && "$1" --version >/dev/null 2>&1 </dev/null
}

offer() {
    if starts "$1"; then
        echo "$1"
        exit 0
    fi
}

install_debian_package() {
    echo "make: installing Chromium from the system's packages" >&2
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; } >/dev/null </dev/null
}

playwrights_own() {
    .venv/bin/python -c '
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)'
}

offer "$debian"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && install_debian_package; then
    offer "$debian"
fi

own=$(playwrights_own)
if ! starts "$own"; then
    echo "make: downloading Playwright's Chromium" >&2
    .venv/bin/playwright install chromium >&2 </dev/null
fi
offer "$own"
echo "make: no Chromium that starts; install one as $debian ('apt-get install chromium' as root on Debian)" >&2
exit 1
