// The worker that runs Python: made once, by whichever script of the page is first.

import { workerOf } from './trusted.mjs'

const here = document.currentScript?.src

/** Start it before somebody asks it anything. */
export function prepareWorker() {
  globalThis.bttWorker ??= workerOf(address())
}

/** @returns {Worker} the prepared one, once; after that a new one each time */
export function takeWorker() {
  const worker = globalThis.bttWorker ?? workerOf(address())
  globalThis.bttWorker = null
  return worker
}

function address() {
  return new URL('../assets/python_worker.js', here).href
}
