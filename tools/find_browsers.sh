#!/bin/bash
# Firefox, WebKitGTK and what drives it.
exec "$(dirname "$0")/find_programs.sh" "make test-browsers" \
  firefox-esr,firefox:firefox-esr WebKitWebDriver:webkit2gtk-driver Xvfb:xvfb
