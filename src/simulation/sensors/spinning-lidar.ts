import type { Random } from '../../common/random/xoshiro.ts'
import type { Mounting } from '../../common/vehicle/vehicle-table.ts'
import { NANOSECONDS_PER_SECOND } from '../../core/time.ts'
import type { Weather } from '../camera/conditions.ts'
import type { World } from '../world/world.ts'
import { AzimuthBins, type SweepGeometry } from './azimuth-bins.ts'
import { BodySet } from './body-set.ts'
import { ColumnCaster, GROUND, NOTHING } from './column-caster.ts'
import { cycleRandom, nameHash } from './cycle-random.ts'
import { LIDAR_WEATHER, type LidarSheet, type LidarWeather } from './lidar-data-sheet.ts'
import { LidarGround } from './lidar-ground.ts'
import { LidarSweep } from './lidar-sweep.ts'
import { NORMAL_MASK, normalTable } from './normal-table.ts'
import { addRoadUser, addStatics } from './scene-bodies.ts'
import type { SensedMoment, TrueEgo } from './sensed-moment.ts'
import { RETROREFLECTANCE } from './surface-reflectance.ts'

export interface SpinningLidarOptions {
  readonly seed: number
  /** Its name seeds the noise: `lidar/roof`. */
  readonly sensor: string
  /** Level: pitch and roll 0. */
  readonly mounting: Mounting
  readonly sheet: LidarSheet
  readonly world: Pick<World, 'map' | 'statics' | 'ground'>
  readonly weather?: Weather
}

/** Owner of echoes from rain and fog. */
export const WEATHER_OWNER = -1
const NORMAL_BITS = 14
/** What rain and fog give back, as a surface. */
const DROP_REFLECTANCE = 0.02
/** Of the 18 bits of a random word that the normal table leaves. */
const UNIFORM_STEP = 2 ** -18

/**
 * A lidar that turns clockwise, seen from above, from the back of the car to the back of the car. Each firing casts all
 * beams from where sensor and road users are at its own time; the flat ground and upright bodies make that exact.
 */
export class SpinningLidar {
  readonly #options: SpinningLidarOptions
  readonly #hash: number
  readonly #sheet: LidarSheet
  readonly #weather: LidarWeather
  readonly #ground: LidarGround
  readonly #bodies = new BodySet()
  readonly #statics: number
  readonly #bins: AzimuthBins
  readonly #caster: ColumnCaster
  readonly #normals = normalTable()
  readonly #sweep: LidarSweep
  /** The echo that #findEcho found: m, whose, and the surface's reflectance. */
  #echoRange = 0
  #echoOwner = 0
  #echoReflectance = 0

