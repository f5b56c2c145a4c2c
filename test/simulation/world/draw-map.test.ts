import { describe, expect, it } from 'vitest'
import { drawWorld } from '../../../src/simulation/world/draw-map.ts'
import { findWorldGenerator } from '../../../src/simulation/world/generators.ts'

describe('a world drawn from above', () => {
  const world = findWorldGenerator('roundabout').generate(4)
  const svg = drawWorld(world)
  const count = (text: RegExp) => [...svg.matchAll(text)].length

  it('shows every area, lane, stop line, crossing and standing thing', () => {
    const { map, statics } = world
    expect(count(/<polygon/g)).toBe(map.drivableAreas.length + map.crosswalks.length)
    expect(count(/stroke-width="0.15"/g)).toBe(map.lanes.length)
    expect(count(/stroke="#ff4040"/g)).toBe(map.stopLines.length)
    expect(count(/<circle|<rect [^>]*transform/g)).toBe(statics.flatMap(({ bodies }) => bodies).length)
  })

  it('is one SVG element without a number that is none', () => {
    expect([svg.startsWith('<svg '), svg.endsWith('</svg>\n'), count(/<svg /g)]).toEqual([true, true, 1])
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
  })
})
