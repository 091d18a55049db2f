// What the large files of the runtime become on their way: a compiled module, unpacked bytes.

import { breather } from './breather.mjs'

export const WASM = 'application/wasm'
const PIECE = 131_072 // packed bytes that are unpacked in one go

/** A wasm file compiled while it streams; hosts that send another type cost a copy. */
export async function compiled(response) {
  const answer = await found(response)
  const streams = answer.headers.get('Content-Type') === WASM && WebAssembly.compileStreaming
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer())
}

/** A file that the build packed with gzip, as the bytes in it; whoever unpacks it is never busy for long. */
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
