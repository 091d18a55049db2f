// Which section of a page answers best, and the piece of it to show.

import { CONCEPT } from './search_vocabulary.mjs'
import { stemOf } from './search_words.mjs'

const WORD = /[\p{L}\p{N}]+/gu
const BEFORE = 50 // characters shown before the first hit
const LENGTH = 170

/**
 * @param {string[][]} sections - anchor, heading, text; the first is the beginning of the page
 * @param {Set<string>[]} stemsOf - the stems of each section; empty where there is only one
 * @param {Set<string>} stems - what was met
 * @returns {string[]} the section that meets the most; the beginning unless another is clearly better
 */
export function bestSection(sections, stemsOf, stems) {
  const words = [...stems].filter(stem => !stem.startsWith(CONCEPT))
  let best = sections[0]
  let most = 0.5
  stemsOf.forEach((here, i) => {
    let hits = i ? 0 : 0.5
    for (const word of words) if (here.has(word)) hits++
    if (hits > most) [best, most] = [sections[i], hits]
  })
  return best
}

/** @returns {{text: string, hit: boolean}[]} a piece of a section: its beginning, or around the first word that was met */
export function excerpt([anchor, , text], stems) {
  const start = anchor ? startOf(text, stems) : 0
  const cut = text.indexOf(' ', start + LENGTH)
  const end = cut < 0 ? text.length : cut
  const pieces = start ? [{ text: '… ', hit: false }] : []
  let at = start
  for (const { 0: word, index } of text.slice(0, end).matchAll(WORD)) {
    if (index < start || !isMet(word, stems)) continue
    pieces.push({ text: text.slice(at, index), hit: false }, { text: word, hit: true })
    at = index + word.length
  }
  pieces.push({ text: text.slice(at, end) + (end < text.length ? ' …' : ''), hit: false })
  return pieces.filter(piece => piece.text)
}

/** Where the piece begins: a little before the first word that was met, if that stands far from the beginning. */
function startOf(text, stems) {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (isMet(word, stems)) return index > BEFORE * 2 ? text.indexOf(' ', index - BEFORE) + 1 : 0
  }
  return 0
}

const isMet = (word, stems) => stems.has(stemOf(word.toLowerCase()))
