// In the frame: the theme that the embedding page asks for, and messages to it: height and answer.
// The answer is told without the reader's own answers, unless the embedding page asks for them
// (`tell=scenario`), and then the frame says so. Which page may show the frame is up to the host's policy.

import './awaited.mjs'

const DARK = matchMedia('(prefers-color-scheme: dark)')
const options = new URLSearchParams(location.search)
const asked = options.get('theme')
const VIEWS = ['card', 'picture', 'answer', 'full']
const tellsScenario = options.get('tell') === 'scenario'

function setScheme() {
  const dark = asked === 'dark' || (asked !== 'light' && DARK.matches)
  document.body.dataset.mdColorScheme = dark ? 'slate' : 'default'
}

function tell(message) {
  if (parent !== window) parent.postMessage({ source: 'model-choice', ...message }, '*')
}

// A case that is shown is its card and its picture; without one, the calculator is to be used.
const usual = location.hash.includes('=') ? 'picture' : 'full'
document.documentElement.dataset.view = VIEWS.includes(options.get('view')) ? options.get('view') : usual
setScheme()
DARK.addEventListener('change', setScheme)
new ResizeObserver(([{ target }]) => tell({ height: Math.ceil(target.getBoundingClientRect().height) })).observe(document.body)
document.addEventListener('btt:answer', ({ detail: { address, ...answer } }) => {
  for (const link of document.querySelectorAll('[data-answers]')) link.hash = address
  tell({ result: tellsScenario ? { ...answer, address } : answer })
})
document.addEventListener('DOMContentLoaded', () => {
  document.querySelector('[data-part="told"]').hidden = !tellsScenario
})

// A frame is no place to read another page in: links open outside, those within the page stay.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]')
  if (link && !link.getAttribute('href').startsWith('#')) link.target = '_blank'
}, { capture: true })
