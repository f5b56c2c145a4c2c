import { projectPoint } from '../../common/geometry/lens.ts'
import type { CameraSpec } from './camera-spec.ts'
import type { Illumination } from './conditions.ts'
import { FaceClipper } from './face-clipper.ts'
import { headLampLight } from './head-lamps.ts'
import type { Mesh } from './meshes/mesh.ts'
import type { Palette } from './palette.ts'
import { VisibilityBuffer } from './polygon-fill.ts'
import type { ViewTable } from './view-table.ts'

const MOST_FACES = 65535
const MOST_VERTICES = 4096
const NEAR = 0.15

/** Where a mesh stands: middle of its ground box and heading in the ego frame, and its size, m. */
export interface Placement {
  x: number
  y: number
  z: number
  yaw: number
  length: number
  width: number
  height: number
}

/**
 * Draws meshes into the visibility buffer of one camera and keeps the lit colour of each face. Light is even over a
 * face: sun by its slant, sky by how far it looks up, our head lamps by place and slant, and its own.
 */
export class FaceDrawer {
  readonly buffer: VisibilityBuffer
  /** Linear radiance of face i before the air's part. */
  readonly red = new Float32Array(MOST_FACES + 1)
  readonly green = new Float32Array(MOST_FACES + 1)
  readonly blue = new Float32Array(MOST_FACES + 1)
  /** Faces that found no number this frame, to be reported. */
  dropped = 0
  #faces = 0
  readonly #spec: CameraSpec
  readonly #view: ViewTable
  readonly #light: Illumination
  readonly #clipper: FaceClipper
  /** Vertices of the mesh at hand: optical frame, side of the view they are beyond, pixel. */
  readonly #points = new Float64Array(3 * MOST_VERTICES)
  readonly #beyond = new Uint8Array(MOST_VERTICES)
  readonly #sunEgo = new Float64Array(3)
  /** Normal of the face at hand, of any length, and a point on it; optical frame. An array: numbers handed over get boxed. */
  readonly #normal = new Float64Array(6)
  /** By how much a sphere's radius shifts each side of the view. */
  readonly #reach: Float64Array

  constructor(spec: CameraSpec, view: ViewTable, light: Illumination) {
    this.#spec = spec
    this.#view = view
    this.#light = light
    this.buffer = new VisibilityBuffer(view)
    this.#reach = view.bounds.map((bound) => Math.sqrt(1 + bound * bound))
    this.#clipper = new FaceClipper(spec.lens, view, NEAR)
  }

  /** Forgets the last frame; `egoYaw` turns the sun. */
  begin(egoYaw: number): void {
    this.buffer.clear()
    this.#faces = 0
    this.dropped = 0
    const [x, y, z] = this.#light.sunDirection
    const [cos, sin] = [Math.cos(egoYaw), Math.sin(egoYaw)]
    this.#sunEgo[0] = cos * x + sin * y
    this.#sunEgo[1] = -sin * x + cos * y
    this.#sunEgo[2] = z
  }

  /** False when the sphere of `radius` m around the point (ego frame) is surely outside the image. */
  mayShow(x: number, y: number, z: number, radius: number): boolean {
    const r = this.#view.rotation
    const { position } = this.#spec.mounting
    const dx = x - position[0]
    const dy = y - position[1]
    const dz = z - position[2]
    const depth = r[6]! * dx + r[7]! * dy + r[8]! * dz
    if (depth < NEAR - radius) return false
    const right = r[0]! * dx + r[1]! * dy + r[2]! * dz
    const down = r[3]! * dx + r[4]! * dy + r[5]! * dz
    const { bounds } = this.#view
    const reach = this.#reach
    return (
      right > -bounds[0]! * depth - radius * reach[0]! &&
      right < bounds[1]! * depth + radius * reach[1]! &&
      down > -bounds[2]! * depth - radius * reach[2]! &&
      down < bounds[3]! * depth + radius * reach[3]!
    )
  }

