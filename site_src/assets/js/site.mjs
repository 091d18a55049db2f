import './search.mjs'

// On every page: the definition of a term beside the word, by pointer, keyboard and touch.

const shown = document.createElement('div')
shown.className = 'btt-popover'
shown.setAttribute('role', 'tooltip')
shown.id = 'btt-popover'
shown.hidden = true
let owner = null

/** The definition of a term, from the list of terms that the page itself holds. */
function definitionOf(link) {
  const name = link.dataset.term
  const entry = document.querySelector(`[data-term-entry="${CSS.escape(name)}"]`)
  return entry?.textContent.trim() ?? ''
}

function show(link) {
  const text = definitionOf(link)
  if (!text || link === owner) return
  owner = link
  shown.textContent = text
  shown.hidden = false
  link.setAttribute('aria-describedby', shown.id)
  link.after(shown)
}

function hide() {
  owner?.removeAttribute('aria-describedby')
  owner = null
  shown.hidden = true
}

document.addEventListener('pointerover', event => {
  const link = event.target.closest?.('.btt-term')
  if (link) show(link)
  else if (!event.target.closest?.('.btt-popover')) hide()
})
document.addEventListener('focusin', event => {
  const link = event.target.closest?.('.btt-term')
  if (link) show(link)
  else hide()
})
document.addEventListener('keydown', event => { if (event.key === 'Escape') hide() })
