import { type CompiledDatabase, type CompiledMessage, compileDatabase } from '../../common/dbc/codec.ts'
import { parseDbc } from '../../common/dbc/parse.ts'
import { hasChecksum } from '../../common/vehicle/checksum.ts'
import type { CanCommand, MessageProtection, VehicleTable } from '../../common/vehicle/vehicle-table.ts'
import { COMMAND_MODES, type CommandMode, GEARS, type Gear, TURN_SIGNALS, type TurnSignal } from '../../core/command.ts'
import { InputError } from '../../core/errors.ts'

/** What the car understood of the stack's last frame. */
export interface ReceivedCommand {
  /** s on the simulation's clock, when the frame came. */
  readonly time: number
  /** rad at the front wheels. */
  readonly frontWheelAngle: number
  /** m/s² */
  readonly acceleration: number
  readonly mode: CommandMode
  readonly gear: Gear
  readonly turnSignal: TurnSignal
}

/** Frames of the command message by their fate. */
export interface ReceiverCounts {
  accepted: number
  wrongChecksum: number
  wrongCounter: number
  short: number
}

/** Largest step of the counter that still counts as frames lost on the way; AUTOSAR E2E profile 1, MaxDeltaCounter. */
const LARGEST_COUNTER_STEP = 3

/**
 * The car's end of the command bus: decodes the vehicle table's command message and believes only frames with the right
 * checksum and a counter that went on. A frame that is not believed changes nothing.
 */
export class CommandReceiver {
  readonly counts: ReceiverCounts = { accepted: 0, wrongChecksum: 0, wrongCounter: 0, short: 0 }
  /** null before the first good frame. */
  last: ReceivedCommand | null = null
  readonly #command: CanCommand
  readonly #message: CompiledMessage
  readonly #protection: MessageProtection | undefined
  readonly #counterIndex: number
  #counter = -1

  /** Throws InputError unless the car takes its whole command in one message, as a simulated car must. */
  constructor(vehicle: VehicleTable) {
    const [command, ...others] = vehicle.commands
    if (!command || others.length > 0) {
      throw new InputError(
        `expected one command message in the table of ${vehicle.name}; found ${vehicle.commands.length}`,
      )
    }
    this.#command = command
    this.#message = findMessage(compiledBus(vehicle, command.bus), command.message)
    this.#protection = vehicle.protections.find(
      ({ bus, message }) => bus === command.bus && message === command.message,
    )
    const { counter } = this.#protection ?? {}
    this.#counterIndex = counter === undefined ? -1 : this.#message.signalIndex(counter)
  }

  /** Takes a frame that came at `time`, s; frames with other ids are not for this receiver. */
  receive(id: number, data: Uint8Array, time: number): void {
    const message = this.#message
    if (id !== message.id) return
    if (data.length < message.length) {
      this.counts.short++
      return
    }
    const rule = this.#protection?.checksum
    if (rule !== undefined && !hasChecksum(rule, id, data, 0, message.length)) {
      this.counts.wrongChecksum++
      return
    }
    message.decode(data, 0, data.length, message.values)
    if (!this.#wentOn()) {
      this.counts.wrongCounter++
      return
    }
    this.counts.accepted++
    this.last = this.#read(time)
  }

  /** A counter that stands still or jumps is refused once; counting goes on from it, so that a restarted sender is heard. */
  #wentOn(): boolean {
    if (this.#counterIndex < 0) return true
    const counter = this.#message.values[this.#counterIndex]!
    const modulus = 2 ** this.#message.message.signals[this.#counterIndex]!.length
    const step = this.#counter < 0 ? 1 : (counter - this.#counter + modulus) % modulus
    this.#counter = counter
    return step >= 1 && step <= LARGEST_COUNTER_STEP
  }

  #read(time: number): ReceivedCommand {
    const quantities = { frontWheelAngle: 0, acceleration: 0 }
    const choices: Record<'mode' | 'gear' | 'turnSignal', string> = {
      mode: 'standby',
      gear: 'drive',
      turnSignal: 'off',
    }
    for (const signal of this.#command.signals) {
      const value = this.#message.values[this.#message.signalIndex(signal.name)]!
      if ('quantity' in signal) quantities[signal.quantity] = value / signal.factor
      if ('choice' in signal) {
        choices[signal.choice] = Object.keys(signal.codes).find((word) => signal.codes[word] === value) ?? ''
      }
    }
    return {
      time,
      ...quantities,
      mode: COMMAND_MODES.find((mode) => mode === choices.mode) ?? 'standby',
      gear: GEARS.find((gear) => gear === choices.gear) ?? 'neutral',
      turnSignal: TURN_SIGNALS.find((turn) => turn === choices.turnSignal) ?? 'off',
    }
  }
}

function compiledBus(vehicle: VehicleTable, bus: string): CompiledDatabase {
  return compileDatabase(parseDbc(vehicle.buses[bus] ?? '', `${vehicle.name}/${bus}`))
}

function findMessage(database: CompiledDatabase, name: string): CompiledMessage {
  const message = database.byName(name)
  if (message) return message
  throw new InputError(`expected a message ${name} in ${database.database.file}, as the vehicle table says; found none`)
}
