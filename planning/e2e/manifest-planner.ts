import type { DecodedOutput } from '../../src/common/manifest/decode-outputs.ts'
import { EgoHistory } from '../../src/common/manifest/ego-history.ts'
import type { ManifestNetwork } from '../../src/common/manifest/manifest-network.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { InputError } from '../../src/core/errors.ts'
import { InferenceLost } from '../../src/core/inference.ts'
import type { ImageFrame } from '../../src/core/observations.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import { NO_WARNINGS, type Planner, type StageResult } from '../../src/core/ports.ts'
import type { Scene } from '../../src/core/scene.ts'
import { type Stamp, secondsBetween } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { FOLLOWING_NOBODY, type FollowState, followLead } from '../baselines/follow-lead.ts'
import { approachSpeed } from './approach-speed.ts'
import { steeredCurvature } from './steered-curvature.ts'
import { waypointTrajectory } from './waypoint-trajectory.ts'

/** What one run of the network said, and of which pictures. */
interface Seen {
  readonly stamps: readonly Stamp[]
  readonly outputs: readonly DecodedOutput[]
}

export interface ManifestPlannerState {
  /** Null where the network does not ask what the car did. */
  readonly history: EgoHistory | null
  readonly seen: Seen | null
  readonly follow: FollowState
}

/** s: the topic table's maximal age of a picture. */
const OLDEST_PICTURE = 0.5
/** Of a camera that the vehicle does not mount: the network's path is then taken as the car's. */
const AT_THE_CAR = { position: [0, 0, 0], yaw: 0 } as const

/**
 * A user's own network as a planner: a path, or steering with or without a speed, as its manifest decodes it. Steering
 * without a speed follows the lead as the planner `idm` does. Pictures are looked at once; while none is new, or a run was
 * lost with its thread, the last answer serves, and the supervisor judges its age. Throws InputError when the manifest
 * gives neither a path nor steering, or both.
 */
export function createManifestPlanner(network: ManifestNetwork, vehicle: VehicleTable): Planner<ManifestPlannerState> {
  const { manifest, cameras } = network
  const kinds = manifest.outputs.map(({ decode }) => decode.kind)
  const answers = kinds.filter((kind) => kind === 'waypoints' || kind === 'steering')
  if (answers.length !== 1) {
    throw new InputError(
      `expected one output of waypoints or steering to drive by, found ${kinds.join(', ')}: network ${manifest.name}`,
    )
  }
  if (cameras.length === 0) throw new InputError(`expected a camera to drive by, found none: network ${manifest.name}`)
  const historySource = manifest.inputs.map(({ source }) => source).find((source) => source.kind === 'ego-history')
  const name = manifest.name
  return {
    name,
    // As they are: the manifest says how they are to be resized.
    pictures: cameras.map((camera) => ({ sensor: `camera/${camera}`, size: null })),
    initialState: () => ({
      history: historySource ? new EgoHistory(historySource) : null,
      seen: null,
      follow: FOLLOWING_NOBODY,
    }),
    async plan(state, scene, stamp) {
      if (!scene.ego.isValid) return nothing(state, stamp, 'no ego state')
      state.history?.add(scene.ego)
      const frames = cameras.map((camera) => scene.frames.images.get(`camera/${camera}`))
      const missing = frames.findIndex((frame) => !isUsable(frame, stamp))
      if (missing >= 0) return nothing(state, stamp, `no fresh and sound picture of the camera ${cameras[missing]}`)
      const { seen, warnings, reason } = await look(
        state,
        scene,
        frames.filter((frame) => frame !== undefined),
        stamp,
      )
      if (seen === null) return nothing(state, stamp, reason, warnings)
      const planned = answer(seen, state, scene, frames[0]!, stamp)
      const reasons = [reason, planned.output.reason].filter((one) => one !== '')
      const output = { ...planned.output, reason: reasons.join('; ') }
      return { state: { ...state, seen, follow: planned.follow }, output, warnings }
    },
  }

  function nothing(
    state: ManifestPlannerState,
    stamp: Stamp,
    reason: string,
    warnings: readonly Warning[] = NO_WARNINGS,
  ): StageResult<ManifestPlannerState, Trajectory> {
    return { state, output: { stamp, planner: name, points: [], reason }, warnings }
  }

  /** Runs the network where there is something new to see. */
  async function look(state: ManifestPlannerState, scene: Scene, frames: readonly ImageFrame[], stamp: Stamp) {
    const { seen, history } = state
    const stamps = frames.map((frame) => frame.stamp)
    // A history is new at every plan.
    const isNew = history !== null || seen === null || stamps.some((time, i) => time !== seen.stamps[i])
    if (!isNew) return { seen, warnings: NO_WARNINGS, reason: '' }
    const picture = (camera: string) => scene.frames.images.get(`camera/${camera}`)
    try {
      const result = await network.run({ stamp, picture, ...(history && { history }) })
      if ('missing' in result) return { seen: null, warnings: NO_WARNINGS, reason: `no ${result.missing}` }
      return {
        seen: { stamps, outputs: result.outputs.map(({ decoded }) => decoded) },
        warnings: NO_WARNINGS,
        reason: '',
      }
    } catch (error) {
      if (!(error instanceof InferenceLost)) throw error
      const detail = `${error.message}: network ${name}`
      return { seen, warnings: [{ code: 'inference-lost', stamp, detail }], reason: 'a run was lost: as before' }
    }
  }

  function answer({ outputs }: Seen, state: ManifestPlannerState, scene: Scene, frame: ImageFrame, stamp: Stamp) {
    const path = outputs.find((output) => output.kind === 'waypoints')
    if (path) {
      const points = waypointTrajectory(path, frame.mounting ?? AT_THE_CAR, scene.ego.speed)
      const reason = points.length === 0 ? 'the network gave a path that is not of numbers' : ''
      // The path begins where the car was when the picture was taken.
      return { output: { stamp: frame.stamp, planner: name, points, reason }, follow: state.follow }
    }
    const steering = outputs.find((output) => output.kind === 'steering')
    const curvature = steering ? steeredCurvature(steering, vehicle.geometry) : Number.NaN
    if (!Number.isFinite(curvature)) {
      return {
        output: { stamp, planner: name, points: [], reason: 'the network steered by no number' },
        follow: state.follow,
      }
    }
    const speed = outputs.find((output) => output.kind === 'speed')
    if (speed) {
      const points = approachSpeed(curvature, scene.ego.speed, speed.value)
      return { output: { stamp, planner: name, points, reason: '' }, follow: state.follow }
    }
    const { state: follow, points, reason } = followLead(state.follow, scene, curvature, vehicle)
    return { output: { stamp, planner: name, points, reason }, follow }
  }
}

function isUsable(frame: ImageFrame | undefined, stamp: Stamp): boolean {
  return frame !== undefined && frame.fault === null && secondsBetween(frame.stamp, stamp) <= OLDEST_PICTURE
}
