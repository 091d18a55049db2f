// On the page for addresses that lead nowhere: pages whose words stand in the address.

const MOST_SHOWN = 5
const LAST_PARTS = 2 // further up stand folders and the place of the site on its host

/** @param {Element} place - hidden until there is something to show; @param {object} search - the search box */
export async function showNearest(place, search) {
  const words = wordsOf(location.pathname)
  if (!words) return
  const found = (await search.ask(words)).slice(0, MOST_SHOWN)
  if (!found.length) return
  place.querySelector('ul').replaceChildren(...found.map(each => item(each, search.addressOf(each))))
  place.hidden = false
}

/** `/site/approaches/fine-tune_v2.html` → `approaches fine tune v2`; an address that cannot be read has none. */
function wordsOf(path) {
  try {
    const parts = decodeURIComponent(path).replace(/(index)?\.\w+$/, '').split('/').filter(Boolean)
    return parts.slice(-LAST_PARTS).join(' ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  } catch { return '' }
}

function item(found, address) {
  const link = document.createElement('a')
  link.href = address
  link.textContent = found.title
  const made = document.createElement('li')
  made.append(link)
  return made
}