  draw(mesh: Mesh, at: Placement, palette: Palette): void {
    const common = this.#transform(mesh, at)
    if (common !== 0) return
    const { firstCorner, corners, slot } = mesh
    const points = this.#points
    for (let face = 0; face < slot.length; face++) {
      const first = firstCorner[face]!
      const count = firstCorner[face + 1]! - first
      const i0 = 3 * corners[first]!
      const i1 = 3 * corners[first + 1]!
      const i2 = 3 * corners[first + 2]!
      const x0 = points[i0]!
      const y0 = points[i0 + 1]!
      const z0 = points[i0 + 2]!
      const ax = points[i1]! - x0
      const ay = points[i1 + 1]! - y0
      const az = points[i1 + 2]! - z0
      const bx = points[i2]! - x0
      const by = points[i2 + 1]! - y0
      const bz = points[i2 + 2]! - z0
      // The optical frame is right-handed like the ego frame, so that the outward normal stays a × b.
      const nx = ay * bz - az * by
      const ny = az * bx - ax * bz
      const nz = ax * by - ay * bx
      const offset = nx * x0 + ny * y0 + nz * z0
      if (offset >= 0) continue
      const outline = this.#outline(corners, first, count)
      if (outline === 0) continue
      const normal = this.#normal
      normal[0] = nx
      normal[1] = ny
      normal[2] = nz
      normal[3] = x0 + 0.5 * (ax + bx)
      normal[4] = y0 + 0.5 * (ay + by)
      normal[5] = z0 + 0.5 * (az + bz)
      const { plane } = this.buffer
      plane[0] = nx / offset
      plane[1] = ny / offset
      plane[2] = nz / offset
      this.buffer.fill(this.#clipper.pixels, outline, this.#shine(slot[face]!, palette))
    }
  }

  /** Leaves `light` of 255 to the ground inside an outline on it, packed x, y, ego frame. */
  shadeGround(outline: Float64Array, count: number, light: number): void {
    const points = this.#points
    const { position } = this.#spec.mounting
    let common = 63
    let any = 0
    for (let i = 0; i < count; i++) {
      points[3 * i] = outline[2 * i]! - position[0]
      points[3 * i + 1] = outline[2 * i + 1]! - position[1]
      points[3 * i + 2] = -position[2]
      this.#turn(i)
      common &= this.#beyond[i]!
      any |= this.#beyond[i]!
    }
    if (common !== 0) return
    for (let i = 0; i < count; i++) this.#clipper.put(i, this.#points, 3 * i)
    const corners = this.#clipper.outline(count, any)
    if (corners > 0) this.buffer.shade(this.#clipper.pixels, corners, light)
  }

  /** Pixel of a point of the ego frame and whether nothing drawn is before it; for lamps' halos. */
  visiblePixel(x: number, y: number, z: number, out: Float64Array): boolean {
    const r = this.#view.rotation
    const [px, py, pz] = this.#spec.mounting.position
    const [dx, dy, dz] = [x - px, y - py, z - pz]
    const depth = r[6]! * dx + r[7]! * dy + r[8]! * dz
    if (depth < NEAR) return false
    const right = r[0]! * dx + r[1]! * dy + r[2]! * dz
    const down = r[3]! * dx + r[4]! * dy + r[5]! * dz
    const { width, height, bounds } = this.#view
    if (right > bounds[1]! * depth || right < -bounds[0]! * depth) return false
    if (down > bounds[3]! * depth || down < -bounds[2]! * depth) return false
    projectPoint(this.#spec.lens, right, down, depth, out)
    const [u, v] = [Math.round(out[0]!), Math.round(out[1]!)]
    if (u < 0 || v < 0 || u >= width || v >= height) return false
    out[2] = depth
    return this.buffer.inverseDepth[v * width + u]! <= 1.03 / depth
  }

  #transform(mesh: Mesh, at: Placement): number {
    const points = this.#points
    const { position } = this.#spec.mounting
    // Read once: what is placed is of several shapes, and each read of such an object makes a number on the heap.
    const { length, width, height } = at
    const cos = Math.cos(at.yaw)
    const sin = Math.sin(at.yaw)
    const { vertices } = mesh
    const count = vertices.length / 3
    const dx = at.x - position[0]
    const dy = at.y - position[1]
    const dz = at.z - position[2]
    let common = 63
    for (let i = 0; i < count; i++) {
      const x = vertices[3 * i]! * length
      const y = vertices[3 * i + 1]! * width
      points[3 * i] = cos * x - sin * y + dx
      points[3 * i + 1] = sin * x + cos * y + dy
      points[3 * i + 2] = vertices[3 * i + 2]! * height + dz
      this.#turn(i)
      common &= this.#beyond[i]!
    }
    return common
  }

  /** Vertex i of the mesh at hand from ego axes into the optical frame; numbers stay in arrays, or they would be boxed. */
  #turn(i: number): void {
    const r = this.#view.rotation
    const points = this.#points
    const x = points[3 * i]!
    const y = points[3 * i + 1]!
    const z = points[3 * i + 2]!
    points[3 * i] = r[0]! * x + r[1]! * y + r[2]! * z
    points[3 * i + 1] = r[3]! * x + r[4]! * y + r[5]! * z
    points[3 * i + 2] = r[6]! * x + r[7]! * y + r[8]! * z
    this.#beyond[i] = this.#clipper.beyond(points, 3 * i)
  }

  #outline(corners: Uint16Array, first: number, count: number): number {
    let common = 63
    let any = 0
    for (let i = 0; i < count; i++) {
      const vertex = corners[first + i]!
      common &= this.#beyond[vertex]!
      any |= this.#beyond[vertex]!
    }
    if (common !== 0) return 0
    for (let i = 0; i < count; i++) this.#clipper.put(i, this.#points, 3 * corners[first + i]!)
    return this.#clipper.outline(count, any)
  }

