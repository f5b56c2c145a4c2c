import { BOX, BOX_STRIDE } from '../../src/common/geometry/oriented-box.ts'
import type { BoxCycle } from './box-tracker.ts'

/** Most boxes of a cycle that a tracker looks at: a hostile cycle costs bounded time. The strongest are kept. */
export const MOST_BOXES = 1024

/** The boxes of a cycle that a tracker can use, in order; what it leaves out is counted. */
export class UsableBoxes {
  readonly indices = new Int32Array(MOST_BOXES)
  count = 0
  /** Since the start: not finite, without extent, or too many in one cycle. */
  unusable = 0

  select(cycle: BoxCycle): void {
    this.count = 0
    const isCrowded = cycle.end - cycle.start > MOST_BOXES
    const least = isCrowded ? strongest(cycle, MOST_BOXES) : Number.NEGATIVE_INFINITY
    for (let i = cycle.start; i < cycle.end; i++) {
      if (isUsable(cycle, i) && cycle.scores[i]! >= least && this.count < MOST_BOXES) this.indices[this.count++] = i
      else this.unusable++
    }
  }
}

/** Score of the n-th strongest usable box. */
function strongest(cycle: BoxCycle, n: number): number {
  const scores: number[] = []
  for (let i = cycle.start; i < cycle.end; i++) if (isUsable(cycle, i)) scores.push(cycle.scores[i]!)
  return scores.sort((a, b) => b - a)[n - 1] ?? Number.NEGATIVE_INFINITY
}

function isUsable({ boxes, scores }: BoxCycle, i: number): boolean {
  const o = i * BOX_STRIDE
  let sum = scores[i]!
  for (let k = 0; k < BOX_STRIDE; k++) sum += boxes[o + k]!
  if (!Number.isFinite(sum)) return false
  return boxes[o + BOX.length]! > 0 && boxes[o + BOX.width]! > 0 && boxes[o + BOX.height]! > 0
}
