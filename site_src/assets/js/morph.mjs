// New HTML into the page without losing focus, caret, scroll place or what the reader has opened.

import { Idiomorph } from 'idiomorph'
import { breather } from './breather.mjs'
import { nodesOf } from './trusted.mjs'

const callbacks = {
  // What a script has drawn is the script's own.
  beforeNodeMorphed: node => !(node.dataset?.chartPicture !== undefined && node.firstElementChild),
  beforeAttributeUpdated: (name, node) => !(name === 'open' && node.localName === 'details')
}

/** @param {Element} element - its children become what the HTML says, the values of fields included */
export function morphInto(element, html) {
  const nodes = nodesOf(html)
  const now = element.cloneNode(false)
  now.append(...nodes)
  if (!same(element, now)) Idiomorph.morph(element, now.childNodes, { morphStyle: 'innerHTML', callbacks })
}

/** What the page was built with is often what Python says first: pictures apart, and fields as they were. */
function same(old, now) {
  for (const picture of old.querySelectorAll('[data-chart-picture]')) {
    const empty = now.querySelector(`[data-chart-picture="${CSS.escape(picture.dataset.chartPicture)}"]:empty`)
    empty?.append(...Array.from(picture.childNodes, node => node.cloneNode(true)))
  }
  return old.isEqualNode(now) && ![...old.querySelectorAll('input, select')].some(filled)
}

/** Whether a field holds something else than its HTML says. */
function filled(field) {
  if (field.localName === 'select') return field.selectedIndex !== Math.max(0, [...field.options].findIndex(each => each.defaultSelected))
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked
}

const known = new WeakMap() // what each piece was last made from

/**
 * The same piece by piece: a piece that has not changed is left alone, and no task becomes long.
 * Pieces are the children; those of a child marked `data-pieces` are pieces of their own.
 */
export async function morphPieces(element, html, breathe = breather()) {
  await morphChildren(element, [...nodesOf(html)], breathe)
}

async function morphChildren(element, nodes, breathe) {
  const old = [...element.children]
  const fresh = nodes.filter(node => node.nodeType === Node.ELEMENT_NODE)
  const texts = fresh.map(node => node.outerHTML)
  if (!samePieces(old, fresh)) {
    Idiomorph.morph(element, nodes, { morphStyle: 'innerHTML', callbacks })
    ;[...element.children].forEach((child, place) => known.set(child, texts[place]))
    return breathe()
  }
  for (const [place, child] of old.entries()) {
    if ('waits' in fresh[place].dataset) {
      child.setAttribute('aria-busy', 'true') // hidden, in its place, until its own answer comes
      known.delete(child)
      continue
    }
    if (known.get(child) === texts[place] || same(child, fresh[place])) continue
    if ('pieces' in child.dataset) await morphChildren(child, [...fresh[place].childNodes], breathe)
    else Idiomorph.morph(child, fresh[place], { morphStyle: 'outerHTML', callbacks })
    known.set(child, texts[place])
    await breathe()
  }
}

function samePieces(old, fresh) {
  const kind = node => `${node.localName} ${node.className} ${node.id}`
  return old.length > 0 && old.length === fresh.length && old.every((child, place) => kind(child) === kind(fresh[place]))
}