  /** Lights the face of `#normal`; returns its number. */
  #shine(slot: number, palette: Palette): number {
    if (this.#faces === MOST_FACES) {
      this.dropped++
      return MOST_FACES
    }
    const number = ++this.#faces
    const r = this.#view.rotation
    const nx = this.#normal[0]!
    const ny = this.#normal[1]!
    const nz = this.#normal[2]!
    const scale = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz)
    // Back into the ego frame: the transposed rotation.
    const ex = (r[0]! * nx + r[3]! * ny + r[6]! * nz) * scale
    const ey = (r[1]! * nx + r[4]! * ny + r[7]! * nz) * scale
    const ez = (r[2]! * nx + r[5]! * ny + r[8]! * nz) * scale
    const light = this.#light
    const facing = ex * this.#sunEgo[0]! + ey * this.#sunEgo[1]! + ez * this.#sunEgo[2]!
    const sun = Math.max(facing, 0)
    // Walls see half of the sky and some light from the ground.
    const sky = 0.62 + 0.38 * ez
    const lamp = light.headLamps > 0 ? light.headLamps * this.#lampOn(ex, ey) : 0
    const at = 3 * slot
    const { reflectance, emission } = palette
    this.red[number] = reflectance[at]! * (sun * light.sun[0] + sky * light.ambient[0] + lamp) + emission[at]!
    this.green[number] =
      reflectance[at + 1]! * (sun * light.sun[1] + sky * light.ambient[1] + 0.95 * lamp) + emission[at + 1]!
    this.blue[number] =
      reflectance[at + 2]! * (sun * light.sun[2] + sky * light.ambient[2] + 0.85 * lamp) + emission[at + 2]!
    return number
  }

  #lampOn(ex: number, ey: number): number {
    const r = this.#view.rotation
    const x = this.#normal[3]!
    const y = this.#normal[4]!
    const z = this.#normal[5]!
    const { position } = this.#spec.mounting
    const gx = r[0]! * x + r[3]! * y + r[6]! * z + position[0]
    const gy = r[1]! * x + r[4]! * y + r[7]! * z + position[1]
    const gz = r[2]! * x + r[5]! * y + r[8]! * z + position[2]
    const length = Math.hypot(gx - 3.6, gy)
    const slant = length > 0 ? -(ex * (gx - 3.6) + ey * gy) / length : 1
    return slant > 0 ? (0.2 + 0.8 * slant) * headLampLight(gx, gy, gz) : 0
  }
}
