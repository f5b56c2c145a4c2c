import { describe, expect, it } from 'vitest'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import { SURROUND_CAMERAS } from '../../../src/simulation/camera/camera-spec.ts'
import { GENERIC_OBJECT_SENSORS } from '../../../src/simulation/sensors/object-sensor-setup.ts'

const sensors = Object.keys(GENERIC_CAR.mountings)

describe("the generic car's mountings", () => {
  it('are five radars, a lidar, six cameras, IMU and GNSS, and each of them that sees others has an object-level model', () => {
    const count = (prefix: string) => sensors.filter((sensor) => sensor.startsWith(prefix)).length
    expect([count('radar/'), count('lidar/'), count('camera/'), count('imu'), count('gnss')]).toEqual([5, 1, 6, 1, 1])
    const modelled = GENERIC_OBJECT_SENSORS.map(({ sensor }) => sensor)
    expect([...modelled].sort()).toEqual(sensors.filter((sensor) => sensor.includes('/')).sort())
  })

  it('have the cameras where the rendered ones are, with their fields of view', () => {
    for (const { name, lens, mounting } of SURROUND_CAMERAS) {
      const { fieldOfView, ...pose } = GENERIC_CAR.mountings[`camera/${name}`]!
      expect(pose, name).toEqual(mounting)
      expect(fieldOfView!.azimuth, name).toBeCloseTo(Math.atan(lens.width / 2 / lens.fx), 2)
      expect(fieldOfView!.elevation, name).toBeCloseTo(Math.atan(lens.height / 2 / lens.fy), 2)
    }
  })

  it('leave no direction without a camera and the lidar', () => {
    for (let azimuth = -Math.PI; azimuth < Math.PI; azimuth += 0.05) {
      for (const prefix of ['camera/', 'lidar/']) expect(sees(prefix, azimuth, 30), `${prefix} ${azimuth}`).toBe(true)
    }
  })
})

/** Whether a sensor of the group has a point on the ground, `distance` m from the rear axle, in its field. */
function sees(prefix: string, azimuth: number, distance: number): boolean {
  return Object.entries(GENERIC_CAR.mountings).some(([sensor, { position, yaw, fieldOfView }]) => {
    if (!sensor.startsWith(prefix) || !fieldOfView) return false
    const dx = distance * Math.cos(azimuth) - position[0]
    const dy = distance * Math.sin(azimuth) - position[1]
    const turn = Math.atan2(dy, dx) - yaw
    return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))) <= fieldOfView.azimuth
  })
}
