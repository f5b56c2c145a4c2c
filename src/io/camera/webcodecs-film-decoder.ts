import { EncodedVideoChunk, VideoDecoder, type VideoFrame } from '@napi-rs/webcodecs'
import type { RawImage } from '../images/image-file.ts'
import type { FilmFormat } from './annex-b.ts'
import type { FilmDecoder, FilmPicture } from './film-decoder.ts'

/** They only name the codec: size, profile and level are read from the film itself. */
const CODECS: Readonly<Record<FilmFormat, string>> = { h264: 'avc1.640028', h265: 'hev1.1.6.L93.B0' }

/**
 * FFmpeg's decoders through WebCodecs. HEVC comes at once. H.264 comes two pictures late whatever the film declares: the
 * library (1.3.1) makes FFmpeg's decoder hold two back; the program of `ffmpeg-film-decoder.ts` does not.
 */
export function openWebcodecsFilmDecoder(format: FilmFormat): FilmDecoder {
  const frames: VideoFrame[] = []
  let failure: Error | null = null
  let dequeued = (): void => {}
  const decoder = new VideoDecoder({
    output: (frame) => frames.push(frame),
    error: (error) => {
      failure = error
    },
  })
  decoder.ondequeue = () => dequeued()
  decoder.configure({ codec: CODECS[format], optimizeForLatency: true, hardwareAcceleration: 'prefer-software' })
  return {
    async decode(id, unit, isKey) {
      const done = new Promise<void>((resolve) => {
        dequeued = resolve
      })
      decoder.decode(new EncodedVideoChunk({ type: isKey ? 'key' : 'delta', timestamp: id, data: unit }))
      await done
      await outputsOf(decoder)
      if (failure !== null) throw failure
      return Promise.all(frames.splice(0).map(toPicture))
    },
    close() {
      for (const frame of frames.splice(0)) frame.close()
      if (decoder.state !== 'closed') decoder.close()
    },
  }
}

/**
 * The library says that a unit is done before it hands over its pictures, under a lock that reading the state waits for;
 * after that they are in the event loop's queue, and one full turn of the loop delivers them. Waiting for a picture
 * instead would take a timeout to tell a film that reorders from one that is slow.
 */
async function outputsOf(decoder: VideoDecoder): Promise<void> {
  void decoder.state
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve))
}

async function toPicture(frame: VideoFrame): Promise<FilmPicture> {
  const { codedWidth: width, codedHeight: height, timestamp: id } = frame
  const data = new Uint8Array(frame.allocationSize({ format: 'RGBA' }))
  await frame.copyTo(data, { format: 'RGBA' })
  frame.close()
  const image: RawImage = { width, height, channels: 4, data }
  return { id, image }
}
