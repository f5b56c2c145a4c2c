import { createMatrix } from '../../src/core/matrix.ts'
import { secondsBetween } from '../../src/core/time.ts'
import type { ModelStates } from '../filters/model-states.ts'
import { predictScalar } from '../filters/scalar.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'
import { settleHeading } from './heading.ts'
import type { SensorCycle } from './sensor-cycle.ts'
import { TrackAssociation } from './track-association.ts'
import { TrackMotion } from './track-motion.ts'
import { HEADER, SLOT } from './track-slot.ts'
import { TrackStore } from './track-store.ts'
import type { TrackedKind } from './tracked-kind.ts'

/** s for which a track that no sensor looks at is left as it is, and m that it may have become uncertain by meanwhile. */
const LONGEST_REST = 0.1
const REST_MARGIN = 2
/** Of a measurement of three values. */
const EXPECTED_INNOVATION = 3
/** s: a track that was off by d had its speed wrong by about d over this. */
const SPEED_ERROR_TIME = 0.3

/**
 * Tracks road users from any mix of sensors, a sensor cycle at a time: predict to the cycle's stamp, gate, assign, update,
 * judge existence, give birth, let die. All state is in the store; equal cycles in equal order give equal bits.
 * Source: existence: Musicki, Evans, Stankovic 1994, "Integrated probabilistic data association".
 */
export class ObjectTracker {
  readonly store: TrackStore
  /** Told of every pair before it updates its track: for evaluations, not for the pipeline. */
  probe: ((cycle: SensorCycle, detection: number, slot: number) => void) | null = null
  readonly #motion: TrackMotion
  readonly #association: TrackAssociation
  /** By slot: 1 where the cycle can say something of the track. */
  readonly #isObserved: Uint8Array
  readonly #x = new Float64Array(CTRA_SIZE)
  readonly #P = createMatrix(CTRA_SIZE)

  constructor(kinds: readonly TrackedKind[], capacity = 1024) {
    this.store = new TrackStore(capacity)
    this.#motion = new TrackMotion(this.store, kinds)
    this.#association = new TrackAssociation(this.#motion)
    this.#isObserved = new Uint8Array(capacity)
  }

  /** Motion states of the track at a slot, under its kind's models. */
  states(slot: number): ModelStates {
    return this.#motion.states(slot)
  }

  kind(slot: number): TrackedKind {
    return this.#motion.kind(slot)
  }

  /** Moments of the track's motion state over all models: x (6), P (6×6). */
  combine(slot: number, x: Float64Array, P: Float64Array): void {
    this.#motion.bank(slot).combine(this.states(slot), x, P)
  }

  /** Probability that the track's object stands still; 0 where its kind has no such model. */
  standingProbability(slot: number): number {
    const { standingModel } = this.kind(slot)
    return standingModel < 0 ? 0 : this.states(slot).probabilities[standingModel]!
  }

