// A memory snapshot as a delta: what differs from the memory of a runtime that was just instantiated.
//
// Layout, in 32-bit little-endian words: magic, words at the start of memory that the delta is against,
// their sum when it is applied, bytes of memory, words of Pyodide's own header, number of runs, sum of
// all that follows; then that header, for each run its first word and its length in words, and the
// words of all runs one after another.

const MAGIC = 0x31545442 // "BTT1"
const HEAD = 7

// What Python starts with in the page: known before the snapshot is there, and large enough for it.
export const MEMORY_BYTES = 48 << 20

/**
 * A sum that changes with every changed word and with their order.
 * @param {Uint32Array} words
 */
export function sumOf(words) {
  let sum = 1
  for (let i = 0; i < words.length; i++) sum = (Math.imul(sum, 31) + words[i]) | 0
  return sum >>> 0
}

/**
 * @param {Uint32Array} header - Pyodide's header of the snapshot
 * @param {Uint32Array} wanted - the memory to come to
 * @param {Uint32Array} trusted - the start of a fresh memory; the rest of it is taken to be zero
 * @param {(word: number) => boolean} doubtful - whether a fresh memory may hold something else there
 * @returns {Uint32Array}
 */
export function encodeSnapshot(header, wanted, trusted, doubtful) {
  const runs = runsOf(wanted, trusted, doubtful)
  const parts = [header, Uint32Array.from(runs.flat())]
  for (const [start, length] of runs) parts.push(wanted.subarray(start, start + length))
  const whole = new Uint32Array(parts.reduce((sum, part) => sum + part.length, HEAD))
  let place = HEAD
  for (const part of parts) {
    whole.set(part, place)
    place += part.length
  }
  const sum = sumOf(wanted.subarray(0, trusted.length))
  const head = [MAGIC, trusted.length, sum, wanted.byteLength, header.length, runs.length]
  whole.set([...head, sumOf(whole.subarray(HEAD))])
  return whole
}

const SHORTEST_GAP = 16 // words; below it two runs are one, since each costs a copy

function runsOf(wanted, trusted, doubtful) {
  const runs = []
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === (trusted[i] ?? 0) && !doubtful(i)) continue
    const last = runs.at(-1)
    if (last && i - (last[0] + last[1]) < SHORTEST_GAP) last[1] = i + 1 - last[0]
    else runs.push([i, 1])
  }
  return runs
}

/** A snapshot that was read: throws where it is cut short, damaged or something else. */
export class Snapshot {
  /** @param {ArrayBuffer} buffer */
  constructor(buffer) {
    if (buffer.byteLength < 4 * HEAD || buffer.byteLength % 4) throw new Error('snapshot: cut short')
    const words = new Uint32Array(buffer)
    const [magic, trusted, trustedSum, memoryBytes, headerLength, runs, sum] = words
    if (magic !== MAGIC) throw new Error('snapshot: not one')
    this.body = words.subarray(HEAD)
    if (sumOf(this.body) !== sum) throw new Error('snapshot: damaged')
    Object.assign(this, { trusted, trustedSum, memoryBytes, headerLength, runs })
  }

  /** What Pyodide itself checks and restores: its header, with no memory behind it, at the start of `place`. */
  writeHeader(place) {
    const header = this.body.slice(0, this.headerLength)
    header[1] = place.byteLength
    place.set(new Uint8Array(header.buffer))
  }

  /** @param {Uint32Array} memory - of a fresh runtime, zero beyond the snapshot; becomes that of the snapshot */
  applyTo(memory) {
    if (memory.byteLength < this.memoryBytes) throw new Error('snapshot: larger than the memory')
    const table = this.body.subarray(this.headerLength, this.headerLength + 2 * this.runs)
    let place = this.headerLength + table.length
    for (let i = 0; i < table.length; i += 2) {
      memory.set(this.body.subarray(place, place + table[i + 1]), table[i])
      place += table[i + 1]
    }
    if (sumOf(memory.subarray(0, this.trusted)) !== this.trustedSum) throw new Error('snapshot: for another runtime')
  }

  /** Give the memory back now: a collector comes late to a worker that makes little garbage. */
  release() {
    this.body.buffer.transfer?.(0)
  }
}
