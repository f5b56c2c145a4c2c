import type { Mounting } from '../../common/vehicle/vehicle-table.ts'
import type { RadarScan } from '../../core/messages.ts'
import type { Weather } from '../camera/conditions.ts'
import type { World } from '../world/world.ts'
import { BodySet } from './body-set.ts'
import { cycleRandom, nameHash } from './cycle-random.ts'
import { addFalseReflections } from './radar-false-reflections.ts'
import { addMirrorImages } from './radar-mirror.ts'
import { RadarReceiver } from './radar-receiver.ts'
import { RadarReflections } from './radar-reflections.ts'
import { addSceneReflections } from './radar-scene.ts'
import { RadarView } from './radar-view.ts'
import { weatherReflections } from './radar-weather.ts'
import { addRoadUser, addStatics } from './scene-bodies.ts'
import type { SensedMoment, SensedObject } from './sensed-moment.ts'
import type { RadarSheet } from './sensor-data-sheets.ts'
import { SensorPlacement } from './sensor-placement.ts'

export interface ScanRadarSetup {
  /** As in the mountings: `radar/front`. */
  readonly sensor: string
  readonly mounting: Mounting
  readonly sheet: RadarSheet
}

/** The world itself gives echoes; what is left are kerbs, gullies, bushes that it does not hold. Assumed. */
const CLUTTER_BESIDE_WORLD = 0.3

/**
 * Radars that look at the world: each scan holds the reflections of what rays find in the field of view, of standing
 * things too, with ghosts, clutter and drops, merged by resolution cells, thresholded and measured. Level mountings; positions of
 * road users are those of the scan's moment.
 */
export class ScanRadars {
  readonly #seed: number
  readonly #statics: World['statics']
  readonly #weather: Weather
  readonly #bodies = new BodySet()
  readonly #staticCount: number
  readonly #radars: readonly Radar[]
  readonly #placement = new SensorPlacement()
  readonly #reflections = new RadarReflections()
  readonly #roadUsers = new Map<number, SensedObject>()

  constructor(
    seed: number,
    radars: readonly ScanRadarSetup[],
    world: Pick<World, 'statics'>,
    weather: Weather = 'clear',
  ) {
    this.#seed = seed
    this.#weather = weather
    this.#statics = world.statics
    addStatics(this.#bodies, world.statics)
    this.#staticCount = this.#bodies.count
    this.#radars = radars.map((setup) => {
      const reach = Math.max(...setup.sheet.reach.map(({ range }) => range))
      const halfField = Math.max(...setup.sheet.reach.map(({ azimuth }) => azimuth))
      return {
        ...setup,
        hash: nameHash(setup.sensor),
        sheet: { ...setup.sheet, clutter: CLUTTER_BESIDE_WORLD * setup.sheet.clutter },
        halfField,
        view: new RadarView(halfField, reach),
        receiver: new RadarReceiver(setup.sheet),
      }
    })
  }

  /** One cycle of the radar of that name. Throws when there is none. */
  scan(sensor: string, moment: SensedMoment): RadarScan {
    const radar = this.#radars.find((candidate) => candidate.sensor === sensor)
    if (!radar) throw new Error(`expected a radar out of ${this.#radars.map((r) => r.sensor)}, found '${sensor}'`)
    const { view, sheet, receiver, halfField } = radar
    this.#takeRoadUsers(moment.objects)
    this.#placement.place(moment.ego, radar.mounting)
    view.look(this.#bodies, this.#placement)
    const random = cycleRandom(this.#seed, radar.hash, moment.stamp)
    const reflections = this.#reflections
    reflections.clear()
    addSceneReflections(reflections, view, this.#bodies, this.#roadUsers, this.#statics, this.#placement, random)
    addMirrorImages(reflections, view, this.#bodies, this.#placement, receiver, random)
    addFalseReflections(reflections, this.#placement, sheet, receiver, random)
    weatherReflections(reflections, this.#placement, halfField, this.#weather, receiver, random)
    return { kind: 'radar', sensor: sensor.replace(/^radar\//, ''), detections: receiver.receive(reflections, random) }
  }

  #takeRoadUsers(objects: readonly SensedObject[]): void {
    this.#bodies.count = this.#staticCount
    this.#roadUsers.clear()
    for (const object of objects) {
      addRoadUser(this.#bodies, object)
      this.#roadUsers.set(object.id, object)
    }
  }
}

interface Radar extends ScanRadarSetup {
  readonly hash: number
  /** rad */
  readonly halfField: number
  readonly view: RadarView
  readonly receiver: RadarReceiver
}
