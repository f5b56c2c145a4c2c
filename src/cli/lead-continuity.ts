import { findLead, type Lead } from '../../planning/lead.ts'
import { drivenCurvature } from '../common/motion/driven-curvature.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import type { Scene } from '../core/scene.ts'
import { type Stamp, secondsBetween } from '../core/time.ts'

/** m, m/s, s: a lead found this near to where another was lost, this soon, is the same car under a new id. */
const SAME_PLACE = 4
const SAME_SPEED = 3
const SOON = 2

export interface LeadEpisode {
  readonly id: number
  readonly from: Stamp
  readonly to: Stamp
  /** Bumper to bumper, m, at the beginning and the end. */
  readonly firstGap: number
  readonly lastGap: number
}

/** Follows the planner's lead from scene to scene and tells a break (one car, two ids) from a change of lead. */
export class LeadContinuity {
  readonly #vehicle: VehicleTable
  readonly #episodes: LeadEpisode[] = []
  #current: { lead: Lead; from: Stamp; to: Stamp; firstGap: number } | null = null
  /** s in which a lead was followed. */
  followed = 0
  /** The same car went on under another id. */
  breaks = 0

  constructor(vehicle: VehicleTable) {
    this.#vehicle = vehicle
  }

  get episodes(): readonly LeadEpisode[] {
    return this.#current === null ? this.#episodes : [...this.#episodes, this.#finished(this.#current)]
  }

  add(scene: Scene): void {
    if (!scene.ego.isValid) return
    const { stamp } = scene
    const before = this.#current
    const curvature = drivenCurvature(scene.ego, this.#vehicle)
    const lead = findLead(scene, curvature, this.#vehicle, before?.lead.id ?? null)
    if (lead === null) return
    const isKept = before !== null && before.lead.id === lead.id
    if (isKept && secondsBetween(before.to, stamp) < SOON) {
      this.followed += secondsBetween(before.to, stamp)
      this.#current = { lead, from: before.from, to: stamp, firstGap: before.firstGap }
      return
    }
    if (before !== null) {
      if (!isKept && this.#isSameCar(before.lead, before.to, lead, scene)) this.breaks++
      this.#episodes.push(this.#finished(before))
    }
    this.#current = { lead, from: stamp, to: stamp, firstGap: lead.gap }
  }

  /** Where the old lead would be now, the new one is; and the old track is gone. */
  #isSameCar(old: Lead, lost: Stamp, lead: Lead, { stamp, ego, objects }: Scene): boolean {
    const elapsed = secondsBetween(lost, stamp)
    if (elapsed > SOON || objects.some((object) => object.id === old.id && object.coastingFor < elapsed)) return false
    const gap = old.gap + (old.speed - ego.speed) * elapsed
    return Math.abs(gap - lead.gap) < SAME_PLACE && Math.abs(old.speed - lead.speed) < SAME_SPEED
  }

  #finished({ lead, from, to, firstGap }: { lead: Lead; from: Stamp; to: Stamp; firstGap: number }): LeadEpisode {
    return { id: lead.id, from, to, firstGap, lastGap: lead.gap }
  }
}
