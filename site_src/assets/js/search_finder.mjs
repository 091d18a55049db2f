// Finds entries of the index: MiniSearch gathers and scores words, the names decide among the best.

import MiniSearch from 'minisearch'
import { bestSection } from './search_excerpt.mjs'
import { CONCEPT, Vocabulary } from './search_vocabulary.mjs'
import { stemOf } from './search_words.mjs'

const FIELDS = { title: 5, names: 3.5, lead: 1.6, headings: 1.6, text: 1 }
const WEIGHT_OF_KIND = {
  approach: 1.2, guide: 1.2, recipe: 1, term: 1.2, mistake: 1.1, model: 1.15, problem: 1.1, comparison: 1, calculator: 1.1,
  input: 0.75, example: 0.75, rule: 0.45, assumption: 0.5, evidence: 0.5, reference: 0.8, source: 0.15
}
const CONCEPT_WEIGHT = 0.7
const OPEN_WEIGHT = 0.6 // of words that only begin with what was typed
const WEIGHED = 80 // of the entries that MiniSearch finds
const WEAKEST = 0.04 // of the best score
const NAMED = 1.6 // what it is worth that the query is the very title
const SAME_NAME = 0.9 // likeness from which it counts as that
const MIXED = 8 // of the results, by kind
const SAME_KIND = 0.85 // what a further result of the same kind is worth
const BATCH = 120
const NO_TEXT = [['', '', '']] // an entry that has a name and nothing else

export class Finder {
  #entries; #kinds; #vocabulary; #index; #counts = new Map(); #rarities = new Map(); #names = []; #stems = []

