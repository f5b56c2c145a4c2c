import { OBJECT_CLASSES } from '../../src/core/messages.ts'
import { modelStatesLength } from '../filters/model-states.ts'
import { CTRA_SIZE } from '../models/ctra-state.ts'

/** Largest bank of interacting motion models that a slot has room for. */
export const MAXIMAL_MODELS = 3

/** Element offsets of one track in the store; a value and its variance stand side by side. World-fixed frame, SI. */
export const SLOT = {
  id: 0,
  /** Index into the tracker's table of classes: decides the motion models. */
  kind: 1,
  /** Natural logarithm of P(exists)/P(does not). */
  existence: 2,
  birthStamp: 3,
  lastUpdateStamp: 4,
  /** Updates, the birth included. */
  hits: 5,
  /** 1 once confirmed; stays. */
  isConfirmed: 6,
  /** The sensor's index of the detection that last updated the track. */
  lastDetection: 7,
  /** Evidence for existence (log-odds) summed over all looks at the track, and their number: hits and misses. */
  evidence: 8,
  looks: 9,
  /** Centre height, m, its variance behind it; so too for length, width, height of the box. */
  z: 10,
  length: 12,
  width: 14,
  height: 16,
  /** Sum of votes that the heading points the measured way (positive) or the other. */
  headingVotes: 18,
  /** Boxes told of so far, and the confidence told with the last one. */
  reports: 19,
  reportedConfidence: 20,
  /** Votes that the object moves over ground, 0 … 3, and 1 once it was seen to move; stays. */
  movingVotes: 21,
  hasMoved: 22,
  /** 1 once a sensor that sees shapes (lidar, camera) has updated the track; stays. */
  hasShape: 23,
  /** How well radar, 3D boxes, camera boxes detect this object, each less one half. */
  detectability: 24,
  /** Of the motion state and its variances: the last cycle that could say something of the track. */
  stamp: 27,
  /** Of the likeliest motion model at that stamp: position, m, and velocity, m/s; m that rough gating allows it. */
  x: 28,
  y: 29,
  vx: 30,
  vy: 31,
  spread: 32,
  /** rad: the car's yaw at that stamp, for whoever knows it. */
  egoYaw: 33,
  /** Logarithm of each object class's probability, up to a constant. */
  classes: 34,
} as const

/** The interacting models' probabilities, means and covariances follow the named elements. */
export const SLOT_MODELS = SLOT.classes + OBJECT_CLASSES.length
export const SLOT_STRIDE = SLOT_MODELS + modelStatesLength(MAXIMAL_MODELS, CTRA_SIZE)

/** The store's own elements, before the first slot. */
export const HEADER = { count: 0, nextId: 1, stamp: 2, refusedBirths: 3 } as const
export const HEADER_LENGTH = 4
