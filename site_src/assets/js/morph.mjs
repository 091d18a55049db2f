// New HTML into the page without losing focus, caret, scroll place or what the reader has opened.

import { Idiomorph } from 'idiomorph'
import { nodesOf } from './trusted.mjs'

const callbacks = {
  // What a script has drawn is the script's own.
  beforeNodeMorphed: node => !(node.dataset?.chartPicture !== undefined && node.firstElementChild),
  beforeAttributeUpdated: (name, node) => !(name === 'open' && node.localName === 'details')
}

/** @param {Element} element - its children become what the HTML says, the values of fields included */
export function morphInto(element, html) {
  Idiomorph.morph(element, nodesOf(html), { morphStyle: 'innerHTML', callbacks })
}
