import type { World } from '../world/world.ts'
import { CameraRenderer } from './camera-renderer.ts'
import type { CameraScene } from './camera-scene.ts'
import { type CameraSpec, SURROUND_CAMERAS } from './camera-spec.ts'
import { type Conditions, illumination } from './conditions.ts'
import { hash2 } from './hash.ts'
import { Scenery } from './scenery.ts'
import { paintSky } from './sky.ts'

/** The cameras of one car in one world, weather and light. Equal worlds, scenes, frames and seeds give equal bytes. */
export class SurroundCameras {
  readonly cameras: readonly CameraRenderer[]
  readonly #scenery: Scenery

  constructor(world: World, conditions: Conditions, seed: number, specs: readonly CameraSpec[] = SURROUND_CAMERAS) {
    const light = illumination(conditions)
    const sky = paintSky(light, world.seed)
    this.#scenery = new Scenery(world)
    this.cameras = specs.map((spec, i) => new CameraRenderer(spec, light, sky, hash2(seed, i)))
  }

  /**
   * Renders all cameras at one moment and hands each image over (packed 8-bit RGB, borrowed until the next frame).
   * `frame` numbers the moments and seeds their noise.
   */
  render(scene: CameraScene, frame: number, take: (spec: CameraSpec, pixels: Uint8ClampedArray) => void): void {
    this.#scenery.gather(scene.ego.x, scene.ego.y, scene.ego.yaw)
    for (const camera of this.cameras) take(camera.spec, camera.render(scene, this.#scenery, frame))
  }
}
