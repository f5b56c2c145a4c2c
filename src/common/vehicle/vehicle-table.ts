import type { Lens } from '../../core/lens.ts'
import type { ObjectClass } from '../../core/messages.ts'
import type { ChecksumRule } from './checksum.ts'

/** A vehicle is data: this table is all that the stack knows of one car. A team adds theirs in one file. */
export interface VehicleTable {
  readonly name: string
  readonly geometry: VehicleGeometry
  readonly limits: ActuatorLimits
  /** Where each sensor sits, by its name in observations (`radar/front`); yaw, pitch, roll of its frame in the ego frame. */
  readonly mountings: Readonly<Record<string, Mounting>>
  /**
   * Lidars and radars that send datagrams, by their name in observations. Their mounting is of the maker's own frame:
   * Velodyne x forward, y left; Hesai x right, y forward, so that one that looks ahead is mounted with a yaw of -90°.
   */
  readonly packetSensors?: Readonly<Record<string, PacketSensor>>
  /** Inner calibrations by the camera's name in observations, for cameras that do not tell theirs. */
  readonly lenses?: Readonly<Record<string, Lens>>
  /** Text of the DBC of each bus, by bus name. Frames of buses that are not named here are never decoded. */
  readonly buses: Readonly<Record<string, string>>
  /** How messages prove themselves intact and fresh; a message that is not listed is taken as it is. */
  readonly protections: readonly MessageProtection[]
  readonly signals: readonly CanSignalGroup[]
  readonly canRadars: readonly CanRadar[]
  /** What the driver and the gearbox do, for the log and for people; the pipeline reads none of it. */
  readonly states: readonly CanState[]
  /** Messages that take the stack's command, sent together once a command. */
  readonly commands: readonly CanCommand[]
  /** Modelled latency from sensor to actuator by stage, s; used by `--latency model`. */
  readonly latency: Readonly<Record<string, number>>
}

export interface VehicleGeometry {
  /** m, between the axles. */
  readonly wheelbase: number
  /** m, between the wheels of an axle. */
  readonly trackWidth: number
  readonly length: number
  readonly width: number
  readonly height: number
  /** m, from the rear axle to the front bumper. */
  readonly rearAxleToFront: number
  /** Steering wheel angle over front wheel angle. */
  readonly steeringRatio: number
}

export interface ActuatorLimits {
  /** rad at the front wheels. */
  readonly frontWheelAngle: number
  /** rad/s */
  readonly frontWheelAngleRate: number
  /** m/s², the most the car can brake, positive. */
  readonly braking: number
}

export interface Mounting {
  /** Sensor origin in the ego frame, m. */
  readonly position: readonly [number, number, number]
  /** rad; right-handed about z, y, x: yaw left, pitch nose down, roll right side down are positive. */
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
  /** Half opening angles of the field of view, rad, and reach, m. */
  readonly fieldOfView?: { readonly azimuth: number; readonly elevation: number; readonly range: number }
}

export interface PacketSensor {
  /** As `lidar decode` and `radar decode` name it: `xt32`, `vlp16`, …; `ars548`. */
  readonly model: string
  /** Text of the lidar's own calibration file; the maker's design angles where it is left out. */
  readonly calibration?: string
  /** UDP port that it sends to. */
  readonly port: number
  /** This computer's address to listen on; the loopback where it is left out. */
  readonly address?: string
  /** Multicast group to join. */
  readonly group?: string
}

export interface MessageProtection {
  readonly bus: string
  readonly message: string
  /** Over the message's DBC length; the last byte holds it. */
  readonly checksum?: ChecksumRule
  /** Signal that counts up by one a frame and wraps at its length. The same value again is the same frame again. */
  readonly counter?: string
}

/** One physical value out of the signals of one message: Σ factorᵢ · signalᵢ + offset, in SI. */
export interface SignalSum {
  readonly signals: readonly { readonly name: string; readonly factor: number }[]
  readonly offset?: number
  /** What the car can do at all, in SI: anything outside is a fault of sensor or bus. */
  readonly range: readonly [number, number]
}

/** A CAN message that carries one observation of the car itself. */
export type CanSignalGroup = WheelSpeedGroup | SteeringGroup | YawRateGroup

interface CanSignalGroupBase {
  readonly bus: string
  readonly message: string
  /** Signals that say, when not 0, that the message's values are invalid. */
  readonly faults?: readonly string[]
}

export interface WheelSpeedGroup extends CanSignalGroupBase {
  readonly observation: 'wheel-speeds'
  /** m/s */
  readonly fields: Readonly<Record<'frontLeft' | 'frontRight' | 'rearLeft' | 'rearRight', SignalSum>>
}

export interface SteeringGroup extends CanSignalGroupBase {
  readonly observation: 'steering'
  /** At the steering wheel, left positive: rad, rad/s. Divided by the steering ratio after decoding. */
  readonly fields: { readonly steeringWheelAngle: SignalSum; readonly steeringWheelRate?: SignalSum }
}

export interface YawRateGroup extends CanSignalGroupBase {
  readonly observation: 'yaw-rate'
  /** rad/s, left positive. */
  readonly fields: { readonly yawRate: SignalSum }
}

/** A radar whose targets are CAN messages, one slot each. */
export interface CanRadar {
  readonly name: string
  readonly bus: string
  /** One message a slot, in slot order, all laid out alike. */
  readonly messages: readonly string[]
  /** Signal that all slots of one cycle share and that changes from cycle to cycle. */
  readonly cycle: string
  /** m, in the sensor frame, x and y. */
  readonly longitudinal: SignalSum
  readonly lateral: SignalSum
  /** m/s, along the line of sight, positive when opening. */
  readonly rangeRate: SignalSum
  /** The slot holds a target where this signal is not 0. */
  readonly valid: string
  readonly newTrack?: string
  readonly standardDeviation: { readonly range: number; readonly azimuth: number; readonly rangeRate: number }
  readonly objectClass: ObjectClass
}

/** One signal in words of the car: pedals, gear, lights. */
export interface CanState {
  readonly name: string
  readonly bus: string
  readonly message: string
  readonly signal: string
}

/** A message that takes (a part of) the stack's command. Signals that are not named are sent as 0. */
export interface CanCommand {
  readonly bus: string
  readonly message: string
  readonly signals: readonly CommandSignal[]
}

/** signal = factor · quantity (SI); or one fixed value; or a code by word. */
export type CommandSignal =
  | { readonly name: string; readonly quantity: 'frontWheelAngle' | 'acceleration'; readonly factor: number }
  | { readonly name: string; readonly value: number }
  | {
      readonly name: string
      readonly choice: 'gear' | 'turnSignal' | 'mode'
      readonly codes: Readonly<Record<string, number>>
    }
