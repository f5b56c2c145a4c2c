import { describe, expect, it } from 'vitest'
import { mountingTransforms } from '../../datasets/static-transforms.ts'
import { opticalFromEgo, toOptical } from '../../src/common/geometry/camera-pose.ts'
import { GENERIC_CAR_MOUNTINGS } from '../../src/common/vehicle/generic-car-mountings.ts'

const POINT = [12, -3, 0.7] as const

const transforms = new Map(
  mountingTransforms({ mountings: GENERIC_CAR_MOUNTINGS }).map(({ child, rows }) => [child, rows]),
)

function toEgo(sensor: string, [x, y, z]: readonly number[]): number[] {
  const rows = transforms.get(sensor)!
  return [0, 4, 8].map((i) => rows[i]! * x! + rows[i + 1]! * y! + rows[i + 2]! * z! + rows[i + 3]!)
}

describe('the transforms of what a vehicle table mounts', () => {
  it("undo the way into each camera's optical frame", () => {
    const cameras = Object.entries(GENERIC_CAR_MOUNTINGS).filter(([name]) => name.startsWith('camera/'))
    expect(cameras).toHaveLength(6)
    for (const [name, mounting] of cameras) {
      const optical = new Float64Array(3)
      toOptical(optical, opticalFromEgo(mounting), mounting.position, ...POINT)
      const back = toEgo(name, [...optical])
      for (const [i, value] of POINT.entries()) expect(back[i]).toBeCloseTo(value, 9)
    }
  })

  it('turn the other sensors about the vertical as they are mounted: what lies ahead of a corner radar', () => {
    const { position, yaw } = GENERIC_CAR_MOUNTINGS['radar/front-left']
    const [x, y, z] = toEgo('radar/front-left', [10, 0, 0])
    expect(x).toBeCloseTo(position[0] + 10 * Math.cos(yaw), 9)
    expect(y).toBeCloseTo(position[1] + 10 * Math.sin(yaw), 9)
    expect(z).toBeCloseTo(position[2], 9)
  })
})
