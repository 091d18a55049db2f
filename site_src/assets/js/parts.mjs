// What the large files of the runtime become on their way: a compiled module, unpacked bytes. They are
// taken piece by piece, so that whoever reads them is never busy for long.

import { breather } from './breather.mjs'

export const WASM = 'application/wasm'
const PIECE = 32_768 // bytes that are read or unpacked in one go

/** A wasm file compiled while it comes, whatever type a host gives it. */
export async function compiled(response) {
  const { body } = await found(response)
  const wasm = new Response(inPieces(body), { headers: { 'Content-Type': WASM } })
  return WebAssembly.compileStreaming ? WebAssembly.compileStreaming(wasm) : WebAssembly.compile(await wasm.arrayBuffer())
}

/** A file that the build packed with gzip, as the bytes in it. */
export async function unpacked(response) {
  const { body } = await found(response)
  return new Response(inPieces(body).pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
}

async function found(response) {
  const answer = await response
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`)
  return answer
}

function inPieces(body) {
  const reader = body.getReader()
  const breathe = breather()
  let rest = new Uint8Array()
  return new ReadableStream({
    async pull(controller) {
      if (!rest.length) {
        const { value, done } = await reader.read()
        if (done) return controller.close()
        rest = value
      }
      await breathe()
      controller.enqueue(rest.subarray(0, PIECE))
      rest = rest.subarray(PIECE)
    },
    cancel: reason => reader.cancel(reason)
  }, { highWaterMark: 0 })
}
