// What stands around the content: colour scheme, drawer, title, contents, the way back to the top.

const HEADER = 80 // px that the header and a little air above a heading take

function scheme() {
  const button = document.querySelector('[data-part="scheme"]')
  if (!button) return
  const show = () => {
    bttScheme.show()
    button.setAttribute('aria-label', button.dataset[bttScheme.now])
  }
  button.addEventListener('click', () => {
    bttScheme.choose(bttScheme.now === 'slate' ? 'default' : 'slate')
    show()
  })
  bttScheme.onChange(show)
  show()
}

/** The menu of small screens takes the focus, and gives it back once it is closed: by its button, by Escape, by leaving it, or by
 * choosing a place on the page in it. */
function drawer() {
  const box = document.getElementById('__drawer')
  const button = document.querySelector('[data-part="menu"]')
  if (!button) return
  const menu = document.querySelector('.md-sidebar--primary')
  const turn = open => {
    if (box.checked === open) return
    box.checked = open
    box.dispatchEvent(new Event('change'))
  }
  const close = () => turn(false)
  box.addEventListener('change', () => {
    button.setAttribute('aria-expanded', String(box.checked))
    if (box.checked) {
      for (const label of menu.querySelectorAll('label[for^="__nav"], label[for="__toc"]')) label.tabIndex = 0
      inMenu(menu)?.focus()
    } else if (menu.contains(document.activeElement)) button.focus()
  })
  menu.addEventListener('change', ({ target }) => { // a part of it was opened, or left for what is above
    const part = target.closest('.md-nav__item')
    part.querySelector(target.checked ? '.md-nav__title' : '.md-nav__link').focus()
  })
  button.addEventListener('click', () => turn(!box.checked))
  menu.addEventListener('focusout', event => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close()
  })
  addEventListener('hashchange', close)
  addEventListener('keydown', event => {
    if (event.key === 'Escape') close()
    const label = event.target.closest?.('label[tabindex]')
    if (label && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      label.click()
    }
  })
}

/** The first thing in the menu that the keyboard can be at. */
function inMenu(menu) {
  return [...menu.querySelectorAll('a[href], label[tabindex]')].find(each => each.checkVisibility({ visibilityProperty: true }))
}

/** The header names the page once its heading has gone under it. */
function title() {
  const heading = document.querySelector('.md-content h1')
  const place = document.querySelector('.btt-header__title')
  if (!heading || !place) return
  const gone = ([{ isIntersecting, boundingClientRect }]) => {
    place.classList.toggle('btt-header__title--page', !isIntersecting && boundingClientRect.top < HEADER)
  }
  new IntersectionObserver(gone, { rootMargin: `-${HEADER}px 0px 0px` }).observe(heading)
}

/** Who scrolls up is offered the way to the top. */
function top() {
  const button = document.querySelector('.md-top')
  if (!button) return
  let last = 0 // where the page stands is not asked for now: it would have to be laid out for it
  addEventListener('scroll', () => {
    const hidden = scrollY >= last || scrollY < innerHeight
    if (button.hidden !== hidden) button.hidden = hidden
    last = scrollY
  }, { passive: true })
  // It must not cover what a keyboard has come to. No `:has()` says so: all of the page would be styled again with each element that comes.
  addEventListener('focusin', ({ target }) => button.toggleAttribute('data-away', target.matches('.md-content :focus-visible')))
  addEventListener('focusout', () => button.removeAttribute('data-away'))
  button.addEventListener('click', () => {
    scrollTo({ top: 0 })
    document.querySelector('.md-skip, .btt-header__logo')?.focus({ preventScroll: true })
  })
}

/** The table of contents marks where the reader is, and keeps that in view. */
function contents() {
  const links = [...document.querySelectorAll('.md-sidebar--secondary .md-nav__link[href*="#"]')]
  const places = links.map(link => placeOf(link.hash))
  if (!links.length) return
  const box = links[0].closest('.md-sidebar__scrollwrap')
  let now = -1
  const mark = () => {
    waiting = false
    if (!links[0].checkVisibility()) return
    const found = places.findLastIndex(place => place && place.getBoundingClientRect().top < HEADER + 20)
    if (found === now) return
    now = found
    links.forEach((link, i) => {
      link.classList.toggle('md-nav__link--passed', i < now)
      link.classList.toggle('md-nav__link--active', i === now)
    })
    if (box && now >= 0) box.scrollTop = links[now].offsetTop - box.clientHeight / 2
  }
  let waiting = false
  addEventListener('scroll', () => {
    if (!waiting) requestAnimationFrame(mark)
    waiting = true
  }, { passive: true })
}

/** What is closed opens for the printer, and where an address points into it. */
function folds() {
  const opened = []
  addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('.md-content details:not([open])')) {
      fold.open = true
      opened.push(fold)
    }
  })
  addEventListener('afterprint', () => opened.splice(0).forEach(fold => { fold.open = false }))
  const reveal = () => {
    const fold = placeOf(location.hash)?.closest('details:not([open])')
    if (!fold) return
    fold.open = true
    fold.scrollIntoView()
  }
  addEventListener('hashchange', reveal)
  reveal()
}

/** What a fragment names; the calculator's fragments name nothing. */
function placeOf(hash) {
  if (hash.length < 2 || hash.includes('=')) return null
  try { return document.getElementById(decodeURIComponent(hash.slice(1))) } catch { return null }
}

for (const each of [scheme, drawer, title, top, contents, folds]) each()
