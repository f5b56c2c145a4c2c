import { SparseAssignment } from '../../src/common/assignment/sparse-assignment.ts'
import { createMatrix } from '../../src/core/matrix.ts'
import { secondsBetween } from '../../src/core/time.ts'
import { JointAssociation } from '../associate/joint-association.ts'
import { SortedPositions } from '../associate/sorted-positions.ts'
import { InteractingModels } from '../filters/interacting-models.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import type { ModelStates } from '../filters/model-states.ts'
import { predictScalar } from '../filters/scalar.ts'
import { CTRA, CTRA_ANGLES, CTRA_SIZE } from '../models/ctra-state.ts'
import { BlendedMeasurement } from './blended-measurement.ts'
import { settleHeading } from './heading.ts'
import type { SensorCycle } from './sensor-cycle.ts'
import { HEADER, SLOT } from './track-slot.ts'
import { TrackStore } from './track-store.ts'
import type { TrackedKind } from './tracked-kind.ts'

/** Largest measurement of any sensor: radar with elevation. */
const MAXIMAL_MEASUREMENT = 4
/** Cost of taking a detection for another kind of road user than it says: a detector confuses them once in 50 times. */
const OTHER_KIND_COST = 2 * Math.log(50)
/** Standard deviations of the predicted position that rough gating allows for. */
const ROUGH_GATE = 4

/**
 * Tracks road users from any mix of sensors, a sensor cycle at a time: predict to the cycle's stamp, gate, assign, update,
 * judge existence, give birth, let die. All state is in the store; equal cycles in equal order give equal bits.
 * Source: global nearest neighbour: Blackman, Popoli 1999, ch. 6; existence: Musicki, Evans, Stankovic 1994, "Integrated
 * probabilistic data association".
 */
export class ObjectTracker {
  readonly store: TrackStore
  /** Told of every pair before it updates its track: for evaluations, not for the pipeline. */
  probe: ((cycle: SensorCycle, detection: number, slot: number) => void) | null = null
  readonly #kinds: readonly TrackedKind[]
  readonly #banks: readonly InteractingModels[]
  readonly #assignment = new SparseAssignment()
  readonly #joint = new JointAssociation()
  readonly #sorted = new SortedPositions()
  readonly #blended = new BlendedMeasurement(MAXIMAL_MEASUREMENT)
  readonly #x = new Float64Array(CTRA_SIZE)
  readonly #P = createMatrix(CTRA_SIZE)

