// In the head, before any style: the page is painted in the right colours from the first time on, and
// the calculator's page with its first screen alone, see opening.mjs.

import './awaited.mjs'
import './stand_by.mjs'

const KEPT = 'btt-scheme'
const SCHEMES = ['default', 'slate']
const DARK = matchMedia('(prefers-color-scheme: dark)')

globalThis.bttScheme = {
  get now() { return read() ?? (DARK.matches ? 'slate' : 'default') },
  show() { document.body.dataset.mdColorScheme = this.now },
  choose(scheme) {
    try { localStorage.setItem(KEPT, scheme) } catch { /* it lasts as long as the page */ }
    chosen = scheme
    this.show()
  },
  onChange(tell) { DARK.addEventListener('change', tell) }
}
let chosen = null

function read() {
  try {
    const kept = chosen ?? localStorage.getItem(KEPT)
    return SCHEMES.includes(kept) ? kept : null // whatever else stands there is not ours
  } catch { return chosen }
}

const root = document.documentElement
root.className = 'js'
open('head', 'answer', '')
setTimeout(() => { delete root.dataset.opening }, 4000) // whatever else fails
/** The first pictures of the calculator, one after the other: see opening.css. */
function open(now, ...later) {
  root.dataset.opening = now
  const next = () => { if (root.dataset.opening === now) open(...later) }
  if (later.length) requestAnimationFrame(() => setTimeout(next))
}

const body = new MutationObserver(() => {
  if (!document.body) return
  body.disconnect()
  bttScheme.show()
})
body.observe(root, { childList: true })
