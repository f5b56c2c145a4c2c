import { InputError } from '../../core/errors.ts'
import { type CompiledDatabase, compileDatabase } from '../dbc/codec.ts'
import { parseDbc } from '../dbc/parse.ts'
import { writeChecksum } from './checksum.ts'
import type { VehicleTable } from './vehicle-table.ts'

export interface EncodedFrame {
  /** Bit 31 set for extended ids. */
  readonly id: number
  readonly data: Uint8Array
}

/** Makes frames of one bus of a vehicle table from physical values, with the counters and checksums the table asks for. */
export class FrameEncoder {
  readonly #vehicle: VehicleTable
  readonly #bus: string
  readonly #database: CompiledDatabase
  readonly #counters = new Map<string, number>()

  /** Throws InputError when the table has no such bus. */
  constructor(vehicle: VehicleTable, bus: string) {
    const text = vehicle.buses[bus]
    if (text === undefined)
      throw new InputError(`expected a bus out of ${Object.keys(vehicle.buses)} of ${vehicle.name}; found '${bus}'`)
    this.#vehicle = vehicle
    this.#bus = bus
    this.#database = compileDatabase(parseDbc(text, `${vehicle.name}/${bus}`))
  }

  /** Values by signal name, physical units of the DBC; signals that are not named are sent as raw 0. */
  encode(name: string, values: Readonly<Record<string, number>>): EncodedFrame {
    const message = this.#database.byName(name)
    if (message === undefined)
      throw new InputError(`expected a message of bus ${this.#bus} of ${this.#vehicle.name}; found '${name}'`)
    const physical = message.values.fill(Number.NaN)
    for (const [signal, value] of Object.entries(values)) physical[message.signalIndex(signal)] = value
    const protection = this.#vehicle.protections.find((entry) => entry.bus === this.#bus && entry.message === name)
    if (protection?.counter !== undefined) {
      const index = message.signalIndex(protection.counter)
      const counter = this.#counters.get(name) ?? 0
      physical[index] = counter
      this.#counters.set(name, (counter + 1) % 2 ** message.message.signals[index]!.length)
    }
    const data = new Uint8Array(message.length)
    message.encode(physical, data, 0)
    if (protection?.checksum !== undefined) writeChecksum(protection.checksum, message.id, data, 0, message.length)
    return { id: message.id, data }
  }
}
