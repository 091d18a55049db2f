// Words as the search compares them: folded, cut to their stem, and near ones for a mistyped word.

const SMALL_WORDS = new Set((
  'a an and any anyone are as at be been being both but by can could did do does doing done either ' +
  'etc even ever every for from get gets getting had has have having he her him his how i if im in ' +
  'into is it its ive just let like ll lot made make makes many me might more most much must my need ' +
  'needs no nor not of off on one only or other our ours out over own per please re really s same ' +
  'shall she should so some such t tell than that the their them then there these they thing things ' +
  'this those to too up us use using used very via vs want was way we were what when where whether ' +
  'which while who why will with without would yes you your yours'
).split(' '))

/** @returns {boolean} whether a word says too little to be searched for */
export const isSmall = word => SMALL_WORDS.has(word)

/** @returns {string[]} the words of a text, in small letters and without accents */
export function wordsOf(text) {
  const folded = text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  return folded.replace(/['’](s\b)?/g, '').match(/[\p{L}\p{N}]+/gu) ?? []
}

const ENDINGS = [
  ['izations', 'iz'], ['ization', 'iz'], ['isations', 'iz'], ['isation', 'iz'], ['izing', 'iz'], ['ising', 'iz'],
  ['izers', 'iz'], ['izer', 'iz'], ['isers', 'iz'], ['iser', 'iz'], ['ized', 'iz'], ['ised', 'iz'], ['izes', 'iz'],
  ['ises', 'iz'], ['ize', 'iz'], ['ise', 'iz'], ['ations', ''], ['ation', ''], ['ating', ''], ['ated', ''], ['ates', ''],
  ['ate', ''], ['ifiers', 'ify'], ['ifier', 'ify'], ['ified', 'ify'], ['ifying', 'ify'], ['ifies', 'ify'], ['ifications', 'ify'],
  ['ions', ''], ['ion', ''], ['ings', ''], ['ing', ''], ['ments', ''], ['ment', ''], ['edly', ''], ['ies', 'y'],
  ['ed', ''], ['ers', ''], ['er', ''], ['ly', ''], ['es', ''], ['s', ''], ['e', '']
]
const SHORTEST_STEM = 3

const stems = new Map()

/** @returns {string} what a word shares with its other forms; British and American spellings meet */
export function stemOf(word) {
  let stem = stems.get(word)
  if (stem === undefined) {
    stem = cutToStem(word)
    stems.set(word, stem)
  }
  return stem
}

function cutToStem(word) {
  if (word.length <= 3 || /\d/.test(word)) return word
  const spelt = word.replace(/ific(ation|ations)$/, 'ifi$1').replace(/ifi(ation|ations)$/, 'ify').replace(/our/g, 'or').replace(/cence/g, 'cense')
  for (const [ending, instead] of ENDINGS) {
    const kept = spelt.length - ending.length
    if (spelt.endsWith(ending) && kept >= SHORTEST_STEM && !(ending === 's' && spelt.endsWith('ss'))) {
      return undoubled(spelt.slice(0, kept) + instead)
    }
  }
  return undoubled(spelt)
}

/** labelling and labeling, fitted and fit: a doubled letter at the end is one. */
const undoubled = stem => stem.replace(/([bdglmnprt])\1$/, '$1')

/** @returns {number} a bit for each letter that a word holds: words that differ in many bits are far apart */
export function lettersOf(word) {
  let bits = 0
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) % 31)
  return bits
}

/** @returns {number} how many bits two numbers differ in */
export function differingBits(a, b) {
  let bits = a ^ b
  let count = 0
  for (; bits; bits &= bits - 1) count++
  return count
}

const LONGEST = 40
const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1)) // kept: tens of thousands of words are compared

/** @returns {number} edits that lead from one word to another, neighbours swapped counting once; above `most`: more */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most || Math.max(a.length, b.length) > LONGEST) return most + 1
  let [before, last, now] = rows
  for (let j = 0; j <= b.length; j++) last[j] = j
  for (let i = 1; i <= a.length; i++) {
    now[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const change = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      let edits = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + change)
      const swapped = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (swapped) edits = Math.min(edits, before[j - 2] + 1)
      now[j] = edits
      if (edits < least) least = edits
    }
    if (least > most) return most + 1
    ;[before, last, now] = [last, now, before]
  }
  return last[b.length]
}
