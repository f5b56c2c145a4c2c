import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanOfSrr520 } from '../../../../perception/radar/packets/radar-scan-of.ts'
import { crc16, Srr520Assembler, type Srr520Result } from '../../../../perception/radar/packets/srr520.ts'
import type { Srr520DetectionList, Srr520ObjectList } from '../../../../perception/radar/packets/srr520-lists.ts'
import { bits, detection, frame, HRR, header, listFrames, NEAR, OBJECTS } from './srr520-frames.ts'

function push(assembler: Srr520Assembler, frames: readonly Uint8Array[]): Srr520Result[] {
  return frames.map((packet) => assembler.push(packet))
}

function completed(results: readonly Srr520Result[]): (Srr520DetectionList | Srr520ObjectList)[] {
  return results.flatMap((result) => (result.kind === 'list' ? [result.list] : []))
}

describe('an SRR520', () => {
  it.each([
    ['near-detections', NEAR],
    ['hrr-detections', HRR],
  ] as const)('list of %s has every field with its scale and offset', (kind, ids) => {
    const elements = Array.from({ length: 13 }, (_, i) => detection(1000 + i, 255 + i))
    const [list, ...more] = completed(push(new Srr520Assembler(), listFrames(ids, elements, 10)))
    expect(more).toEqual([])
    if (list?.kind !== kind) throw new Error(`found ${list?.kind}`)
    expect(list).toMatchObject({
      sensorStamp: { sec: 1_708_578_209, nanosec: 45_566_935 },
      internalTimeStampUsec: 123_456,
      globalTimeStampSyncStatus: 1,
      sequenceCounter: 7,
      cycleCounter: 4711,
    })
    expect(list.vAmbiguous).toBeCloseTo(22.07, 2)
    expect(list.maxRange).toBeCloseTo(150, 6)
    expect(list.detections).toHaveLength(13)
    const second = list.detections[1]!
    expect(second.range).toBeCloseTo(1001 * 0.024420024, 9)
    // 255 of 510 steps is straight ahead, 1023 of 2046 is no motion.
    expect(list.detections[0]!.azimuthAngle).toBeCloseTo(0, 5)
    expect(second.azimuthAngle).toBeCloseTo(0.00616, 5)
    expect(second.rangeRate).toBeCloseTo(0, 5)
    expect(second.rcs).toBeCloseTo(-10, 6)
    expect(second).toMatchObject({ pdh00: 100, pdh01: 0, pdh02: 100, pdh03: 0, pdh04: 100 })
    expect(second.snr).toBeCloseTo(26.3, 9)
    expect(scanOfSrr520('rear', list).detections[1]).toMatchObject({ range: second.range, slot: -1 })
  })

  it('list of objects has every field with its scale and offset', () => {
    const standardDeviations = [1000, 2000, 3001, 4003, 5000, 6000]
    const element = bits(
      [42, 8],
      [40_000, 16],
      [30_000, 16],
      [9000, 14],
      [8000, 14],
      [600, 10],
      [500, 10],
      ...standardDeviations.map((value) => [value, 14] as const),
      [600, 12],
      [250, 12],
      [3000, 12],
      [2500, 12],
      [15, 4],
      [1234, 16],
      [0, 5],
      [2, 2],
      [1, 1],
    )
    expect(element).toHaveLength(31)
    const other = element.slice()
    other[0] = 43
    const [list] = completed(push(new Srr520Assembler(), listFrames(OBJECTS, [element, element, other], 2)))
    if (list?.kind !== 'objects') throw new Error(`found ${list?.kind}`)
    expect(list.objects.map((object) => object.objectId)).toEqual([42, 42, 43])
    const object = list.objects[0]!
    const expected = {
      distX: 66.22,
      distY: -25.33,
      vAbsX: 7.41,
      vAbsY: -1.75,
      aAbsX: 1.74,
      aAbsY: -0.22,
      boxLength: 4.4,
      boxWidth: 1.83,
      orientation: 1.46,
      rcs: 11.06,
      score: 100,
    }
    for (const [name, value] of Object.entries(expected))
      expect(new Map<string, unknown>(Object.entries(object)).get(name)).toBeCloseTo(value, 1)
    const found = [object.distXStd, object.distYStd, object.vAbsXStd, object.vAbsYStd, object.aAbsXStd, object.aAbsYStd]
    expect(found.map((value) => Math.round(value / 0.001831166))).toEqual(standardDeviations)
    expect(object).toMatchObject({ lifeCycles: 1234, boxValid: true, objectStatus: 2 })
    expect(list.egoVx).toBeCloseTo(22.07, 2)
    expect(list).toMatchObject({ motionType: 3 })
  })

  it('keeps the three kinds of list apart when their frames alternate', () => {
    const near = listFrames(NEAR, [detection(1, 1)], 10)
    const objects = listFrames(OBJECTS, [], 2)
    const mixed = near.flatMap((packet, i) => (objects[i] ? [packet, objects[i]] : [packet]))
    expect(
      completed(push(new Srr520Assembler(), mixed))
        .map((list) => list.kind)
        .sort(),
    ).toEqual(['near-detections', 'objects'])
  })

  it('refuses a list with a lost, a swapped or a garbled frame, and takes the next one', () => {
    const frames = listFrames(HRR, [detection(5, 5), ...Array.from({ length: 20 }, (_, i) => detection(i, 9))], 10)
    const reasons = (spoilt: readonly Uint8Array[]) => {
      const assembler = new Srr520Assembler()
      const results = push(assembler, spoilt)
      expect(completed(results)).toEqual([])
      expect(completed(push(assembler, frames))).toHaveLength(1)
      return results.flatMap((result) => (result.kind === 'refused' ? [result.reason] : []))
    }
    expect(reasons(frames.filter((_, i) => i !== 3))).toEqual(['incomplete-list'])
    expect(reasons(frames.map((packet, i) => (i === 1 ? frames[2]! : i === 2 ? frames[1]! : packet)))).toEqual([
      'bad-checksum',
    ])
    const garbled = frames.map((packet, i) =>
      i === 5 ? packet.map((byte, at) => (at === 30 ? byte ^ 4 : byte)) : packet,
    )
    expect(reasons(garbled)).toEqual(['bad-checksum'])
    expect(reasons(frames.slice(1, 3))).toEqual(['part-without-header', 'part-without-header'])
  })

  it('tells that a list was left incomplete when the next header comes', () => {
    const frames = listFrames(HRR, [], 10)
    const results = push(new Srr520Assembler(), [...frames.slice(0, 4), ...frames])
    expect(results.filter((result) => result.kind === 'refused')).toEqual([
      { kind: 'refused', reason: 'incomplete-list' },
    ])
    expect(completed(results)).toHaveLength(1)
  })

  it('understands identifiers of either byte order and passes over messages without targets', () => {
    const swapped = listFrames(HRR, [detection(7, 7)], 10).map((packet) => {
      const copy = packet.slice()
      copy.set(packet.slice(0, 4).reverse())
      return copy
    })
    expect(completed(push(new Srr520Assembler(), swapped))).toHaveLength(1)
    expect(new Srr520Assembler().push(frame(700, new Uint8Array(64)))).toEqual({ kind: 'other' })
    expect(new Srr520Assembler().push(frame(600, new Uint8Array(8)))).toEqual({ kind: 'other' })
  })

  it('refuses frames of unknown identifiers and wrong lengths, and throws on no bytes at all', () => {
    const assembler = new Srr520Assembler()
    expect(assembler.push(new Uint8Array(2))).toEqual({ kind: 'refused', reason: 'wrong-length' })
    expect(assembler.push(frame(902, new Uint8Array(64)))).toEqual({ kind: 'refused', reason: 'unknown-frame' })
    expect(assembler.push(frame(900, new Uint8Array(31)))).toEqual({ kind: 'refused', reason: 'wrong-length' })
    expect(assembler.push(frame(900, header(501, false)))).toEqual({ kind: 'refused', reason: 'bad-count' })
    const id = fc.constantFrom(900, 901, 1100, 1101, 1200, 1201, 800, 53, 4)
    const data = fc.oneof(fc.uint8Array({ minLength: 64, maxLength: 64 }), fc.uint8Array({ maxLength: 64 }))
    fc.assert(
      fc.property(fc.array(fc.tuple(id, data), { maxLength: 60 }), (frames) => {
        for (const [identifier, bytes] of frames) assembler.push(frame(identifier, bytes))
      }),
      { numRuns: 300 },
    )
  })

  it('checks with the CRC-16 of the catalogue', () => {
    expect(crc16(0xffff, new TextEncoder().encode('123456789'))).toBe(0x29b1)
  })
})
