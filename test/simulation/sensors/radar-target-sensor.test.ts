import { describe, expect, it } from 'vitest'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import { stampFromSeconds } from '../../../src/core/time.ts'
import { GENERIC_OBJECT_SENSORS } from '../../../src/simulation/sensors/object-sensor-setup.ts'
import { ObjectSensors } from '../../../src/simulation/sensors/object-sensors.ts'
import { type ScriptedScene, sceneAt, USUAL_SIZE } from '../../../src/simulation/sensors/scripted-objects.ts'
import { createMotionState, motionAt, type ScriptedMotion } from '../../../src/simulation/sensors/scripted-path.ts'
import { SENSOR_SHEETS } from '../../../src/simulation/sensors/sensor-data-sheets.ts'
import { box, moment, STANDING_EGO } from './moments.ts'

const onlySensor = (name: string) => GENERIC_OBJECT_SENSORS.filter(({ sensor }) => sensor === name)

function cycles(sensor: string, scene: ScriptedScene) {
  const sensors = new ObjectSensors({ seed: 4, sensors: onlySensor(sensor) })
  const found = []
  const end = stampFromSeconds(scene.duration)
  for (let stamp = sensors.nextStamp(0); stamp < end; stamp = sensors.nextStamp(stamp + 1)) {
    const [delivery] = sensors.sense(sceneAt(scene, stamp))
    if (delivery?.observation.kind === 'radar') found.push(delivery.observation)
  }
  return found
}

/** m from the mounted sensor to the object's centre. */
function distance(ego: ScriptedMotion, object: ScriptedMotion, sensor: string, time: number): number {
  const car = motionAt(ego, time, createMotionState())
  const other = motionAt(object, time, createMotionState())
  const [mx, my] = GENERIC_CAR.mountings[sensor]!.position
  const x = car.x + Math.cos(car.yaw) * mx - Math.sin(car.yaw) * my
  const y = car.y + Math.sin(car.yaw) * mx + Math.cos(car.yaw) * my
  return Math.hypot(other.x - x, other.y - y)
}

describe("the radars' targets", () => {
  it.each(['radar/front', 'radar/front-left', 'radar/back-right'])(
    'of %s have the range rate at which the distance to the turning, sideways mounted sensor changes',
    (sensor) => {
      const yaw = GENERIC_CAR.mountings[sensor]!.yaw
      const ego: ScriptedMotion = { x: 0, y: 0, yaw: 0, speed: 7, curvature: 0.06 }
      // A post-like target that moves along with the turning car's view.
      const object: ScriptedMotion = { x: 22 * Math.cos(yaw), y: 22 * Math.sin(yaw), yaw: 1, speed: 5 }
      const size = [0.05, 0.05, 1.7] as const
      const scene: ScriptedScene = {
        name: 'test',
        duration: 1.5,
        ego,
        objects: [{ id: 1, class: 'car', size, motion: object }],
      }
      let seen = 0
      for (const { stamp, detections } of cycles(sensor, scene)) {
        const time = stamp / 1e9
        const h = 1e-4
        const rate = (distance(ego, object, sensor, time + h) - distance(ego, object, sensor, time - h)) / (2 * h)
        const range = distance(ego, object, sensor, time)
        const target = detections.find(
          (d) =>
            Math.abs(d.range - range) < 1 && Math.abs(d.rangeRate - rate) < 6 * d.rangeRateStandardDeviation + 0.02,
        )
        if (target) seen++
      }
      expect(seen).toBeGreaterThan(20)
    },
  )

  it('are found in nine of ten cycles at the reference range, and less as the fourth power of it', () => {
    const share = (forward: number) => {
      const sensors = new ObjectSensors({ seed: 4, sensors: onlySensor('radar/front') })
      const x = forward + 3.65 + 2.3
      let found = 0
      for (let i = 0; i < 2000; i++) {
        const [delivery] = sensors.sense(moment([box(1, x, 0)], i * 5e7))
        const { observation } = delivery!
        if (observation.kind === 'radar' && observation.detections.some(({ range }) => Math.abs(range - forward) < 1.5))
          found++
      }
      return found / 2000
    }
    const { referenceRange, falseAlarmProbability } = SENSOR_SHEETS['long-range-radar']
    expect(share(referenceRange)).toBeGreaterThan(0.88)
    expect(share(referenceRange)).toBeLessThan(0.92)
    // Signal to noise falls by (240/200)⁴; P_d = P_fa^(1/(1+S/N)).
    const signal = (Math.log(falseAlarmProbability) / Math.log(0.9) - 1) / 1.2 ** 4
    expect(share(240)).toBeCloseTo(falseAlarmProbability ** (1 / (1 + signal)), 1)
    expect(share(50)).toBeGreaterThan(0.99)
  })

  it('merge where two objects share a resolution cell, and stay apart where their range rates differ', () => {
    const targets = (secondSpeed: number) => {
      const sensors = new ObjectSensors({ seed: 9, sensors: onlySensor('radar/front') })
      let sum = 0
      for (let i = 0; i < 200; i++) {
        const objects = [
          box(1, 80, 0.5, USUAL_SIZE.pedestrian, { class: 'motorcycle' }),
          box(2, 80, -0.5, USUAL_SIZE.pedestrian, { class: 'motorcycle', velocity: [secondSpeed, 0, 0] }),
        ]
        const { observation } = sensors.sense(moment(objects, i * 5e7))[0]!
        if (observation.kind === 'radar')
          sum += observation.detections.filter(({ range }) => Math.abs(range - 76) < 2).length
      }
      return sum / 200
    }
    expect(targets(0)).toBeGreaterThan(0.9)
    expect(targets(0)).toBeLessThan(1.1)
    expect(targets(3)).toBeGreaterThan(1.85)
  })

  it('of standing clutter show the own motion, and there is none of what nobody mounted', () => {
    const ego = { ...STANDING_EGO, velocity: [20, 0] as const }
    const sensors = new ObjectSensors({ seed: 2, sensors: onlySensor('radar/front') })
    let standing = 0
    let all = 0
    for (let i = 0; i < 2000; i++) {
      const { observation } = sensors.sense(moment([], i * 5e7, ego))[0]!
      if (observation.kind !== 'radar') continue
      for (const { azimuth, rangeRate } of observation.detections) {
        all++
        if (Math.abs(rangeRate + 20 * Math.cos(azimuth)) < 1.5) standing++
      }
    }
    const { clutter, noisePeaks } = SENSOR_SHEETS['long-range-radar']
    expect(standing / all).toBeGreaterThan(0.85)
    expect(all / 2000).toBeGreaterThan(0.75 * (clutter + noisePeaks))
    expect(all / 2000).toBeLessThan(1.1 * (clutter + noisePeaks))
  })
})