  /** @param {{kinds: object, synonyms: string[][], entries: object[]}} data - as builder/pages/search.py wrote it */
  constructor(data) {
    this.#entries = data.entries
    this.#kinds = data.kinds
    this.#vocabulary = new Vocabulary(data.synonyms)
    this.#index = new MiniSearch({
      fields: Object.keys(FIELDS),
      tokenize: text => text.split(' '),
      processTerm: term => term || null,
      searchOptions: { boost: FIELDS, bm25: { k: 1.2, b: 0.6, d: 0.5 } }
    })
  }

  /** Index all entries, with pauses in which the page can answer its reader. */
  async prepare(pause = () => new Promise(done => setTimeout(done))) {
    for (let i = 0; i < this.#entries.length; i++) {
      if (i && i % BATCH === 0) await pause()
      this.#add(this.#entries[i], i)
    }
    this.#vocabulary.sort()
    this.#names = this.#names.map(names => names.map(tokens => ({ tokens, worth: this.#worthOf(tokens) })))
  }

  #add(entry, id) {
    const [lead, ...rest] = entry.sections ?? NO_TEXT
    const names = [entry.title, ...(entry.names ?? [])].map(name => this.#vocabulary.tokensOf(name, true))
    const headings = rest.map(section => this.#vocabulary.tokensOf(section[1]))
    const texts = rest.map(section => this.#vocabulary.tokensOf(section[2]))
    const parts = { title: names[0], names: names.slice(1).flat(), lead: this.#vocabulary.tokensOf(lead[2]), headings: headings.flat(), text: texts.flat() }
    this.#stems.push(rest.length ? [new Set(parts.lead), ...rest.map((_, i) => new Set([...headings[i], ...texts[i]]))] : [])
    this.#names.push(names.map(tokens => new Set(tokens)))
    for (const token of new Set(Object.values(parts).flat())) this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1)
    const fields = Object.fromEntries(Object.entries(parts).map(([field, tokens]) => [field, tokens.join(' ')]))
    this.#index.add({ id, ...fields })
  }

  /**
   * @param {string} query
   * @returns {{id: number, kind: string, title: string, address: string, score: number, stems: Set<string>}[]} best first
   */
  find(query) {
    const units = this.#vocabulary.unitsOf(query)
    const telling = units.filter(unit => !unit.small)
    const asked = telling.length ? telling : units
    if (!asked.length) return []
    const found = this.#index.search({ combineWith: 'OR', queries: asked.flatMap(unit => this.#queriesOf(unit)) })
    const ways = this.#waysOf(asked)
    const best = found.slice(0, WEIGHED).map(result => this.#weighed(result, asked, ways))
    best.sort((a, b) => b.score - a.score || a.id - b.id)
    return mixed(best.filter(each => each.score >= WEAKEST * best[0].score))
  }

  #queriesOf(unit) {
    const queries = [...unit.stems].map(([stem, weight]) => ({
      queries: [stem], boostTerm: () => weight * (unit.concept ? CONCEPT_WEIGHT : 1)
    }))
    if (unit.open && unit.word.length > 1) {
      queries.push({ queries: [stemOf(unit.word).slice(0, unit.word.length)], prefix: true, boostTerm: () => OPEN_WEIGHT })
    }
    return queries
  }

  /** Kept: each query weighs the same few hundred names. */
  #rarity(token) {
    let rarity = this.#rarities.get(token)
    if (rarity === undefined) {
      rarity = Math.log(1 + this.#entries.length / (1 + (this.#counts.get(token) ?? 0)))
      this.#rarities.set(token, rarity)
    }
    return rarity
  }

  #inName(token) { return this.#rarity(token) * (token.startsWith(CONCEPT) ? 0.25 : 1) }

  #worthOf(tokens) {
    let worth = 0
    for (const token of tokens) worth += this.#inName(token)
    return worth
  }

  /** A name that says just what was asked counts more than many mentions; so does every word being met. */
  #weighed(result, asked, ways) {
    const entry = this.#entries[result.id]
    const names = this.#names[result.id]
    const [coverage, stems] = this.#coverage(asked, new Set(result.terms))
    const called = this.#likeness(ways[0], names.slice(0, 1)) > SAME_NAME ? NAMED : 1
    const like = Math.max(...ways.map(way => this.#likeness(way, names)))
    const score = called * result.score / Math.max(1, result.queryTerms.length) * WEIGHT_OF_KIND[entry.kind] * (0.1 + 0.9 * coverage) * (1 + 2.5 * like ** 2)
    return { id: result.id, kind: entry.kind, title: entry.title, address: entry.address, score, stems }
  }

  #coverage(asked, met) {
    let all = 0
    let covered = 0
    const stems = new Set()
    for (const unit of asked) {
      if (unit.joined) continue
      const weight = Math.max(...[...unit.stems.keys()].map(stem => this.#rarity(stem))) * (unit.concept ? 0.5 : 1)
      const hits = [...unit.stems.keys()].filter(stem => met.has(stem))
      const begun = unit.open && !hits.length && [...met].some(stem => stem.startsWith(unit.word))
      all += weight
      if (hits.length) covered += weight
      else if (begun) covered += weight * OPEN_WEIGHT
      hits.forEach(stem => stems.add(stem))
    }
    return [all ? covered / all : 0, stems]
  }

  /** The words of a query apart, then with a pair of neighbours as one: each stem with what it is worth. */
  #waysOf(asked) {
    const separate = asked.filter(unit => !unit.joined)
    const joined = asked.filter(unit => unit.joined && unit.of)
    const ways = [separate, ...joined.map(unit => [...separate.filter(each => !unit.of.includes(each.word)), unit])]
    return ways.map(units => this.#wanted(units))
  }

  #wanted(units) {
    const worths = new Map()
    for (const unit of units) for (const stem of unit.stems.keys()) worths.set(stem, this.#rarity(stem) * (unit.concept ? 0.5 : 1))
    let worth = 0
    for (const each of worths.values()) worth += each
    return { worths, worth }
  }

  /** How like a query the nearest name is, 0 to 1: rarity of shared words over that of all words of both. */
  #likeness(wanted, names) {
    let most = 0
    for (const { tokens, worth } of names) {
      let shared = 0
      let all = wanted.worth + worth
      for (const [stem, each] of wanted.worths) {
        if (!tokens.has(stem)) continue
        shared += each
        all -= this.#inName(stem)
      }
      most = Math.max(most, all ? shared / all : 0)
    }
    return most
  }

  /** @returns {string} what a kind is called */
  labelOf(kind) { return this.#kinds[kind] }

  /** @returns {string[]} all kinds, in the order of the filter */
  get kinds() { return Object.keys(this.#kinds) }

  /** @returns {string[]} the section of what was found that answers best: anchor, heading, text */
  sectionOf({ id, stems }) { return bestSection(this.#entries[id].sections ?? NO_TEXT, this.#stems[id], stems) }
}

/** Among the first few, another kind goes before a third or fourth of the same that is hardly better. */
function mixed(found) {
  const first = []
  const rest = [...found]
  while (first.length < MIXED && rest.length) {
    const worth = each => each.score * SAME_KIND ** first.filter(({ kind }) => kind === each.kind).length
    const best = rest.reduce((a, b) => (worth(b) > worth(a) ? b : a))
    first.push(...rest.splice(rest.indexOf(best), 1))
  }
  return [...first, ...rest]
}
