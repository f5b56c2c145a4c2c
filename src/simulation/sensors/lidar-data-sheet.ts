import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import { illumination, type Weather } from '../camera/conditions.ts'

export interface LidarSheet {
  readonly device: string
  /** Turns a second. */
  readonly rate: number
  /** Firings a turn; in each, all beams measure at once. */
  readonly columns: number
  /** Elevation of each beam, rad, from the lowest up: the ring is the index. */
  readonly elevations: readonly number[]
  /** m */
  readonly nearest: number
  readonly range: number
  /** Standard deviation of a range, m. */
  readonly rangeNoise: number
  /** Half of the echoes are lost where reflectance × (cosine of incidence)^(1/4) / range² is this, 1/m². */
  readonly leastPower: number
  /** Standard deviation of the echo's strength about its mean (speckle), as a share of it. */
  readonly powerNoise: number
  /** Standard deviation of the intensity byte. */
  readonly intensityNoise: number
  /** s from the end of a sweep to its arrival. */
  readonly latency: number
  readonly latencyJitter: number
}

/**
 * Velodyne HDL-64E S3 manual (63-9194): two blocks of 32 lasers, +2° … -8.33° by 1/3° and -8.83° … -24.33° by 1/2°;
 * accuracy below 2 cm (one sigma), 5-20 Hz, 0.9 m nearest, 120 m for cars (reflectance 0.8), 50 m for pavement (0.1). The
 * latter is taken as half lost at 50 m from a height of 1.8 m, whose incidence then costs cosine^(1/4) (assumed, so that
 * both ranges hold). Speckle, intensity noise and latency are assumed.
 */
export const ROOF_LIDAR: LidarSheet = {
  device: 'Velodyne HDL-64E S3',
  rate: 10,
  columns: 1024,
  elevations: [
    ...Array.from({ length: 32 }, (_, i) => (-24.33 + i / 2) * RADIANS_PER_DEGREE),
    ...Array.from({ length: 32 }, (_, i) => (-8.33 + i / 3) * RADIANS_PER_DEGREE),
  ],
  nearest: 0.9,
  range: 120,
  rangeNoise: 0.02,
  leastPower: (0.1 * (1.8 / 50) ** 0.25) / 50 ** 2,
  powerNoise: 0.25,
  intensityNoise: 3,
  latency: 0.01,
  latencyJitter: 0.005,
}

/** What air does to a lidar. */
export interface LidarWeather {
  /** 1/m, one way. */
  readonly extinction: number
  /** Chance of an echo from drops before the target, and the mean distance of such an echo, m. */
  readonly falseEcho: number
  readonly falseEchoRange: number
  /** Factor of the road's reflectance: a wet one mirrors the beam away. */
  readonly roadReflectance: number
}

/** As the camera has it: light of 905 nm is weakened by drops much larger than it like visible light. */
const extinctionIn = (weather: Weather): number => illumination({ light: 'day', weather }).extinction

/**
 * False echoes as in Hahner et al. 2021 ("Fog simulation on real LiDAR point clouds"), where they lie within some 15 m;
 * their shares and the wet road are assumed.
 */
export const LIDAR_WEATHER: Readonly<Record<Weather, LidarWeather>> = {
  clear: { extinction: extinctionIn('clear'), falseEcho: 0, falseEchoRange: 1, roadReflectance: 1 },
  rain: { extinction: extinctionIn('rain'), falseEcho: 0.004, falseEchoRange: 5, roadReflectance: 0.4 },
  fog: { extinction: extinctionIn('fog'), falseEcho: 0.03, falseEchoRange: 7, roadReflectance: 0.8 },
}
