// Says when the scripts of the calculator never came. It stands in the page itself, since what a page needs
// to say that files are missing must not be in a file that can be missing.

const LONGEST_START = 30_000 // ms until a script that came has said a word

addEventListener('error', ({ target }) => { if (target?.tagName === 'SCRIPT') fail() }, true)
addEventListener('error', ({ filename }) => { if (/calculator_page/.test(filename)) fail() }) // cut, or no script at all
addEventListener('load', () => setTimeout(fail, LONGEST_START))

/** Only while nothing runs, and where Python starts by itself: later a missing file is told by what asked for it. */
function fail() {
  const place = document.querySelector('[data-btt-calculator][data-live="no"] [data-part="dead"]')
  if (!place) return
  if (!location.hash.includes('=')) delete document.documentElement.dataset.case // the example is all there is
  place.closest('[data-btt-calculator]').dataset.live = 'dead'
  place.hidden = false
}
