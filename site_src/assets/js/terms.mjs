// The definition of a term beside the word: by pointer, by keyboard, and by a first touch.

const GAP = 6 // pixels between the word and its definition

class Popover {
  #owner = null; #leaving = 0

  constructor() {
    this.box = document.createElement('div')
    this.box.className = 'btt-popover'
    this.box.id = 'btt-popover'
    this.box.setAttribute('role', 'tooltip')
    this.box.hidden = true
    ;(document.querySelector('main') ?? document.body).append(this.box)
    document.addEventListener('pointerover', event => this.#over(event))
    document.addEventListener('focusin', event => this.#focused(event))
    document.addEventListener('click', event => this.#clicked(event), true)
    document.addEventListener('keydown', event => { if (event.key === 'Escape') this.hide() })
    addEventListener('resize', () => this.hide())
  }

  show(link) {
    clearTimeout(this.#leaving)
    const text = definitionOf(link)
    if (!text || link === this.#owner) return
    this.hide()
    this.#owner = link
    this.box.textContent = text
    this.box.hidden = false
    link.setAttribute('aria-describedby', this.box.id)
    this.#place(link)
  }

  hide() {
    clearTimeout(this.#leaving)
    this.#owner?.removeAttribute('aria-describedby')
    this.#owner = null
    this.box.hidden = true
  }

  /** Under the word, or over it where there is no room; never over the edge. */
  #place(link) {
    const word = link.getClientRects()[0] ?? link.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = this.box
    const room = document.documentElement.clientWidth - width - GAP
    const below = word.bottom + GAP
    const top = below + height > innerHeight && word.top > height + GAP ? word.top - height - GAP : below
    const origin = (this.box.offsetParent ?? document.documentElement).getBoundingClientRect()
    this.box.style.left = `${Math.max(GAP, Math.min(word.left, room)) - origin.left}px`
    this.box.style.top = `${top - origin.top}px`
  }

  /** The pointer may cross the gap to the definition without losing it. */
  #over(event) {
    if (event.pointerType === 'touch') return
    const link = event.target.closest?.('.btt-term')
    if (link) this.show(link)
    else if (event.target.closest?.('.btt-popover')) clearTimeout(this.#leaving)
    else if (this.#owner && this.#owner !== document.activeElement) {
      clearTimeout(this.#leaving)
      this.#leaving = setTimeout(() => this.hide(), 200)
    }
  }

  #focused(event) {
    const link = event.target.closest?.('.btt-term')
    if (link?.matches(':focus-visible')) this.show(link)
    else if (!link) this.hide()
  }

  /** A first touch shows what the word means, a second follows the link. */
  #clicked(event) {
    const link = event.target.closest?.('.btt-term')
    if (!link) {
      if (!event.target.closest?.('.btt-popover')) this.hide()
      return
    }
    if (event.pointerType !== 'touch' || this.#owner === link || !definitionOf(link)) return
    event.preventDefault()
    this.show(link)
  }
}

/** From the list of terms that the page itself holds. */
function definitionOf(link) {
  const entry = document.querySelector(`[data-term-entry="${CSS.escape(link.dataset.term)}"]`)
  return entry?.textContent.trim() ?? ''
}

if (document.querySelector('.btt-term')) new Popover()
