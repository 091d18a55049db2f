// On a host the page fetches what is large and passes it on: a worker takes a while to start, and is then
// busy with scripts.

import { compiled, unpacked } from './parts.mjs'

const HIGH = { priority: 'high' }

/**
 * Pass the worker `{name, value}`, or `{name, failed}` with the reason, for `module` and `snapshot`.
 * @param {Worker} worker - takes them as parts
 * @param {string} site - address of the site's root
 */
export function passParts(worker, site) {
  const pass = (name, part, moved) => part.then(
    value => worker.postMessage({ part: { name, value } }, moved(value)),
    error => worker.postMessage({ part: { name, failed: String(error?.message ?? error) } })
  )
  pass('module', compiled(fetch(`${site}assets/pyodide/pyodide.asm.wasm`, HIGH)), () => [])
  pass('snapshot', unpacked(fetch(`${site}assets/runtime/snapshot.bin`, HIGH)), buffer => [buffer])
}
