import type { RadarClock } from './ars548-lists.ts'

/**
 * The lists of a Continental SRR520, with the maker's field names (in snake case those of the ROS messages of
 * continental_msgs). rad, m, m/s, m/s², dBsm; rcs, snr in dB; pdh, score in percent.
 */
interface Srr520Header {
  /** When the radar measured, Unix; null while its clock is not synchronised. */
  readonly sensorStamp: RadarClock | null
  /** µs of the radar's own clock. */
  readonly internalTimeStampUsec: number
  /** 1 synchronised, 2 never, 3 lost. */
  readonly globalTimeStampSyncStatus: number
  readonly signalStatus: number
  readonly sequenceCounter: number
  readonly cycleCounter: number
}

/** near: the short range scan; hrr: the high range resolution one. */
export interface Srr520DetectionList extends Srr520Header {
  readonly kind: 'near-detections' | 'hrr-detections'
  readonly vAmbiguous: number
  readonly maxRange: number
  readonly detections: readonly Srr520Detection[]
}

export interface Srr520Detection {
  readonly range: number
  readonly azimuthAngle: number
  /** Positive when opening. */
  readonly rangeRate: number
  readonly rcs: number
  /** Probabilities that the detection is false, by cause. */
  readonly pdh00: number
  readonly pdh01: number
  readonly pdh02: number
  readonly pdh03: number
  readonly pdh04: number
  readonly snr: number
}

export interface Srr520ObjectList extends Srr520Header {
  readonly kind: 'objects'
  readonly egoVx: number
  /** rad/s */
  readonly egoYawRate: number
  readonly motionType: number
  readonly objects: readonly Srr520Object[]
}

export interface Srr520Object {
  readonly objectId: number
  readonly distX: number
  readonly distY: number
  readonly vAbsX: number
  readonly vAbsY: number
  readonly aAbsX: number
  readonly aAbsY: number
  readonly distXStd: number
  readonly distYStd: number
  readonly vAbsXStd: number
  readonly vAbsYStd: number
  readonly aAbsXStd: number
  readonly aAbsYStd: number
  readonly boxLength: number
  readonly boxWidth: number
  readonly orientation: number
  readonly rcs: number
  readonly score: number
  readonly lifeCycles: number
  readonly boxValid: boolean
  readonly objectStatus: number
}
