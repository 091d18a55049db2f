// The worker that runs Python: made once, by whichever script of the page is first.

import { FolderWorker } from './folder_worker.mjs'
import { passParts } from './host_parts.mjs'
import { workerOf } from './trusted.mjs'

const here = document.currentScript?.src

/** Start it before somebody asks it anything, unless the page was quicker and took one. */
export function prepareWorker() {
  if (globalThis.bttWorker === undefined) globalThis.bttWorker = makeWorker()
}

/** @returns {Worker} the prepared one, once; after that a new one each time */
export function takeWorker() {
  const worker = globalThis.bttWorker ?? makeWorker()
  globalThis.bttWorker = null
  return worker
}

function makeWorker() {
  if (location.protocol === 'file:') return new FolderWorker(new URL('../assets/folder/', here).href)
  const worker = workerOf(new URL('../assets/python_worker.js', here).href)
  passParts(worker, new URL('..', here).href)
  worker.addEventListener('error', ({ message }) => { if (!message) reloadOldPage() }) // the script is gone
  worker.addEventListener('message', ({ data }) => { if (GONE.test(data.lost)) reloadOldPage() })
  return worker
}

const GONE = /: 404|request failed/

/**
 * A page that a browser kept over a new deployment names files that are gone: ask for it again, once, and
 * not under the hands of somebody who uses it: they are told, and reload when it suits them.
 */
function reloadOldPage() {
  const [{ type }] = performance.getEntriesByType('navigation')
  if (type !== 'reload' && !navigator.userActivation?.hasBeenActive) location.reload()
}
