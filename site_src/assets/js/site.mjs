// On every page.

import './frame.mjs'
import './search.mjs'
import './terms.mjs'
import './ages.mjs'
import './table_filter.mjs'
import './list_filter.mjs'
import './copy.mjs'
import './offline.mjs'
import './prefetch.mjs'
