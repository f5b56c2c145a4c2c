/** The boxes of one labelled object in frame order, as indices into the ground truth's columns. */
export interface GroundTruthHistory {
  readonly boxes: readonly number[]
  readonly isIgnorable: Uint8Array
}

/**
 * Adds one labelled object's identity switches and fragments. `trackIdOf` is the matched track's id by ground-truth box,
 * -1 for none. "Next" is the object's next labelled frame, even where frame numbers jump.
 * Source: the KITTI tracking evaluation (Geiger et al. 2012), as its 3D version defines them.
 */
export function identityErrors(
  counts: { identitySwitches: number; fragments: number },
  history: GroundTruthHistory,
  trackIdOf: Int32Array,
): void {
  const { boxes, isIgnorable } = history
  if (boxes.every((box) => isIgnorable[box] === 1) || boxes.every((box) => trackIdOf[box]! === -1)) return
  const n = boxes.length
  const idAt = (i: number): number => trackIdOf[boxes[i]!]!
  let last = idAt(0)
  for (let i = 1; i < n; i++) {
    if (isIgnorable[boxes[i]!] === 1) {
      last = -1
      continue
    }
    const id = idAt(i)
    const isFound = id !== -1 && last !== -1
    if (isFound && last !== id && idAt(i - 1) !== -1) counts.identitySwitches++
    if (isFound && i < n - 1 && idAt(i - 1) !== id && idAt(i + 1) !== -1) counts.fragments++
    if (id !== -1) last = id
  }
  if (n > 1 && idAt(n - 2) !== idAt(n - 1) && last !== -1 && idAt(n - 1) !== -1 && isIgnorable[boxes[n - 1]!] === 0) {
    counts.fragments++
  }
}

/** Indices by id, ids in order of first appearance. */
export function groupById(ids: Int32Array): ReadonlyMap<number, readonly number[]> {
  const groups = new Map<number, number[]>()
  for (let i = 0; i < ids.length; i++) {
    const group = groups.get(ids[i]!)
    if (group) group.push(i)
    else groups.set(ids[i]!, [i])
  }
  return groups
}
