-- For wrk: every connection reads pages in turn, as compressed as a browser would ask for them.
-- The names of the pages are in the file that PAGES names. The last line is JSON.

local paths = {}
local at = 0

function init() -- called when the host stands among the headers
  wrk.headers["Accept-Encoding"] = "gzip, br"
  for line in io.lines(os.getenv("PAGES")) do paths[#paths + 1] = wrk.format("GET", line) end
end

function request()
  at = at % #paths + 1
  return paths[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "connect": %d, "read": %d, "write": %d, "timeout": %d, "status": %d, "p99_ms": %.1f}\n',
    summary.requests, errors.connect, errors.read, errors.write, errors.timeout, errors.status,
    latency:percentile(99) / 1000))
end
