/**
 * The lists of a Continental ARS548 RDI, with the maker's field names (ARS548 RDI Interface Description; the same names,
 * in snake case, as the ROS messages of continental_msgs). rad, m, m/s, m/s²; percent where the name begins with raw.
 */
export interface RadarClock {
  readonly sec: number
  readonly nanosec: number
}

/** 1 synchronised, 2 never, 3 lost. */
type SyncStatus = number

export interface Ars548DetectionList {
  readonly kind: 'detections'
  /** When the radar measured, by its clock: Unix time once synchronised. */
  readonly sensorStamp: RadarClock
  readonly stampSyncStatus: SyncStatus
  /** Mounting in the vehicle frame (x forward from the rear axle, y left, z up). */
  readonly originPos: { readonly x: number; readonly y: number; readonly z: number }
  readonly originPitch: number
  readonly originPitchStd: number
  readonly originYaw: number
  readonly originYawStd: number
  readonly ambiguityFreeVelocityMin: number
  readonly ambiguityFreeVelocityMax: number
  readonly alignmentAzimuthCorrection: number
  readonly alignmentElevationCorrection: number
  readonly alignmentStatus: number
  readonly detections: readonly Ars548Detection[]
}

export interface Ars548Detection {
  /** Left positive. */
  readonly azimuthAngle: number
  readonly azimuthAngleStd: number
  readonly invalidDistance: boolean
  readonly invalidDistanceStd: boolean
  readonly invalidAzimuth: boolean
  readonly invalidAzimuthStd: boolean
  readonly invalidElevation: boolean
  readonly invalidElevationStd: boolean
  readonly invalidRangeRate: boolean
  readonly invalidRangeRateStd: boolean
  /** Up positive. */
  readonly elevationAngle: number
  readonly elevationAngleStd: number
  readonly range: number
  readonly rangeStd: number
  /** Positive when opening, as measured from the moving sensor. */
  readonly rangeRate: number
  readonly rangeRateStd: number
  /** dBsm */
  readonly rcs: number
  readonly measurementId: number
  readonly rawPositivePredictiveValue: number
  readonly classification: number
  readonly rawMultiTargetProbability: number
  readonly objectId: number
  readonly rawAmbiguityFlag: number
}

export interface Ars548ObjectList {
  readonly kind: 'objects'
  /** When the radar measured, by its clock: Unix time once synchronised. */
  readonly sensorStamp: RadarClock
  readonly stampSyncStatus: SyncStatus
  readonly objects: readonly Ars548Object[]
}

export interface Vector {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** Vehicle frame. Velocities and accelerations have no z: it is 0. */
export interface Ars548Object {
  readonly objectId: number
  /** Cycles. */
  readonly age: number
  readonly statusMeasurement: number
  readonly statusMovement: number
  /** Which corner, edge or centre the position is of. */
  readonly positionReference: number
  readonly position: Vector
  readonly positionStd: Vector
  readonly positionCovarianceXy: number
  readonly orientation: number
  readonly orientationStd: number
  readonly rawExistenceProbability: number
  readonly rawClassificationCar: number
  readonly rawClassificationTruck: number
  readonly rawClassificationMotorcycle: number
  readonly rawClassificationBicycle: number
  readonly rawClassificationPedestrian: number
  readonly rawClassificationAnimal: number
  readonly rawClassificationHazard: number
  readonly rawClassificationUnknown: number
  readonly absoluteVelocity: Vector
  readonly absoluteVelocityStd: Vector
  readonly absoluteVelocityCovarianceXy: number
  readonly relativeVelocity: Vector
  readonly relativeVelocityStd: Vector
  readonly relativeVelocityCovarianceXy: number
  readonly absoluteAcceleration: Vector
  readonly absoluteAccelerationStd: Vector
  readonly absoluteAccelerationCovarianceXy: number
  readonly relativeAcceleration: Vector
  readonly relativeAccelerationStd: Vector
  readonly relativeAccelerationCovarianceXy: number
  /** rad/s */
  readonly orientationRateMean: number
  readonly orientationRateStd: number
  readonly shapeLengthEdgeMean: number
  readonly shapeWidthEdgeMean: number
}
