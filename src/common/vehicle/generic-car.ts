import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import { GENERIC_CAR_MOUNTINGS } from './generic-car-mountings.ts'
import type { SignalSum, VehicleTable } from './vehicle-table.ts'

const MS_PER_KMH = 1 / 3.6
const PROTECTED = ['WHEEL_SPEEDS', 'STEERING', 'MOTION', 'DRIVER', 'COMMAND']

/** The bus of the simulated car. Every message ends with a 4-bit counter's spare bits and a CRC-8 (see checksum.ts). */
const GENERIC_CAR_DBC = `VERSION ""

BU_: CAR STACK

BO_ 256 WHEEL_SPEEDS: 8 CAR
 SG_ FRONT_LEFT : 0|13@1+ (0.05,-40) [-40|369.55] "km/h" STACK
 SG_ FRONT_RIGHT : 13|13@1+ (0.05,-40) [-40|369.55] "km/h" STACK
 SG_ REAR_LEFT : 26|13@1+ (0.05,-40) [-40|369.55] "km/h" STACK
 SG_ REAR_RIGHT : 39|13@1+ (0.05,-40) [-40|369.55] "km/h" STACK
 SG_ COUNTER : 52|4@1+ (1,0) [0|15] "" STACK
 SG_ CHECKSUM : 56|8@1+ (1,0) [0|255] "" STACK

BO_ 257 STEERING: 6 CAR
 SG_ WHEEL_ANGLE : 0|16@1- (0.05,0) [-1638.4|1638.35] "deg" STACK
 SG_ WHEEL_RATE : 16|16@1- (0.1,0) [-3276.8|3276.7] "deg/s" STACK
 SG_ COUNTER : 32|4@1+ (1,0) [0|15] "" STACK
 SG_ CHECKSUM : 40|8@1+ (1,0) [0|255] "" STACK

BO_ 258 MOTION: 8 CAR
 SG_ YAW_RATE : 0|16@1- (0.01,0) [-327.68|327.67] "deg/s" STACK
 SG_ ACCELERATION_X : 16|16@1- (0.001,0) [-32.768|32.767] "m/s^2" STACK
 SG_ ACCELERATION_Y : 32|16@1- (0.001,0) [-32.768|32.767] "m/s^2" STACK
 SG_ COUNTER : 48|4@1+ (1,0) [0|15] "" STACK
 SG_ CHECKSUM : 56|8@1+ (1,0) [0|255] "" STACK

BO_ 259 DRIVER: 4 CAR
 SG_ ACCELERATOR : 0|8@1+ (0.5,0) [0|100] "%" STACK
 SG_ BRAKE : 8|8@1+ (0.5,0) [0|100] "%" STACK
 SG_ GEAR : 16|2@1+ (1,0) [0|3] "" STACK
 SG_ TURN_SIGNAL : 18|2@1+ (1,0) [0|3] "" STACK
 SG_ COUNTER : 20|4@1+ (1,0) [0|15] "" STACK
 SG_ CHECKSUM : 24|8@1+ (1,0) [0|255] "" STACK

BO_ 512 COMMAND: 8 STACK
 SG_ FRONT_WHEEL_ANGLE : 0|16@1- (0.0001,0) [-3.2768|3.2767] "rad" CAR
 SG_ ACCELERATION : 16|16@1- (0.001,0) [-32.768|32.767] "m/s^2" CAR
 SG_ MODE : 32|3@1+ (1,0) [0|7] "" CAR
 SG_ GEAR : 35|2@1+ (1,0) [0|3] "" CAR
 SG_ TURN_SIGNAL : 37|2@1+ (1,0) [0|3] "" CAR
 SG_ COUNTER : 48|4@1+ (1,0) [0|15] "" CAR
 SG_ CHECKSUM : 56|8@1+ (1,0) [0|255] "" CAR

VAL_ 259 GEAR 0 "park" 1 "reverse" 2 "neutral" 3 "drive" ;
VAL_ 259 TURN_SIGNAL 0 "off" 1 "left" 2 "right" 3 "hazard" ;
VAL_ 512 MODE 0 "standby" 1 "drive" 2 "degraded" 3 "minimal-risk" 4 "emergency" ;
VAL_ 512 GEAR 0 "park" 1 "reverse" 2 "neutral" 3 "drive" ;
VAL_ 512 TURN_SIGNAL 0 "off" 1 "left" 2 "right" 3 "hazard" ;
`

/** The simulated car: a mid-size estate with a bus and sensors all around. */
export const GENERIC_CAR: VehicleTable = {
  name: 'generic-car',
  geometry: {
    wheelbase: 2.8,
    trackWidth: 1.58,
    length: 4.7,
    width: 1.84,
    height: 1.5,
    rearAxleToFront: 3.7,
    steeringRatio: 15,
  },
  limits: { frontWheelAngle: 0.55, frontWheelAngleRate: 0.5, braking: 8 },
  mountings: GENERIC_CAR_MOUNTINGS,
  buses: { '0': GENERIC_CAR_DBC },
  protections: PROTECTED.map((message) => ({ bus: '0', message, checksum: 'sae-j1850', counter: 'COUNTER' })),
  signals: [
    {
      bus: '0',
      message: 'WHEEL_SPEEDS',
      observation: 'wheel-speeds',
      fields: {
        frontLeft: wheelSpeed('FRONT_LEFT'),
        frontRight: wheelSpeed('FRONT_RIGHT'),
        rearLeft: wheelSpeed('REAR_LEFT'),
        rearRight: wheelSpeed('REAR_RIGHT'),
      },
    },
    {
      bus: '0',
      message: 'STEERING',
      observation: 'steering',
      fields: {
        steeringWheelAngle: { signals: [{ name: 'WHEEL_ANGLE', factor: RADIANS_PER_DEGREE }], range: [-9, 9] },
        steeringWheelRate: { signals: [{ name: 'WHEEL_RATE', factor: RADIANS_PER_DEGREE }], range: [-36, 36] },
      },
    },
    {
      bus: '0',
      message: 'MOTION',
      observation: 'yaw-rate',
      fields: { yawRate: { signals: [{ name: 'YAW_RATE', factor: RADIANS_PER_DEGREE }], range: [-2, 2] } },
    },
  ],
  canRadars: [],
  states: ['ACCELERATOR', 'BRAKE', 'GEAR', 'TURN_SIGNAL'].map((signal) => ({
    name: signal.toLowerCase().replace('_', '-'),
    bus: '0',
    message: 'DRIVER',
    signal,
  })),
  commands: [
    {
      bus: '0',
      message: 'COMMAND',
      signals: [
        { name: 'FRONT_WHEEL_ANGLE', quantity: 'frontWheelAngle', factor: 1 },
        { name: 'ACCELERATION', quantity: 'acceleration', factor: 1 },
        {
          name: 'MODE',
          choice: 'mode',
          codes: { standby: 0, drive: 1, degraded: 2, 'minimal-risk': 3, emergency: 4 },
        },
        { name: 'GEAR', choice: 'gear', codes: { park: 0, reverse: 1, neutral: 2, drive: 3 } },
        { name: 'TURN_SIGNAL', choice: 'turnSignal', codes: { off: 0, left: 1, right: 2, hazard: 3 } },
      ],
    },
  ],
  // Assumed, 50 ms in all (docs/design.md §7).
  latency: { sensor: 0.01, perceive: 0.005, fuse: 0.005, plan: 0.01, control: 0.005, actuator: 0.015 },
}

function wheelSpeed(name: string): SignalSum {
  return { signals: [{ name, factor: MS_PER_KMH }], range: [-11, 80] }
}
