import { type Rotation, rotationFromAngles } from '../../../src/common/geometry/rotation.ts'
import type { Mounting } from '../../../src/common/vehicle/vehicle-table.ts'
import { wrapAngle } from '../../../src/core/angle.ts'
import type { PointCloud } from '../../../src/core/messages.ts'
import type { BoxDetection } from '../../../src/core/observations.ts'
import { type CompletedBox, completeBox } from './complete-box.ts'
import { dropContained, type SeenBox } from './drop-contained.ts'
import { GroundGrid } from './ground-grid.ts'
import { IsolatedEchoes } from './isolated-echoes.ts'
import { LOWEST, ObstacleGrid, TALLEST } from './obstacle-grid.ts'
import { PlacedPoints, type SweepMotion } from './placed-points.ts'
import { RectangleFit } from './rectangle-fit.ts'
import { roadUserOfSize, type SizePrior, UPPER_BODY } from './road-user-sizes.ts'

/** The car as its lidar sees it. */
export interface LidarPlacement {
  /** egoFromSensor. */
  readonly mounting: Mounting
  /** Where the beams start, sensor frame, m: not 0 where the points are given in another frame than the sensor's. */
  readonly beamOrigin?: readonly [number, number, number]
  /** Footprint of the car itself, ego frame, m: x from, x to, |y| to. */
  readonly ownCar: readonly [number, number, number]
  /** Whether {@link LidarObjectDetector.points} have their intensity. */
  readonly keepsIntensity?: boolean
}

/** Half the side of the square around the car that is looked at, m. */
const REACH = 75
/** Fewer points are noise or say nothing of a size. */
const FEWEST_POINTS = 5
/** Seen bodies reach down to the ground clearance (0.2 m); far off the rings are up to 1 m apart. m */
const HIGHEST_BOTTOM = 1.1
/** No road user is lower, m; cones, kerbs and most barriers are. */
const LOWEST_TOP = 0.9
/** m along x or y, single points beside it included; articulated lorries have 16.5 m (Council Directive 96/53/EC). */
const LARGEST_SPREAD = 20
/** Points for which half of the largest score is given. */
const HALF_SCORE_POINTS = 10

/**
 * Road users from one lidar sweep, without learned weights: motion compensation, ground, connected obstacles, rectangle,
 * class by size, box of the whole road user. All buffers are kept from sweep to sweep; only the boxes are new objects.
 */
