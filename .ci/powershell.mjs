// Parses scripts with the grammar of PowerShell that editors use, and names every place where it finds none.
// usage: node powershell.mjs FOLDER-OF-NODE-MODULES SCRIPT...
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const [folder, ...scripts] = process.argv.slice(2)
const require = createRequire(resolve(folder, 'node_modules') + '/')
const { Parser, Language } = require('web-tree-sitter')

await Parser.init()
const parser = new Parser()
parser.setLanguage(await Language.load(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')))

function report(script, node) {
  if (node.isError || node.isMissing) {
    const { row, column } = node.startPosition
    console.log(`${script}:${row + 1}:${column + 1}: ${node.isMissing ? 'missing ' + node.type : JSON.stringify(node.text.slice(0, 40))}`)
    process.exitCode = 1
    return
  }
  for (const child of node.children) if (child.hasError || child.isMissing) report(script, child)
}
for (const script of scripts) report(script, parser.parse(readFileSync(script, 'utf8')).rootNode)
