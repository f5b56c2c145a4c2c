import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/core/messages.ts'
import { stampFromSeconds } from '../../../src/core/time.ts'
import { sceneAt } from '../../../src/simulation/sensors/scripted-objects.ts'
import { findScriptedScene } from '../../../src/simulation/sensors/scripted-scenes.ts'
import type { SensorFault } from '../../../src/simulation/sensors/sensor-fault.ts'
import { WorldSensors } from '../../../src/simulation/sensors/world-sensors.ts'
import type { World } from '../../../src/simulation/world/world.ts'
import { EMPTY_MAP, randomBodies } from './lidar-world.ts'

const WORLD: Pick<World, 'map' | 'statics' | 'ground'> = {
  map: EMPTY_MAP,
  statics: randomBodies(3, 40).map((body, i) => ({ id: i + 1, kind: 'pole', bodies: [body] })),
  ground: 'grass',
}
const SCENE = findScriptedScene('dense')

function drive(seed: number, seconds: number, faults: readonly SensorFault[] = []): Message[] {
  const sensors = new WorldSensors({ seed, world: WORLD, faults })
  const messages: Message[] = []
  const end = stampFromSeconds(seconds)
  for (let stamp = sensors.nextStamp(0); stamp < end; stamp = sensors.nextStamp(stamp + 1)) {
    messages.push(...sensors.sense(sceneAt(SCENE, stamp)))
  }
  return messages
}

describe("the world's sensors", () => {
  it('give the same messages for the same seed', () => {
    expect(drive(4, 0.25)).toEqual(drive(4, 0.25))
    expect(drive(4, 0.25)).not.toEqual(drive(5, 0.25))
  })

  it('scan with five radars at 20 Hz and sweep at 10 Hz, the sweep stamped by its first firing', () => {
    const messages = drive(4, 0.5)
    const counts = new Map<string, number>()
    for (const { topic, stamp, arrival, sequence, payload } of messages) {
      expect(sequence).toBe(counts.get(topic) ?? 0)
      counts.set(topic, sequence + 1)
      if (payload.kind === 'points') {
        expect(stamp).toBe(sequence * 1e8)
        expect(payload.x.length).toBeGreaterThan(20_000)
        expect(payload.time!.at(-1)).toBeCloseTo(0.1, 3)
      }
      expect(arrival).toBeGreaterThan(stamp + (payload.kind === 'points' ? 1e8 : 0))
    }
    expect(Object.fromEntries(counts)).toEqual({
      '/radar/front/scan': 10,
      '/radar/front-left/scan': 10,
      '/radar/front-right/scan': 10,
      '/radar/back-left/scan': 10,
      '/radar/back-right/scan': 10,
      '/lidar/roof/points': 4,
    })
  })

  it('go blind and fall silent by their faults', () => {
    const window = { from: 0, to: stampFromSeconds(1) }
    const messages = drive(4, 0.3, [
      { kind: 'blind', sensor: 'lidar/roof', ...window },
      { kind: 'silent', sensor: 'radar/', ...window },
    ])
    expect(messages.map(({ payload }) => payload.kind)).toEqual(['points', 'points'])
    for (const { payload } of messages) if (payload.kind === 'points') expect(payload.x.length).toBe(0)
  })

  it('freeze, and lose beams, by their faults', () => {
    const clouds = (faults: readonly SensorFault[]) =>
      drive(4, 0.45, faults).flatMap(({ payload }) => (payload.kind === 'points' ? [payload] : []))
    const [from, to] = [stampFromSeconds(0.2), stampFromSeconds(0.4)]
    const frozen = clouds([{ kind: 'frozen', sensor: 'lidar/roof', from, to }])
    expect(frozen.length).toBe(4)
    expect(frozen[1]).toEqual(frozen[0])
    expect(frozen[2]).toEqual(frozen[0])
    expect(frozen[3]).not.toEqual(frozen[0])
    const [well] = clouds([])
    const [lame] = clouds([{ kind: 'dead-beams', sensor: 'lidar/roof', from: 0, to, rings: [5, 6] }])
    expect(lame!.ring!.includes(5)).toBe(false)
    expect(lame!.x.length).toBe(well!.ring!.filter((ring) => ring !== 5 && ring !== 6).length)
  })
})
