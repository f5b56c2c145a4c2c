import type { PictureProblem, PictureSize } from '../../core/pictures.ts'

/** One request as it goes to a decoding thread; all bytes lie in shared memory. */
export interface CameraJob {
  readonly sensor: string
  readonly isFilm: boolean
  readonly format: string
  /** The access unit does not follow on the last one of this film: others were lost or changed places. */
  readonly isAfterGap: boolean
  /** Comes back with the picture: a film's pictures may come late. */
  readonly id: number
  readonly bytes: SharedArrayBuffer
  /** Of `bytes`. */
  readonly length: number
  /** Where the picture goes if it fits; else memory is made. */
  readonly pixels: SharedArrayBuffer
  readonly size: PictureSize | null
}

export interface JobPicture extends PictureSize {
  /** Of the job that it is the picture of. */
  readonly id: number
  /** Null where it lies in the job's: memory that goes from thread to thread comes back as another object. */
  readonly pixels: SharedArrayBuffer | null
  readonly source: PictureSize
}

export interface CameraReply {
  readonly pictures: readonly JobPicture[]
  readonly problems: readonly PictureProblem[]
  /** ns */
  readonly compute: number
}
