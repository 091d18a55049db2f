// Draws what was found: the filter by kind, how many, and the list.

import { excerpt } from './search_excerpt.mjs'

const MOST_SHOWN = 20
const IN_SIGHT = 10 // as many as the panel has room for; the others follow once these are drawn

export class Results {
  #kind = ''; #drawn = 0

  constructor(box, root) {
    this.list = box.querySelector('.btt-search__list')
    this.status = box.querySelector('.btt-search__status')
    this.kinds = box.querySelector('.btt-kinds')
    this.root = root
    this.invitation = this.status.textContent
    this.kinds.addEventListener('click', event => this.#choose(event.target.closest('button')))
  }

  /** @param {object[]} found - best first; @param {object} finder - knows kinds and sections */
  show(found, finder) {
    Object.assign(this, { found, finder })
    if (this.#kind && !found.some(each => each.kind === this.#kind)) this.#kind = ''
    this.#draw()
  }

  clear(message = this.invitation) {
    this.#kind = ''
    this.#drawn++
    this.found = []
    this.kinds.hidden = true
    this.list.replaceChildren()
    this.status.textContent = message
  }

  #choose(button) {
    if (!button) return
    this.#kind = button.dataset.kind
    this.#draw()
    this.kinds.querySelector(`[data-kind="${this.#kind}"]`)?.focus()
  }

  #draw() {
    const wanted = this.found.filter(each => !this.#kind || each.kind === this.#kind)
    this.#drawKinds()
    const shown = wanted.slice(0, MOST_SHOWN)
    this.list.replaceChildren(...shown.slice(0, IN_SIGHT).map(each => this.#item(each)))
    this.status.textContent = this.#summary(shown.length, wanted.length)
    this.#drawAfter(shown.slice(IN_SIGHT), ++this.#drawn)
  }

  /** Below the edge of the panel, and left out if another key was pressed before. */
  #drawAfter(others, draw) {
    requestAnimationFrame(() => setTimeout(() => {
      if (draw === this.#drawn) this.list.append(...others.map(each => this.#item(each)))
    }))
  }

  #summary(shown, all) {
    if (!all) return 'Nothing found. Try fewer or other words'
    if (shown < all) return `The best ${shown} of ${all}`
    return all === 1 ? 'One result' : `${all} results`
  }

  #drawKinds() {
    const counts = new Map()
    for (const { kind } of this.found) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const kinds = this.finder.kinds.filter(kind => counts.has(kind))
    this.kinds.hidden = kinds.length < 2
    this.kinds.replaceChildren(
      this.#chip('', 'All'), ...kinds.map(kind => this.#chip(kind, `${this.finder.labelOf(kind)} ${counts.get(kind)}`))
    )
  }

  #chip(kind, text) {
    const chip = element('button', 'btt-kinds__kind', text)
    chip.type = 'button'
    chip.dataset.kind = kind
    chip.setAttribute('aria-pressed', String(kind === this.#kind))
    return chip
  }

  #item(found) {
    const section = this.finder.sectionOf(found)
    const anchor = section[0] && !found.address.includes('#') ? `#${section[0]}` : ''
    const link = element('a', 'btt-found')
    link.href = `${this.root}${found.address}${anchor}`
    link.dataset.address = found.address
    const title = element('span', 'btt-found__title', found.title)
    if (anchor) title.append(element('span', 'btt-found__section', section[1]))
    const text = element('span', 'btt-found__text')
    text.append(...excerpt(section, found.stems).map(({ text: words, hit }) => (hit ? element('mark', '', words) : words)))
    link.append(element('span', 'btt-found__kind', this.finder.labelOf(found.kind)), title, text)
    const item = element('li')
    item.append(link)
    return item
  }
}

function element(name, className, text = '') {
  const made = document.createElement(name)
  if (className) made.className = className
  made.textContent = text
  return made
}
