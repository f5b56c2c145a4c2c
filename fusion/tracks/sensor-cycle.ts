import type { Stamp } from '../../src/core/time.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import type { TrackStore } from './track-store.ts'

/** One cycle of one sensor, made ready for the tracker: each kind of sensor implements it once. */
export interface SensorCycle {
  readonly stamp: Stamp
  /** rad: the car's yaw in the world-fixed frame; left out where nobody asks. */
  readonly egoYaw?: number
  /** Usable detections, 0 … count - 1. */
  readonly count: number
  /** Detection made ready to be linearised at the track of this slot. Valid until the next call. */
  measurement(detection: number, store: TrackStore, slot: number): MeasurementModel
  /** About where the detection lies in the world-fixed frame, m: rough gating before the exact one. */
  x(detection: number): number
  y(detection: number): number
  /** Largest plausible distance of the truth from that point, m, but for its size. */
  reach(detection: number): number
  /** Largest plausible distance of what a sensor hits of the slot's object from its centre, m; left out: 0. */
  bodyReach?(store: TrackStore, slot: number): number
  /**
   * Whether the detection may be of an object within `spread` (m) of (x, y), which lies in its reach; left out: yes. Tells
   * apart what a sensor separates by direction alone.
   */
  isTowards?(detection: number, x: number, y: number, spread: number): boolean
  /** Whether an object at (x, y) would leave evidence by not being detected; left out: yes, anywhere. */
  sees?(x: number, y: number): boolean
  /** Log-odds that the detection is of a true object, from its own score alone. */
  logOdds(detection: number): number
  /** Index of its class in the tracker's table; -1 when the sensor cannot tell. */
  kind(detection: number): number
  /** Standard deviation of the speed (m/s) of objects of its class; left out: a detection says nothing of it. */
  speedDeviation?(detection: number): number
  /**
   * Probability that the slot's object there (world-fixed frame, m) would have been detected; 0 outside the field of
   * view. Asked once for each track that has no detection in the cycle, so that the slot may keep account of misses.
   */
  detectionProbability(x: number, y: number, store: TrackStore, slot: number): number
  /** Writes what a new track knows: x (6), P (6×6) of the motion state, and the slot's size and height. */
  initialize(detection: number, store: TrackStore, slot: number, x: Float64Array, P: Float64Array): void
  /** Filters what the motion state does not hold: height, size, class votes. */
  refine(detection: number, store: TrackStore, slot: number, yaw: number): void
  /** For reports: the detection's index in the sensor's own list. */
  source(detection: number): number
}
