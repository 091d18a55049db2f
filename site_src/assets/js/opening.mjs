// What lies below the first screen is laid out part by part once that is painted, so that no part of
// it keeps the reader waiting. `calculator.css` hides it until then; scheme.mjs gives it free in any case.

const LATER = '.btt-group, .btt-section > :not(h3)'
const HURRY = ['scroll', 'wheel', 'keydown', 'pointerdown', 'touchstart', 'focusin', 'beforeprint']
const LONGEST_UNPAINTED = 500 // ms
const LONGEST_WAIT = 100 // ms for each part, while the browser has other work

/** @param {Element} page - the calculator */
export async function layOut(page) {
  const classes = document.documentElement.classList
  const all = () => {
    classes.remove('btt-opening')
    for (const part of page.querySelectorAll('.btt-shown')) hideMark(part)
  }
  for (const event of HURRY) addEventListener(event, all, { once: true, capture: true, passive: true })
  if (location.hash && !location.hash.includes('=')) return all() // a place on the page
  await painted()
  for (const part of page.querySelectorAll(LATER)) {
    if (!classes.contains('btt-opening')) return
    part.classList.add('btt-shown')
    await idle()
  }
  all()
}

/** The parts stand again as Python writes them. */
function hideMark(part) {
  part.classList.remove('btt-shown')
  if (!part.className) part.removeAttribute('class')
}

/** A page in a background tab is never painted; it goes on all the same. */
export const painted = () => new Promise(resolve => {
  requestAnimationFrame(() => setTimeout(resolve))
  setTimeout(resolve, LONGEST_UNPAINTED)
})

const idle = () => new Promise(resolve => {
  if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: LONGEST_WAIT })
  else setTimeout(resolve, 16)
})