export class LidarObjectDetector {
  readonly #placement: LidarPlacement
  readonly #rotation: Rotation
  /** Where the beams start, ego frame, m. */
  readonly #view: readonly [number, number, number]
  readonly #points: PlacedPoints
  readonly #ground = new GroundGrid(REACH)
  readonly #echoes = new IsolatedEchoes()
  readonly #obstacles = new ObstacleGrid(REACH)
  readonly #fit = new RectangleFit()
  readonly #seen = { length: 0, width: 0, top: 0, upperLength: 0, edgeShare: 0 }
  readonly #box: CompletedBox = {
    x: 0,
    y: 0,
    yaw: 0,
    length: 0,
    width: 0,
    alongDeviation: 0,
    acrossDeviation: 0,
    yawDeviation: 0,
  }

  constructor(placement: LidarPlacement) {
    this.#placement = placement
    this.#points = new PlacedPoints(REACH, placement.keepsIntensity)
    const { yaw, pitch, roll } = placement.mounting
    const r = rotationFromAngles(yaw, pitch, roll)
    this.#rotation = r
    const [x, y, z] = placement.beamOrigin ?? [0, 0, 0]
    const [mountX, mountY, mountZ] = placement.mounting.position
    this.#view = [
      r[0] * x + r[1] * y + r[2] * z + mountX,
      r[3] * x + r[4] * y + r[5] * z + mountY,
      r[6] * x + r[7] * y + r[8] * z + mountZ,
    ]
  }

  /** Points of the last sweep that were not finite, on the own car or out of reach. */
  get droppedPoints(): number {
    return this.#points.dropped
  }

  /** The last sweep in the ego frame, and each of its points over the ground, m: valid until the next {@link detect}. */
  get points(): PlacedPoints {
    return this.#points
  }

  get heights(): Float32Array {
    return this.#ground.heights
  }

  /** Boxes in the sensor's frame at the message's stamp; `motion`: of the car during the sweep. */
  detect(cloud: PointCloud, motion: SweepMotion): readonly BoxDetection[] {
    const { mounting, ownCar } = this.#placement
    const [viewX, viewY, viewZ] = this.#view
    this.#points.place(cloud, mounting, motion, ownCar)
    this.#ground.build(this.#points, viewX, viewY)
    const { heights } = this.#ground
    const from = { x: viewX, y: viewY, z: viewZ }
    const isIsolated = this.#echoes.find(this.#points, heights, from, LOWEST, TALLEST)
    this.#obstacles.build(this.#points, heights, isIsolated, viewX, viewY)
    const boxes: SeenBox[] = []
    for (let k = 0; k < this.#obstacles.count; k++) {
      const box = this.#boxOf(k)
      if (box) boxes.push(box)
    }
    return dropContained(boxes)
  }

  #boxOf(k: number): SeenBox | null {
    const from = this.#obstacles.starts[k]!
    const to = this.#obstacles.starts[k + 1]!
    if (to - from < FEWEST_POINTS || this.#obstacles.bottoms[k]! > HIGHEST_BOTTOM) return null
    const [viewX, viewY] = this.#view
    const { order } = this.#obstacles
    const first = order[from]!
    const top = this.#obstacles.topOf(k, Math.hypot(this.#points.x[first]! - viewX, this.#points.y[first]! - viewY))
    if (top < LOWEST_TOP || !this.#fit.fit(this.#points, order, from, to, LARGEST_SPREAD)) return null
    const prior = roadUserOfSize(this.#measure(k, top))
    if (!prior) return null
    completeBox(this.#box, this.#fit.rectangle, prior, to - from, viewX, viewY)
    const groundZ = this.#points.z[first]! - this.#ground.heights[first]!
    const box = this.#detection(prior, Math.min(top, prior.tallest), groundZ, to - from)
    const { yaw, alongFrom, alongTo, acrossFrom, acrossTo } = this.#fit.rectangle
    const [along, across] = [0.5 * (alongFrom + alongTo), 0.5 * (acrossFrom + acrossTo)]
    const seenX = Math.cos(yaw) * along - Math.sin(yaw) * across
    const seenY = Math.sin(yaw) * along + Math.cos(yaw) * across
    const [x, y] = this.#toSensor(seenX, seenY, groundZ)
    return { box, seenX: x, seenY: y }
  }

  #measure(k: number, top: number) {
    const { alongFrom, alongTo, acrossFrom, acrossTo } = this.#fit.rectangle
    const along = alongTo - alongFrom
    const across = acrossTo - acrossFrom
    const seen = this.#seen
    seen.length = Math.max(along, across)
    seen.width = Math.min(along, across)
    seen.top = top
    seen.edgeShare = this.#fit.edgeShare()
    seen.upperLength = seen.length <= 2.2 ? this.#upperLength(k, along > across) : seen.length
    return seen
  }

  #upperLength(k: number, isAlong: boolean): number {
    const yaw = this.#fit.rectangle.yaw + (isAlong ? 0 : Math.PI / 2)
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    const { starts, order } = this.#obstacles
    let least = Infinity
    let most = -Infinity
    for (let j = starts[k]!; j < starts[k + 1]!; j++) {
      const i = order[j]!
      if (this.#ground.heights[i]! < UPPER_BODY) continue
      const along = cos * this.#points.x[i]! + sin * this.#points.y[i]!
      if (along < least) least = along
      if (along > most) most = along
    }
    return Math.max(0, most - least)
  }

  #detection(prior: SizePrior, top: number, groundZ: number, points: number): BoxDetection {
    const box = this.#box
    return {
      position: this.#toSensor(box.x, box.y, groundZ + 0.5 * top),
      yaw: wrapAngle(box.yaw - this.#placement.mounting.yaw),
      size: [box.length, box.width, top],
      class: prior.class,
      score: points / (points + HALF_SCORE_POINTS),
      covariance: this.#covariance(box.yaw - this.#placement.mounting.yaw),
    }
  }

  /** From the ego frame; the inverse rotation is the transpose. */
  #toSensor(egoX: number, egoY: number, egoZ: number): readonly [number, number, number] {
    const r = this.#rotation
    const [mountX, mountY, mountZ] = this.#placement.mounting.position
    const x = egoX - mountX
    const y = egoY - mountY
    const z = egoZ - mountZ
    return [r[0] * x + r[3] * y + r[6] * z, r[1] * x + r[4] * y + r[7] * z, r[2] * x + r[5] * y + r[8] * z]
  }

  /** Of x, y, z, yaw in the sensor's frame, which stands nearly upright: the axes of the box turned by its yaw. */
  #covariance(yaw: number): Float64Array {
    const { alongDeviation, acrossDeviation, yawDeviation } = this.#box
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    const along = alongDeviation ** 2
    const across = acrossDeviation ** 2
    const cross = (along - across) * cos * sin
    const covariance = new Float64Array(16)
    covariance[0] = along * cos * cos + across * sin * sin
    covariance[1] = cross
    covariance[4] = cross
    covariance[5] = along * sin * sin + across * cos * cos
    covariance[10] = HEIGHT_DEVIATION ** 2
    covariance[15] = yawDeviation ** 2
    return covariance
  }
}

/** Of the box's middle: half a layer of height and the ground below, m. */
const HEIGHT_DEVIATION = 0.2
