// The parts of the runtime as the page passes them on, piece by piece, when the site is a folder on disk.

import { compiled, unpacked } from './parts.mjs'
import { once } from './runtime.mjs'

/** @returns {import('./runtime.mjs').Files} whose parts are `{name, text, last}` */
export function filesOfFolder() {
  const streams = {}
  const asked = {} // by both starts, where the first one fails
  const stream = name => (streams[name] ??= incoming())
  const response = name => new Response(stream(name).stream)
  return {
    pyodide: 'folder:/pyodide/', // names that nothing is fetched from
    runtime: 'folder:/runtime/',
    loadScripts() {}, // they stand before this script, in the same Blob
    module: once(() => {
      const plain = response('wasm').body.pipeThrough(new DecompressionStream('gzip'))
      return compiled(new Response(plain))
    }),
    snapshot: () => unpacked(response('snapshot')), // asked for once; kept by nobody
    async file(name) {
      if (!asked[name]) {
        postMessage({ wanted: name })
        asked[name] = response(name).arrayBuffer()
      }
      return new Response(await asked[name])
    },
    add: ({ name, text, last }) => stream(name).add(bytesOf(text), last)
  }
}

function incoming() {
  let add
  const stream = new ReadableStream({
    start(controller) {
      add = (bytes, last) => {
        controller.enqueue(bytes)
        if (last) controller.close()
      }
    }
  })
  return { stream, add }
}

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64)
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
}
