import type { CompiledMessage } from '../../src/common/dbc/codec.ts'
import type { CanRadar } from '../../src/common/vehicle/vehicle-table.ts'
import type { RadarDetection } from '../../src/core/messages.ts'
import type { Observation } from '../../src/core/observations.ts'
import type { Stamp } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import type { FrameObserver, FrameStamp } from '../can/frame-observer.ts'
import { type CompiledSum, compileSum, evaluateSum, isInSumRange, rangeWarning } from '../can/signal-sum.ts'

/**
 * Observers of a CAN radar's slot messages, in slot order. All slots of one cycle become one observation, also when none
 * of them holds a target. Its stamp is that of the last slot: the frames of a cycle spread over some milliseconds, and
 * when the radar measured is on no frame. A slot whose frame is bad counts as empty; a cycle with slots missing is given
 * out, with a warning, when the next one begins.
 */
export function radarSlotObservers(radar: CanRadar, messages: readonly CompiledMessage[]): FrameObserver[] {
  const cycle = new RadarCycle(radar)
  return messages.map((message, slot) => {
    const layout = compileSlot(radar, message)
    return {
      observe: (frame, observations, warnings) =>
        observeSlot(cycle, layout, message.values, slot, frame, observations, warnings),
      miss: (frame, observations) => cycle.miss(slot, frame, observations),
    }
  })
}

interface SlotLayout {
  readonly name: string
  readonly cycle: number
  readonly valid: number
  /** -1 when the radar does not say. */
  readonly newTrack: number
  readonly longitudinal: CompiledSum
  readonly lateral: CompiledSum
  readonly rangeRate: CompiledSum
}

function compileSlot(radar: CanRadar, message: CompiledMessage): SlotLayout {
  return {
    name: message.name,
    cycle: message.signalIndex(radar.cycle),
    valid: message.signalIndex(radar.valid),
    newTrack: radar.newTrack === undefined ? -1 : message.signalIndex(radar.newTrack),
    longitudinal: compileSum(message, radar.longitudinal),
    lateral: compileSum(message, radar.lateral),
    rangeRate: compileSum(message, radar.rangeRate),
  }
}

function observeSlot(
  cycle: RadarCycle,
  layout: SlotLayout,
  values: Float64Array,
  slot: number,
  frame: FrameStamp,
  observations: Observation[],
  warnings: Warning[],
): void {
  if (!cycle.enter(values[layout.cycle]!, slot, frame, observations, warnings)) {
    const detail = `expected ${layout.name} once a cycle; found it again in cycle ${values[layout.cycle]}`
    warnings.push({ code: 'radar-slot-repeated', stamp: frame.stamp, detail })
    return
  }
  if (values[layout.valid] !== 0) {
    const x = evaluateSum(layout.longitudinal, values)
    const y = evaluateSum(layout.lateral, values)
    const rate = evaluateSum(layout.rangeRate, values)
    if (!isInSumRange(layout.longitudinal, x)) warnings.push(rangeWarning(layout.longitudinal, x, frame.stamp))
    else if (!isInSumRange(layout.lateral, y)) warnings.push(rangeWarning(layout.lateral, y, frame.stamp))
    else if (!isInSumRange(layout.rangeRate, rate)) warnings.push(rangeWarning(layout.rangeRate, rate, frame.stamp))
    else cycle.add(slot, x, y, rate, layout.newTrack >= 0 && values[layout.newTrack] !== 0)
  }
  cycle.closeIfWhole(observations)
}

/** The slots of one cycle, collected frame by frame. */
class RadarCycle {
  readonly #radar: CanRadar
  readonly #sensor: string
  readonly #isSeen: Uint8Array
  #seen = 0
  /** Value of the cycle signal: of the open cycle, or of the last one when none is open. NaN before the first. */
  #value = Number.NaN
  #stamp: Stamp = 0
  #sequence = 0
  #detections: RadarDetection[] = []

  constructor(radar: CanRadar) {
    this.#radar = radar
    this.#sensor = `radar/${radar.name}`
    this.#isSeen = new Uint8Array(radar.messages.length)
  }

  /** Opens the slot's cycle if it is a new one, closing the last. False when the slot was in this cycle already. */
  enter(value: number, slot: number, frame: FrameStamp, observations: Observation[], warnings: Warning[]): boolean {
    if (value !== this.#value) {
      if (this.#seen > 0) {
        const detail = `expected ${this.#isSeen.length} slots in cycle ${this.#value} of ${this.#sensor}; found ${this.#seen}`
        warnings.push({ code: 'radar-cycle-incomplete', stamp: this.#stamp, detail })
        this.#close(observations)
      }
      this.#value = value
    } else if (this.#seen === 0 || this.#isSeen[slot] === 1) {
      return false
    }
    this.#see(slot, frame)
    return true
  }

  add(slot: number, x: number, y: number, rangeRate: number, isNewInSlot: boolean): void {
    const { standardDeviation } = this.#radar
    this.#detections.push({
      range: Math.hypot(x, y),
      rangeStandardDeviation: standardDeviation.range,
      azimuth: Math.atan2(y, x),
      azimuthStandardDeviation: standardDeviation.azimuth,
      elevation: Number.NaN,
      elevationStandardDeviation: Number.NaN,
      rangeRate,
      rangeRateStandardDeviation: standardDeviation.rangeRate,
      radarCrossSection: Number.NaN,
      slot,
      isNewInSlot,
    })
  }

  closeIfWhole(observations: Observation[]): void {
    if (this.#seen === this.#isSeen.length) this.#close(observations)
  }

  /** The slot's frame was bad, so its cycle is unknown; it is taken for the open one's, where there is one. */
  miss(slot: number, frame: FrameStamp, observations: Observation[]): void {
    if (this.#seen === 0 || this.#isSeen[slot] === 1) return
    this.#see(slot, frame)
    this.closeIfWhole(observations)
  }

  #see(slot: number, frame: FrameStamp): void {
    this.#isSeen[slot] = 1
    this.#seen++
    this.#stamp = frame.stamp
    this.#sequence = frame.sequence
  }

  #close(observations: Observation[]): void {
    // By slot, so that the order in which the frames came leaves no trace.
    const detections = this.#detections.sort((a, b) => a.slot - b.slot)
    const base = { kind: 'radar', stamp: this.#stamp, sequence: this.#sequence, sensor: this.#sensor } as const
    observations.push({ ...base, detections })
    this.#detections = []
    this.#isSeen.fill(0)
    this.#seen = 0
  }
}
