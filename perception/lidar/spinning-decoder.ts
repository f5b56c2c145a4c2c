import type { Stamp } from '../../src/core/time.ts'
import type { LidarCalibration } from './calibration.ts'
import {
  AZIMUTH_COSINE,
  AZIMUTH_SINE,
  AZIMUTH_STEPS,
  type ChannelTables,
  channelTables,
  MAXIMUM_STEP,
  MICRODEGREES_PER_TURN,
} from './channel-tables.ts'
import { DeviceClock } from './device-clock.ts'
import type { LidarModel } from './lidar-model.ts'
import { checkPacket } from './packet-check.ts'
import type { DecodeStatus, PacketDecoder } from './packet-decoder.ts'
import type { PointBuffer } from './point-buffer.ts'
import { TurnCounter } from './turn-counter.ts'

const NONE = -1

/**
 * Decoder of every spinning lidar in the table of models. A packet is blocks; a firing is one block a bank and return, with
 * one azimuth; each block holds the channels' distance and intensity.
 */
export class SpinningDecoder implements PacketDecoder {
  readonly model: LidarModel
  readonly pointsPerPacket: number
  openTurn = 0
  readonly #tables: ChannelTables
  readonly #clock: DeviceClock
  readonly #turns = new TurnCounter()
  readonly #slotTimes: readonly Float64Array[]
  /** Turn of each slot relative to its block's, near azimuth 0 and away from it. */
  readonly #turnShifts: Int8Array
  readonly #noShifts: Int8Array
  /** Of the packet being decoded. */
  #returns = 1
  #unit = 0
  #minimumRaw = 1
  #maximumRaw = 65535
  #separationRaw = 1
  /** Azimuth step between the newest two firings, 0.01°, for the last firing of a packet. */
  #step = 0
  #previousAzimuth = NONE
  #hasStarted = false

  /** @param originSeconds Unix seconds of stamp 0 */
  constructor(model: LidarModel, calibration: LidarCalibration, originSeconds: number) {
    this.model = model
    this.pointsPerPacket = model.blocks.count * model.blocks.channels
    this.#tables = channelTables(model, calibration)
    this.#clock = new DeviceClock(model.clock, originSeconds)
    this.#slotTimes = model.timing.slotTimes.map((times) => Float64Array.from(times))
    this.#turnShifts = new Int8Array(this.#tables.slots)
    this.#noShifts = new Int8Array(this.#tables.slots)
    if (model.distanceUnit.kind === 'fixed') this.#setUnit(model.distanceUnit.metres)
  }

  decode(payload: Uint8Array, stamp: Stamp, out: PointBuffer): DecodeStatus {
    const refusal = this.#check(payload)
    if (refusal !== 'ok') return refusal
    out.reserve(this.pointsPerPacket)
    const { blocks, timing } = this.model
    const banks = blocks.bankMarks?.length ?? 1
    const blocksPerFiring = banks * this.#returns
    const firings = Math.floor(blocks.count / blocksPerFiring)
    const packetStamp = this.#clock.stampOf(payload, stamp)
    for (let firing = 0; firing < firings; firing++) {
      const at = blocks.offset + firing * blocksPerFiring * blocks.stride
      const azimuth = u16(payload, at + blocks.azimuthOffset)
      const ahead = timing.reference === 'first' ? firing : firing - (firings - 1)
      const firingStamp = packetStamp + timing.base + ahead * timing.period
      const isLast = firing === firings - 1
      const next = isLast ? NONE : u16(payload, at + blocksPerFiring * blocks.stride + blocks.azimuthOffset)
      this.#appendFiring(payload, at, banks, azimuth, next, firingStamp, this.#patternOf(payload, firing), out)
    }
    return 'ok'
  }

