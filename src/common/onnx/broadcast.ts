import { InputError } from '../../core/errors.ts'

/**
 * The shape to which all of `shapes` stretch: aligned at the last axis, a size of 1 repeats (ONNX docs/Broadcasting.md).
 * Throws InputError when two sizes differ and neither is 1.
 */
export function broadcastShapes(shapes: readonly (readonly number[])[]): number[] {
  const rank = Math.max(...shapes.map((shape) => shape.length))
  const out = new Array<number>(rank).fill(1)
  for (const shape of shapes) {
    for (let i = 0; i < shape.length; i++) {
      const axis = rank - shape.length + i
      if (shape[i] === 1) continue
      if (out[axis] !== 1 && out[axis] !== shape[i]) {
        throw new InputError(`expected shapes that stretch to one; found ${shapes.map((s) => `[${s}]`).join(' and ')}`)
      }
      out[axis] = shape[i]!
    }
  }
  return out
}
