import type { RankedTrajectory } from '../../src/common/manifest/decoders/trajectory-scores.ts'
import { EgoHistory } from '../../src/common/manifest/ego-history.ts'
import type { ManifestNetwork } from '../../src/common/manifest/manifest-network.ts'
import type { NetworkView } from '../../src/common/manifest/network-view.ts'
import { NavigationTracker } from '../../src/common/navigation/route-ahead.ts'
import { CameraTables } from '../../src/common/raster/camera-tables.ts'
import { PlannerRaster } from '../../src/common/raster/planner-raster.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { InferenceLost } from '../../src/core/inference.ts'
import type { PlanAlternative, Trajectory, TrajectoryPoint } from '../../src/core/plan.ts'
import { NO_WARNINGS, type Planner, type StageResult } from '../../src/core/ports.ts'
import type { Scene } from '../../src/core/scene.ts'
import type { Stamp } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { seenObjects } from './seen-objects.ts'
import { TrajectoryPreference } from './trajectory-preference.ts'
import { waypointTrajectory } from './waypoint-trajectory.ts'

/** Buffers and what is remembered of the drive; made anew for each. */
export interface ScoredPlannerState {
  /** Null where the network does not ask for it. */
  readonly history: EgoHistory | null
  readonly raster: PlannerRaster | null
  readonly navigation: NavigationTracker
  readonly preference: TrajectoryPreference
  /** The last plan that the network gave. */
  readonly last: Trajectory | null
}

/** 10 Hz, as the sensors: in between nothing new is seen, and the network is what costs most on a small computer. */
const TICKS_PER_PLAN = 10
const AT_THE_CAR = { position: [0, 0, 0], yaw: 0 } as const
/**
 * m in all that a trajectory leads, and m/s, below which it is a stand: no network says exactly nothing, and the car would creep up to
 * what it waits for until it cannot steer past it any more.
 */
const STAND = { way: 2, speed: 0.5 } as const
/** ln score that an alternative may be worse by: rather than drive one that the network thinks nothing of, the supervisor brakes. */
const WORSE_MOST = 5
/** Sources that are parts of one drawing. */
const DRAWN: ReadonlySet<string> = new Set(['raster', 'front-picture', 'sensor-validity'])

/**
 * A network that scores a vocabulary of trajectories: the best one is the plan, the next best are its alternatives. It sees
 * the scene as it is at each plan: raster, front picture, route. When a run is lost with its thread the last plan serves,
 * and the supervisor judges its age.
 */
export function createScoredPlanner(network: ManifestNetwork, vehicle: VehicleTable): Planner<ScoredPlannerState> {
  const { manifest, cameras } = network
  const { name } = manifest
  const sources = manifest.inputs.map(({ source }) => source)
  const historySource = sources.find((source) => source.kind === 'ego-history')
  const tables = new CameraTables()
  const isDrawn = sources.some(({ kind }) => DRAWN.has(kind))
  const pictures = [
    ...cameras.map((camera) => ({ sensor: `camera/${camera}`, size: null })),
    ...(isDrawn ? [{ sensor: null }] : []),
  ]
  return {
    name,
    pictures,
    ticksPerPlan: TICKS_PER_PLAN,
    plansBeside: true,
    initialState: () => ({
      history: historySource ? new EgoHistory(historySource) : null,
      raster: isDrawn ? new PlannerRaster(vehicle.mountings, tables) : null,
      navigation: new NavigationTracker(),
      preference: new TrajectoryPreference(vehicle),
      last: null,
    }),
    async plan(state, scene, stamp) {
      if (!scene.ego.isValid) return nothing(state, stamp, 'no ego state')
      state.history?.add(scene.ego)
      state.raster?.draw(scene)
      if (state.raster?.validity.every((share) => share === 0)) return nothing(state, stamp, 'no fresh sensor')
      try {
        const result = await network.run(viewOf(state, scene, stamp))
        if ('missing' in result) return nothing(state, stamp, `no ${result.missing}`)
        const decoded = result.outputs.map((output) => output.decoded)
        const scores = decoded.find((one) => one.kind === 'trajectory-scores')
        const ranked = scores ? state.preference.order(scores.ranked, scene, stamp) : []
        const plan = planOf(ranked, name, scene, stamp)
        if (plan === null) return nothing(state, stamp, 'the network gave scores that are no numbers')
        const found = decoded.find((one) => one.kind === 'centre-points')
        const output = found ? { ...plan, seen: seenObjects(found, stamp) } : plan
        return { state: { ...state, last: plan }, output, warnings: NO_WARNINGS }
      } catch (error) {
        if (!(error instanceof InferenceLost)) throw error
        const warning: Warning = { code: 'inference-lost', stamp, detail: `${error.message}: network ${name}` }
        if (state.last === null) return nothing(state, stamp, 'a run was lost', [warning])
        return { state, output: { ...state.last, reason: 'a run was lost: as before' }, warnings: [warning] }
      }
    },
  }

  function nothing(
    state: ScoredPlannerState,
    stamp: Stamp,
    reason: string,
    warnings: readonly Warning[] = NO_WARNINGS,
  ): StageResult<ScoredPlannerState, Trajectory> {
    return { state, output: { stamp, planner: name, points: [], reason }, warnings }
  }
}

function viewOf({ history, raster, navigation }: ScoredPlannerState, scene: Scene, stamp: Stamp): NetworkView {
  return {
    stamp,
    picture: (camera) => {
      const frame = scene.frames.images.get(`camera/${camera}`)
      return frame?.fault === null ? frame : undefined
    },
    ...(history && { history }),
    ...(raster && { raster }),
    navigation: (distances) => navigation.ahead(scene.frames.navigation, scene.ego, distances),
  }
}

/** Null when there is no trajectory to drive. */
function planOf(ranked: readonly RankedTrajectory[], planner: string, scene: Scene, stamp: Stamp): Trajectory | null {
  const [best, ...others] = ranked
  if (!best) return null
  const points = pointsOf(best, scene)
  if (points.length === 0) return null
  const alternatives = others
    .filter(({ score }) => score > best.score - WORSE_MOST)
    .map((one) => new Alternative(one, scene))
  const reason = `trajectory ${best.trajectory}, ln score ${best.score.toFixed(2)}`
  return { stamp, planner, points, reason, alternatives }
}

/** Its points are made when somebody asks for them: the supervisor mostly does not, and each takes a fit. */
class Alternative implements PlanAlternative {
  readonly score: number
  readonly #ranked: RankedTrajectory
  readonly #scene: Scene
  #points: readonly TrajectoryPoint[] | null = null

  constructor(ranked: RankedTrajectory, scene: Scene) {
    this.score = ranked.score
    this.#ranked = ranked
    this.#scene = scene
  }

  get points(): readonly TrajectoryPoint[] {
    this.#points ??= pointsOf(this.#ranked, this.#scene)
    return this.#points
  }
}

function pointsOf({ points }: RankedTrajectory, { ego }: Scene): readonly TrajectoryPoint[] {
  const end = points.at(-1)
  const isStand = end !== undefined && Math.hypot(end.x, end.y) < STAND.way && ego.speed < STAND.speed
  const driven = isStand ? points.map((point) => ({ ...point, x: 0, y: 0, yaw: 0 })) : points
  return waypointTrajectory({ kind: 'waypoints', frame: 'ego', points: driven }, AT_THE_CAR, ego.speed)
}
