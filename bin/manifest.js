// Writes oclif.manifest.json, which oclif's tools read, and the manual page. The bundle has the manifest built in.
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {manifestText, root} from './commands.js'
import {manPage} from './man-page.js'

const manifest = await manifestText()
writeFileSync(join(root, 'oclif.manifest.json'), manifest)
writeFileSync(join(root, 'docs/hourbank.1'), manPage(JSON.parse(manifest)))
