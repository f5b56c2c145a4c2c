import type { Measurement } from '../../../fusion/filters/measurement.ts'
import type { MeasurementModel } from '../../../fusion/filters/measurement-model.ts'
import { BoxMeasurement } from '../../../fusion/models/box-measurement.ts'
import { CTRA_SIZE } from '../../../fusion/models/ctra-state.ts'
import { RADAR, RadarMeasurement } from '../../../fusion/models/radar-measurement.ts'
import { BOX_NOISE, RADAR_NOISE } from '../../../fusion/models/sensor-noise.ts'
import { SensorPose } from '../../../fusion/models/sensor-pose.ts'
import { POINT_TARGET } from '../../../fusion/models/target-extent.ts'
import { GaussianVector } from '../../../src/common/random/gaussian-vector.ts'
import type { Random } from '../../../src/common/random/xoshiro.ts'
import type { Mounting } from '../../../src/common/vehicle/vehicle-table.ts'
import { createMatrix } from '../../../src/core/matrix.ts'

const LIDAR: Mounting = { position: [1.2, 0, 1.8], yaw: 0, pitch: 0, roll: 0 }
const CORNER_RADAR: Mounting = { position: [3.6, 0.8, 0.6], yaw: 0.3, pitch: 0, roll: 0 }
const EXACT = { position: 0, rotation: 0 }
export const SENSOR_STEP = 0.1

/** A car that turns at 8 m/s and sees one object by lidar boxes and a corner radar in turn. */
export class RoadScene {
  readonly #pose = new SensorPose()
  readonly #box = new BoxMeasurement()
  readonly #radar = new RadarMeasurement()

  /** The measurement of step k with noise of `scale` times the variance that its model will claim. */
  observe(k: number, truth: Float64Array, random: Random, scale: number, scratch: Measurement): MeasurementModel {
    const time = k * SENSOR_STEP
    const ego = {
      position: [8 * time, 0.4 * time, 0] as const,
      yaw: 0.05 * time,
      speed: 8,
      yawRate: 0.05,
      covariance: new Float64Array(25),
    }
    return k % 2 === 0
      ? this.#observeBox(ego, truth, random, scale, scratch)
      : this.#observeRadar(ego, truth, random, scale, scratch)
  }

  #observeBox(
    ego: Parameters<SensorPose['place']>[0],
    truth: Float64Array,
    random: Random,
    scale: number,
    scratch: Measurement,
  ): MeasurementModel {
    this.#pose.place(ego, LIDAR, EXACT)
    const R = createMatrix(4)
    ;[0.09, 0.04, 0.04, 0.0064].forEach((variance, i) => {
      R[i * 5] = variance
    })
    this.#box.prepare(
      { position: [0, 0, 0], yaw: 0, size: [4, 2, 1.5], class: 'car', score: 1, covariance: R },
      this.#pose,
      BOX_NOISE.lidar,
      false,
    )
    this.#box.linearize(scratch, truth)
    const noise = drawNoise(scratch, random, scale)
    this.#box.x += noise[0]! - scratch.residual[0]!
    this.#box.y += noise[1]! - scratch.residual[1]!
    this.#box.yaw += noise[2]! - scratch.residual[2]!
    return this.#box
  }

  #observeRadar(
    ego: Parameters<SensorPose['place']>[0],
    truth: Float64Array,
    random: Random,
    scale: number,
    scratch: Measurement,
  ): MeasurementModel {
    this.#pose.place(ego, CORNER_RADAR, EXACT)
    const detection = {
      range: 1,
      rangeStandardDeviation: 0.25,
      azimuth: 0,
      azimuthStandardDeviation: 0.01,
      elevation: Number.NaN,
      elevationStandardDeviation: Number.NaN,
      rangeRate: 0,
      rangeRateStandardDeviation: 0.1,
      radarCrossSection: 10,
      slot: -1,
      isNewInSlot: false,
    }
    this.#radar.prepare(detection, this.#pose, RADAR_NOISE.far, { ...POINT_TARGET, zVariance: 0 })
    this.#radar.linearize(scratch, truth)
    const noise = drawNoise(scratch, random, scale)
    this.#radar.range += noise[RADAR.range]! - scratch.residual[RADAR.range]!
    this.#radar.azimuth += noise[RADAR.azimuth]! - scratch.residual[RADAR.azimuth]!
    this.#radar.rangeRate += noise[RADAR.rangeRate]! - scratch.residual[RADAR.rangeRate]!
    return this.#radar
  }
}

/** An object 30 m ahead, driving off at 10 m/s, and how uncertain it is at first. */
export function startOfObject(): { x: Float64Array; P: Float64Array } {
  const P = createMatrix(CTRA_SIZE)
  ;[0.25, 0.25, 0.01, 1, 0.01, 0.25].forEach((variance, i) => {
    P[i * (CTRA_SIZE + 1)] = variance
  })
  return { x: Float64Array.of(30, 4, 0.2, 10, 0.05, 0), P }
}

function drawNoise(measurement: Measurement, random: Random, scale: number): Float64Array {
  const m = measurement.size
  const out = new Float64Array(m)
  const R = measurement.covariance.slice(0, m * m).map((value) => value * scale)
  new GaussianVector(R, m).draw(out, random)
  return out
}
