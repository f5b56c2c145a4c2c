import type { Steering } from '../../src/common/manifest/decoders/scalar.ts'
import type { VehicleGeometry } from '../../src/common/vehicle/vehicle-table.ts'

/**
 * Curvature of the rear axle's path, 1/m, left positive: tan(front wheel angle) / wheelbase (kinematic bicycle; a
 * steering wheel turns the front wheels by its angle over the ratio).
 */
export function steeredCurvature({ quantity, value }: Steering, { wheelbase, steeringRatio }: VehicleGeometry): number {
  switch (quantity) {
    case 'curvature':
      return value
    case 'front-wheel-angle':
      return Math.tan(value) / wheelbase
    case 'steering-wheel-angle':
      return Math.tan(value / steeringRatio) / wheelbase
  }
}
