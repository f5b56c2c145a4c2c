import { describe, expect, it } from 'vitest'
import { stampFromSeconds } from '../../../src/core/time.ts'
import type { Conditions } from '../../../src/simulation/camera/conditions.ts'
import { GENERIC_OBJECT_SENSORS } from '../../../src/simulation/sensors/object-sensor-setup.ts'
import { type Delivery, ObjectSensors, observeDrive } from '../../../src/simulation/sensors/object-sensors.ts'
import { sceneAt } from '../../../src/simulation/sensors/scripted-objects.ts'
import { findScriptedScene } from '../../../src/simulation/sensors/scripted-scenes.ts'
import type { SensorFault } from '../../../src/simulation/sensors/sensor-fault.ts'

const SCENE = findScriptedScene('dense')
const END = stampFromSeconds(2)
const truth = (stamp: number) => sceneAt(SCENE, stamp)
const drive = (seed: number, faults: readonly SensorFault[] = []) =>
  observeDrive(new ObjectSensors({ seed, faults }), truth, 0, END)
const of = (deliveries: readonly Delivery[], sensor: string) =>
  deliveries.filter(({ observation }) => observation.sensor === sensor)

describe('object-level sensors', () => {
  it('give the same observations for the same seed, and others for another', () => {
    expect(drive(7)).toEqual(drive(7))
    expect(drive(7)).not.toEqual(drive(8))
  })

  it('give each sensor its own numbers: leaving others out or starting later changes nothing', () => {
    const all = drive(7)
    const one = GENERIC_OBJECT_SENSORS.filter(({ sensor }) => sensor === 'radar/back-left')
    const alone = observeDrive(new ObjectSensors({ seed: 7, sensors: one }), truth, stampFromSeconds(1), END)
    expect(alone.length).toBe(20)
    expect(alone).toEqual(of(all, 'radar/back-left').slice(-20))
  })

  it('come at their rates, numbered without gaps, and arrive after they were taken', () => {
    const all = drive(3)
    for (const { sensor } of GENERIC_OBJECT_SENSORS) {
      const mine = of(all, sensor).sort((a, b) => a.observation.stamp - b.observation.stamp)
      expect(mine.map(({ observation }) => observation.sequence)).toEqual(mine.map((_, i) => i))
      expect(mine.length, sensor).toBe(sensor.startsWith('radar/') ? 40 : 20)
      for (const { arrival, observation } of mine) {
        expect(arrival - observation.stamp).toBeGreaterThan(0.03e9)
        expect(arrival - observation.stamp).toBeLessThan(0.1e9)
      }
    }
    expect(all.map(({ arrival }) => arrival)).toEqual(all.map(({ arrival }) => arrival).sort((a, b) => a - b))
  })

  it('fall silent, go blind or come late as the faults say, and only then', () => {
    const [from, to] = [stampFromSeconds(0.5), stampFromSeconds(1.5)]
    const within = ({ observation: { stamp } }: Delivery) => stamp >= from && stamp < to
    const well = drive(5)
    const faulty = drive(5, [
      { kind: 'silent', sensor: 'lidar/roof', from, to },
      { kind: 'blind', sensor: 'camera/', from, to },
      { kind: 'late', sensor: 'radar/front', from, to, delay: 1e8 },
    ])
    expect(of(faulty, 'lidar/roof')).toEqual(of(well, 'lidar/roof').filter((delivery) => !within(delivery)))
    const blind = of(faulty, 'camera/front').filter(within)
    const seen = of(well, 'camera/front').filter(within)
    const boxes = (deliveries: readonly Delivery[]) =>
      deliveries.reduce((sum, { observation: o }) => sum + (o.kind === 'camera-boxes' ? o.boxes.length : 0), 0)
    expect(blind.length).toBe(seen.length)
    expect(boxes(seen)).toBeGreaterThan(20)
    expect(boxes(blind)).toBeLessThan(4)
    const late = of(faulty, 'radar/front').filter(within)
    expect(late.map(({ arrival }) => arrival - 1e8)).toEqual(
      of(well, 'radar/front')
        .filter(within)
        .map(({ arrival }) => arrival),
    )
    expect(of(faulty, 'radar/back-left')).toEqual(of(well, 'radar/back-left'))
  })

  it('freeze at what they saw last, under fresh stamps and numbers', () => {
    const [from, to] = [stampFromSeconds(0.5), stampFromSeconds(1)]
    const boxes = of(drive(5, [{ kind: 'frozen', sensor: 'lidar/roof', from, to }]), 'lidar/roof').map(
      ({ observation: o }) => (o.kind === 'boxes' ? o : null)!,
    )
    const before = boxes.findLast(({ stamp }) => stamp < from)!
    const during = boxes.filter(({ stamp }) => stamp >= from && stamp < to)
    expect(during.length).toBe(5)
    for (const cycle of during) expect(cycle.boxes).toEqual(before.boxes)
    expect(boxes.map(({ sequence }) => sequence)).toEqual(boxes.map((_, i) => i))
    expect(boxes.find(({ stamp }) => stamp >= to)!.boxes).not.toEqual(before.boxes)
  })

  it('find less in fog and by night, the radar as much as ever', () => {
    const counts = (conditions: Conditions) => {
      const sensors = new ObjectSensors({ seed: 5, conditions })
      const count = { boxes: 0, 'camera-boxes': 0, radar: 0 }
      for (const { observation: o } of observeDrive(sensors, truth, 0, END)) {
        count[o.kind] += o.kind === 'radar' ? o.detections.length : o.boxes.length
      }
      return count
    }
    const clear = counts({ light: 'day', weather: 'clear' })
    const fog = counts({ light: 'day', weather: 'fog' })
    const night = counts({ light: 'night', weather: 'clear' })
    expect(fog.boxes).toBeLessThan(0.9 * clear.boxes)
    expect(fog['camera-boxes']).toBeLessThan(0.9 * clear['camera-boxes'])
    expect(night['camera-boxes']).toBeLessThan(clear['camera-boxes'])
    expect(night.boxes).toBe(clear.boxes)
    expect(fog.radar).toBe(clear.radar)
  })

  it('refuse a sensor that the vehicle has not mounted', () => {
    const sensors = [{ sensor: 'lidar/bumper', sheet: 'roof-lidar-boxes', phase: 0 }] as const
    expect(() => new ObjectSensors({ seed: 1, sensors })).toThrow(/lidar\/bumper/)
  })
})
