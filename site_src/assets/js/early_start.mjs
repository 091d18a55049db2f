// On the calculator page: Python starts to load as soon as the reader sees the page, not later.

import { prepareWorker } from './worker_start.mjs'

const LONGEST_WAIT = 500 // ms; a page in a background tab is never painted

let started = false
function start() {
  if (started) return
  started = true
  prepareWorker()
}

try {
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true })
} finally {
  setTimeout(start, LONGEST_WAIT)
}
