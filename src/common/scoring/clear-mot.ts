import { MotRunner } from './clear-mot-run.ts'
import type { MotCounts, MotCurvePoint, MotScore, MotSequence } from './clear-mot-types.ts'

/** Recall levels of the averages: 1/40, 2/40, … */
const RECALL_LEVELS = 40

/**
 * CLEAR and recall-averaged scores of 3D multi-object tracking over all sequences together, at one 3D IoU threshold.
 * Source: Bernardin, Stiefelhagen 2008 (MOTA, MOTP); Weng et al. 2020, "3D multi-object tracking: a baseline and new
 * evaluation metrics" (sAMOTA, AMOTA, AMOTP), eq. 1-4; protocol of the KITTI 3D MOT evaluation.
 */
export function scoreClearMot(
  sequences: readonly MotSequence[],
  minimalIou: number,
  recallLevels = RECALL_LEVELS,
): MotScore {
  const runner = new MotRunner(sequences, minimalIou)
  const all = runner.run(Number.NEGATIVE_INFINITY)
  const points = recallPoints(all.matchedScores, all.counts.truePositives + all.counts.falseNegatives, recallLevels)
  const curve: MotCurvePoint[] = []
  let best: MotCurvePoint | null = null
  for (const { recall, threshold } of points) {
    const { counts } = runner.run(threshold)
    const point = {
      recall,
      threshold,
      sMOTA: scaledMota(counts, recall),
      MOTA: mota(counts),
      MOTP: motp(counts),
      counts,
    }
    curve.push(point)
    if (best === null || point.MOTA > best.MOTA) best = point
  }
  const bestThreshold = best?.threshold ?? Number.NEGATIVE_INFINITY
  const { counts } = runner.run(bestThreshold)
  return {
    sAMOTA: sum(curve, (point) => point.sMOTA) / recallLevels,
    AMOTA: sum(curve, (point) => point.MOTA) / recallLevels,
    AMOTP: sum(curve, (point) => point.MOTP) / recallLevels,
    MOTA: mota(counts),
    MOTP: motp(counts),
    counts,
    bestThreshold,
    allTracks: all.counts,
    curve,
  }
}

/** 1 - (FN + FP + IDS)/GT; negative when there are more errors than objects, 0 without objects. */
export function mota(counts: MotCounts): number {
  return counts.groundTruths === 0 ? 0 : 1 - errors(counts) / counts.groundTruths
}

/** Mean IoU of the matched pairs. */
export function motp(counts: MotCounts): number {
  return counts.truePositives === 0 ? 0 : counts.overlap / counts.truePositives
}

/** MOTA scaled so that a perfect tracker reaches 1 at every recall; 0..1. Source: Weng et al. 2020, eq. 3. */
export function scaledMota(counts: MotCounts, recall: number): number {
  if (counts.groundTruths === 0) return 0
  const unavoidable = (1 - recall) * counts.groundTruths
  return Math.min(1, Math.max(0, 1 - (errors(counts) - unavoidable) / (recall * counts.groundTruths)))
}

function errors(counts: MotCounts): number {
  return counts.falseNegatives + counts.falsePositives + counts.identitySwitches
}

/**
 * Score thresholds at which recall comes nearest to 1/40, 2/40, …; levels that are never reached are missing.
 * `objects` is the number of hits and misses without a threshold.
 */
export function recallPoints(
  matchedScores: readonly number[],
  objects: number,
  recallLevels = RECALL_LEVELS,
): readonly { readonly recall: number; readonly threshold: number }[] {
  const scores = Float64Array.from(matchedScores).sort().reverse()
  const points: { recall: number; threshold: number }[] = []
  let recall = 0
  for (let i = 0; i < scores.length; i++) {
    const isLast = i === scores.length - 1
    const left = (i + 1) / objects
    const right = isLast ? left : (i + 2) / objects
    if (!isLast && right - recall < recall - left) continue
    points.push({ recall, threshold: scores[i]! })
    recall += 1 / recallLevels
  }
  // The first pair stands for recall 0.
  return points.slice(1, recallLevels + 1)
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
