// A page with the decision map of an example: its places were written into it, so that nothing is fetched.

import { DecisionMap } from './decision_map.mjs'

for (const section of document.querySelectorAll('[data-part="decision-map"]')) {
  const places = section.querySelector('script[type="application/json"]')
  new DecisionMap(section).adopt(JSON.parse(places.textContent))
}
