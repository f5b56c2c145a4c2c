import type {
  Ars548Detection,
  Ars548DetectionList,
  Ars548Object,
  Ars548ObjectList,
  RadarClock,
  Vector,
} from './ars548-lists.ts'

/** SOME/IP methods and their messages, bytes (ARS548 RDI Interface Description): all big-endian, all of fixed length. */
const OBJECT_LIST = { method: 329, length: 9401 }
const DETECTION_LIST = { method: 336, length: 35336 }
const SENSOR_STATUS = { method: 380, length: 84 }
const FILTER_STATUS = { method: 396, length: 330 }
/** Service and method ids and the length that counts from behind it. */
const SOME_IP_LENGTH_OFFSET = 4
const SOME_IP_PREFIX = 8

const STAMP = 36
const DETECTIONS = { first: 101, stride: 44, most: 800, countOffset: 35309 }
const OBJECTS = { first: 51, stride: 187, most: 50, countOffset: 50 }

/** Refusals name what is wrong; `status` messages are known but carry no targets. */
export type Ars548Result =
  | Ars548DetectionList
  | Ars548ObjectList
  | { readonly kind: 'status' }
  | { readonly kind: 'refused'; readonly reason: 'wrong-length' | 'unknown-message' | 'bad-count' }

/** Reads one UDP payload of the radar. Never throws and never reads outside it. */
export function decodeArs548(payload: Uint8Array): Ars548Result {
  if (payload.length < SOME_IP_PREFIX) return { kind: 'refused', reason: 'wrong-length' }
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  const method = view.getUint16(0) === 0 ? view.getUint16(2) : -1
  const message = [OBJECT_LIST, DETECTION_LIST, SENSOR_STATUS, FILTER_STATUS].find((known) => known.method === method)
  if (!message) return { kind: 'refused', reason: 'unknown-message' }
  const said = view.getUint32(SOME_IP_LENGTH_OFFSET) + SOME_IP_PREFIX
  if (payload.length !== message.length || said !== message.length) return { kind: 'refused', reason: 'wrong-length' }
  if (message === DETECTION_LIST) return detectionList(view)
  if (message === OBJECT_LIST) return objectList(view)
  return { kind: 'status' }
}

function clock(view: DataView): RadarClock {
  return { sec: view.getUint32(STAMP + 4), nanosec: view.getUint32(STAMP) }
}

function detectionList(view: DataView): Ars548Result {
  const count = view.getUint32(DETECTIONS.countOffset)
  if (count > DETECTIONS.most) return { kind: 'refused', reason: 'bad-count' }
  const f32 = (at: number) => view.getFloat32(at)
  return {
    kind: 'detections',
    sensorStamp: clock(view),
    stampSyncStatus: view.getUint8(STAMP + 8),
    originPos: { x: f32(52), y: f32(60), z: f32(68) },
    originPitch: f32(84),
    originPitchStd: f32(88),
    originYaw: f32(92),
    originYawStd: f32(96),
    ambiguityFreeVelocityMin: f32(35301),
    ambiguityFreeVelocityMax: f32(35305),
    alignmentAzimuthCorrection: f32(35313),
    alignmentElevationCorrection: f32(35317),
    alignmentStatus: view.getUint8(35321),
    detections: Array.from({ length: count }, (_, i) => detection(view, DETECTIONS.first + i * DETECTIONS.stride)),
  }
}

function detection(view: DataView, at: number): Ars548Detection {
  const invalid = view.getUint8(at + 8)
  return {
    azimuthAngle: view.getFloat32(at),
    azimuthAngleStd: view.getFloat32(at + 4),
    invalidDistance: (invalid & 0x01) !== 0,
    invalidDistanceStd: (invalid & 0x02) !== 0,
    invalidAzimuth: (invalid & 0x04) !== 0,
    invalidAzimuthStd: (invalid & 0x08) !== 0,
    invalidElevation: (invalid & 0x10) !== 0,
    invalidElevationStd: (invalid & 0x20) !== 0,
    invalidRangeRate: (invalid & 0x40) !== 0,
    invalidRangeRateStd: (invalid & 0x80) !== 0,
    elevationAngle: view.getFloat32(at + 9),
    elevationAngleStd: view.getFloat32(at + 13),
    range: view.getFloat32(at + 17),
    rangeStd: view.getFloat32(at + 21),
    rangeRate: view.getFloat32(at + 25),
    rangeRateStd: view.getFloat32(at + 29),
    rcs: view.getInt8(at + 33),
    measurementId: view.getUint16(at + 34),
    rawPositivePredictiveValue: view.getUint8(at + 36),
    classification: view.getUint8(at + 37),
    rawMultiTargetProbability: view.getUint8(at + 38),
    objectId: view.getUint16(at + 39),
    rawAmbiguityFlag: view.getUint8(at + 41),
  }
}

