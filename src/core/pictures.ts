import type { CameraImage, CameraVideo } from './messages.ts'
import type { Stamp } from './time.ts'

/** Pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Somebody looks at a camera's pictures: those that nobody asks for are not decoded. */
export interface PictureDemand {
  /** As in observations, `camera/front`; null for every camera. */
  readonly sensor: string | null
  /**
   * What pictures are scaled to while they are decoded, whatever their shape; null for as they are; left out where any
   * size will do. Where two ask for different sizes, both get them as they are.
   */
  readonly size?: PictureSize | null
}

/** One picture, or one access unit of a film, to be decoded. The bytes may be reused once the call has returned. */
export interface PictureRequest {
  /** As in observations: `camera/front`. The access units of one sensor are a film's, in order. */
  readonly sensor: string
  readonly stamp: Stamp
  readonly sequence: number
  readonly payload: CameraImage | CameraVideo
  readonly size: PictureSize | null
}

export interface DecodedPicture extends PictureSize {
  /** Of the request that this is the picture of: a film's pictures may come some access units late. */
  readonly stamp: Stamp
  readonly sequence: number
  /** Row-major R, G, B, 8 bits each; valid while the picture is one of the sensor's newest four. */
  readonly pixels: Uint8Array
  /** As the camera sent it, before scaling. */
  readonly source: PictureSize
}

/** Why a request gave no picture, or not as it should have. */
export interface PictureProblem {
  readonly code:
    | 'camera-picture-broken'
    | 'camera-worker-lost'
    | 'camera-frame-dropped'
    | 'camera-film-gap'
    | 'camera-film-fallback'
  /** Expected and found, in one line. */
  readonly detail: string
}

/** What became of one request: usually its picture. An access unit of a film may give none, or an earlier one's. */
export interface PictureResult {
  readonly pictures: readonly DecodedPicture[]
  readonly problems: readonly PictureProblem[]
  /** ns that a thread worked on it; for reports. */
  readonly compute: number
}
