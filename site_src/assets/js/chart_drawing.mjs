// Draws compiled Vega with rows from Python; expressions are interpreted, so no eval is needed.
// Only the parts of Vega that the charts use are bundled.

import { extend } from 'vega-util'
import { transforms } from 'vega-dataflow'
import * as encode from 'vega-encode'
import * as basic from 'vega-transforms'
import * as viewing from 'vega-view-transforms'
import { expressionInterpreter } from 'vega-interpreter'
import { parse } from 'vega-parser'
import { View } from 'vega-view'
import specifications from '../../../build/charts.json'

extend(transforms, basic, viewing, encode)

const ROW_HEIGHT = 31
const LETTER = 10 // px
const LINE = 16 // px of a line of words under a saved picture
const INK = { '#paper': '#fbfaf7', '#ink': '#1d1f22' }
const views = new WeakMap()

/** Draw one chart, or give the one that is there its new rows. */
async function draw(picture, { kind, rows, data }, width) {
  let view = views.get(picture)
  if (!view || view.kind !== kind) {
    const runtime = parse(specifications[kind], undefined, { ast: true })
    view = new View(runtime, { expr: expressionInterpreter, renderer: 'svg', hover: false })
    view.kind = kind
    picture.replaceChildren()
    view.initialize(picture)
    views.set(picture, view)
  }
  for (const [name, members] of Object.entries(data)) view.data(name, members)
  view.width(width)
  if (kind === 'bars') view.height(rows * ROW_HEIGHT)
  await view.runAsync()
  const svg = picture.querySelector('svg')
  svg?.setAttribute('aria-hidden', 'true') // the figure's caption, sentence and table speak
}

/** @returns {Promise<{type: string, text?: string, base64?: string}>} the picture with its words under it */
async function file(picture, format, words) {
  const svg = standalone(picture.querySelector('svg'), words)
  if (format === 'svg') return { type: 'image/svg+xml', text: svg }
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width * 2, height: image.height * 2 })
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  return { type: 'image/png', base64: canvas.toDataURL('image/png').split(',')[1] }
}

/** Lines no wider than the picture: what is too long goes on below. */
function wrapped(words, width) {
  const pen = document.createElement('canvas').getContext('2d')
  pen.font = `${LETTER}px system-ui, sans-serif`
  const lines = []
  for (const sentence of words) {
    let line = ''
    for (const word of sentence.replace(/([/#&~])/g, '$1\u200b').split(/(?<=[ \u200b])/)) {
      if (line && pen.measureText(line + word).width > width) {
        lines.push(line)
        line = ''
      }
      line += word
    }
    lines.push(line)
  }
  return lines
}

function standalone(drawn, sentences) {
  const svg = drawn.cloneNode(true)
  const { width, height } = drawn.getBoundingClientRect()
  const words = wrapped(sentences, width - 8)
  const whole = height + LINE * (words.length + 1)
  for (const [name, value] of Object.entries({ width, height: whole, viewBox: `0 0 ${width} ${whole}`, color: INK['#ink'] })) {
    svg.setAttribute(name, value)
  }
  const space = 'http://www.w3.org/2000/svg'
  const paper = Object.entries({ width: '100%', height: '100%', fill: INK['#paper'] })
    .reduce((node, [name, value]) => (node.setAttribute(name, value), node), document.createElementNS(space, 'rect'))
  svg.prepend(paper)
  words.forEach((line, number) => {
    const text = document.createElementNS(space, 'text')
    text.textContent = line
    text.setAttribute('x', 4)
    text.setAttribute('y', height + LINE * (number + 1))
    text.setAttribute('font-size', LETTER)
    text.setAttribute('font-family', 'system-ui, sans-serif')
    text.setAttribute('fill', INK['#ink'])
    svg.append(text)
  })
  svg.setAttribute('xmlns', space)
  return inTheLight(new XMLSerializer().serializeToString(svg))
}

/** Colours by their values: a file has no style sheet, and its paper is that of the light scheme. */
function inTheLight(text) {
  const paper = document.createElement('i')
  paper.dataset.mdColorScheme = 'default'
  document.body.append(paper)
  const style = getComputedStyle(paper)
  const written = text.replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim())
  paper.remove()
  return written
}

globalThis.bttDrawing = { draw, file }
