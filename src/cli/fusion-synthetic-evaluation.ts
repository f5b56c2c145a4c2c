import { stampFromSeconds } from '../core/time.ts'
import { findScriptedScene, SCRIPTED_SCENES } from '../simulation/sensors/scripted-scenes.ts'
import { fusionDrive } from './fusion-drive.ts'
import { GainScore, type Phase, scoreGain } from './fusion-gain.ts'
import { type FusedHash, fusedHash, shuffled } from './fusion-order.ts'

/** Kinds of sensors alone and together. */
const SENSOR_SETS = [
  ['lidar'],
  ['radar'],
  ['camera'],
  ['lidar', 'radar'],
  ['lidar', 'camera'],
  ['radar', 'camera'],
  ['lidar', 'radar', 'camera'],
] as const
const ALL = ['lidar', 'radar', 'camera'] as const
/** s in which one kind falls silent. */
const DROP = { from: 3, to: 5 } as const
export const GAIN_PHASES = ['young', 'braking', 'steady'] as const satisfies readonly Phase[]
/** Largest share of the error without radar that may be left with it. */
const LARGEST_SHARE: Readonly<Record<Phase, number>> = { young: 0.5, braking: 0.5, steady: 1 }
/** s of traffic, and ns of the window, that arrival orders are drawn in. */
const ORDER_SECONDS = 1
const ORDER_WINDOW = 200e6

export interface GainRow {
  readonly sensors: string
  readonly position_rmse_m: number
  readonly velocity_rmse_mps: number
  readonly missed_percent: number
  /** At a time. */
  readonly false_tracks: number
  readonly radial_rmse_mps: Readonly<Record<Phase, number>>
}

interface RadialRow {
  /** The sensors that radar was added to. */
  readonly without: string
  readonly phase: Phase
  readonly without_mps: number
  readonly with_radar_mps: number
  readonly samples: number
  readonly isMet: boolean
}

export interface SyntheticEvaluation {
  readonly seeds: number
  readonly gain: readonly GainRow[]
  readonly drops: readonly GainRow[]
  readonly radial: readonly RadialRow[]
  readonly order: {
    readonly orders: number
    readonly hashes: number
    readonly hash: string
    readonly stamps: number
    readonly objects: number
  }
  readonly isMet: boolean
}

/** Deterministic: equal counts give equal figures. */
export function evaluateSynthetic(
  { seeds, orders }: { readonly seeds: number; readonly orders: number },
  progress: (text: string) => void = () => {},
): SyntheticEvaluation {
  const scores = new Map(
    SENSOR_SETS.map((sensors) => {
      progress(`sensors ${sensors.join(', ')}`)
      return [sensors.join(' + '), scoreScenes(sensors, seeds)]
    }),
  )
  const drops = ['nothing', ...ALL].map((dropped) => {
    progress(`without ${dropped} for 2 s`)
    return gainRow(`without ${dropped}`, scoreScenes(ALL, seeds, dropped))
  })
  const radial = [
    ...compare('lidar', scores.get('lidar')!, scores.get('lidar + radar')!),
    ...compare('lidar + camera', scores.get('lidar + camera')!, scores.get('lidar + radar + camera')!),
  ]
  const order = hashOrders(orders, progress)
  return {
    seeds,
    gain: [...scores].map(([sensors, score]) => gainRow(sensors, score)),
    drops,
    radial,
    order,
    isMet: radial.every(({ isMet }) => isMet) && order.hashes === 1 && order.objects > 0,
  }
}

function scoreScenes(sensors: readonly string[], seeds: number, dropped?: string): GainScore {
  const score = new GainScore()
  const [from, to] = [stampFromSeconds(DROP.from), stampFromSeconds(DROP.to)]
  const faults = dropped === undefined ? [] : [{ kind: 'silent', sensor: `${dropped}/`, from, to } as const]
  for (const scene of SCRIPTED_SCENES) {
    for (let seed = 1; seed <= seeds; seed++) {
      const drive = fusionDrive(scene, { seed, sensors, faults })
      if (dropped === undefined) scoreGain(drive, score)
      else scoreGain(drive, score, DROP.from, DROP.to)
    }
  }
  return score
}

function gainRow(sensors: string, score: GainScore): GainRow {
  return {
    sensors,
    position_rmse_m: score.positionRmse,
    velocity_rmse_mps: score.velocityRmse,
    missed_percent: 100 * score.missedShare,
    false_tracks: score.falseTracks,
    radial_rmse_mps: {
      young: score.radial('young').rmse,
      braking: score.radial('braking').rmse,
      steady: score.radial('steady').rmse,
    },
  }
}

function compare(without: string, score: GainScore, withRadar: GainScore): RadialRow[] {
  return GAIN_PHASES.map((phase) => {
    const before = score.radial(phase)
    const after = withRadar.radial(phase)
    const isMet = after.samples > 0 && after.rmse <= LARGEST_SHARE[phase] * before.rmse
    return {
      without,
      phase,
      without_mps: before.rmse,
      with_radar_mps: after.rmse,
      samples: after.samples,
      isMet,
    }
  })
}

function hashOrders(orders: number, progress: (text: string) => void): SyntheticEvaluation['order'] {
  const drive = fusionDrive(findScriptedScene('dense'), { seed: 1, duration: ORDER_SECONDS })
  const hashes = new Set<string>()
  let first: FusedHash | null = null
  for (let order = 0; order < orders; order++) {
    progress(`arrival order ${order} of ${orders}`)
    const fused = fusedHash(shuffled(drive.deliveries, ORDER_WINDOW, order), drive.end, ORDER_WINDOW)
    hashes.add(fused.hash)
    first ??= fused
  }
  const { hash, stamps, objects } = first!
  return { orders, hashes: hashes.size, hash, stamps, objects }
}