  observe(cycle: SensorCycle): void {
    const { store } = this
    store.data[HEADER.stamp] = cycle.stamp
    this.#association.begin(cycle)
    for (let slot = 0; slot < store.count; slot++) {
      const isObserved = this.#isConcerned(cycle, slot)
      this.#isObserved[slot] = isObserved ? 1 : 0
      if (isObserved) this.#predict(slot, cycle.stamp)
    }
    this.#association.assign(cycle, this.#isObserved)
    for (let slot = 0; slot < store.count; slot++) {
      if (this.#isObserved[slot] === 0) continue
      const detection = this.#association.detectionOf(slot)
      if (detection < 0) this.#miss(cycle, slot)
      else this.#hit(cycle, slot, detection)
      this.#outline(cycle, slot)
    }
    store.compact(this.#isAlive)
    for (let detection = 0; detection < cycle.count; detection++) {
      if (this.#association.isFree(detection)) this.#giveBirth(cycle, detection)
    }
  }

  /**
   * Whether the cycle can say something of the track: its sensor looks there, or has a detection near. The others stay as
   * they were, for a while: predicting is most of the work, and of a dozen sensors each sees a few of the tracks.
   */
  #isConcerned(cycle: SensorCycle, slot: number): boolean {
    const { data } = this.store
    const offset = this.store.offset(slot)
    const dt = secondsBetween(data[offset + SLOT.stamp]!, cycle.stamp)
    if (cycle.sees === undefined || dt >= LONGEST_REST) return true
    const x = data[offset + SLOT.x]! + dt * data[offset + SLOT.vx]!
    const y = data[offset + SLOT.y]! + dt * data[offset + SLOT.vy]!
    return cycle.sees(x, y) || this.#association.isNearAny(cycle, x, y, data[offset + SLOT.spread]! + REST_MARGIN)
  }

  /** Notes what rough looks at the track need, so that they need not read its states. */
  #outline(cycle: SensorCycle, slot: number): void {
    const { data } = this.store
    const offset = this.store.offset(slot)
    const mean = this.#motion.likeliestMean(slot)
    data[offset + SLOT.x] = mean[CTRA.x]!
    data[offset + SLOT.y] = mean[CTRA.y]!
    data[offset + SLOT.vx] = mean[CTRA.speed]! * Math.cos(mean[CTRA.yaw]!)
    data[offset + SLOT.vy] = mean[CTRA.speed]! * Math.sin(mean[CTRA.yaw]!)
    data[offset + SLOT.spread] = this.#association.spread(cycle, slot)
    data[offset + SLOT.egoYaw] = cycle.egoYaw ?? 0
    this.store.touch(slot)
  }

  /** Moves a track to the stamp; earlier stamps than the newest one are the rollback window's business. */
  #predict(slot: number, stamp: number): void {
    const { data } = this.store
    const offset = this.store.offset(slot)
    const dt = secondsBetween(data[offset + SLOT.stamp]!, stamp)
    data[offset + SLOT.stamp] = stamp
    if (!(dt > 0) || !Number.isFinite(dt)) return
    const kind = this.kind(slot)
    this.#motion.bank(slot).predict(this.states(slot), dt)
    predictScalar(data, offset + SLOT.z, kind.heightWalk * dt)
    for (let i: number = SLOT.length; i <= SLOT.height; i += 2) predictScalar(data, offset + i, kind.sizeWalk * dt)
    data[offset + SLOT.existence] = survived(data[offset + SLOT.existence]!, kind.existence.vanishing * dt)
  }

