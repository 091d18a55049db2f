// The parts of the runtime as files beside the worker, on a host.

import { compiled, once, unpacked } from './runtime.mjs'

/** @returns {import('./runtime.mjs').Files} */
export function filesOfHost() {
  const site = new URL('..', self.location.href).href
  const pyodide = `${site}assets/pyodide/`
  const runtime = `${site}assets/runtime/`
  return {
    pyodide,
    runtime,
    loadScripts: once(() => importScripts(`${pyodide}pyodide.asm.js`, `${pyodide}pyodide.js`)),
    module: once(() => compiled(fetch(`${pyodide}pyodide.asm.wasm`, { priority: 'high' }))),
    snapshot: once(() => unpacked(fetch(`${runtime}snapshot.bin`, { priority: 'high' })))
  }
}
