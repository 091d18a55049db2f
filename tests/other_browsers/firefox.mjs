// Drives Firefox by WebDriver BiDi: a command per line in, {value} or {error} per line out.
// usage: node firefox.mjs PATH_OF_FIREFOX

import readline from 'node:readline'
import puppeteer from 'puppeteer-core'

const browser = await puppeteer.launch({
  browser: 'firefox',
  executablePath: process.argv[2],
  headless: true,
  args: ['--width=1280', '--height=900']
})
const page = await browser.newPage()
const commands = {
  open: address => page.goto(address, { waitUntil: 'load' }).then(() => null),
  run: script => page.evaluate(`(async () => { ${script} })()`)
}
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { command, argument } = JSON.parse(line)
  try {
    console.log(JSON.stringify({ value: (await commands[command](argument)) ?? null }))
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }))
  }
}
await browser.close()
