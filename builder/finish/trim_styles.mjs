// Takes out of the theme's styles what no page, script or template of ours can use.
// usage: node trim_styles.mjs STYLES_FOLDER CONTENT_FOLDER…; rewrites the styles in place
import fs from 'node:fs'
import path from 'node:path'
import { PurgeCSS } from 'purgecss'

const [styles, ...folders] = process.argv.slice(2)
const content = folders.map(folder => `${folder}/**/*.{html,js,j2,py}`)
for (const name of fs.readdirSync(styles, { recursive: true }).filter(each => each.endsWith('.css'))) {
  const file = path.join(styles, name)
  const [{ css }] = await new PurgeCSS().purge({ content, css: [file] })
  fs.writeFileSync(file, css.replace(/\/\*# sourceMappingURL=.*?\*\//g, ''))
  fs.rmSync(`${file}.map`, { force: true }) // of lines that are no longer there
}
