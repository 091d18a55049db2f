// Anchors that stay in sight, and the foot of the screen that says the answer while its card is out of sight.

import { showAll } from './opening.mjs'

const UNDER = 200 // px from the top: what has come higher is where the reader is
const ASIDE = 40 // px: what stands further to the side is another column

/** To a part of the page; not by the address, which holds the reader's answers. */
export function goTo(id) {
  const place = document.getElementById(id)
  if (!place) return
  showAll()
  if (place.tabIndex < 0) place.tabIndex = -1
  place.scrollIntoView()
  place.focus({ preventScroll: true })
}

/** Links marked `data-go` lead to parts of this page. @param {Element} nav - of its links the one where the reader is gets marked */
export function tabs(nav) {
  const links = [...nav.querySelectorAll('a')]
  let waiting = false
  const mark = () => {
    waiting = false
    const places = links.map(link => document.getElementById(link.hash.slice(1))?.getBoundingClientRect())
    // The lowest of those that the reader has come to, in whatever order the links stand.
    const passed = place => place && place.top < UNDER && Math.abs(place.left - places[0].left) < ASIDE
    const here = places.reduce((best, place, i) => (passed(place) && place.top > places[best].top ? i : best), 0)
    links.forEach((link, i) => {
      if (i !== here) link.removeAttribute('aria-current')
      else if (!link.hasAttribute('aria-current')) {
        link.setAttribute('aria-current', 'true')
        nav.scrollTo({ left: link.offsetLeft - (nav.clientWidth - link.offsetWidth) / 2 })
      }
    })
  }
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[data-go]')
    if (!link) return
    event.preventDefault()
    goTo(link.hash.slice(1))
  })
  addEventListener('scroll', () => {
    if (!waiting) requestAnimationFrame(mark)
    waiting = true
  }, { passive: true })
  links[0].setAttribute('aria-current', 'true')
}

/** @param {Element} card - while it is out of sight, the bar is shown */
export function barAwayFrom(card, bar) {
  new IntersectionObserver(([{ isIntersecting }]) => { bar.hidden = isIntersecting }).observe(card)
}
