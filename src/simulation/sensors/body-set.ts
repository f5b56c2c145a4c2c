/** Upright boxes and cylinders as columns, world frame, m: what rays are cast against. Grows; `clear` keeps the room. */
export class BodySet {
  count = 0
  /** 1 box, 0 cylinder. */
  isBox = new Uint8Array(0)
  x = new Float64Array(0)
  y = new Float64Array(0)
  /** Lower and upper end. */
  bottom = new Float64Array(0)
  top = new Float64Array(0)
  cos = new Float64Array(0)
  sin = new Float64Array(0)
  /** Half of a box's length and width; of a cylinder the radius, twice. */
  halfLength = new Float64Array(0)
  halfWidth = new Float64Array(0)
  /** m from the axis to the farthest point. */
  radius = new Float64Array(0)
  reflectance = new Float64Array(0)
  /** Of the axis, m/s, and of the body about its axis, rad/s; both are constant over a sweep. */
  vx = new Float64Array(0)
  vy = new Float64Array(0)
  yawRate = new Float64Array(0)
  /** Whose part it is: a road user's id, or a standing thing's owner (scene-bodies.ts). */
  owner = new Int32Array(0)

  clear(): void {
    this.count = 0
  }

  /** A standing body of full sizes; the motion can be set afterwards. Returns its place. */
  add(
    isBox: boolean,
    x: number,
    y: number,
    bottom: number,
    yaw: number,
    length: number,
    width: number,
    height: number,
    reflectance: number,
    owner: number,
  ): number {
    const i = this.count
    if (i === this.x.length) this.#grow()
    this.isBox[i] = isBox ? 1 : 0
    this.x[i] = x
    this.y[i] = y
    this.bottom[i] = bottom
    this.top[i] = bottom + height
    this.cos[i] = Math.cos(yaw)
    this.sin[i] = Math.sin(yaw)
    this.halfLength[i] = length / 2
    this.halfWidth[i] = width / 2
    this.radius[i] = isBox ? Math.hypot(length, width) / 2 : length / 2
    this.reflectance[i] = reflectance
    this.vx[i] = 0
    this.vy[i] = 0
    this.yawRate[i] = 0
    this.owner[i] = owner
    this.count = i + 1
    return i
  }

  #grow(): void {
    const size = Math.max(64, 2 * this.x.length)
    const grown = (column: Float64Array) => {
      const larger = new Float64Array(size)
      larger.set(column)
      return larger
    }
    this.isBox = enlarge(this.isBox, new Uint8Array(size))
    this.owner = enlarge(this.owner, new Int32Array(size))
    this.x = grown(this.x)
    this.y = grown(this.y)
    this.bottom = grown(this.bottom)
    this.top = grown(this.top)
    this.cos = grown(this.cos)
    this.sin = grown(this.sin)
    this.halfLength = grown(this.halfLength)
    this.halfWidth = grown(this.halfWidth)
    this.radius = grown(this.radius)
    this.reflectance = grown(this.reflectance)
    this.vx = grown(this.vx)
    this.vy = grown(this.vy)
    this.yawRate = grown(this.yawRate)
  }
}

function enlarge<T extends Uint8Array | Int32Array>(column: T, larger: T): T {
  larger.set(column)
  return larger
}
