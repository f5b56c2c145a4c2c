import type { ControlCommand } from '../../core/command.ts'
import type { EncodedFrame, FrameEncoder } from './frame-encoder.ts'
import type { CommandSignal, VehicleTable } from './vehicle-table.ts'

/** The frames that take one command to the car's actuators, as the vehicle table says, on the encoder's bus. */
export function commandFrames(
  vehicle: VehicleTable,
  bus: string,
  encoder: FrameEncoder,
  command: ControlCommand,
): EncodedFrame[] {
  return vehicle.commands
    .filter((entry) => entry.bus === bus)
    .map(({ message, signals }) => {
      const values = Object.fromEntries(signals.map((signal) => [signal.name, signalValue(signal, command)]))
      return encoder.encode(message, values)
    })
}

function signalValue(signal: CommandSignal, command: ControlCommand): number {
  if ('quantity' in signal) return command[signal.quantity] * signal.factor
  // A word without a code is sent as 0, the value of signals that are not named.
  if ('choice' in signal) return signal.codes[command[signal.choice]] ?? 0
  return signal.value
}
