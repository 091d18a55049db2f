// Takes out of Pyodide's script what serves compiled extensions alone: they could link to any of ten thousand
// symbols, and to libraries for pictures and sound. We load none, and a page would read all of it at every start.
// usage: node trim_pyodide.mjs PYODIDE_FOLDER TARGET USER…; USER are scripts of ours that reach into Pyodide

import fs from 'node:fs'
import path from 'node:path'
import { parse } from 'acorn'
import { minify } from 'terser'

const [folder, target, ...users] = process.argv.slice(2)
const read = name => fs.readFileSync(path.join(folder, name), 'utf8')
const text = read('pyodide.asm.js')
const module = new WebAssembly.Module(fs.readFileSync(path.join(folder, 'pyodide.asm.wasm')))
const imported = new Set(WebAssembly.Module.imports(module).map(each => each.name))
const exported = WebAssembly.Module.exports(module).map(each => each.name)

// A name that stands anywhere in what uses the script may be asked for there.
const outside = new Set(['pyodide.js', 'pyodide.mjs'].map(read)
  .concat(users.map(each => fs.readFileSync(each, 'utf8')))
  .flatMap(each => each.match(/[\w$]+/g)))

const GRAPHICS = /^emscripten_gl/ // Python holds a table of them, for a library that is not there
const PLAIN = /^(Identifier|MemberExpression|FunctionExpression|ArrowFunctionExpression)$/ // does nothing by itself

const nodes = [...all(parse(text, { ecmaVersion: 2023 }))]
const changes = [...importsOfOthers(), ...partsOfModule(), ...stubs()]
const shorter = edit(changed(text, changes), [
  ['var Module=moduleArg;', 'var Module=moduleArg;function none(){throw new Error("left out")}none.sig="v";'],
  // Symbols are only looked up that the module itself asks for, and nothing is linked later.
  ['GOT[symName]||=new WebAssembly.Global({value:"i32",mutable:true});', 'if(!GOT[symName])continue;'],
  ['functionsInTableMap=new WeakMap;updateTableMap(0,wasmTable.length)', 'functionsInTableMap=new WeakMap']
]).replace(/\beval\(/g, 'none(') // no page allows it, and it would keep every name
const asked = new Set(shorter.match(/[\w$]+/g))
const linked = exported.filter(each => asked.has(each) || outside.has(`_${each}`))
const whole = edit(shorter, [['wasmExports=instance.exports;', `wasmExports={};for(const each of ${
  JSON.stringify(linked.join(' '))}.split(" "))wasmExports[each]=instance.exports[each];`]])
const { code } = await minify(whole, { ecma: 2020, compress: { passes: 2 } })
fs.writeFileSync(target, code)

/** Every node below one. */
function* all(node) {
  yield node
  for (const value of Object.values(node)) {
    for (const each of Array.isArray(value) ? value : [value]) if (typeof each?.type === 'string') yield* all(each)
  }
}

/** What the script could give to modules, but not to this one; and their signatures. */
function* importsOfOthers() {
  const { init } = nodes.find(each => each.type === 'VariableDeclarator' && each.id.name === 'wasmImports')
  const given = new Set()
  for (const { start, end, key, value } of init.properties) {
    const name = key.name ?? key.value
    if (!imported.has(name)) yield [start, text[end] === ',' ? end + 1 : end, '']
    else if (GRAPHICS.test(name)) yield [start, end, `${name}:none`]
    else given.add(value.name)
  }
  for (const { type, expression, start, end } of nodes) {
    const { object, property } = expression?.left ?? {}
    const about = type === 'ExpressionStatement' && ['sig', 'isAsync'].includes(property?.name)
    if (about && object.type === 'Identifier' && !given.has(object.name)) yield [start, end, '']
  }
}

/** `Module.name = …` where nobody reads that. */
function* partsOfModule() {
  const written = counted(nodes.map(nameInModule))
  const named = counted(nodes.map(each => nameOf(each) ?? (each.type === 'Property' ? each.key.name ?? each.key.value : undefined)))
  for (const { type, expression, start, end } of nodes) {
    const name = type === 'ExpressionStatement' && nameInModule(expression)
    const unread = name && named.get(name) === written.get(name) && !outside.has(name)
    if (unread && PLAIN.test(expression.right.type)) yield [start, end, '']
  }
}

/** `var _name = Module._name = exports.name`, or the address of data, where nobody uses that. */
function* stubs() {
  const uses = counted(nodes.map(each => (each.type === 'Identifier' ? each.name : each.value)))
  for (const { type, declarations, start, end } of nodes) {
    if (type !== 'VariableDeclaration' || declarations.length !== 1 || !declarations[0].init) continue
    const { id, init } = declarations[0]
    const inModule = nameInModule(init)
    const value = inModule ? init.right : init
    const stub = value.object?.name === 'wasmExports' || (inModule && typeof value.value === 'number')
    if (stub && uses.get(id.name) <= (inModule === id.name ? 2 : 1) && !outside.has(id.name)) yield [start, end, '']
  }
}

function nameInModule({ type, operator, left }) {
  return type === 'AssignmentExpression' && operator === '=' && left.object?.name === 'Module' ? nameOf(left) : undefined
}

function nameOf({ type, computed, property }) {
  return type === 'MemberExpression' ? (computed ? property.value : property.name) : undefined
}

function counted(names) {
  const counts = new Map()
  for (const name of names) if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

function changed(whole, places) {
  return places.sort((one, other) => other[0] - one[0])
    .reduce((rest, [start, end, instead]) => rest.slice(0, start) + instead + rest.slice(end), whole)
}

/** Replace words that must stand there once: another Pyodide needs another look. */
function edit(whole, replacements) {
  return replacements.reduce((rest, [words, instead]) => {
    if (rest.split(words).length !== 2) throw new Error(`pyodide.asm.js: one '${words}' expected`)
    return rest.replace(words, () => instead)
  }, whole)
}
