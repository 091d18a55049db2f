// Long work in short tasks, so that the page can answer a key in between.

const SLICE = 8 // ms of work before the page may do something else

/** @returns {() => Promise<void>} lets the page do something else where much time has passed */
export function breather() {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < SLICE) return
    await (globalThis.scheduler?.yield?.() ?? new Promise(resolve => setTimeout(resolve)))
    since = performance.now()
  }
}