  /** Refuses what this model did not send, before anything is kept of it. */
  #check(payload: Uint8Array): DecodeStatus {
    const { model } = this
    const status = checkPacket(model, payload)
    if (status !== 'ok') return status
    if (model.distanceUnit.kind === 'byte') this.#setUnit(payload[model.distanceUnit.offset]! / 1000)
    this.#returns = model.returnsByMode.get(payload[model.returnModeOffset]!)!
    return 'ok'
  }

  /** Range limits in units of the packet, so that the loop over returns compares integers. */
  #setUnit(metres: number): void {
    if (metres === this.#unit) return
    const { minimumRange, maximumRange, returnSeparation } = this.model
    this.#unit = metres
    // A limit that is a whole number of units must not move by one when the division rounds.
    this.#minimumRaw = Math.max(1, Math.ceil(minimumRange / metres - 1e-6))
    this.#maximumRaw = Math.floor(maximumRange / metres + 1e-6)
    this.#separationRaw = Math.max(1, Math.ceil(returnSeparation / metres - 1e-6))
  }

  #patternOf(payload: Uint8Array, firing: number): number {
    const { slotTimes, patternFlagOffset } = this.model.timing
    if (slotTimes.length === 1 || patternFlagOffset === null) return 0
    if (this.#returns === 1) return firing % slotTimes.length
    return (payload[patternFlagOffset]! & 1) === 1 ? 0 : 1
  }

  #appendFiring(
    payload: Uint8Array,
    at: number,
    banks: number,
    azimuth: number,
    next: number,
    firingStamp: number,
    pattern: number,
    out: PointBuffer,
  ): void {
    const { blocks } = this.model
    const step = this.#stepFrom(azimuth, next)
    const turn = this.#turns.advance(azimuth, firingStamp)
    const shifts = this.#shiftsAt(azimuth, step)
    this.#raiseOpenTurn(turn, azimuth)
    for (let bank = 0; bank < banks; bank++) {
      for (let nth = 0; nth < this.#returns; nth++) {
        const block = at + (bank * this.#returns + nth) * blocks.stride
        const firstSlot = this.#bankOf(payload, block) * blocks.channels
        this.#appendBlock(payload, block, nth, firstSlot, azimuth, step, turn, shifts, firingStamp, pattern, out)
      }
    }
  }

  /** How far the sensor turns until the next firing, 0.01°: 0 for models that are not interpolated. */
  #stepFrom(azimuth: number, next: number): number {
    if (!this.model.timing.azimuthFractions) return 0
    // The last firing of a packet turns as far as the one before it, be that in this packet or the one before.
    const from = next === NONE ? this.#previousAzimuth : azimuth
    const step = from === NONE ? 0 : (AZIMUTH_STEPS + (next === NONE ? azimuth : next) - from) % AZIMUTH_STEPS
    this.#previousAzimuth = azimuth
    if (step > 0 && step <= MAXIMUM_STEP) this.#step = step
    return this.#step
  }

  #shiftsAt(azimuth: number, step: number): Int8Array {
    const { margin, slots, offsetMicrodegrees, microdegreesPerStep } = this.#tables
    if (azimuth >= margin && azimuth < AZIMUTH_STEPS - margin) return this.#noShifts
    for (let slot = 0; slot < slots; slot++) {
      const corrected = azimuth * 1e4 + offsetMicrodegrees[slot]! + microdegreesPerStep[slot]! * step
      this.#turnShifts[slot] = Math.floor(corrected / MICRODEGREES_PER_TURN)
    }
    return this.#turnShifts
  }

  /** A turn is complete once the blocks have left the region whose channels still look back over azimuth 0. */
  #raiseOpenTurn(turn: number, azimuth: number): void {
    const open = azimuth >= this.#tables.margin ? turn : turn - 1
    if (!this.#hasStarted || open > this.openTurn) this.openTurn = open
    this.#hasStarted = true
  }

  #bankOf(payload: Uint8Array, block: number): number {
    const marks = this.model.blocks.bankMarks
    return marks && marks.length > 1 ? marks.indexOf(u16(payload, block)) : 0
  }

  /**
   * The inner loop, one block of channels, the `nth` return of its firing. A return that is not the last and lies too near
   * to another one is dropped in favour of the last.
   */
  #appendBlock(
    payload: Uint8Array,
    block: number,
    nth: number,
    firstSlot: number,
    azimuth: number,
    step: number,
    turn: number,
    shifts: Int8Array,
    firingStamp: number,
    pattern: number,
    out: PointBuffer,
  ): void {
    const { channels, channelOffset, channelStride, stride } = this.model.blocks
    const { cosine, sine, up, distanceOffset, ring } = this.#tables
    const cosOffset = cosine[step]!
    const sinOffset = sine[step]!
    const times = this.#slotTimes[pattern]!
    const sinAzimuth = AZIMUTH_SINE[azimuth]!
    const cosAzimuth = AZIMUTH_COSINE[azimuth]!
    const unit = this.#unit
    const minimumRaw = this.#minimumRaw
    const maximumRaw = this.#maximumRaw
    const separationRaw = this.#separationRaw
    const { x, y, z, intensity, ring: ringOut, stamp, turn: turnOut } = out
    // Where the firing's other returns stand, in bytes from here; a pair has its one other return twice.
    const isChecked = nth < this.#returns - 1
    const other = nth === 0 ? stride : -stride
    const another = this.#returns === 2 ? other : nth === 0 ? 2 * stride : stride
    let at = block + channelOffset
    let n = out.count
    const end = firstSlot + channels
    for (let slot = firstSlot; slot < end; slot++, at += channelStride) {
      const raw = payload[at]! | (payload[at + 1]! << 8)
      if (raw < minimumRaw || raw > maximumRaw) continue
      if (isChecked) {
        const difference = (payload[at + other]! | (payload[at + other + 1]! << 8)) - raw
        if (difference < separationRaw && -difference < separationRaw) continue
        const second = (payload[at + another]! | (payload[at + another + 1]! << 8)) - raw
        if (second < separationRaw && -second < separationRaw) continue
      }
      const distance = raw * unit + distanceOffset[slot]!
      const c = cosOffset[slot]!
      const s = sinOffset[slot]!
      x[n] = distance * (sinAzimuth * c + cosAzimuth * s)
      y[n] = distance * (cosAzimuth * c - sinAzimuth * s)
      z[n] = distance * up[slot]!
      intensity[n] = payload[at + 2]!
      ringOut[n] = ring[slot]!
      stamp[n] = firingStamp + times[slot]!
      turnOut[n] = turn + shifts[slot]!
      n++
    }
    out.count = n
  }
}

function u16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8)
}
