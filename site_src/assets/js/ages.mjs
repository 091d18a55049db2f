// Marks facts that have grown old by the reader's own clock, so that a stored copy tells it too.

const DAY = 86_400_000

/** @param {string} day - an ISO date; @returns {number} whole days since then, never below 0 */
function daysSince(day) {
  const [year, month, date] = day.split('-').map(Number)
  const now = new Date()
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.max(0, Math.round((today - Date.UTC(year, month - 1, date)) / DAY))
}

const plural = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`

function note(className, text) {
  const element = document.createElement('span')
  element.className = className
  element.textContent = text
  return element
}

const summary = document.querySelector('[data-ages]')
const times = [...document.querySelectorAll('time[data-limit]')]
let old = 0
for (const time of times) {
  const age = daysSince(time.dateTime)
  const isOld = age > Number(time.dataset.limit)
  if (isOld) {
    old += 1
    time.classList.add('btt-old')
    time.append(note('btt-old__note', ` – ${age} days old, look again`))
  } else if (summary) time.append(note('btt-age', ` · ${age === 0 ? 'today' : plural(age, 'day')}`))
}
if (summary) {
  summary.textContent = old
    ? `${plural(old, 'date')} of ${times.length} on this page ${old === 1 ? 'is' : 'are'} older than the limit today.`
    : `None of the ${times.length} dates on this page is older than its limit today.`
}
