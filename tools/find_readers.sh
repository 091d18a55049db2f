#!/bin/bash
# A web server with its module for brotli, and what reads from it with many connections.
exec "$(dirname "$0")/find_programs.sh" "make test-readers" \
  nginx:nginx nginx:libnginx-mod-http-brotli-static wrk:wrk
