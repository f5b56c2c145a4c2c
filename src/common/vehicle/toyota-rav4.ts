import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import { TOYOTA_RADAR_SLOTS, TOYOTA_RAV4_CAR_DBC, TOYOTA_RAV4_RADAR_DBC } from './toyota-rav4-dbc.ts'
import type { SignalSum, VehicleTable } from './vehicle-table.ts'

const MS_PER_KMH = 1 / 3.6

/** Toyota RAV4 (XA40, 2017), the car of comma2k19: bus 0 is the car's, bus 1 the radar's. */
export const TOYOTA_RAV4: VehicleTable = {
  name: 'toyota-rav4',
  geometry: {
    // Makers' data for the 2013-2018 model: wheelbase 104.7 in, track 61.4 in, width 72.6 in; length and height of 2016 on.
    wheelbase: 2.66,
    trackWidth: 1.56,
    length: 4.605,
    width: 1.845,
    height: 1.675,
    // Wheelbase + front overhang; the overhangs share length - wheelbase about 47 : 53 (side view drawing).
    rearAxleToFront: 3.575,
    // opendbc, car/toyota/values.py, TOYOTA_RAV4: fitted there on many drives (the rack's own is below 15).
    steeringRatio: 16.88,
  },
  limits: {
    // Lock at 1.34 turns of the steering wheel (2.68 turns lock to lock) over the ratio.
    frontWheelAngle: (1.34 * 2 * Math.PI) / 16.88,
    // Assumed: 390 °/s at the steering wheel.
    frontWheelAngleRate: 0.4,
    braking: 8,
  },
  mountings: {
    'radar/front': {
      position: [3.5, 0, 0.5],
      yaw: 0,
      pitch: 0,
      roll: 0,
      // Assumed, of a 77 GHz long-range radar; the recorded targets lie within ±20° and 182 m.
      fieldOfView: { azimuth: 20 * RADIANS_PER_DEGREE, elevation: 4 * RADIANS_PER_DEGREE, range: 185 },
    },
    // One device behind the windscreen holds camera, IMU and GNSS antenna: 1.5 m behind the radar and 1.22 m high
    // (openpilot's constants). Its tilt differs from drive to drive; this is the one of the recorded segment.
    camera: { position: [2, 0, 1.22], ...deviceTilt() },
    imu: { position: [2, 0, 1.22], ...deviceTilt() },
    gnss: { position: [2, 0, 1.22], yaw: 0, pitch: 0, roll: 0 },
  },
  buses: { '0': TOYOTA_RAV4_CAR_DBC, '1': TOYOTA_RAV4_RADAR_DBC },
  protections: [
    ...['KINEMATICS', 'STEER_ANGLE_SENSOR', 'SPEED', 'PCM_CRUISE', 'STEER_TORQUE_SENSOR', 'ACC_CONTROL'].map(
      (message) => ({ bus: '0', message, checksum: 'toyota' as const }),
    ),
    { bus: '0', message: 'STEERING_LKA', checksum: 'toyota', counter: 'COUNTER' },
    ...TOYOTA_RADAR_SLOTS.map((message) => ({ bus: '1', message, checksum: 'toyota' as const })),
  ],
  signals: [
    {
      bus: '0',
      message: 'WHEEL_SPEEDS',
      observation: 'wheel-speeds',
      fields: {
        frontLeft: wheelSpeed('WHEEL_SPEED_FL'),
        frontRight: wheelSpeed('WHEEL_SPEED_FR'),
        rearLeft: wheelSpeed('WHEEL_SPEED_RL'),
        rearRight: wheelSpeed('WHEEL_SPEED_RR'),
      },
      faults: ['WHEEL_SPEED_FL_FAULT', 'WHEEL_SPEED_FR_FAULT', 'WHEEL_SPEED_RL_FAULT', 'WHEEL_SPEED_RR_FAULT'],
    },
    {
      bus: '0',
      message: 'STEER_ANGLE_SENSOR',
      observation: 'steering',
      fields: {
        steeringWheelAngle: {
          signals: [
            { name: 'STEER_ANGLE', factor: RADIANS_PER_DEGREE },
            { name: 'STEER_FRACTION', factor: RADIANS_PER_DEGREE },
          ],
          range: [-9, 9],
        },
        steeringWheelRate: { signals: [{ name: 'STEER_RATE', factor: RADIANS_PER_DEGREE }], range: [-36, 36] },
      },
    },
    {
      bus: '0',
      message: 'KINEMATICS',
      observation: 'yaw-rate',
      // Left positive: on the recorded drive it follows the phone's gyro with slope 1.04 and an offset of -0.44 °/s.
      fields: { yawRate: { signals: [{ name: 'YAW_RATE', factor: RADIANS_PER_DEGREE }], range: [-2, 2] } },
    },
  ],
  canRadars: [
    {
      name: 'front',
      bus: '1',
      messages: TOYOTA_RADAR_SLOTS,
      cycle: 'COUNTER',
      longitudinal: { signals: [{ name: 'LONG_DIST', factor: 1 }], range: [0, 328] },
      // The radar counts to the right.
      lateral: { signals: [{ name: 'LAT_DIST', factor: -1 }], range: [-41, 41] },
      // Along the line of sight: on the recorded drive standing targets' speed falls with the cosine of their azimuth.
      rangeRate: { signals: [{ name: 'REL_SPEED', factor: 1 }], range: [-52, 52] },
      valid: 'VALID',
      newTrack: 'NEW_TRACK',
      // No data sheet is public; one of its class says ±0.4 m, ±0.1°, ±0.1 km/h (Continental ARS 408-21, two standard
      // deviations). The recorded targets jitter by 0.05 m, 0.03°, 0.035 m/s (second differences: no motion enters).
      standardDeviation: { range: 0.1, azimuth: 0.05 * RADIANS_PER_DEGREE, rangeRate: 0.035 },
      objectClass: 'unknown',
    },
  ],
  states: [
    { name: 'accelerator-released', bus: '0', message: 'PCM_CRUISE', signal: 'GAS_RELEASED' },
    { name: 'brake-pressed', bus: '0', message: 'BRAKE_MODULE', signal: 'BRAKE_PRESSED' },
    { name: 'gear', bus: '0', message: 'GEAR_PACKET', signal: 'GEAR' },
    { name: 'turn-signals', bus: '0', message: 'BLINKERS_STATE', signal: 'TURN_SIGNALS' },
  ],
  // STEERING_LKA takes a torque, which needs a controller of its own on the car; the table sends acceleration alone.
  commands: [
    {
      bus: '0',
      message: 'ACC_CONTROL',
      signals: [
        { name: 'ACCEL_CMD', quantity: 'acceleration', factor: 1 },
        { name: 'ACC_TYPE', value: 1 },
        { name: 'PERMIT_BRAKING', value: 1 },
      ],
    },
  ],
  // Assumed, 50 ms in all (docs/design.md §7).
  latency: { sensor: 0.01, perceive: 0.005, fuse: 0.005, plan: 0.01, control: 0.005, actuator: 0.015 },
}

function wheelSpeed(name: string): SignalSum {
  // Raw 0, -18.8 m/s, is what a sensor sends that has nothing.
  return { signals: [{ name, factor: MS_PER_KMH }], range: [-15, 70] }
}

/** The mean velocity in camera axes is (16.835 forward, 0.241 right, -1.114 down) m/s: the device looks down and left. */
function deviceTilt(): { yaw: number; pitch: number; roll: number } {
  return { yaw: Math.atan2(0.241, 16.835), pitch: Math.atan2(1.114, 16.835), roll: 0 }
}