  #miss(cycle: SensorCycle, slot: number): void {
    const { data } = this.store
    const offset = this.store.offset(slot)
    const mean = this.#motion.likeliestMean(slot)
    const probability = cycle.detectionProbability(mean[CTRA.x]!, mean[CTRA.y]!, this.store, slot)
    const evidence = this.kind(slot).existence.missWeight * Math.log(1 - probability)
    data[offset + SLOT.existence] = data[offset + SLOT.existence]! + evidence
    if (evidence < 0) addLook(data, offset, evidence)
  }

  #hit(cycle: SensorCycle, slot: number, detection: number): void {
    const { data } = this.store
    const offset = this.store.offset(slot)
    const { existence } = this.kind(slot)
    const strangeness = existence.strangeness > 0 ? this.#strangeness(cycle, slot, detection) : 0
    this.#update(cycle, slot, detection)
    const found = existence.detectionWeight * cycle.logOdds(detection) + existence.detectionBonus
    const evidence = found - existence.strangeness * strangeness
    addLook(data, offset, evidence)
    const logOdds = data[offset + SLOT.existence]! + evidence
    data[offset + SLOT.existence] = Math.min(existence.largest, Math.max(existence.least, logOdds))
    if (data[offset + SLOT.existence]! >= existence.confirmed) data[offset + SLOT.isConfirmed] = 1
  }

  /** How far the squared normalised innovation of a pair, before its update, is above what is expected of a true one. */
  #strangeness(cycle: SensorCycle, slot: number, detection: number): number {
    const nis = this.#motion.bank(slot).innovate(this.states(slot), cycle.measurement(detection, this.store, slot))
    return Math.max(0, nis - EXPECTED_INNOVATION)
  }

  #update(cycle: SensorCycle, slot: number, detection: number): void {
    const { data } = this.store
    const offset = this.store.offset(slot)
    const states = this.states(slot)
    this.probe?.(cycle, detection, slot)
    const surprise = this.#association.surprise(slot)
    if (surprise > 0) reopen(states, surprise)
    this.#motion.bank(slot).update(states, this.#association.measurementOf(cycle, slot, detection))
    cycle.refine(detection, this.store, slot, this.#motion.likeliestMean(slot)[CTRA.yaw]!)
    const speed = this.#motion.likeliestMean(slot)[CTRA.speed]!
    data[offset + SLOT.headingVotes] = settleHeading(states, speed, data[offset + SLOT.headingVotes]!)
    data[offset + SLOT.lastUpdateStamp] = cycle.stamp
    data[offset + SLOT.lastDetection] = cycle.source(detection)
    data[offset + SLOT.hits]!++
  }

  readonly #isAlive = (offset: number): boolean => {
    const { data } = this.store
    const { existence } = this.#motion.kindAt(data[offset + SLOT.kind]!)
    const coasting = secondsBetween(data[offset + SLOT.lastUpdateStamp]!, data[HEADER.stamp]!)
    return data[offset + SLOT.existence]! > existence.dead && coasting <= existence.longestCoast
  }

  #giveBirth(cycle: SensorCycle, detection: number): void {
    const { data } = this.store
    const kindIndex = Math.max(0, cycle.kind(detection))
    const { existence } = this.#motion.kindAt(kindIndex)
    const logOdds = cycle.logOdds(detection)
    if (logOdds <= existence.dead) return
    const slot = this.store.append()
    if (slot < 0) return
    const offset = this.store.offset(slot)
    data[offset + SLOT.kind] = kindIndex
    data[offset + SLOT.existence] = logOdds
    data[offset + SLOT.birthStamp] = cycle.stamp
    data[offset + SLOT.lastUpdateStamp] = cycle.stamp
    data[offset + SLOT.stamp] = cycle.stamp
    data[offset + SLOT.hits] = 1
    data[offset + SLOT.isConfirmed] = logOdds >= existence.confirmed ? 1 : 0
    data[offset + SLOT.lastDetection] = cycle.source(detection)
    addLook(data, offset, existence.detectionWeight * logOdds)
    cycle.initialize(detection, this.store, slot, this.#x, this.#P)
    this.#motion.bank(slot).initialize(this.states(slot), this.#x, this.#P)
    this.#outline(cycle, slot)
  }
}

function addLook(data: Float64Array, offset: number, evidence: number): void {
  data[offset + SLOT.evidence] = data[offset + SLOT.evidence]! + evidence
  data[offset + SLOT.looks]!++
}

/** Lets a state take a detection that lies `distance` (m) away: position and speed are as uncertain as that says. */
function reopen({ covariances }: ModelStates, distance: number): void {
  const speed = distance / SPEED_ERROR_TIME
  for (let i = 0; i < covariances.length; i++) {
    const P = covariances[i]!
    P[CTRA.x * CTRA_SIZE + CTRA.x]! += distance * distance
    P[CTRA.y * CTRA_SIZE + CTRA.y]! += distance * distance
    P[CTRA.speed * CTRA_SIZE + CTRA.speed]! += speed * speed
  }
}

/** Log-odds after a share `vanishing` of objects has vanished: the probability falls by that factor. */
function survived(logOdds: number, vanishing: number): number {
  const probability = (1 - vanishing) / (1 + Math.exp(-logOdds))
  return Math.log(probability / (1 - probability))
}
