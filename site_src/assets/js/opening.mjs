// What lies below the first screen is laid out part by part once Python has answered: before, both would
// want the same processors. `opening.css` hides it until then; scheme.mjs gives it free in any case.

const LATER = '.btt-field, .btt-group, .btt-ladder, .btt-section'
const HURRY = ['scroll', 'wheel', 'keydown', 'pointerdown', 'touchstart', 'focusin', 'beforeprint']
const LONGEST_UNPAINTED = 500 // ms
const LONGEST_HIDDEN = 1500 // ms; Python may be slow, or never come
const LONGEST_WAIT = 100 // ms for each part, while the browser has other work

const root = document.documentElement

/** @param {Element} page - the calculator */
export async function layOut(page) {
  for (const event of HURRY) addEventListener(event, showAll, { once: true, capture: true, passive: true })
  if (location.hash && !location.hash.includes('=')) return showAll() // a place on the page
  await answered(page)
  for (const part of page.querySelectorAll(LATER)) {
    if (!('opening' in root.dataset)) return
    part.dataset.shown = ''
    await idle()
  }
  showAll()
}

/** At once, for who can't wait; the parts stand again as Python writes them. */
export function showAll() {
  delete root.dataset.opening
  for (const part of document.querySelectorAll('[data-shown]')) delete part.dataset.shown
}

/** A page in a background tab is never painted; it goes on all the same. */
export const painted = () => new Promise(resolve => {
  requestAnimationFrame(() => setTimeout(resolve))
  setTimeout(resolve, LONGEST_UNPAINTED)
})

/** Python's first answer, or long enough without one. */
const answered = page => new Promise(resolve => {
  page.addEventListener('btt:drawn', resolve, { once: true })
  painted().then(() => setTimeout(resolve, LONGEST_HIDDEN))
})

const idle = () => new Promise(resolve => {
  if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: LONGEST_WAIT })
  else setTimeout(resolve, 16)
})
