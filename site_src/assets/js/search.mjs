// The search box: opens and closes its panel, fetches the index on first use, asks the finder.

import { focusField } from './form.mjs'
import { showNearest } from './nearest.mjs'
import { Results } from './search_results.mjs'
import { scriptUrl } from './trusted.mjs'

const OPENING_KEYS = ['/', 's', 'f']
const TYPING = 'input, select, textarea, [contenteditable]'

class SearchBox {
  #finder = null; #loading = null

  constructor(box) {
    this.box = box
    this.input = box.querySelector('.btt-search__input')
    this.results = new Results(box, new URL('.', new URL(box.dataset.root, document.baseURI)).href)
    this.input.addEventListener('focus', () => this.open())
    this.input.addEventListener('input', () => this.find())
    this.input.form.addEventListener('submit', event => this.#submit(event))
    this.input.form.addEventListener('reset', () => this.#reset())
    document.querySelector('[data-part="search-open"]')?.addEventListener('click', () => this.enter())
    for (const part of box.querySelectorAll('[data-part="search-close"]')) part.addEventListener('click', () => this.close())
    box.addEventListener('keydown', event => this.#key(event))
    box.addEventListener('focusout', event => this.#left(event.relatedTarget))
    box.addEventListener('click', event => this.#clicked(event))
    addEventListener('keydown', event => this.#shortcut(event))
  }

  /** A query in the address, as in `browse.html?q=lora`, is searched for at once. */
  start() {
    const query = new URLSearchParams(location.search).get('q')
    if (!query) return
    this.input.value = query
    this.enter()
    this.find()
  }

  /** On small screens there is nothing to focus before it is open. */
  enter() {
    this.open()
    this.input.focus()
  }

  open() {
    this.#show(true)
    this.load()
  }

  close() { this.#show(false) }

  #show(open) {
    this.box.toggleAttribute('data-open', open)
    document.body.toggleAttribute('data-searching', open) // for what stands behind it
  }

  /** Once; after a failure the next use tries again. */
  load() {
    this.#loading ??= this.#load().catch(error => {
      this.#loading = null
      this.results.clear('The search could not be loaded')
      console.error(error)
    })
    return this.#loading
  }

  async #load() {
    const { engine, index } = this.box.dataset
    await Promise.all([engine, index].map(addScript))
    const finder = new globalThis.bttFinder(globalThis.bttSearchIndex)
    delete globalThis.bttSearchIndex
    await finder.prepare()
    finder.find('warming up')
    this.#finder = finder
    this.box.dataset.ready = 'yes'
    this.find()
  }

  /** What is found for words that nobody typed; nothing where the search cannot be loaded. */
  async ask(words) {
    await this.load()
    return this.#finder?.find(words) ?? []
  }

  addressOf(found) { return `${this.results.root}${found.address}` }

  find() {
    const query = this.input.value
    this.box.dataset.query = query
    if (!query.trim()) this.results.clear()
    else if (this.#finder) this.results.show(this.#finder.find(query), this.#finder)
    else this.load()
  }

  #reset() {
    this.results.clear()
    this.input.focus()
  }

  #submit(event) {
    event.preventDefault()
    this.#links[0]?.click()
  }

  get #links() { return [...this.box.querySelectorAll('.btt-found')] }

  /** Up and down go through the input and the results. */
  #key(event) {
    if (event.key === 'Escape') {
      this.input.blur()
      this.close()
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    const stops = [this.input, ...this.#links]
    const now = stops.indexOf(document.activeElement)
    if (now < 0) return
    event.preventDefault()
    stops[(now + step + stops.length) % stops.length].focus()
  }

  /** Focus that goes elsewhere closes the panel; a click on its empty part does not. */
  #left(target) { if (target && !this.box.contains(target)) this.close() }

  /** A result on this page only moves the view; the calculator keeps what was typed into it. */
  #clicked(event) {
    const link = event.target.closest('.btt-found')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    this.close()
    const form = document.querySelector('[data-btt-calculator] [data-part="form"]')
    const [, field] = link.dataset.address.match(/^calculator\/index\.html#input=(.+)$/) ?? []
    if (!form || !field) return
    event.preventDefault()
    focusField(form, field)
  }

  #shortcut(event) {
    const held = event.ctrlKey || event.metaKey || event.altKey
    if (held || !OPENING_KEYS.includes(event.key) || event.target.closest?.(TYPING)) return
    event.preventDefault()
    this.enter()
  }
}

function addScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.addEventListener('load', resolve)
    script.addEventListener('error', () => reject(new Error(`not loaded: ${url}`)))
    script.src = scriptUrl(url)
    document.head.append(script)
  })
}

const box = document.querySelector('[data-btt-search]')
const search = box && new SearchBox(box)
search?.start()
const lost = document.querySelector('[data-part="nearest"]')
if (lost && search) showNearest(lost, search)
