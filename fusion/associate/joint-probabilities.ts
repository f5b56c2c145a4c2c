/** Largest group that is enumerated exactly: the cost doubles with each detection. */
export const LARGEST_JOINT_GROUP = 8

/**
 * Joint probabilistic data association of a small group: the probability that each detection is of each track, summed
 * over every one-to-one assignment. `ratios` (tracks × detections, row-major) holds P(detected)·likelihood /
 * (P(missed)·clutter density) of each pair, 0 for a pair outside the gate. `out` gets the marginals; a row's remainder to
 * 1 is the probability that the track was missed. Sums over sets of used detections instead of listing assignments:
 * tracks · detections · 2^detections steps.
 * Source: Fortmann, Bar-Shalom, Scheffe 1983, "Sonar tracking of multiple targets using joint probabilistic data
 * association", eq. 2.20-2.24.
 */
export class JointProbabilities {
  readonly #forward = new Float64Array((LARGEST_JOINT_GROUP + 1) << LARGEST_JOINT_GROUP)
  readonly #backward = new Float64Array((LARGEST_JOINT_GROUP + 1) << LARGEST_JOINT_GROUP)

  /** Throws when the group is larger than {@link LARGEST_JOINT_GROUP} either way. */
  marginals(out: Float64Array, ratios: Float64Array, tracks: number, detections: number): void {
    if (tracks > LARGEST_JOINT_GROUP || detections > LARGEST_JOINT_GROUP) {
      throw new Error(`expected at most ${LARGEST_JOINT_GROUP} tracks and detections, found ${tracks}, ${detections}`)
    }
    const sets = 1 << detections
    this.#sumForward(ratios, tracks, detections, sets)
    this.#sumBackward(ratios, tracks, detections, sets)
    // Every assignment from the first track on, with no detection used yet.
    const total = this.#backward[0]!
    for (let track = 0; track < tracks; track++) {
      for (let detection = 0; detection < detections; detection++) {
        const bit = 1 << detection
        const ratio = ratios[track * detections + detection]!
        let sum = 0
        if (ratio > 0) {
          for (let used = 0; used < sets; used++) {
            if (used & bit) continue
            sum += this.#forward[track * sets + used]! * this.#backward[(track + 1) * sets + (used | bit)]!
          }
        }
        out[track * detections + detection] = (sum * ratio) / total
      }
    }
  }

  /** forward[i][used]: weight of all ways in which the first i tracks use exactly this set of detections. */
  #sumForward(ratios: Float64Array, tracks: number, detections: number, sets: number): void {
    const F = this.#forward
    F.fill(0, 0, (tracks + 1) * sets)
    F[0] = 1
    for (let track = 0; track < tracks; track++) {
      for (let used = 0; used < sets; used++) {
        const weight = F[track * sets + used]!
        if (weight === 0) continue
        F[(track + 1) * sets + used]! += weight
        for (let detection = 0; detection < detections; detection++) {
          const bit = 1 << detection
          if ((used & bit) === 0) {
            F[(track + 1) * sets + (used | bit)]! += weight * ratios[track * detections + detection]!
          }
        }
      }
    }
  }

  /** backward[i][used]: weight of all ways in which tracks i, i + 1, … choose, given the detections used before. */
  #sumBackward(ratios: Float64Array, tracks: number, detections: number, sets: number): void {
    const B = this.#backward
    B.fill(1, tracks * sets, (tracks + 1) * sets)
    for (let track = tracks - 1; track >= 0; track--) {
      for (let used = 0; used < sets; used++) {
        let weight = B[(track + 1) * sets + used]!
        for (let detection = 0; detection < detections; detection++) {
          const bit = 1 << detection
          if (used & bit) continue
          weight += ratios[track * detections + detection]! * B[(track + 1) * sets + (used | bit)]!
        }
        B[track * sets + used] = weight
      }
    }
  }
}
