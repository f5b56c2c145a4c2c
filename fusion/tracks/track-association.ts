import { SparseAssignment } from '../../src/common/assignment/sparse-assignment.ts'
import { secondsBetween } from '../../src/core/time.ts'
import { JointAssociation } from '../associate/joint-association.ts'
import { SortedPositions } from '../associate/sorted-positions.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import type { ModelStates } from '../filters/model-states.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'
import { BlendedMeasurement } from './blended-measurement.ts'
import type { SensorCycle } from './sensor-cycle.ts'
import { MAXIMAL_MEASUREMENT, type TrackMotion } from './track-motion.ts'
import { SLOT } from './track-slot.ts'

/** Standard deviations of the predicted position that rough gating allows for. */
const ROUGH_GATE = 4
/** Cost of taking a detection for another kind of road user than it says: a detector confuses them once in 50 times. */
const OTHER_KIND_COST = 2 * Math.log(50)
/** s: only tracks that were updated this lately get a second look; older ones have less claim to what is near. */
const SECOND_LOOK_AGE = 0.15
/** m: above any distance of a second look: as many pairs as possible. */
const LONE_COST = 1e3

/**
 * Which detection of a cycle is of which track: rough gate, chi-square gate, global nearest neighbour, joint probabilities
 * where objects stand close, and a second look at what is left over. Scratch only: nothing stays from cycle to cycle.
 * Source: Blackman, Popoli 1999, "Design and analysis of modern tracking systems", ch. 6.
 */
export class TrackAssociation {
  readonly #motion: TrackMotion
  readonly #assignment = new SparseAssignment()
  readonly #joint = new JointAssociation()
  readonly #sorted = new SortedPositions()
  readonly #again = new SparseAssignment()
  readonly #blended = new BlendedMeasurement(MAXIMAL_MEASUREMENT)
  /** m: where the cycle's detections lie, how far they reach, and the farthest of them. */
  #x = new Float64Array(64)
  #y = new Float64Array(64)
  #reach = new Float64Array(64)
  #farthest = 0
  /** m, by slot: how far off its detection of the second look was. */
  readonly #surprise: Float64Array

  constructor(motion: TrackMotion) {
    this.#motion = motion
    this.#surprise = new Float64Array(motion.store.capacity)
  }

  /** Before all else of a cycle: sorts its detections along x. */
  begin(cycle: SensorCycle): void {
    const { count } = cycle
    this.#reserve(count)
    this.#farthest = 0
    this.#sorted.begin(count)
    for (let detection = 0; detection < count; detection++) {
      this.#x[detection] = cycle.x(detection)
      this.#y[detection] = cycle.y(detection)
      this.#reach[detection] = cycle.reach(detection)
      this.#sorted.set(detection, this.#x[detection]!)
      this.#farthest = Math.max(this.#farthest, this.#reach[detection]!)
    }
    this.#sorted.sort()
  }

