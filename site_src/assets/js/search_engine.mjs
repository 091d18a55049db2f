// Fetched on the first use of the search; the index comes from a script beside this one.

import { Finder } from './search_finder.mjs'

globalThis.bttFinder = Finder
