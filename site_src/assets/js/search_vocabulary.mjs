// The words of the index, the concepts that stand for several of them, and the mending of mistyped ones.

import { differingBits, distance, isSmall, lettersOf, stemOf, wordsOf } from './search_words.mjs'

export const CONCEPT = '§' // a token that stands for all words of one meaning
const MOST_MENDED = 3
const UNFINISHED = 0.5 // edits that the missing end of a word counts for

export class Vocabulary {
  #words = new Map(); #mended = new Map(); #phrases = new Map(); #loose = []
  #sorted = []; #ofLength = [] // the words in order; those of each length with their letters

  /** @param {string[][]} synonyms - groups of words and phrases of one meaning */
  constructor(synonyms) {
    synonyms.forEach((group, i) => group.forEach(phrase => this.#addPhrase(phrase, `${CONCEPT}${i}`)))
  }

  #addPhrase(phrase, concept) {
    const words = wordsOf(phrase)
    const stems = words.map(stemOf)
    const start = stems[0]
    if (!this.#phrases.has(start)) this.#phrases.set(start, [])
    this.#phrases.get(start).push({ stems, concept })
    if (words.length > 1 && !words.some(isSmall)) this.#loose.push({ stems, concept })
    words.forEach(word => this.#note(word))
  }

  #note(word) {
    this.#words.set(word, (this.#words.get(word) ?? 0) + 1)
  }

  /** Once all texts are known: what lets a query look at a few words in place of all. */
  sort() {
    this.#sorted = [...this.#words.keys()].sort()
    this.#ofLength = []
    let order = 0
    for (const [word, count] of this.#words) {
      (this.#ofLength[word.length] ??= []).push({ word, count, letters: lettersOf(word), order: order++ })
    }
  }

  /** The tokens of a text that is being indexed: stems, concepts and, for names, neighbours as one word. */
  tokensOf(text, isName = false) {
    const words = wordsOf(text)
    words.forEach(word => this.#note(word))
    const stems = words.map(stemOf)
    const telling = stems.filter((_, i) => !isSmall(words[i]))
    const tokens = isName && !telling.length ? [...stems] : telling
    if (isName) tokens.push(...this.#joined(words, true).map(([stem]) => stem))
    tokens.push(...this.conceptsOf(stems))
    return tokens
  }

  /** Neighbours written as one word: "hugging face" is found as "huggingface", "fine tune" as "finetune". */
  #joined(words, note) {
    const found = []
    for (let i = 0; i + 1 < words.length; i++) {
      const joined = words[i] + words[i + 1]
      if (isSmall(words[i]) || isSmall(words[i + 1]) || joined.length < 4) continue
      if (note) this.#note(joined)
      if (note || this.#words.has(joined)) found.push([stemOf(joined), [words[i], words[i + 1]]])
    }
    return found
  }

  /** @returns {string[]} the concepts that a row of stems names, in words or phrases */
  conceptsOf(stems) {
    const found = []
    stems.forEach((stem, i) => {
      for (const phrase of this.#phrases.get(stem) ?? []) {
        if (phrase.stems.every((each, j) => stems[i + j] === each)) found.push(phrase.concept)
      }
    })
    return found
  }

  /** In a query the words of a phrase may stand apart: "our data is sensitive" names "sensitive data". */
  #looseConceptsOf(stems) {
    return this.#loose.filter(phrase => phrase.stems.every(stem => stems.has(stem))).map(({ concept }) => concept)
  }

  /**
   * What a query asks for.
   * @returns {{word: string, stems: Map<string, number>, small: boolean}[]} for each word its stems with weights, then the concepts
   */
  unitsOf(query) {
    const words = wordsOf(query).flatMap(word => this.#parts(word))
    const open = /[\p{L}\p{N}]$/u.test(query) ? words.length - 1 : -1 // the word that may still be growing
    const mended = words.map((word, i) => this.#mend(word, i === open))
    const units = words.map((word, i) => ({
      word, small: isSmall(word), open: i === open,
      stems: new Map(mended[i].map(({ found, weight }) => [stemOf(found), weight]))
    }))
    for (const [stem, of] of this.#joined(words, false)) units.push({ word: stem, small: false, joined: true, of, stems: new Map([[stem, 1]]) })
    units.push(...this.#mendedJoins(words, mended))
    const row = mended.map(found => stemOf(found[0].found))
    const telling = new Set(row.filter((_, i) => !isSmall(words[i])))
    for (const concept of new Set([...this.conceptsOf(row), ...this.#looseConceptsOf(telling)])) units.push({ word: concept, small: false, concept: true, stems: new Map([[concept, 1]]) })
    return units
  }

  /** "yolov8" and "gpt4", where nobody wrote them in one word. */
  #parts(word) {
    const parts = this.#words.has(word) ? null : word.match(/^([a-z]{3,})(\d\w*)$/)
    return parts ? [parts[1], parts[2]] : [word]
  }

  /** "pre traned": neither word is known, but together they nearly are one that is. */
  #mendedJoins(words, mended) {
    const found = []
    for (let i = 0; i + 1 < words.length; i++) {
      const joined = words[i] + words[i + 1]
      const sure = mended[i][0].weight === 1 && mended[i + 1][0].weight === 1
      if (sure || joined.length < 7 || this.#words.has(joined)) continue
      const [best] = this.#near(joined, 2, false)
      if (best) found.push({ word: joined, small: false, joined: true, of: [words[i], words[i + 1]], stems: new Map([[stemOf(best.found), best.weight]]) })
    }
    return found
  }

  /** @returns {{found: string, weight: number}[]} the word itself if it is known, else those nearest to it */
  #mend(word, open) {
    const known = this.#words.has(word) || isSmall(word) || (open && word.length > 1 && this.#begins(word))
    if (known || word.length < 4 || /^\d+$/.test(word)) return [{ found: word, weight: 1 }]
    const key = open ? `${word}…` : word
    if (!this.#mended.has(key)) {
      const near = this.#near(word, word.length < 6 ? 1 : 2, open)
      this.#mended.set(key, near.length ? near : [{ found: word, weight: 1 }])
    }
    return this.#mended.get(key)
  }

  /** Whether a word begins so: in order, that is the first one not before it. */
  #begins(start) {
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#sorted[middle] < start) low = middle + 1
      else high = middle
    }
    return this.#sorted[low]?.startsWith(start) ?? false
  }

  /** Mistypings change the first letter seldom and leave the length nearly alone. */
  #near(word, most, open) {
    const found = []
    const letters = lettersOf(word)
    const longest = open ? this.#ofLength.length - 1 : word.length + most
    for (let length = Math.max(3, word.length - most); length <= longest; length++) {
      for (const known of this.#ofLength[length] ?? []) {
        const edits = this.#edits(word, letters, known, most, open)
        if (edits <= most + UNFINISHED) found.push({ ...known, cost: edits + (known.word[0] === word[0] ? 0 : 0.75) })
      }
    }
    found.sort((a, b) => a.cost - b.cost || b.count - a.count || a.order - b.order)
    return found.slice(0, MOST_MENDED).filter(({ cost }) => cost <= found[0].cost + 0.5)
      .map(({ word: known, cost }) => ({ found: known, weight: 0.9 - 0.15 * cost }))
  }

  /** Edits from what was typed to a known word, or to its beginning while more may be typed; Infinity: too many. */
  #edits(word, letters, known, most, open) {
    const alike = Math.abs(known.word.length - word.length) <= most && differingBits(letters, known.letters) <= 2 * most
    const whole = alike ? distance(word, known.word, most) : most + 1
    if (whole <= most) return whole
    if (!open || known.word[0] !== word[0]) return Infinity
    const begun = distance(word, known.word.slice(0, word.length), most)
    return begun <= most ? begun + UNFINISHED : Infinity
  }
}
