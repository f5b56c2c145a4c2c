import { describe, expect, test } from 'vitest'
import { NewestFrames } from '../../fusion/newest-frames.ts'
import type { ImageFrame, RadarObservation } from '../../src/core/observations.ts'

const image = (stamp: number, sequence = 0): ImageFrame => ({
  kind: 'image',
  stamp,
  sequence,
  sensor: 'camera/front',
  width: 1,
  height: 1,
  pixels: new Uint8Array(3),
  lens: null,
  mounting: null,
  fault: null,
})
const scan: RadarObservation = { kind: 'radar', stamp: 5, sequence: 0, sensor: 'radar/front', detections: [] }

describe('newest frames', () => {
  test('keep the newest picture whatever order pictures come in', () => {
    const kept = new NewestFrames()
    for (const frame of [image(2), image(9), image(4), image(9, 1)]) kept.add(frame)
    expect(kept.frames.images.get('camera/front')).toMatchObject({ stamp: 9, sequence: 1 })
  })

  test('swallow pictures and leave radar scans to the tracker', () => {
    const kept = new NewestFrames()
    expect(kept.add(image(0))).toBe(true)
    expect(kept.add(scan)).toBe(false)
    expect(kept.frames.radars.get('radar/front')).toBe(scan)
  })

  test('give one object until something newer comes', () => {
    const kept = new NewestFrames()
    kept.add(image(7))
    const before = kept.frames
    kept.add(image(3))
    expect(kept.frames.images).toBe(before.images)
  })
})
