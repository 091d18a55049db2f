// Bundles the service worker and gives it the list of files to keep.
// usage: node service_worker.mjs SITE; writes sw.js and assets/offline.json there

import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import zlib from 'node:zlib'
import { build } from 'esbuild'
import { getManifest } from 'workbox-build'

const OFFLINE = 'assets/offline.json' // what pages say about it
const LATER = ['**/*.whl', '**/python_stdlib.zip'] // only a start without the snapshot needs these
const site = path.resolve(process.argv[2])
const { manifestEntries, size, warnings } = await getManifest({
  globDirectory: site,
  globPatterns: ['**/*'],
  // Results as JSON and all pages in one file are for other programs.
  globIgnores: [...LATER, 'sw.js', '_headers*', OFFLINE, '**/*.{gz,br}', 'assets/folder/**', 'data/results/**', 'llms-full.txt'],
  maximumFileSizeToCacheInBytes: 50_000_000
})
if (warnings.length) throw new Error(warnings.join('\n'))
fs.writeFileSync(path.join(site, OFFLINE), JSON.stringify({ size: `${Math.round(size / 1e6)} MB` }))
const files = [...manifestEntries.map(({ url }) => url), OFFLINE].sort().map(url => [url, digest(path.join(site, url))])
const rest = await getManifest({ globDirectory: site, globPatterns: LATER, maximumFileSizeToCacheInBytes: 50_000_000 })
const later = rest.manifestEntries.map(({ url }) => [url, digest(path.join(site, url))]).sort()
const version = sha256(JSON.stringify(files)).slice(0, 12)
await build({
  entryPoints: [fileURLToPath(new URL('../../site_src/assets/js/service_worker.mjs', import.meta.url))],
  outfile: path.join(site, 'sw.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  define: { FILES: JSON.stringify(files), LATER: JSON.stringify(later), VERSION: JSON.stringify(version) }
})

/** Of a file; of two where the copy for hosts that send brotli holds what the file itself has packed. */
function digest(file) {
  const contents = [fs.readFileSync(file)]
  if (file.endsWith('.bin') && fs.existsSync(`${file}.br`)) contents.push(zlib.brotliDecompressSync(fs.readFileSync(`${file}.br`)))
  return contents.map(sha256).join(' ')
}

function sha256(content) {
  return crypto.createHash('sha256').update(content).digest('hex')
}
