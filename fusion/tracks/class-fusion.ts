import { OBJECT_CLASSES, type ObjectClass } from '../../src/core/messages.ts'
import { SLOT } from './track-slot.ts'

/** Probability that a detector which is sure of itself names the right class; the rest spreads evenly. Assumed. */
const RIGHT = 0.85
/** One detector repeats its mistakes: evidence beyond this (log-odds) is not collected. */
const LARGEST_LEAD = 6

/** Adds a detection's class to the track's, weighted by its score (0..1). `unknown` says nothing. */
export function addClassEvidence(data: Float64Array, offset: number, found: ObjectClass, score: number): void {
  if (found === 'unknown') return
  const classes = OBJECT_CLASSES.length
  const wrong = (1 - RIGHT) / (classes - 1)
  const weight = Math.min(1, Math.max(0, score))
  let largest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < classes; i++) {
    // A score of 0 makes all classes equally likely.
    const likelihood = weight * (OBJECT_CLASSES[i] === found ? RIGHT : wrong) + (1 - weight) / classes
    const value = data[offset + SLOT.classes + i]! + Math.log(likelihood)
    data[offset + SLOT.classes + i] = value
    if (value > largest) largest = value
  }
  for (let i = 0; i < classes; i++) {
    const below = data[offset + SLOT.classes + i]! - largest
    data[offset + SLOT.classes + i] = Math.max(below, -LARGEST_LEAD)
  }
}

/** The likeliest class; `unknown` while nothing has been said. */
export function likeliestClass(data: Float64Array, offset: number): ObjectClass {
  let best = 0
  for (let i = 1; i < OBJECT_CLASSES.length; i++) {
    if (data[offset + SLOT.classes + i]! > data[offset + SLOT.classes + best]!) best = i
  }
  return OBJECT_CLASSES[best]!
}
