// Which section of a page answers best, and the piece of it to show.

import { stemOf } from './search_words.mjs'

const WORD = /[\p{L}\p{N}]+/gu
const BEFORE = 50 // characters shown before the first hit
const LENGTH = 170
const stemsOfSections = new WeakMap()

/**
 * @param {string[][]} sections - anchor, heading, text; the first is the beginning of the page
 * @param {Set<string>} stems - what was met
 * @returns {string[]} the section that meets the most; the beginning unless another is clearly better
 */
export function bestSection(sections, stems) {
  let best = sections[0]
  let most = hitsIn(best, stems) + 0.5
  for (const section of sections.slice(1)) {
    const hits = hitsIn(section, stems)
    if (hits > most) [best, most] = [section, hits]
  }
  return best
}

function hitsIn(section, stems) {
  if (!stemsOfSections.has(section)) {
    const words = `${section[1]} ${section[2]}`.toLowerCase().match(WORD) ?? []
    stemsOfSections.set(section, new Set(words.map(stemOf)))
  }
  const here = stemsOfSections.get(section)
  let hits = 0
  for (const stem of stems) if (here.has(stem)) hits++
  return hits
}

/** @returns {{text: string, hit: boolean}[]} a piece of a section: its beginning, or around the first word that was met */
export function excerpt([anchor, , text], stems) {
  const hits = [...text.matchAll(WORD)].filter(({ 0: word }) => stems.has(stemOf(word.toLowerCase())))
  const first = hits[0]?.index ?? 0
  const start = anchor && first > BEFORE * 2 ? text.indexOf(' ', first - BEFORE) + 1 : 0
  const cut = text.indexOf(' ', start + LENGTH)
  const end = cut < 0 ? text.length : cut
  const pieces = start ? [{ text: '… ', hit: false }] : []
  let at = start
  for (const { 0: word, index } of hits) {
    if (index < start || index + word.length > end) continue
    pieces.push({ text: text.slice(at, index), hit: false }, { text: word, hit: true })
    at = index + word.length
  }
  pieces.push({ text: text.slice(at, end) + (end < text.length ? ' …' : ''), hit: false })
  return pieces.filter(piece => piece.text)
}