  /** m that rough gating allows the track's position to be off by, as it is now. */
  spread(cycle: SensorCycle, slot: number): number {
    const position = ROUGH_GATE * Math.sqrt(largestVariance(this.#motion.states(slot)))
    return position + (cycle.bodyReach?.(this.#motion.store, slot) ?? 0)
  }

  /** Whether any detection may be of an object within `spread` (m) of (x, y). */
  isNearAny(cycle: SensorCycle, x: number, y: number, spread: number): boolean {
    return this.#nextNear(cycle, this.#firstNear(x, spread), x, y, spread) < cycle.count
  }

  /** The tracks of which `isObserved` is 1, by slot, compete for the detections. */
  assign(cycle: SensorCycle, isObserved: Uint8Array): void {
    const { store } = this.#motion
    this.#assignment.begin(store.count, cycle.count)
    this.#joint.begin()
    let unassigned = 0
    for (let slot = 0; slot < store.count; slot++) {
      unassigned = Math.max(unassigned, this.#motion.kind(slot).unassignedCost)
      if (isObserved[slot] === 1) this.#addPairs(cycle, slot)
      this.#joint.endTrack()
    }
    this.#assignment.solve(unassigned)
    this.#joint.solve()
    this.#lookAgain(cycle, isObserved)
  }

  /** The track's detection, -1 for none. */
  detectionOf(slot: number): number {
    return this.#assignment.columnOf[slot]!
  }

  isFree(detection: number): boolean {
    return this.#assignment.rowOf[detection]! < 0
  }

  /** m by which a detection of the second look surprised its track; 0 for one that passed the gate. */
  surprise(slot: number): number {
    return this.#surprise[slot]!
  }

  /** The assigned detection, or, where objects stand close, all that may be the track's, by their probabilities. */
  measurementOf(cycle: SensorCycle, slot: number, assigned: number): MeasurementModel {
    const { store } = this.#motion
    if (!this.#joint.isDoubtful(slot, assigned)) return cycle.measurement(assigned, store, slot)
    this.#blended.clear()
    this.#joint.visit(slot, (detection, probability) =>
      this.#blended.add(cycle.measurement(detection, store, slot), probability),
    )
    return this.#blended
  }

  #reserve(count: number): void {
    if (this.#x.length >= count) return
    this.#x = new Float64Array(2 * count)
    this.#y = new Float64Array(2 * count)
    this.#reach = new Float64Array(2 * count)
  }

  /** All pairs of the track that pass the rough gate, then the exact one. */
  #addPairs(cycle: SensorCycle, slot: number): void {
    const mean = this.#motion.likeliestMean(slot)
    const x = mean[CTRA.x]!
    const y = mean[CTRA.y]!
    const spread = this.spread(cycle, slot)
    const { jointBias } = this.#motion.kind(slot)
    let place = this.#nextNear(cycle, this.#firstNear(x, spread), x, y, spread)
    for (; place < cycle.count; place = this.#nextNear(cycle, place + 1, x, y, spread)) {
      const detection = this.#sorted.order[place]!
      const cost = this.#pairCost(cycle, slot, detection)
      if (!Number.isFinite(cost)) continue
      this.#assignment.add(slot, detection, cost)
      this.#joint.add(detection, jointBias - 0.5 * cost)
    }
  }

  #firstNear(x: number, spread: number): number {
    return this.#sorted.firstFrom(x - spread - this.#farthest)
  }

  /** The first place from `place` on, in ascending x, whose detection passes the rough gate; the count for none. */
  #nextNear(cycle: SensorCycle, place: number, x: number, y: number, spread: number): number {
    for (; place < cycle.count; place++) {
      const detection = this.#sorted.order[place]!
      const dx = this.#x[detection]! - x
      if (dx > spread + this.#farthest) break
      const dy = this.#y[detection]! - y
      const reach = spread + this.#reach[detection]!
      if (!(dx * dx + dy * dy <= reach * reach)) continue
      if (cycle.isTowards?.(detection, x, y, spread) ?? true) return place
    }
    return cycle.count
  }

  /** -2 ln likelihood of the pair; NaN outside the gate. */
  #pairCost(cycle: SensorCycle, slot: number, detection: number): number {
    const states = this.#motion.states(slot)
    const bank = this.#motion.bank(slot)
    const { gate, unassignedCost } = this.#motion.kind(slot)
    const nis = bank.innovate(states, cycle.measurement(detection, this.#motion.store, slot))
    if (!(nis <= gate)) return Number.NaN
    const hurry = this.#hurry(cycle, slot, detection)
    if (!(nis + hurry <= gate)) return Number.NaN
    const other = this.#isOtherKind(cycle, slot, detection) ? OTHER_KIND_COST : 0
    const cost = -2 * bank.logLikelihood(states) + other + hurry
    return cost < unassignedCost ? cost : Number.NaN
  }

  /**
   * How far the track is faster than what the detection is of, squared, in standard deviations: a false reflection that flies
   * past a post, or somebody on foot, must not take its box.
   */
  #hurry(cycle: SensorCycle, slot: number, detection: number): number {
    if (cycle.speedDeviation === undefined) return 0
    const speed = this.#motion.likeliestMean(slot)[CTRA.speed]! / cycle.speedDeviation(detection)
    return speed * speed
  }

  #isOtherKind(cycle: SensorCycle, slot: number, detection: number): boolean {
    const kind = cycle.kind(detection)
    return kind >= 0 && kind !== this.#motion.kindIndex(slot)
  }

  /**
   * A detection beside a sure track that lost its own is rather that track, badly predicted or badly measured, than a new
   * one in the same place. By distance alone; the track is told by how much it was surprised.
   */
  #lookAgain(cycle: SensorCycle, isObserved: Uint8Array): void {
    const { store } = this.#motion
    this.#again.begin(store.count, cycle.count)
    this.#surprise.fill(0, 0, store.count)
    for (let slot = 0; slot < store.count; slot++) {
      if (isObserved[slot] === 0 || this.detectionOf(slot) >= 0) continue
      if (this.#deservesSecondLook(slot, cycle.stamp)) this.#addNear(cycle, slot)
    }
    this.#again.solve(LONE_COST)
    for (let slot = 0; slot < store.count; slot++) {
      const detection = this.#again.columnOf[slot]!
      if (detection < 0) continue
      this.#assignment.columnOf[slot] = detection
      this.#assignment.rowOf[detection] = slot
      const mean = this.#motion.likeliestMean(slot)
      this.#surprise[slot] = Math.hypot(this.#x[detection]! - mean[CTRA.x]!, this.#y[detection]! - mean[CTRA.y]!)
    }
  }

  #deservesSecondLook(slot: number, stamp: number): boolean {
    const { data } = this.#motion.store
    const offset = this.#motion.store.offset(slot)
    const { existence, secondReach } = this.#motion.kind(slot)
    if (secondReach === undefined || data[offset + SLOT.existence]! < existence.confirmed) return false
    return secondsBetween(data[offset + SLOT.lastUpdateStamp]!, stamp) <= SECOND_LOOK_AGE
  }

  #addNear(cycle: SensorCycle, slot: number): void {
    const mean = this.#motion.likeliestMean(slot)
    const reach = this.#motion.kind(slot).secondReach ?? 0
    for (let place = this.#sorted.firstFrom(mean[CTRA.x]! - reach); place < cycle.count; place++) {
      const detection = this.#sorted.order[place]!
      const dx = this.#x[detection]! - mean[CTRA.x]!
      if (dx > reach) break
      if (!this.isFree(detection) || this.#isOtherKind(cycle, slot, detection)) continue
      const distance = Math.hypot(dx, this.#y[detection]! - mean[CTRA.y]!)
      if (distance <= reach) this.#again.add(slot, detection, distance)
    }
  }
}

/** m²: of the position's variances under all models. */
function largestVariance({ covariances }: ModelStates): number {
  let largest = 0
  for (let i = 0; i < covariances.length; i++) {
    const P = covariances[i]!
    largest = Math.max(largest, P[CTRA.x * CTRA_SIZE + CTRA.x]!, P[CTRA.y * CTRA_SIZE + CTRA.y]!)
  }
  return largest
}