function objectList(view: DataView): Ars548Result {
  const count = view.getUint8(OBJECTS.countOffset)
  if (count > OBJECTS.most) return { kind: 'refused', reason: 'bad-count' }
  return {
    kind: 'objects',
    sensorStamp: clock(view),
    stampSyncStatus: view.getUint8(STAMP + 8),
    objects: Array.from({ length: count }, (_, i) => object(view, OBJECTS.first + i * OBJECTS.stride)),
  }
}

/** x and y with a standard deviation each, then their covariance, 20 bytes; an invalid-flags byte stands before. */
interface Plane {
  readonly mean: Vector
  readonly std: Vector
  readonly covariance: number
}

function object(view: DataView, at: number): Ars548Object {
  const absoluteVelocity = plane(view, at + 69)
  const relativeVelocity = plane(view, at + 90)
  const absoluteAcceleration = plane(view, at + 111)
  const relativeAcceleration = plane(view, at + 132)
  return {
    objectId: view.getUint32(at + 2),
    age: view.getUint16(at + 6),
    statusMeasurement: view.getUint8(at + 8),
    statusMovement: view.getUint8(at + 9),
    positionReference: view.getUint8(at + 12),
    position: { x: view.getFloat32(at + 13), y: view.getFloat32(at + 21), z: view.getFloat32(at + 29) },
    positionStd: { x: view.getFloat32(at + 17), y: view.getFloat32(at + 25), z: view.getFloat32(at + 33) },
    positionCovarianceXy: view.getFloat32(at + 37),
    orientation: view.getFloat32(at + 41),
    orientationStd: view.getFloat32(at + 45),
    rawExistenceProbability: view.getFloat32(at + 50),
    rawClassificationCar: view.getUint8(at + 58),
    rawClassificationTruck: view.getUint8(at + 59),
    rawClassificationMotorcycle: view.getUint8(at + 60),
    rawClassificationBicycle: view.getUint8(at + 61),
    rawClassificationPedestrian: view.getUint8(at + 62),
    rawClassificationAnimal: view.getUint8(at + 63),
    rawClassificationHazard: view.getUint8(at + 64),
    rawClassificationUnknown: view.getUint8(at + 65),
    absoluteVelocity: absoluteVelocity.mean,
    absoluteVelocityStd: absoluteVelocity.std,
    absoluteVelocityCovarianceXy: absoluteVelocity.covariance,
    relativeVelocity: relativeVelocity.mean,
    relativeVelocityStd: relativeVelocity.std,
    relativeVelocityCovarianceXy: relativeVelocity.covariance,
    absoluteAcceleration: absoluteAcceleration.mean,
    absoluteAccelerationStd: absoluteAcceleration.std,
    absoluteAccelerationCovarianceXy: absoluteAcceleration.covariance,
    relativeAcceleration: relativeAcceleration.mean,
    relativeAccelerationStd: relativeAcceleration.std,
    relativeAccelerationCovarianceXy: relativeAcceleration.covariance,
    orientationRateMean: view.getFloat32(at + 153),
    orientationRateStd: view.getFloat32(at + 157),
    shapeLengthEdgeMean: view.getFloat32(at + 166),
    shapeWidthEdgeMean: view.getFloat32(at + 179),
  }
}

function plane(view: DataView, at: number): Plane {
  return {
    mean: { x: view.getFloat32(at), y: view.getFloat32(at + 8), z: 0 },
    std: { x: view.getFloat32(at + 4), y: view.getFloat32(at + 12), z: 0 },
    covariance: view.getFloat32(at + 16),
  }
}
