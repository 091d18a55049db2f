// Reads {data, queries} as JSON, writes for each query the titles that the finder gives, best first.

import { readFileSync } from 'node:fs'
import { build } from 'esbuild'

const { data, queries } = JSON.parse(readFileSync(0, 'utf8'))
const entry = new URL('../../site_src/assets/js/search_finder.mjs', import.meta.url).pathname
const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false })
const { Finder } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`)
const finder = new Finder(data)
await finder.prepare(async () => {})
console.log(JSON.stringify(queries.map(query => finder.find(query).map(({ title, kind, address }) => ({ title, kind, address })))))
