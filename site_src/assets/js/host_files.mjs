// The parts of the runtime on a host: scripts from files beside the worker, what is large from the page.

import { once } from './runtime.mjs'

/** @returns {import('./runtime.mjs').Files} whose parts are those of `host_parts.mjs` */
export function filesOfHost() {
  const site = new URL('..', self.location.href).href
  const pyodide = `${site}assets/pyodide/`
  const settle = {}
  const parts = {}
  for (const name of ['module', 'snapshot']) {
    parts[name] = new Promise((...both) => { settle[name] = both })
    parts[name].catch(() => {}) // it may fail before anybody asks
  }
  return {
    pyodide,
    runtime: `${site}assets/runtime/`,
    loadScripts: once(() => importScripts(`${pyodide}pyodide.asm.js`, `${pyodide}pyodide.js`)),
    module: () => parts.module,
    snapshot() {
      const { snapshot } = parts
      delete parts.snapshot // it is asked for once, and large
      return snapshot
    },
    add({ name, value, failed }) {
      const [resolve, reject] = settle[name]
      delete settle[name]
      if (failed) reject(new Error(failed))
      else resolve(value)
    }
  }
}
