import type { LaneMap } from '../../common/map/lane-map.ts'
import type { Scenery } from './scenery.ts'
import type { Colour } from './world.ts'

const RED: Colour = [0.6, 0.05, 0.05]
/** A yield sign is mostly its white field. */
const WHITE: Colour = [0.8, 0.7, 0.7]
/** m beside the stop line's end; the first free place is taken (a parking strip may lie between). */
const DISTANCES = [0.8, 1.6, 3.2]

/** Stop and yield signs on the right of the lines where they hold. */
export function addTrafficSigns(scenery: Scenery, map: LaneMap): void {
  for (const { kind, line } of map.stopLines) {
    if (kind === 'signal') continue
    const [x0, y0, x1, y1] = [line[0]!, line[1]!, line[2]!, line[3]!]
    const length = Math.hypot(x1 - x0, y1 - y0)
    const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length]
    // The line runs to the right of the traffic, so traffic heads to its left.
    const heading = Math.atan2(ux, -uy)
    for (const distance of DISTANCES) {
      const pose = { x: x1 + distance * ux, y: y1 + distance * uy, heading }
      if (scenery.sign(pose, kind === 'stop-sign' ? RED : WHITE)) break
    }
  }
}
