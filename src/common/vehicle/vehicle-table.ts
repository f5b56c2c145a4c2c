import type { ObjectClass } from '../../core/messages.ts'

/** A vehicle is data: this table is all that the stack knows of one car. A team adds theirs in one file. */
export interface VehicleTable {
  readonly name: string
  readonly geometry: VehicleGeometry
  readonly limits: ActuatorLimits
  /** Where each sensor sits; rotation is intrinsic yaw, pitch, roll of the sensor frame in the ego frame. */
  readonly mountings: Readonly<Record<string, Mounting>>
  /** Text of the DBC of each bus, by bus name. */
  readonly buses: Readonly<Record<string, string>>
  readonly signals: readonly CanSignalGroup[]
  readonly canRadars: readonly CanRadar[]
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
  /** rad */
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
  /** Half opening angles of the field of view, rad, and reach, m. */
  readonly fieldOfView?: { readonly azimuth: number; readonly elevation: number; readonly range: number }
}

/** One physical value out of CAN signals: Σ factorᵢ · signalᵢ + offset, in SI. */
export interface SignalSum {
  readonly signals: readonly { readonly name: string; readonly factor: number }[]
  readonly offset?: number
}

/** A CAN message that carries one observation of the car itself. */
export interface CanSignalGroup {
  readonly bus: string
  readonly message: string
  readonly observation: 'wheel-speeds' | 'steering' | 'yaw-rate'
  /** By field of the observation, e.g. `frontLeft`. */
  readonly fields: Readonly<Record<string, SignalSum>>
  readonly checksum?: 'toyota'
}

/** A radar whose targets are CAN messages, one slot each. */
export interface CanRadar {
  readonly name: string
  readonly bus: string
  /** One message a slot, in slot order. */
  readonly messages: readonly string[]
  /** m, in the sensor frame. */
  readonly longitudinal: SignalSum
  readonly lateral: SignalSum
  /** m/s along x, positive when opening. */
  readonly relativeSpeed: SignalSum
  /** The slot holds a target where this signal is not 0. */
  readonly valid: string
  readonly newTrack?: string
  readonly standardDeviation: { readonly range: number; readonly azimuth: number; readonly rangeRate: number }
  readonly objectClass: ObjectClass
}
