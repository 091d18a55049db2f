// On the calculator page: Python starts to load as soon as the styles are there. What the reader sees first
// waits for nothing else, so the large files do not compete with it.

import { prepareWorker } from './worker_start.mjs'

const LONGEST_WAIT = 500 // ms; a style may never come

let started = false
function start() {
  if (started) return
  started = true
  prepareWorker()
}

const styles = [...document.querySelectorAll('link[rel=stylesheet]')]
function startIfStyled() {
  if (styles.every(({ sheet }) => sheet)) start()
}

for (const style of styles) style.addEventListener('load', startIfStyled)
setTimeout(start, LONGEST_WAIT)
startIfStyled()
