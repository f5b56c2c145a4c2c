import { describe, expect, it } from 'vitest'
import { CameraTables } from '../../../src/common/raster/camera-tables.ts'
import { SURROUND_CAMERAS } from '../../../src/simulation/camera/camera-spec.ts'

describe('the tables of cameras', () => {
  it('are made once for a lens and a mounting, by value, and anew for others', () => {
    const tables = new CameraTables()
    const { lens, mounting } = SURROUND_CAMERAS[0]!
    const lookup = tables.lookup(lens, mounting)
    expect(tables.lookup(structuredClone(lens), structuredClone(mounting))).toBe(lookup)
    expect(tables.lookup(lens, { ...mounting, yaw: mounting.yaw + 0.1 })).not.toBe(lookup)
    expect(tables.front(structuredClone(lens), mounting)).toBe(tables.front(lens, mounting))
  })

  it('give every cell to the cameras that show it best, the same for the same cameras', () => {
    const tables = new CameraTables()
    const lookups = SURROUND_CAMERAS.map(({ lens, mounting }) => tables.lookup(lens, mounting))
    const shares = tables.shares(lookups)
    expect(tables.shares([...lookups])).toBe(shares)
    expect(tables.shares(lookups.slice(1))).not.toBe(shares)
    const best = shares.flatMap((share) => [...share.best])
    expect(new Set(best).size).toBe(best.length)
    shares.forEach((share, camera) => {
      expect(new Set([...share.best, ...share.second]).size).toBe(share.best.length + share.second.length)
      const alone = new Set(tables.shares([lookups[camera]!])[0]!.best)
      expect([...share.best, ...share.second].every((cell) => alone.has(cell))).toBe(true)
    })
  })
})
