import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDERS = ['src', 'perception', 'fusion', 'planning', 'proto', 'datasets', 'bench', 'test']

describe('imports', () => {
  it('go one way, and every folder with sources was looked at', async () => {
    process.chdir(ROOT)
    const options = await extractOptions(`${ROOT}.dependency-cruiser.cjs`)
    const { output } = await cruise(FOLDERS, options, {}, { tsConfig: extractTsConfig(`${ROOT}tsconfig.json`) })
    if (typeof output === 'string') throw new Error(`expected a result object, found ${output}`)
    const { modules, summary }: ICruiseResult = output
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
    const seen = new Set(modules.map(({ source }) => source))
    const written = FOLDERS.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    ).filter((name) => /(?<!\.d)\.ts$/.test(name) && !name.includes('/gen/'))
    expect(written.length).toBeGreaterThan(50)
    expect(written.filter((name) => !seen.has(name))).toEqual([])
  })
})
