import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'

/** All that the ego filter must be told. SI; standard deviations unless the name says otherwise. */
export interface EgoConfig {
  readonly geometry: EgoGeometry
  readonly processNoise: EgoProcessNoise
  readonly prior: EgoPrior
  readonly sensors: EgoSensorNoise
  /** Squared normalised innovation, per measurement of up to three rows, above which it is refused. */
  readonly gate: number
  /** s of refusals only, after which a sensor is believed again and the state made uncertain instead. */
  readonly recoverAfter: number
}

export interface EgoGeometry {
  /** m */
  readonly wheelbase: number
  /** s²/m²: front-wheel angle = curvature · wheelbase · (1 + understeer · speed²). */
  readonly understeer: number
  /** Ego frame, m. */
  readonly antenna: readonly [number, number, number]
  readonly imu: readonly [number, number, number]
}

/** Densities of the white noise that drives each element (unit of the element per √s); decays in s. */
interface EgoProcessNoise {
  /** m/√s across and along the path: tyre slip and what a flat bicycle does not know. */
  readonly position: number
  /** rad/√s */
  readonly yaw: number
  /** rad/s per √s */
  readonly yawRate: number
  /** m/s² per √s, and how fast an acceleration fades on its own. */
  readonly acceleration: number
  readonly accelerationDecay: number
  readonly slope: number
  readonly wheelScale: number
  readonly gyroBias: number
  readonly yawRateBias: number
  readonly steeringOffset: number
  readonly accelerationBias: number
  readonly gnssLatency: number
  /** Correlation time of the first-order Gauss-Markov bias of the fixes; its size is in the prior. */
  readonly gnssBiasDecay: number
}

/** Standard deviations before the first measurement, and the two means that are not zero. */
interface EgoPrior {
  readonly speed: number
  readonly yawRate: number
  readonly acceleration: number
  readonly slope: number
  readonly wheelScale: number
  readonly gyroBias: number
  readonly yawRateBias: number
  readonly steeringOffset: number
  readonly accelerationBias: number
  readonly gnssLatency: { readonly mean: number; readonly standardDeviation: number }
  readonly gnssVelocityLatency: { readonly mean: number; readonly standardDeviation: number }
  readonly gnssBiasHorizontal: number
  readonly gnssBiasVertical: number
}

/**
 * Noise of one sensor: standard deviation of a sample, and the s over which its error stays alike (0: white). A fast
 * sensor's alike errors do not average out, so its variance is raised by the interval between samples.
 */
export interface SensorNoise {
  readonly standardDeviation: number
  readonly correlationTime: number
}

export interface EgoSensorNoise {
  /** Mean of the rear wheels, m/s. */
  readonly wheelSpeed: SensorNoise
  /** rad at the front wheels. */
  readonly steering: SensorNoise
  /** rad/s */
  readonly yawRate: SensorNoise
  readonly gyro: SensorNoise
  /** m/s² */
  readonly accelerometer: SensorNoise
  /** m, white part of a fix where the receiver gives no variance. */
  readonly gnssHorizontal: number
  readonly gnssVertical: number
  /** m/s */
  readonly gnssSpeed: number
  /** rad, at speeds where the speed's error does not dominate. */
  readonly gnssCourse: number
  /** m/s, rad/s, m/s²: how still a standing car is. */
  readonly standstillSpeed: SensorNoise
  readonly standstillYawRate: SensorNoise
  readonly standstillAcceleration: SensorNoise
}

/** u-blox M8 data sheet UBX-15031086, table 1: half of the errors are below these values; 0.6745 σ holds half of them. */
const HALF_IN_SIGMAS = 0.6745
const UBLOX_SPEED_HALF = 0.05
const UBLOX_COURSE_HALF = (0.3 * Math.PI) / 180
/** The same table: 2.5 m circular error probable = 1.1774 σ of each axis. */
const UBLOX_POSITION_SIGMA = 2.5 / 1.1774

/**
 * One set for every car and drive. Values are from data sheets and from what cars can do; none was fitted to a
 * reference trajectory.
 */
