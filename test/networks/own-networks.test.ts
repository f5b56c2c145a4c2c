import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkChip } from '../../planning/chips/check-chip.ts'
import { networkCost } from '../../planning/chips/network-cost.ts'
import { networkFacts } from '../../planning/chips/network-facts.ts'
import { CHIPS } from '../../planning/chips/registry.ts'
import { isNetwork, manifestOf, NETWORK_NAMES } from '../../src/cli/line-networks.ts'
import { checkNetwork } from '../../src/cli/network-check.ts'
import { decodeOnnx } from '../../src/io/onnx/onnx-codec.ts'

const modelOf = (name: string) => {
  const path = manifestOf(name)!
  return join(dirname(path), JSON.parse(readFileSync(path, 'utf8')).model.file)
}

describe('the networks that come with the stack', () => {
  it('are asked for by name; others by the path of their manifest', () => {
    expect(NETWORK_NAMES).toEqual(['e2e', 'e2e-int8'])
    expect(manifestOf('mine.json')).toBe('mine.json')
    expect(manifestOf('idm')).toBeNull()
    expect(isNetwork('toString')).toBe(false)
  })

  it.each(NETWORK_NAMES)('%s: manifest, model and shapes belong together', async (name) => {
    const { findings } = await checkNetwork(manifestOf(name)!, 'onnxruntime')
    expect(findings).toEqual([])
  })

  it('are small: 3 M parameters, about 0.5 GFLOP, 16 MB in all, and every chip takes the float one', () => {
    const path = modelOf('e2e')
    const facts = networkFacts(decodeOnnx(readFileSync(path), path))
    const cost = networkCost(facts)
    expect(cost.parameters).toBeLessThan(3e6)
    expect(2 * (cost.denseMacs + cost.depthwiseMacs)).toBeLessThan(0.52e9)
    for (const chip of CHIPS) expect(checkChip(facts, chip).filter(({ verdict }) => verdict === 'refused')).toEqual([])
    const bytes = NETWORK_NAMES.reduce((sum, name) => sum + statSync(modelOf(name)).size, 0)
    expect(bytes).toBeLessThan(16e6)
  })
})