  constructor(kinds: readonly TrackedKind[], capacity = 1024) {
    this.#kinds = kinds
    this.#banks = kinds.map(
      (kind) => new InteractingModels(kind.models, kind.switching, CTRA_ANGLES, MAXIMAL_MEASUREMENT),
    )
    this.store = new TrackStore(capacity)
  }

  /** Motion states of the track at a slot, under its kind's models. */
  states(slot: number): ModelStates {
    const kind = this.#kindIndex(slot)
    return this.store.states(slot, this.#banks[kind]!.count)
  }

  kind(slot: number): TrackedKind {
    return this.#kinds[this.#kindIndex(slot)]!
  }

  /** Moments of the track's motion state over all models: x (6), P (6×6). */
  combine(slot: number, x: Float64Array, P: Float64Array): void {
    this.#banks[this.#kindIndex(slot)]!.combine(this.states(slot), x, P)
  }

  /** Probability that the track's object stands still; 0 where its kind has no such model. */
  standingProbability(slot: number): number {
    const { standingModel } = this.kind(slot)
    return standingModel < 0 ? 0 : this.states(slot).probabilities[standingModel]!
  }

  observe(cycle: SensorCycle): void {
    this.predict(cycle.stamp)
    this.#assign(cycle)
    this.#updateTracks(cycle)
    this.store.compact(this.#isAlive)
    this.#giveBirth(cycle)
  }

  /** Moves all tracks to the stamp; earlier stamps than the newest one are the rollback window's business. */
  predict(stamp: number): void {
    const { data } = this.store
    const before = data[HEADER.stamp]!
    data[HEADER.stamp] = stamp
    const dt = secondsBetween(before, stamp)
    if (!(dt > 0) || !Number.isFinite(dt)) return
    for (let slot = 0; slot < this.store.count; slot++) {
      const kind = this.kind(slot)
      const offset = this.store.offset(slot)
      this.#banks[this.#kindIndex(slot)]!.predict(this.states(slot), dt)
      predictScalar(data, offset + SLOT.z, kind.heightWalk * dt)
      for (let i: number = SLOT.length; i <= SLOT.height; i += 2) predictScalar(data, offset + i, kind.sizeWalk * dt)
      data[offset + SLOT.existence] = survived(data[offset + SLOT.existence]!, kind.existence.vanishing * dt)
    }
  }

  #likeliestMean(slot: number): Float64Array {
    const states = this.states(slot)
    return states.means[heaviestModel(states)]!
  }

  #kindIndex(slot: number): number {
    return this.store.data[this.store.offset(slot) + SLOT.kind]!
  }

  /** Rows are tracks, columns detections. */
  #assign(cycle: SensorCycle): void {
    const farthest = this.#sortDetections(cycle)
    this.#assignment.begin(this.store.count, cycle.count)
    this.#joint.begin()
    let unassigned = 0
    for (let slot = 0; slot < this.store.count; slot++) {
      unassigned = Math.max(unassigned, this.kind(slot).unassignedCost)
      this.#addPairs(cycle, slot, farthest)
      this.#joint.endTrack()
    }
    this.#assignment.solve(unassigned)
    this.#joint.solve()
  }

  /** Sorts the detections along x; returns their largest reach, m. */
  #sortDetections(cycle: SensorCycle): number {
    let farthest = 0
    this.#sorted.begin(cycle.count)
    for (let detection = 0; detection < cycle.count; detection++) {
      this.#sorted.set(detection, cycle.x(detection))
      farthest = Math.max(farthest, cycle.reach(detection))
    }
    this.#sorted.sort()
    return farthest
  }

  /** All pairs of the track that pass the rough gate, then the exact one. */
  #addPairs(cycle: SensorCycle, slot: number, farthest: number): void {
    const mean = this.#likeliestMean(slot)
    const x = mean[CTRA.x]!
    const y = mean[CTRA.y]!
    const spread = ROUGH_GATE * Math.sqrt(largestVariance(this.states(slot)))
    const { jointBias } = this.kind(slot)
    for (let place = this.#sorted.firstFrom(x - spread - farthest); place < cycle.count; place++) {
      const detection = this.#sorted.order[place]!
      const dx = cycle.x(detection) - x
      if (dx > spread + farthest) break
      const dy = cycle.y(detection) - y
      const reach = spread + cycle.reach(detection)
      if (!(dx * dx + dy * dy <= reach * reach)) continue
      const cost = this.#pairCost(cycle, slot, detection)
      if (!Number.isFinite(cost)) continue
      this.#assignment.add(slot, detection, cost)
      this.#joint.add(detection, jointBias - 0.5 * cost)
    }
  }

  /** -2 ln likelihood of the pair; NaN outside the gate. */
  #pairCost(cycle: SensorCycle, slot: number, detection: number): number {
    const states = this.states(slot)
    const bank = this.#banks[this.#kindIndex(slot)]!
    const { gate, unassignedCost } = this.kind(slot)
    const nis = bank.innovate(states, cycle.measurement(detection, this.store, slot))
    if (!(nis <= gate)) return Number.NaN
    const detectedKind = cycle.kind(detection)
    const isOther = detectedKind >= 0 && detectedKind !== this.#kindIndex(slot)
    const cost = -2 * bank.logLikelihood(states) + (isOther ? OTHER_KIND_COST : 0)
    return cost < unassignedCost ? cost : Number.NaN
  }

  #updateTracks(cycle: SensorCycle): void {
    const { data } = this.store
    for (let slot = 0; slot < this.store.count; slot++) {
      const offset = this.store.offset(slot)
      const { existence } = this.kind(slot)
      const detection = this.#assignment.columnOf[slot]!
      const logOdds = data[offset + SLOT.existence]!
      if (detection < 0) {
        const mean = this.#likeliestMean(slot)
        const probability = cycle.detectionProbability(mean[CTRA.x]!, mean[CTRA.y]!)
        const evidence = existence.missWeight * Math.log(1 - probability)
        data[offset + SLOT.existence] = logOdds + evidence
        if (evidence < 0) addLook(data, offset, evidence)
        continue
      }
      this.#update(cycle, slot, detection)
      const evidence = existence.detectionWeight * cycle.logOdds(detection) + existence.detectionBonus
      addLook(data, offset, evidence)
      data[offset + SLOT.existence] = Math.min(existence.largest, Math.max(existence.least, logOdds + evidence))
      if (data[offset + SLOT.existence]! >= existence.confirmed) data[offset + SLOT.isConfirmed] = 1
    }
  }

  #update(cycle: SensorCycle, slot: number, detection: number): void {
    const { data } = this.store
    const offset = this.store.offset(slot)
    const states = this.states(slot)
    const bank = this.#banks[this.#kindIndex(slot)]!
    this.probe?.(cycle, detection, slot)
    bank.update(states, this.#measurementOf(cycle, slot, detection))
    cycle.refine(detection, this.store, slot, this.#likeliestMean(slot)[CTRA.yaw]!)
    const speed = this.#likeliestMean(slot)[CTRA.speed]!
    data[offset + SLOT.headingVotes] = settleHeading(states, speed, data[offset + SLOT.headingVotes]!)
    data[offset + SLOT.lastUpdateStamp] = cycle.stamp
    data[offset + SLOT.lastDetection] = cycle.source(detection)
    data[offset + SLOT.hits]!++
  }

  /** The assigned detection, or, where objects stand close, all that may be the track's, by their probabilities. */
  #measurementOf(cycle: SensorCycle, slot: number, assigned: number): MeasurementModel {
    if (!this.#joint.isDoubtful(slot, assigned)) return cycle.measurement(assigned, this.store, slot)
    this.#blended.clear()
    this.#joint.visit(slot, (detection, probability) =>
      this.#blended.add(cycle.measurement(detection, this.store, slot), probability),
    )
    return this.#blended
  }

  readonly #isAlive = (offset: number): boolean => {
    const { data } = this.store
    const { existence } = this.#kinds[data[offset + SLOT.kind]!]!
    const coasting = secondsBetween(data[offset + SLOT.lastUpdateStamp]!, data[HEADER.stamp]!)
    return data[offset + SLOT.existence]! > existence.dead && coasting <= existence.longestCoast
  }

  #giveBirth(cycle: SensorCycle): void {
    const { data } = this.store
    for (let detection = 0; detection < cycle.count; detection++) {
      if (this.#assignment.rowOf[detection]! >= 0) continue
      const kindIndex = Math.max(0, cycle.kind(detection))
      const { existence } = this.#kinds[kindIndex]!
      if (cycle.logOdds(detection) <= existence.dead) continue
      const slot = this.store.append()
      if (slot < 0) continue
      const offset = this.store.offset(slot)
      data[offset + SLOT.kind] = kindIndex
      data[offset + SLOT.existence] = cycle.logOdds(detection)
      data[offset + SLOT.birthStamp] = cycle.stamp
      data[offset + SLOT.lastUpdateStamp] = cycle.stamp
      data[offset + SLOT.hits] = 1
      data[offset + SLOT.isConfirmed] = cycle.logOdds(detection) >= existence.confirmed ? 1 : 0
      data[offset + SLOT.lastDetection] = cycle.source(detection)
      data[offset + SLOT.evidence] = existence.detectionWeight * cycle.logOdds(detection)
      data[offset + SLOT.looks] = 1
      cycle.initialize(detection, this.store, slot, this.#x, this.#P)
      this.#banks[kindIndex]!.initialize(this.states(slot), this.#x, this.#P)
    }
  }
}

function addLook(data: Float64Array, offset: number, evidence: number): void {
  data[offset + SLOT.evidence] = data[offset + SLOT.evidence]! + evidence
  data[offset + SLOT.looks]!++
}

/** Log-odds after a share `vanishing` of objects has vanished: the probability falls by that factor. */
function survived(logOdds: number, vanishing: number): number {
  const probability = (1 - vanishing) / (1 + Math.exp(-logOdds))
  return Math.log(probability / (1 - probability))
}

function heaviestModel({ probabilities }: ModelStates): number {
  let best = 0
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i]! > probabilities[best]!) best = i
  return best
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
