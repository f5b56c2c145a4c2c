import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeArs548 } from '../../../../perception/radar/packets/ars548.ts'
import type { Ars548DetectionList, Ars548ObjectList } from '../../../../perception/radar/packets/ars548-lists.ts'
import { scanOfArs548 } from '../../../../perception/radar/packets/radar-scan-of.ts'
import { openPacketFile } from '../../../../src/io/packets/packet-file.ts'
import { sharedData } from '../../../shared-data.ts'
import { readRosYaml, type YamlMap, type YamlValue } from './ros-yaml.ts'

const folder = sharedData('lidar-packets/ars548')

function decodeRecording() {
  const results = [...openPacketFile(`${folder}/packets.pkts`).packets].map(({ payload }) => decodeArs548(payload))
  const detections = results.find((result): result is Ars548DetectionList => result.kind === 'detections')
  const objects = results.find((result): result is Ars548ObjectList => result.kind === 'objects')
  if (!detections || !objects) throw new Error('the recording lacks a list')
  return { detections, objects }
}

function reference(kind: string): YamlMap {
  const file = readdirSync(String(folder)).find((name) => name.endsWith(`_${kind}.yaml`))
  return readRosYaml(readFileSync(`${folder}/${file}`, 'utf8'))
}

/** Fields of `found` that differ from `expected` in the six digits that the reference prints. */
function differences(found: unknown, expected: YamlValue, where: string): string[] {
  if (Array.isArray(expected)) {
    const items = Array.isArray(found) ? found : []
    if (items.length !== expected.length) return [`${where}: ${items.length} items instead of ${expected.length}`]
    return expected.flatMap((item, i) => differences(items[i], item, `${where}[${i}]`))
  }
  if (typeof expected === 'object') {
    return Object.entries(expected).flatMap(([name, value]) => {
      const field = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
      const inner = typeof found === 'object' && found !== null ? new Map(Object.entries(found)).get(field) : undefined
      return differences(inner, value, `${where}.${name}`)
    })
  }
  if (typeof expected === 'number') {
    const isEqual = typeof found === 'number' && Number(found.toPrecision(6)) === expected
    return isEqual ? [] : [`${where}: ${found} instead of ${expected}`]
  }
  return found === expected ? [] : [`${where}: ${found} instead of ${expected}`]
}

describe.skipIf(folder === null)('the recorded ARS548 lists', () => {
  it('have every field of the 308 detections as the reference prints it', () => {
    const { detections } = decodeRecording()
    const { header: _, ...expected } = reference('detection')
    expect(detections.detections).toHaveLength(308)
    expect(Object.keys((expected['detections'] as YamlMap[])[0]!).length).toBeGreaterThanOrEqual(23)
    expect(differences(detections, expected, '')).toEqual([])
  })

  it('have every field of the 50 objects as the reference prints it', () => {
    const { objects } = decodeRecording()
    const { header: _, ...expected } = reference('object')
    expect(objects.objects).toHaveLength(50)
    // The program that made the reference writes the relative acceleration over the relative velocity and leaves the
    // acceleration 0: what it calls velocity is compared with the acceleration.
    const mended = (expected['objects'] as YamlMap[]).map((object) => {
      const entries = Object.entries(object).filter(([name]) => !name.startsWith('relative_acceleration'))
      return Object.fromEntries(
        entries.map(([name, value]) => [name.replace('relative_velocity', 'relative_acceleration'), value]),
      )
    })
    expect(differences(objects, { ...expected, objects: mended }, '')).toEqual([])
  })

  it('carry the time at which the radar measured: a quarter of a second before the packets came', () => {
    const { detections, objects } = decodeRecording()
    expect(detections.sensorStamp).toEqual({ sec: 1_708_578_203, nanosec: 955_760_000 })
    expect(objects.sensorStamp).toEqual(detections.sensorStamp)
  })

  it('give standing objects the relative velocity of the ground', () => {
    const { objects } = decodeRecording()
    // The car drives forward at about 6 m/s: what stands comes towards it.
    const standing = objects.objects.filter(
      (object) => Math.hypot(object.absoluteVelocity.x, object.absoluteVelocity.y) < 0.5,
    )
    expect(standing.length).toBeGreaterThan(20)
    for (const { relativeVelocity } of standing) expect(relativeVelocity.x).toBeLessThan(-4.5)
  })

  it('become a scan of the pipeline without the detections that the radar calls invalid', () => {
    const { detections } = decodeRecording()
    const [first, ...others] = detections.detections
    const spoilt = { ...detections, detections: [{ ...first!, invalidDistance: true }, ...others] }
    const scan = scanOfArs548('front', spoilt)
    expect(scan.detections).toHaveLength(307)
    expect(scan.detections[0]).toMatchObject({ range: others[0]!.range, azimuth: others[0]!.azimuthAngle, slot: -1 })
  })
})

describe('an ARS548 payload', () => {
  const message = (method: number, length: number) => {
    const payload = new Uint8Array(length)
    const view = new DataView(payload.buffer)
    view.setUint16(2, method)
    view.setUint32(4, length - 8)
    return payload
  }

  it('is refused with the reason when it is cut, of another service, or counts more than fits', () => {
    expect(decodeArs548(new Uint8Array(3))).toEqual({ kind: 'refused', reason: 'wrong-length' })
    expect(decodeArs548(message(336, 35336).subarray(0, 35335))).toEqual({ kind: 'refused', reason: 'wrong-length' })
    expect(decodeArs548(message(336, 9401))).toEqual({ kind: 'refused', reason: 'wrong-length' })
    expect(decodeArs548(message(337, 35336))).toEqual({ kind: 'refused', reason: 'unknown-message' })
    const foreign = message(336, 35336)
    foreign[1] = 1
    expect(decodeArs548(foreign)).toEqual({ kind: 'refused', reason: 'unknown-message' })
    const detections = message(336, 35336)
    new DataView(detections.buffer).setUint32(35309, 801)
    expect(decodeArs548(detections)).toEqual({ kind: 'refused', reason: 'bad-count' })
    const objects = message(329, 9401)
    objects[50] = 51
    expect(decodeArs548(objects)).toEqual({ kind: 'refused', reason: 'bad-count' })
  })

  it('without targets is an empty list', () => {
    expect(decodeArs548(message(336, 35336))).toMatchObject({ kind: 'detections', detections: [] })
    expect(decodeArs548(message(329, 9401))).toMatchObject({ kind: 'objects', objects: [] })
    expect(decodeArs548(message(380, 84))).toEqual({ kind: 'status' })
  })

  it('of any bytes throws nothing', () => {
    const bytes = fc.uint8Array({ minLength: 8, maxLength: 64 })
    fc.assert(
      fc.property(fc.constantFrom([336, 35336], [329, 9401]), bytes, fc.nat(800), ([method, length], noise, count) => {
        const payload = message(method!, length!)
        for (let at = 36; at < payload.length; at++) payload[at] = noise[at % noise.length]!
        if (method === 336) new DataView(payload.buffer).setUint32(35309, count)
        else payload[50] = count % 60
        const result = decodeArs548(payload)
        if (result.kind === 'detections') expect(result.detections).toHaveLength(count)
        else expect(['objects', 'refused']).toContain(result.kind)
      }),
      { numRuns: 200 },
    )
    fc.assert(fc.property(bytes, (noise) => void decodeArs548(noise)))
  })
})
