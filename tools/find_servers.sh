#!/bin/bash
# The web servers that docs/hosting/ has examples for.
exec "$(dirname "$0")/find_programs.sh" "make test-all" \
  nginx:nginx nginx:libnginx-mod-http-brotli-static caddy:caddy
