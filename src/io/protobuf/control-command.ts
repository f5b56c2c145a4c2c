import { COMMAND_MODES, type ControlCommand, GEARS, LIMITS, TURN_SIGNALS } from '../../core/command.ts'
import { type Malformed, malformed } from './malformed.ts'
import { axdrive } from './runtime.ts'

/** The bytes that leave the stack and that the hash of a replay covers; fields in ascending tag order. */
export function encodeCommand(command: ControlCommand): Uint8Array {
  return axdrive.v1.ControlCommand.encode({
    stamp: command.stamp,
    sequence: command.sequence,
    validUntil: command.validUntil,
    mode: COMMAND_MODES.indexOf(command.mode),
    reason: command.reason,
    frontWheelAngle: command.frontWheelAngle,
    frontWheelAngleRate: command.frontWheelAngleRate,
    curvature: command.curvature,
    acceleration: command.acceleration,
    gear: GEARS.indexOf(command.gear),
    turnSignal: TURN_SIGNALS.indexOf(command.turnSignal),
    limits: command.limits.map((limit) => LIMITS.indexOf(limit)),
    newest: [...command.newest],
  }).finish()
}

export function decodeCommand(bytes: Uint8Array): ControlCommand | Malformed {
  try {
    return command(axdrive.v1.ControlCommand.decode(bytes))
  } catch (error) {
    return malformed(error instanceof Error ? error.message : String(error))
  }
}

function command(from: axdrive.v1.ControlCommand): ControlCommand {
  return {
    stamp: from.stamp,
    sequence: from.sequence,
    validUntil: from.validUntil,
    mode: member(COMMAND_MODES, from.mode, 'mode'),
    reason: from.reason,
    frontWheelAngle: from.frontWheelAngle,
    frontWheelAngleRate: from.frontWheelAngleRate,
    curvature: from.curvature,
    acceleration: from.acceleration,
    gear: member(GEARS, from.gear, 'gear'),
    turnSignal: member(TURN_SIGNALS, from.turnSignal, 'turn signal'),
    limits: from.limits.map((limit) => member(LIMITS, limit, 'limit')),
    newest: from.newest.map(({ sensor, stamp }) => ({ sensor: sensor ?? '', stamp: stamp ?? 0 })),
  }
}

/** A command of which a part is not understood must not be followed. */
function member<Name extends string>(names: readonly Name[], index: number, what: string): Name {
  const name = names[index]
  if (name === undefined) throw new Error(`expected a ${what} of 0 to ${names.length - 1}, found ${index}`)
  return name
}
