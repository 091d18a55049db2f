// The words of the index, the concepts that stand for several of them, and the mending of mistyped ones.

import { differingBits, distance, isSmall, lettersOf, stemOf, wordsOf } from './search_words.mjs'

const CONCEPT = '§' // a token that stands for all words of one meaning
const MOST_MENDED = 3
const UNFINISHED = 0.5 // edits that the missing end of a word counts for

export class Vocabulary {
  #words = new Map(); #letters = new Map(); #mended = new Map(); #phrases = new Map(); #loose = []

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
    const count = this.#words.get(word)
    this.#words.set(word, (count ?? 0) + 1)
    if (count === undefined) this.#letters.set(word, lettersOf(word))
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

  #begins(start) {
    for (const word of this.#words.keys()) if (word.startsWith(start)) return true
    return false
  }

  /** Mistypings change the first letter seldom and leave the length nearly alone. */
  #near(word, most, open) {
    const found = []
    const letters = lettersOf(word)
    for (const [known, count] of this.#words) {
      if (known.length < 3 || known.length < word.length - most || (!open && known.length > word.length + most)) continue
      const begins = open && known[0] === word[0] // may be a mistyped beginning
      const alike = Math.abs(known.length - word.length) <= most && differingBits(letters, this.#letters.get(known)) <= 2 * most
      if (!begins && !alike) continue
      let edits = alike ? distance(word, known, most) : most + 1
      if (edits > most && begins) {
        edits = distance(word, known.slice(0, word.length), most)
        if (edits <= most) edits += UNFINISHED
        else continue
      } else if (edits > most) continue
      const cost = edits + (known[0] === word[0] ? 0 : 0.75)
      found.push({ found: known, cost, count })
    }
    found.sort((a, b) => a.cost - b.cost || b.count - a.count)
    return found.slice(0, MOST_MENDED).filter(({ cost }) => cost <= found[0].cost + 0.5)
      .map(({ found: known, cost }) => ({ found: known, weight: 0.9 - 0.15 * cost }))
  }
}
