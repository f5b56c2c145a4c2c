import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ARGOVERSE2 } from '../../datasets/argoverse2.ts'
import { listArgoverseSweeps, readArgoverseSweep } from '../../datasets/argoverse2-lidar.ts'
import { type ArgoverseBox, readArgoverseBoxes } from '../../datasets/argoverse2-log.ts'
import type { PointCloud } from '../../src/core/messages.ts'
import { sharedData } from '../shared-data.ts'

const root = sharedData('argoverse2')
const log = root === null ? '' : join(root, 'log-adcf7d18')
const SWEEP = 315_973_157_959_879_000n

function countInside({ x, y, z }: PointCloud, { position, size, orientation }: ArgoverseBox): number {
  const [qx, qy, qz, qw] = orientation
  let count = 0
  for (let i = 0; i < x.length; i++) {
    const [px, py, pz] = [x[i]! - position[0], y[i]! - position[1], z[i]! - position[2]]
    // Rotated by the conjugate: v + 2w(u × v) + 2u × (u × v), u = -(x, y, z).
    const [cx, cy, cz] = [-qy * pz + qz * py, -qz * px + qx * pz, -qx * py + qy * px]
    const along = px + 2 * (qw * cx - qy * cz + qz * cy)
    const across = py + 2 * (qw * cy - qz * cx + qx * cz)
    const up = pz + 2 * (qw * cz - qx * cy + qy * cx)
    if (Math.abs(along) <= size[0] / 2 && Math.abs(across) <= size[1] / 2 && Math.abs(up) <= size[2] / 2) count++
  }
  return count
}

describe.skipIf(root === null)('an Argoverse 2 sweep', () => {
  it('has its points, and as many in the labelled boxes as the labels say', () => {
    expect(listArgoverseSweeps(log)).toEqual([SWEEP])
    const cloud = readArgoverseSweep(log, SWEEP)
    expect(cloud.x.length).toBe(100_660)
    expect(Math.max(...cloud.ring!)).toBe(63)
    const boxes = readArgoverseBoxes(join(log, 'annotations.csv')).filter(({ time }) => time === SWEEP)
    expect(boxes).toHaveLength(47)
    const differences = boxes.map((box) => Math.abs(countInside(cloud, box) - box.pointCount))
    expect(differences.filter((difference) => difference === 0).length).toBeGreaterThanOrEqual(40)
    expect(differences.reduce((sum, difference) => sum + difference, 0)).toBeLessThanOrEqual(25)
  })

  it('stands in the drive at its stamp, with its labels', async () => {
    const recording = await ARGOVERSE2.open(log, {})
    const messages = [...recording.messages]
    expect(messages).toHaveLength(recording.messageCount ?? 0)
    const sweeps = messages.filter(({ topic }) => topic === '/lidar/top/points')
    expect(sweeps).toHaveLength(1)
    expect(recording.originNanoseconds + BigInt(sweeps[0]!.stamp)).toBe(SWEEP)
    expect(messages.some(({ topic, stamp }) => topic === '/truth/objects' && stamp === sweeps[0]!.stamp)).toBe(true)
  })
})
