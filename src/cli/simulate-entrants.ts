import { InputError } from '../core/errors.ts'
import { isNetwork } from './line-networks.ts'
import { SCENE_SOURCES, type SceneSource } from './simulated-line.ts'
import { SIMULATED_PLANNERS, usualScene } from './simulated-planners.ts'

/** The driver of a recorded drive: a row of the table over it, no planner. */
export const HUMAN = 'human'
/** Rows of the planner table unless others are asked for. */
const TABLE_PLANNERS = [HUMAN, 'constant-velocity', 'idm', 'pdm-closed', 'expert'] as const

/** Who drives, on what, and under whose eyes: one row of a planner table. */
export interface Entrant {
  /** A planner's name, the path of a manifest, or {@link HUMAN}. */
  readonly planner: string
  readonly scene: SceneSource
  readonly isSupervised: boolean
  /** The group of sensors that is silent throughout; null: all are there. */
  readonly without: SensorGroup | null
}

/** Sensors that a table can do without, by the first part of their names. */
export const SENSOR_GROUPS = ['camera', 'lidar', 'radar'] as const
export type SensorGroup = (typeof SENSOR_GROUPS)[number]

const HUMAN_ENTRANT: Entrant = { planner: HUMAN, scene: 'truth', isSupervised: false, without: null }

export interface EntrantOptions {
  readonly planner: string
  readonly planners?: string
  readonly scene?: SceneSource
  readonly scenes?: string
  readonly supervisor: boolean
  readonly unsupervisedToo?: true
  readonly without?: string
}

/** The one that `--planner` asks for. Throws InputError for a name that is none. */
export function soleEntrant({ planner, scene, supervisor }: EntrantOptions): Entrant {
  if (planner === HUMAN) return HUMAN_ENTRANT
  return { planner, scene: sceneOf(planner, scene), isSupervised: supervisor, without: null }
}

/**
 * The table's rows. A planner that any car could carry drives in every scene of `--scenes`; one that only the simulator can
 * have, on the truth, unless `--scene` forces it. Where it drives by sensors it also drives without each group of
 * `--without`. Throws InputError for unknown names.
 */
export function tableEntrants(options: EntrantOptions): Entrant[] {
  const planners = options.planners === undefined ? TABLE_PLANNERS : listOf('--planners', options.planners)
  const scenes = options.scenes === undefined ? SCENE_SOURCES : scenesOf(options.scenes)
  const missing = [null, ...(options.without === undefined ? [] : groupsOf(options.without))]
  const supervisions = options.unsupervisedToo ? [true, false] : [options.supervisor]
  const entrants: Entrant[] = []
  for (const planner of planners) {
    if (planner === HUMAN) {
      entrants.push(HUMAN_ENTRANT)
      continue
    }
    const usual = sceneOf(planner, options.scene)
    const driven = options.scene || usual === 'truth' || isNetwork(planner) ? [usual] : scenes
    for (const scene of driven) {
      for (const without of scene === 'truth' ? [null] : missing) {
        for (const isSupervised of supervisions) entrants.push({ planner, scene, isSupervised, without })
      }
    }
  }
  return entrants
}

/** Throws InputError for a network on the truth, which has no pictures. */
function sceneOf(planner: string, asked: SceneSource | undefined): SceneSource {
  if (asked === 'truth' && isNetwork(planner)) {
    throw new InputError(`expected the scene fused for a network, which looks at pictures, found truth: ${planner}`)
  }
  return asked ?? usualScene(planner)
}

/** Tells rows apart, in checkpoints too. */
export function entrantKey({ planner, scene, isSupervised, without }: Entrant): string {
  return `${planner} ${scene} ${isSupervised ? 'supervised' : 'raw'}${without === null ? '' : ` without ${without}`}`
}

function listOf(option: string, text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('')) throw new InputError(`expected names with commas between them in ${option}, found '${text}'`)
  return [...new Set(names)]
}

function groupsOf(text: string): SensorGroup[] {
  return listOf('--without', text).map((name) => {
    const found = SENSOR_GROUPS.find((group) => group === name)
    if (!found)
      throw new InputError(`expected sensors out of ${SENSOR_GROUPS.join(', ')} in --without, found '${name}'`)
    return found
  })
}

function scenesOf(text: string): SceneSource[] {
  return listOf('--scenes', text).map((name) => {
    const found = SCENE_SOURCES.find((scene) => scene === name)
    if (!found) throw new InputError(`expected ${SCENE_SOURCES.join(' or ')} in --scenes, found '${name}'`)
    return found
  })
}

/** For `--help`. */
export const ENTRANT_NAMES = [HUMAN, ...SIMULATED_PLANNERS, 'a manifest (.json)'].join(', ')
