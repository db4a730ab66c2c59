// Writes oclif.manifest.json, which oclif's tools read. The bundle does not: it has the manifest built in.
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {manifestText, root} from './commands.js'

writeFileSync(join(root, 'oclif.manifest.json'), await manifestText())
