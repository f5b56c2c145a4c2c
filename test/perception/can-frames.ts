import { type CompiledDatabase, compileDatabase } from '../../src/common/dbc/codec.ts'
import { parseDbc } from '../../src/common/dbc/parse.ts'
import { writeChecksum } from '../../src/common/vehicle/checksum.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { CanFrames, Message } from '../../src/core/messages.ts'

/** Makes CAN messages by hand: signal values by name, the rest 0, checksum as the vehicle table says. */
export interface FrameMaker {
  frame(bus: string, name: string, values: Readonly<Record<string, number>>): HandMadeFrame
  message(bus: string, frames: readonly HandMadeFrame[], stamp?: number): Message
}

export interface HandMadeFrame {
  readonly id: number
  readonly data: Uint8Array
}

export function frameMaker(vehicle: VehicleTable): FrameMaker {
  const databases = new Map<string, CompiledDatabase>(
    Object.entries(vehicle.buses).map(([bus, text]) => [bus, compileDatabase(parseDbc(text, bus))]),
  )
  let sequence = 0
  return {
    frame(bus, name, values) {
      const message = databases.get(bus)!.byName(name)!
      const physical = new Float64Array(message.signalNames.length).fill(Number.NaN)
      for (const [signal, value] of Object.entries(values)) physical[message.signalIndex(signal)] = value
      const data = new Uint8Array(message.length)
      message.encode(physical, data, 0)
      const rule = vehicle.protections.find((entry) => entry.bus === bus && entry.message === name)?.checksum
      if (rule !== undefined) writeChecksum(rule, message.id, data, 0, message.length)
      return { id: message.id, data }
    },
    message(bus, frames, stamp = 1000 * sequence) {
      const payload = canFrames(bus, frames)
      return { topic: `/can/${bus}`, stamp, arrival: stamp, sequence: sequence++, payload }
    },
  }
}

export function canFrames(bus: string, frames: readonly HandMadeFrame[]): CanFrames {
  const offsets = new Uint32Array(frames.length + 1)
  frames.forEach(({ data }, i) => {
    offsets[i + 1] = offsets[i]! + data.length
  })
  const data = new Uint8Array(offsets[frames.length]!)
  frames.forEach((frame, i) => {
    data.set(frame.data, offsets[i]!)
  })
  return { kind: 'can', bus, ids: Uint32Array.from(frames, ({ id }) => id), offsets, data, stamps: null }
}
