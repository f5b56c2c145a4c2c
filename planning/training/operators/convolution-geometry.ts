import type { Value } from '../graph/value.ts'

export interface ConvGeometry {
  /** Kernel side. */
  readonly kernel: number
  readonly stride: number
  readonly groups: number
  /** [top, left, bottom, right]. */
  readonly pads: readonly [number, number, number, number]
}

export function geometryOf(x: Value, weight: Value, stride: number, groups: number): ConvGeometry {
  const [, channels, height, width] = x.shape
  const [outputs, perGroup, kernel] = weight.shape
  if (kernel === undefined || kernel % 2 === 0 || weight.shape[3] !== kernel) {
    throw new Error(`expected a square kernel of odd size for '${x.name}', found [${weight.shape}]`)
  }
  if (channels !== perGroup! * groups || outputs! % groups !== 0) {
    throw new Error(`expected weights for ${channels} channels in ${groups} groups, found [${weight.shape}]`)
  }
  const before = (kernel - 1) / 2
  const behind = (size: number) => (Math.ceil(size / stride) - 1) * stride + kernel - before - size
  const pads = [before, before, behind(height!), behind(width!)] as const
  if (Math.min(...pads) < 0) {
    throw new Error(`expected a kernel that covers a stride of ${stride} for '${x.name}', found ${kernel}×${kernel}`)
  }
  return { kernel, stride, groups, pads }
}

export function convAttributes({ kernel, stride, groups, pads }: ConvGeometry) {
  return { kernel_shape: [kernel, kernel], strides: [stride, stride], group: groups, pads }
}
