// What the large files of the runtime become on their way: a compiled module, unpacked bytes. They are
// taken piece by piece, so that whoever reads them is never busy for long.

import { breather } from './breather.mjs'

export const WASM = 'application/wasm'
const GZIP = [0x1f, 0x8b] // how it begins
const PIECE = 32_768 // bytes that are read or unpacked in one go

/** A wasm file compiled while it comes, whatever type a host gives it. */
export async function compiled(response) {
  const { body } = await found(response)
  const wasm = new Response(inPieces(body.getReader()), { headers: { 'Content-Type': WASM } })
  return WebAssembly.compileStreaming ? WebAssembly.compileStreaming(wasm) : WebAssembly.compile(await wasm.arrayBuffer())
}

/** A file that the build packed with gzip, as the bytes in it. A host's copy in brotli holds them as they are. */
export async function unpacked(response) {
  const reader = (await found(response)).body.getReader()
  const { value = new Uint8Array() } = await reader.read()
  const packed = GZIP.every((byte, i) => value[i] === byte)
  const pieces = inPieces(reader, value)
  return new Response(packed ? pieces.pipeThrough(new DecompressionStream('gzip')) : pieces).arrayBuffer()
}

async function found(response) {
  const answer = await response
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`)
  return answer
}

/** @param {Uint8Array} rest - what was read already */
function inPieces(reader, rest = new Uint8Array()) {
  const breathe = breather()
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
