import { lightState } from '../../common/map/traffic-light.ts'
import { brakeLightIsOn } from '../traffic/road-user.ts'
import { actorMesh, setActorColours } from './actor-looks.ts'
import type { CameraActor, CameraScene } from './camera-scene.ts'
import type { CameraSpec } from './camera-spec.ts'
import { Compositor } from './compositor.ts'
import type { Illumination } from './conditions.ts'
import { FaceDrawer, type Placement } from './face-drawer.ts'
import { hash2 } from './hash.ts'
import { addHalo, addStreaks } from './lens-effects.ts'
import { Palette } from './palette.ts'
import { type Scenery, SIGNAL_MESH } from './scenery.ts'
import { ShadowOutline } from './shadow-outline.ts'
import type { Sky } from './sky.ts'
import { viewTableOf } from './view-table.ts'

/** m; road users are not drawn beyond. */
const ACTOR_UNTIL = 250
/** Of 255: what a thing leaves of the light under it, and in its sun shadow. */
const CONTACT_LIGHT = 110
const SUN_SHADOW_LIGHT = 70
/** m; shadows are not drawn beyond. */
const SHADOW_UNTIL = 90

/** One camera of a simulated car. All buffers are made once; a frame allocates nothing. */
export class CameraRenderer {
  readonly spec: CameraSpec
  readonly #drawer: FaceDrawer
  readonly #compositor: Compositor
  readonly #light: Illumination
  readonly #seed: number
  readonly #palette = new Palette()
  readonly #shadow = new ShadowOutline()
  readonly #sun = new Float64Array(3)
  readonly #pixel = new Float64Array(3)
  readonly #at: Placement = { x: 0, y: 0, z: 0, yaw: 0, length: 1, width: 1, height: 1 }

  constructor(spec: CameraSpec, light: Illumination, sky: Sky, seed: number) {
    const view = viewTableOf(spec)
    this.spec = spec
    this.#light = light
    this.#seed = seed
    this.#drawer = new FaceDrawer(spec, view, light)
    this.#compositor = new Compositor(spec, view, light, sky, seed)
  }

  /**
   * The image as packed 8-bit RGB, borrowed until the next call. `scenery` must have gathered at the scene's ego pose;
   * `frame` numbers the images: equal numbers have equal noise.
   */
  render(scene: CameraScene, scenery: Scenery, frame: number): Uint8ClampedArray {
    const { x, y, yaw } = scene.ego
    this.#drawer.begin(yaw)
    this.#turnSun(yaw)
    this.#drawThings(scenery)
    this.#drawSignals(scenery, scene.time)
    for (let i = 0; i < scene.actors.length; i++) this.#drawActor(scene.actors[i]!, scene)
    this.#compositor.compose(this.#drawer, scenery.ground, x, y, yaw, frame)
    if (this.#light.halo > 0) this.#addHalos(scene, scenery)
    this.#addRain(frame)
    return this.#compositor.pixels
  }

  /** 1/m along the optical axis of what each pixel of the last image shows, 0 for ground and sky; borrowed. */
  get inverseDepth(): Float32Array {
    return this.#drawer.buffer.inverseDepth
  }

  #turnSun(yaw: number): void {
    const { sunDirection } = this.#light
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    this.#sun[0] = cos * sunDirection[0] + sin * sunDirection[1]
    this.#sun[1] = -sin * sunDirection[0] + cos * sunDirection[1]
    this.#sun[2] = sunDirection[2]
  }

  #drawThings({ things, thingCount }: Scenery): void {
    const palette = this.#palette
    palette.reset()
    for (let i = 0; i < thingCount; i++) {
      const thing = things[i]!
      const { drawable, distance } = thing
      if (drawable.throwsShadow) this.#drawShadow(thing, distance)
      if (!this.#drawer.mayShow(thing.x, thing.y, thing.z + thing.height / 2, drawable.radius)) continue
      const { colour } = drawable
      palette.setColour('paint', colour[0], colour[1], colour[2])
      this.#drawer.draw(distance < drawable.nearUntil ? drawable.near : drawable.far, thing, palette)
    }
  }

  #drawSignals({ signals, signalCount }: Scenery, time: number): void {
    this.#palette.reset()
    for (let i = 0; i < signalCount; i++) {
      const signal = signals[i]!
      if (!this.#drawer.mayShow(signal.x, signal.y, signal.z + signal.height / 2, 1)) continue
      this.#palette.setSignal(lightState(signal.light, time), this.#light.lampGain)
      this.#drawer.draw(SIGNAL_MESH, signal, this.#palette)
    }
  }

