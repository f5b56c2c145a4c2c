import type { LaneBoundary, LaneMap } from './lane-map.ts'

/**
 * Lane boundaries, each once: a line that two neighbours share is held by both, and dashes that are drawn from both ends fill
 * each other's gaps. Unpainted and unknown ones are left out. Dashes begin at a line's first point.
 */
export function paintedLines(map: LaneMap): LaneBoundary[] {
  const isKnown = new Set(map.lanes.map((lane) => lane.id))
  const lines: LaneBoundary[] = []
  for (const { id, left, right, leftBoundary, rightBoundary } of map.lanes) {
    const isLeftElsewhere = left !== null && isKnown.has(left.lane) && (!left.isOncoming || left.lane < id)
    // Where traffic keeps left the oncoming lane is on the right.
    const isRightElsewhere = right !== null && isKnown.has(right.lane) && right.isOncoming && right.lane < id
    if (!isLeftElsewhere) lines.push(leftBoundary)
    if (!isRightElsewhere) lines.push(rightBoundary)
  }
  return lines.filter(({ pattern }) => pattern !== 'none' && pattern !== 'unknown')
}
