import {spawnSync} from 'node:child_process'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {playPage} from '../support/console-page.js'
import {root} from '../support/program.js'

const textOf = (page: string) => readFileSync(join(root, page), 'utf8')
const pagesIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter(name => name.endsWith('.md'))
    .map(name => join(folder, name))

const PAGES = [...pagesIn('.'), ...pagesIn('docs')]
const hasBash = spawnSync('bash', ['--version']).status === 0

// Examples are renewed with `npx vitest run test/e2e/documents.test.ts --update`; read what changed.
describe.skipIf(!hasBash).concurrent('the examples of a page are what the program answers', () => {
  for (const path of PAGES.filter(each => textOf(each).includes('```console'))) {
    test(path, {timeout: 300_000}, async ({expect}) => {
      const {page, examples, problems} = await playPage(textOf(path))
      expect.soft(problems).toEqual([])
      expect(examples).toBeGreaterThan(0)
      await expect(page).toMatchFileSnapshot(join(root, path))
    })
  }
})

describe('every link of a page leads somewhere', () => {
  const withoutBlocks = (page: string) => page.replaceAll(/^```[\s\S]*?^```$/gm, '')
  const anchorsOf = (page: string) =>
    [...withoutBlocks(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    )

  test.each([...PAGES, ...pagesIn('src')])('%s', path => {
    const page = withoutBlocks(textOf(path))
    const links = [...page.matchAll(/(?:\]\(|src=")(?!https?:)([^)"#\s]*)(?:#([^)"\s]*))?[)"]/g)]
    const broken = links.filter(([, file = '', anchor]) => {
      const target = file === '' ? path : join(dirname(path), file)
      if (!existsSync(join(root, target))) return true
      return anchor !== undefined && !anchorsOf(textOf(target)).includes(anchor)
    })
    expect(broken.map(([link]) => link)).toEqual([])
  })
})
