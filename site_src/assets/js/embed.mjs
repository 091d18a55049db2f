// In the frame: the theme that the embedding page asks for, and messages to it: height and answer.
// The messages hold what the frame shows; which page may show the frame is up to the host's policy.

const DARK = matchMedia('(prefers-color-scheme: dark)')
const asked = new URLSearchParams(location.search).get('theme')

function setScheme() {
  const dark = asked === 'dark' || (asked !== 'light' && DARK.matches)
  document.body.dataset.mdColorScheme = dark ? 'slate' : 'default'
}

function tell(message) {
  if (parent !== window) parent.postMessage({ source: 'model-choice', ...message }, '*')
}

setScheme()
DARK.addEventListener('change', setScheme)
new ResizeObserver(([{ target }]) => tell({ height: Math.ceil(target.getBoundingClientRect().height) })).observe(document.body)
document.addEventListener('btt:answer', ({ detail }) => tell({ result: detail }))

// A frame is no place to read another page in: links open outside, those within the page stay.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href]')
  if (link && !link.getAttribute('href').startsWith('#')) link.target = '_blank'
}, { capture: true })
