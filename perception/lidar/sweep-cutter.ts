import type { Stamp } from '../../src/core/time.ts'
import type { DecodeStatus, PacketDecoder } from './packet-decoder.ts'
import { PointBuffer, type Sweep } from './point-buffer.ts'

/** Room for a sweep of a 32-channel sensor at the start; larger ones grow it in their first turn. */
const INITIAL_CAPACITY = 65536
/** A sensor that does not turn any more must not fill the memory: its sweep is closed here. */
const MAXIMUM_POINTS = 4_000_000

/**
 * Cuts the stream of packets into sweeps at corrected azimuth 0, point by point: a packet may feed two of them. The first
 * and last sweep are as partial as the stream was.
 */
export class SweepCutter {
  readonly #decoder: PacketDecoder
  readonly #emit: (sweep: Sweep) => void
  #open = new PointBuffer(INITIAL_CAPACITY)
  #next = new PointBuffer(INITIAL_CAPACITY)
  #turn = 0
  #hasStarted = false
  #index = 0
  /** Points of packets that came when their sweep had been given out. */
  latePoints = 0

  constructor(decoder: PacketDecoder, emit: (sweep: Sweep) => void) {
    this.#decoder = decoder
    this.#emit = emit
  }

  push(payload: Uint8Array, stamp: Stamp): DecodeStatus {
    const first = this.#open.count
    const status = this.#decoder.decode(payload, stamp, this.#open)
    if (status !== 'ok') return status
    const { openTurn } = this.#decoder
    if (!this.#hasStarted) {
      this.#hasStarted = true
      this.#turn = openTurn
    }
    this.#separate(first)
    while (openTurn > this.#turn || this.#open.count > MAXIMUM_POINTS) this.#close(openTurn)
    return status
  }

  /** Gives out what has been collected. */
  finish(): void {
    if (!this.#hasStarted) return
    this.#close(this.#turn + 1)
    this.#close(this.#turn + 1)
  }

  /** Moves the newest points that belong to a later turn over; drops those whose turn has been given out. */
  #separate(first: number): void {
    const open = this.#open
    const { turn, count } = open
    let i = first
    while (i < count && turn[i] === this.#turn) i++
    if (i === count) return
    let kept = i
    this.#next.reserve(count - i)
    for (; i < count; i++) {
      const belongsTo = turn[i]!
      if (belongsTo === this.#turn) open.copyPoint(kept++, open, i)
      else if (belongsTo > this.#turn) this.#next.copyPoint(this.#next.count++, open, i)
      else this.latePoints++
    }
    open.count = kept
  }

  #close(openTurn: number): void {
    const done = this.#open
    this.#turn = Math.max(openTurn, this.#turn)
    this.#open = this.#next
    this.#next = done
    if (done.count > 0) this.#emit({ index: this.#index++, stamp: earliest(done), points: done })
    done.clear()
  }
}

function earliest(points: PointBuffer): Stamp {
  let stamp = Number.POSITIVE_INFINITY
  for (let i = 0; i < points.count; i++) if (points.stamp[i]! < stamp) stamp = points.stamp[i]!
  return stamp
}