  #drawActor(actor: CameraActor, { ego, time }: CameraScene): void {
    if (!this.#placeActor(actor, ego)) return
    const at = this.#at
    this.#drawShadow(at, Math.hypot(at.x, at.y))
    const radius = 0.5 * Math.hypot(actor.size[0], actor.size[1], actor.size[2])
    if (!this.#drawer.mayShow(at.x, at.y, at.height / 2, radius)) return
    this.#palette.reset()
    setActorColours(this.#palette, actor)
    const { lampGain, headLamps, extinction } = this.#light
    const areLampsOn = headLamps > 0 || extinction > 2e-3
    this.#palette.setVehicleLamps(brakeLightIsOn(actor), actor.turnSignal, time, lampGain, areLampsOn)
    this.#drawer.draw(actorMesh(actor, time), at, this.#palette)
  }

  #placeActor(actor: CameraActor, ego: CameraScene['ego']): boolean {
    const cos = Math.cos(ego.yaw)
    const sin = Math.sin(ego.yaw)
    const dx = actor.x - ego.x
    const dy = actor.y - ego.y
    if (dx * dx + dy * dy > ACTOR_UNTIL * ACTOR_UNTIL) return false
    const at = this.#at
    at.x = cos * dx + sin * dy
    at.y = -sin * dx + cos * dy
    at.z = 0
    at.yaw = actor.yaw - ego.yaw
    at.length = actor.size[0]
    at.width = actor.size[1]
    at.height = actor.size[2]
    return true
  }

  #drawShadow(at: Placement, distance: number): void {
    const radius = 0.5 * Math.hypot(at.length, at.width)
    if (distance - radius > SHADOW_UNTIL) return
    if (at.z < 0.5 && this.#drawer.mayShow(at.x, at.y, 0, radius + 0.3)) {
      this.#drawer.shadeGround(this.#shadow.points, this.#shadow.contact(at), CONTACT_LIGHT)
    }
    if (!this.#light.hasSunShadows) return
    const corners = this.#shadow.cast(at, this.#sun)
    this.#drawer.shadeGround(this.#shadow.points, corners, SUN_SHADOW_LIGHT)
  }

  #addHalos({ actors, ego, time }: CameraScene, { signals, signalCount }: Scenery): void {
    for (let i = 0; i < actors.length; i++) {
      const actor = actors[i]!
      const hasLamps = actor.class !== 'pedestrian' && actor.class !== 'cyclist' && actor.class !== 'static'
      if (hasLamps && this.#placeActor(actor, ego)) this.#addLampHalos(actor)
    }
    for (let i = 0; i < signalCount; i++) {
      const signal = signals[i]!
      const state = lightState(signal.light, time)
      if (state === 'off' || state === 'unknown') continue
      const height = signal.z + signal.height / 2 + (state === 'green' ? -0.38 : state === 'amber' ? 0 : 0.38)
      const [red, green, blue] = state === 'green' ? GREEN : state === 'amber' ? AMBER : RED
      const x = signal.x + 0.2 * Math.cos(signal.yaw)
      const y = signal.y + 0.2 * Math.sin(signal.yaw)
      this.#addHaloAt(x, y, height, signal.yaw, 0.6 * red, 0.6 * green, 0.6 * blue)
    }
  }

  #addLampHalos(actor: CameraActor): void {
    const at = this.#at
    const cos = Math.cos(at.yaw)
    const sin = Math.sin(at.yaw)
    for (let end = 1; end >= -1; end -= 2) {
      const strength = end > 0 ? 0.8 : brakeLightIsOn(actor) ? 0.5 : 0.2
      const colour = end > 0 ? WHITE : RED
      for (let side = 1; side >= -1; side -= 2) {
        const ahead = end * (0.5 * at.length + 0.1)
        const across = side * 0.36 * at.width
        const x = at.x + cos * ahead - sin * across
        const y = at.y + sin * ahead + cos * across
        const yaw = end > 0 ? at.yaw : at.yaw + Math.PI
        this.#addHaloAt(
          x,
          y,
          0.45 * Math.min(1.6, at.height),
          yaw,
          strength * colour[0],
          strength * colour[1],
          strength * colour[2],
        )
      }
    }
  }

  /** A lamp shines into the half space that `yaw` (ego frame) points to, strongest straight ahead. */
  #addHaloAt(x: number, y: number, z: number, yaw: number, red: number, green: number, blue: number): void {
    const pixel = this.#pixel
    if (!this.#drawer.visiblePixel(x, y, z, pixel)) return
    const { position } = this.spec.mounting
    const dx = position[0] - x
    const dy = position[1] - y
    const distance = Math.hypot(dx, dy) || 1
    const ahead = (dx * Math.cos(yaw) + dy * Math.sin(yaw)) / distance
    if (ahead <= 0) return
    const { width, height, fx } = this.spec.lens
    const share = ahead * ahead * Math.exp(-this.#light.extinction * distance)
    const radius = (this.#light.halo * (fx / 700) * 22) / (10 + distance) + 1.5
    const { pixels } = this.#compositor
    addHalo(pixels, width, height, pixel[0]!, pixel[1]!, radius, share * red, share * green, share * blue)
  }

  #addRain(frame: number): void {
    const { streaks, airlight } = this.#light
    if (streaks === 0) return
    const { width, height } = this.spec.lens
    const count = Math.round(streaks * (width / 768))
    const brightness = Math.min(235, 255 * Math.sqrt(airlight[1]) + 30)
    addStreaks(this.#compositor.pixels, width, height, count, brightness, hash2(this.#seed, frame))
  }
}

const WHITE = [1, 0.95, 0.85] as const
const RED = [1, 0.12, 0.08] as const
const AMBER = [1, 0.5, 0.08] as const
const GREEN = [0.15, 1, 0.6] as const