  /** Throws when the mounting is not level. */
  constructor(options: SpinningLidarOptions) {
    const { mounting, sensor, sheet, world, weather = 'clear' } = options
    if (mounting.pitch !== 0 || mounting.roll !== 0) {
      throw new Error(
        `expected a level mounting of ${sensor}, found pitch ${mounting.pitch}, roll ${mounting.roll} rad`,
      )
    }
    this.#options = options
    this.#hash = nameHash(sensor)
    this.#sheet = sheet
    this.#weather = LIDAR_WEATHER[weather]
    this.#ground = new LidarGround(world.map, world.ground, this.#weather.roadReflectance)
    addStatics(this.#bodies, world.statics)
    this.#statics = this.#bodies.count
    this.#bins = new AzimuthBins(sheet.columns)
    this.#caster = new ColumnCaster(sheet.elevations, sheet.range)
    this.#sweep = new LidarSweep(sheet.columns * sheet.elevations.length)
  }

  /** The turn that ends at the moment's stamp; ego and objects are taken to have moved evenly during it. */
  scan(moment: SensedMoment): LidarSweep {
    const { columns, rate } = this.#sheet
    const period = 1 / rate
    this.#bodies.count = this.#statics
    for (const object of moment.objects) addRoadUser(this.#bodies, object)
    this.#bins.sort(this.#bodies, this.#geometry(moment.ego, period))
    const random = cycleRandom(this.#options.seed, this.#hash, moment.stamp)
    this.#sweep.stamp = moment.stamp - Math.round(period * NANOSECONDS_PER_SECOND)
    this.#sweep.count = 0
    for (let column = 0; column < columns; column++) this.#fire(column, moment.ego, random)
    return this.#sweep
  }

  #geometry(ego: TrueEgo, period: number): SweepGeometry {
    const { columns, range } = this.#sheet
    const place = this.placeAt(ego, -period / 2)
    const speed = Math.hypot(ego.velocity[0], ego.velocity[1])
    const lever = Math.hypot(this.#options.mounting.position[0], this.#options.mounting.position[1])
    const step = period / columns
    return {
      x: place.x,
      y: place.y,
      travel: ((speed + Math.abs(ego.yawRate) * lever) * period) / 2,
      halfTime: period / 2,
      // Bodies are given at the sweep's end; that is half a sweep from its middle.
      firstAzimuth: this.placeAt(ego, -period).yaw + Math.PI,
      azimuthStep: (-2 * Math.PI) / columns + ego.yawRate * step,
      columns,
      range: range,
    }
  }

  /** Sensor in the world `dt` s after the moment: m, rad of its x axis. The car moves on an arc. */
  placeAt(ego: TrueEgo, dt: number): { readonly x: number; readonly y: number; readonly yaw: number } {
    const [mx, my] = this.#options.mounting.position
    const turn = ego.yawRate * dt
    // Chord of the arc: direction of the velocity turned by half the angle, shortened by sin(h)/h = 1 - h²/6.
    const shorten = 1 - (turn * turn) / 24
    const cosHalf = Math.cos(turn / 2)
    const sinHalf = Math.sin(turn / 2)
    const [vx, vy] = ego.velocity
    const cos = Math.cos(ego.yaw + turn)
    const sin = Math.sin(ego.yaw + turn)
    return {
      x: ego.position[0] + (vx * cosHalf - vy * sinHalf) * shorten * dt + cos * mx - sin * my,
      y: ego.position[1] + (vx * sinHalf + vy * cosHalf) * shorten * dt + sin * mx + cos * my,
      yaw: ego.yaw + turn + this.#options.mounting.yaw,
    }
  }

  /** Direction of a firing in the sensor's frame, rad. */
  azimuthOf(column: number): number {
    return Math.PI - (2 * Math.PI * (column + 0.5)) / this.#sheet.columns
  }

  /** s from the moment (the sweep's end) to a firing; negative. */
  timeOf(column: number): number {
    return ((column + 0.5) / this.#sheet.columns - 1) / this.#sheet.rate
  }

  #fire(column: number, ego: TrueEgo, random: Random): void {
    const dt = this.timeOf(column)
    const azimuth = this.azimuthOf(column)
    const place = this.placeAt(ego, dt)
    const ux = Math.cos(place.yaw + azimuth)
    const uy = Math.sin(place.yaw + azimuth)
    const caster = this.#caster
    const bodies = this.#bodies
    caster.begin(ego.position[2] + this.#options.mounting.position[2])
    const { first, bodies: candidates } = this.#bins
    for (let k = first[column]!; k < first[column + 1]!; k++) {
      caster.meet(bodies, candidates[k]!, dt, place.x, place.y, ux, uy)
    }
    this.#receive(column, azimuth, place.x, place.y, ux, uy, random)
  }

  /** Appends the echoes of one firing, with their noise. The beams start at (x, y) in direction (ux, uy). */
  #receive(column: number, azimuth: number, x: number, y: number, ux: number, uy: number, random: Random): void {
    const { elevations, rangeNoise } = this.#sheet
    const caster = this.#caster
    const normals = this.#normals
    const sweep = this.#sweep
    const cosAzimuth = Math.cos(azimuth)
    const sinAzimuth = Math.sin(azimuth)
    const time = (column + 0.5) / this.#sheet.columns / this.#sheet.rate
    for (let beam = 0; beam < elevations.length; beam++) {
      // One word a beam, hit or not, so that one thing in the world does not change another's noise.
      const word = random.uint32()
      if (!this.#findEcho(beam, word, x, y, ux, uy)) continue
      const flat = (this.#echoRange + rangeNoise * normals[word & NORMAL_MASK]!) * caster.cosine(beam)
      const i = sweep.count++
      sweep.x[i] = flat * cosAzimuth
      sweep.y[i] = flat * sinAzimuth
      sweep.z[i] = flat * caster.slope(beam)
      sweep.intensity[i] = this.#intensity(this.#echoReflectance, normals[(word >>> 9) & NORMAL_MASK]!)
      sweep.ring[i] = beam
      sweep.time[i] = time
      sweep.owner[i] = this.#echoOwner
    }
  }

  /** Sets #echo… to what a beam's strongest echo comes from; false when none comes back. */
  #findEcho(beam: number, word: number, x: number, y: number, ux: number, uy: number): boolean {
    const { nearest, range, leastPower, powerNoise } = this.#sheet
    const { extinction, falseEcho, falseEchoRange } = this.#weather
    const body = this.#caster.body[beam]!
    const distance = this.#caster.distance[beam]!
    const trueRange = distance / this.#caster.cosine(beam)
    const uniform = (word >>> NORMAL_BITS) * UNIFORM_STEP
    if (uniform < falseEcho) {
      // The share of `uniform` below the chance is uniform again: an exponential distance.
      this.#echoRange = nearest - falseEchoRange * Math.log(1 - uniform / falseEcho)
      this.#echoOwner = WEATHER_OWNER
      this.#echoReflectance = DROP_REFLECTANCE
      return this.#echoRange < trueRange && this.#echoRange < range
    }
    if (body === NOTHING || trueRange < nearest) return false
    const isGround = body === GROUND
    const reflectance = isGround
      ? this.#ground.reflectance(x + ux * distance, y + uy * distance)
      : this.#bodies.reflectance[body]!
    const incidence = Math.sqrt(Math.sqrt(this.#caster.incidence(beam)))
    const power = (reflectance * incidence * Math.exp(-2 * extinction * trueRange)) / (trueRange * trueRange)
    const speckle = this.#normals[word >>> (32 - NORMAL_BITS)]!
    if (power * (1 + powerNoise * speckle) < leastPower) return false
    this.#echoRange = trueRange
    this.#echoOwner = isGround ? 0 : this.#bodies.owner[body]!
    this.#echoReflectance = reflectance
    return true
  }

  /** HDL-64E manual: 0-100 for diffuse surfaces in percent of reflectance, 101-255 for retroreflectors. */
  #intensity(reflectance: number, noise: number): number {
    const mean = reflectance >= RETROREFLECTANCE ? 200 : Math.min(100, 100 * reflectance)
    return Math.max(0, Math.min(255, Math.round(mean + this.#sheet.intensityNoise * noise)))
  }
}