export const DEFAULT_EGO_NOISE: Pick<EgoConfig, 'processNoise' | 'prior' | 'sensors' | 'gate' | 'recoverAfter'> = {
  processNoise: {
    position: 0.02,
    yaw: 2e-4,
    // A lane change builds up 0.1 rad/s in about half a second.
    yawRate: 0.15,
    // A driver brakes from 0 to 3 m/s² in about a second, and holds it for a few.
    acceleration: 2,
    accelerationDecay: 5,
    // Road grades change by a few percent over some hundred metres.
    slope: 0.003,
    // Tyres warm by 30 K in a quarter of an hour, which changes their radius by a few 1e-4.
    wheelScale: 1e-5,
    // Consumer MEMS gyroscopes: bias instability of some 10°/h, temperature drift of 0.05 °/s per K.
    gyroBias: 2e-5,
    yawRateBias: 2e-5,
    // Also stands for the road's cross slope, which the driver steers against.
    steeringOffset: 1e-4,
    // Also stands for the body's slow pitch.
    accelerationBias: 0.01,
    gnssLatency: 1e-4,
    // Single-frequency code errors (ionosphere, orbits, multipath of a moving car) stay alike for minutes:
    // Olynik et al. 2002, "Temporal variability of GPS error sources and their effect on relative positioning".
    gnssBiasDecay: 600,
  },
  prior: {
    speed: 30,
    yawRate: 0.5,
    acceleration: 3,
    slope: 0.05,
    // Wear (8 mm of 340), pressure and load change a tyre's rolling radius by up to 2 %.
    wheelScale: 0.015,
    // ±1 °/s zero-rate level after the maker's calibration.
    gyroBias: 0.01,
    yawRateBias: 0.02,
    // 2.5° at the steering wheel.
    steeringOffset: 0.003,
    // A mounting pitched by 5° sees 0.85 m/s² of gravity.
    accelerationBias: 0.85,
    // A 10 Hz receiver computes and sends for up to one interval, and what it sends is up to one interval old.
    gnssLatency: { mean: 0.1, standardDeviation: 0.1 },
    gnssVelocityLatency: { mean: 0.1, standardDeviation: 0.1 },
    gnssBiasHorizontal: UBLOX_POSITION_SIGMA,
    gnssBiasVertical: 1.5 * UBLOX_POSITION_SIGMA,
  },
  sensors: {
    // Tooth pitch and quantisation make neighbouring samples alike for a few periods.
    wheelSpeed: { standardDeviation: 0.03, correlationTime: 0.05 },
    // The bicycle at this angle is off by tyre transients, play and cross slope; 3 mrad are 3° at the steering wheel.
    steering: { standardDeviation: 0.003, correlationTime: 1 },
    // 0.25 °/s resolution on the bus and the filter in front of it.
    yawRate: { standardDeviation: 0.004, correlationTime: 0.1 },
    gyro: { standardDeviation: 0.003, correlationTime: 0.02 },
    // Vibration of a windscreen mounting and the body's pitch under the suspension.
    accelerometer: { standardDeviation: 0.6, correlationTime: 0.05 },
    // Tracking noise, and 10 ms of jitter in a stamp at 20 m/s.
    gnssHorizontal: 0.3,
    gnssVertical: 0.5,
    gnssSpeed: UBLOX_SPEED_HALF / HALF_IN_SIGMAS,
    gnssCourse: UBLOX_COURSE_HALF / HALF_IN_SIGMAS,
    standstillSpeed: { standardDeviation: 0.01, correlationTime: 0.5 },
    standstillYawRate: { standardDeviation: 5e-4, correlationTime: 0.5 },
    standstillAcceleration: { standardDeviation: 0.05, correlationTime: 0.5 },
  },
  // 6.6 times the expected size of three rows: chi-square tail 1e-6.
  gate: 30,
  recoverAfter: 3,
}

/**
 * Understeer gradient of a passenger car at the front wheels, s²/m²: characteristic speed of 22 m/s, in the middle of
 * the 18 to 28 m/s that Mitschke and Wallentowitz 2014 ("Dynamik der Kraftfahrzeuge") give for production cars.
 */
const PASSENGER_CAR_UNDERSTEER = 1 / 22 ** 2

/** The vehicle's geometry; `gnss` and `imu` among its mountings, at the ego origin when they are not named. */
export function egoConfigFromVehicle(vehicle: Pick<VehicleTable, 'geometry' | 'mountings'>): EgoConfig {
  return {
    ...DEFAULT_EGO_NOISE,
    geometry: {
      wheelbase: vehicle.geometry.wheelbase,
      understeer: PASSENGER_CAR_UNDERSTEER,
      antenna: vehicle.mountings['gnss']?.position ?? [0, 0, 0],
      imu: vehicle.mountings['imu']?.position ?? [0, 0, 0],
    },
  }
}
