import type { PictureBox } from '../../src/common/manifest/picture-boxes.ts'
import type { LuminancePatch } from './luminance-patch.ts'

/**
 * Rows that show the body below the window, from the roof down, as shares of the width: a car is about as high as 0.85 of
 * its width, its wheels begin at 0.75. Shadows on the road lie lower, whatever the detector took for the box's bottom.
 */
const BODY = [0.35, 0.7] as const
/** Rows of the body and the window: what is the same on both sides. */
const ALIKE_FROM = 0.1
/** How far the sides are looked for, as shares of the box's width: inwards, for boxes hold shadows too, and outwards. */
const INWARDS = 0.25
const OUTWARDS = 0.1
/** Width of the vehicle over that of the box. */
const WIDTHS = [0.65, 1.1] as const
/** A difference of luminance beyond which it does not count more: one bright lamp must not decide. */
const MOST_DIFFERENCE = 60
/** Step between the places that are compared for symmetry, pixels. */
const SYMMETRY_STEP = 3
/** Of the body's edges, on the mean over its rows; less is no edge, 0..255. */
const LEAST_EDGE = 8
/**
 * Tuned on the KITTI raw frames and the nuScenes sample: rears found rightly have 0.73 to 0.85, vehicles seen at an angle and
 * pairs of edges that are not the two sides 0.60 to 0.66.
 */
const LEAST_SYMMETRY = 0.7

/** Where the sides of a vehicle seen from behind or ahead are; pixel i covers [i, i + 1). */
export interface VehicleSides {
  readonly left: number
  readonly right: number
  /** 0..1, of the body about the middle between its sides. */
  readonly symmetry: number
}

/**
 * The sides of a vehicle that is seen from behind or ahead, to a pixel or two, within a detector's box that may hold its
 * shadow: the pair of upright edges about the axis that mirrors the body best (symmetry and edges: Bertozzi, Broggi, Fascioli
 * 2000). Null where there is no such pair.
 */
export function vehicleSides(patch: LuminancePatch, box: PictureBox): VehicleSides | null {
  const width = box.right - box.left
  const rows = { from: Math.round(box.top + BODY[0] * width), to: Math.round(box.top + BODY[1] * width) }
  const edges = (from: number, to: number) => uprightEdges(patch, from, to, rows.from, rows.to)
  const lefts = edges(Math.round(box.left - OUTWARDS * width), Math.round(box.left + INWARDS * width))
  const rights = edges(Math.round(box.right - INWARDS * width), Math.round(box.right + OUTWARDS * width))
  const top = Math.round(box.top + ALIKE_FROM * width)
  const symmetries = new Map<number, number>()
  const symmetryAt = (sum: number): number => {
    const known = symmetries.get(sum)
    if (known !== undefined) return known
    const symmetry = mirrorSymmetry(patch, sum, 0.4 * width, top, rows.to)
    symmetries.set(sum, symmetry)
    return symmetry
  }
  let best: VehicleSides | null = null
  let highest = 0
  for (const left of lefts) {
    for (const right of rights) {
      const found = right.x - left.x
      if (found < WIDTHS[0] * width || found > WIDTHS[1] * width) continue
      const symmetry = symmetryAt(left.x + right.x)
      if (symmetry < LEAST_SYMMETRY) continue
      const score = Math.sqrt(left.strength * right.strength) * symmetry * symmetry
      if (score <= highest) continue
      highest = score
      // The edge is in the middle of its pixel.
      best = { left: left.x + 0.5, right: right.x + 0.5, symmetry }
    }
  }
  return best
}

interface Edge {
  readonly x: number
  readonly strength: number
}

/** Columns that differ from their neighbours, on the mean over the rows, more than the columns beside them do. */
function uprightEdges(patch: LuminancePatch, from: number, to: number, top: number, bottom: number): Edge[] {
  const strengths: number[] = []
  for (let x = from - 1; x <= to + 1; x++) {
    let sum = 0
    for (let y = top; y < bottom; y++) {
      sum += Math.min(MOST_DIFFERENCE, Math.abs(patch.at(x + 1, y) - patch.at(x - 1, y)))
    }
    strengths.push(sum / Math.max(1, bottom - top))
  }
  const found: Edge[] = []
  for (let i = 1; i + 1 < strengths.length; i++) {
    const strength = strengths[i]!
    const isPeak = strength >= strengths[i - 1]! && strength > strengths[i + 1]!
    if (isPeak && strength >= LEAST_EDGE) found.push({ x: from - 1 + i, strength })
  }
  return found
}

/** 1 where the picture is its own mirror image about half of `sum`, over `reach` pixels to each side. */
function mirrorSymmetry(patch: LuminancePatch, sum: number, reach: number, top: number, bottom: number): number {
  let difference = 0
  let count = 0
  for (let y = top; y < bottom; y += SYMMETRY_STEP) {
    for (let d = SYMMETRY_STEP; d < reach; d += SYMMETRY_STEP) {
      const left = Math.floor(0.5 * sum - d)
      difference += Math.min(MOST_DIFFERENCE, Math.abs(patch.at(left, y) - patch.at(sum - left, y)))
      count++
    }
  }
  return count === 0 ? 0 : 1 - difference / count / MOST_DIFFERENCE
}
