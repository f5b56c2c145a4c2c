import { VideoEncoder, VideoFrame } from '@napi-rs/webcodecs'
import type { FilmFormat } from '../../../src/io/camera/annex-b.ts'

const CODECS: Readonly<Record<FilmFormat, string>> = { h264: 'avc1.640028', h265: 'hev1.1.6.L93.B0' }

/**
 * A film of `count` grey pictures, picture i of brightness 60 + 8·i with a white square that moves; a key unit every
 * `keyEvery`.
 */
export async function greyFilm(
  format: FilmFormat,
  count: number,
  { width = 320, height = 184, keyEvery = 8 } = {},
): Promise<readonly Uint8Array[]> {
  const units: Uint8Array[] = []
  let failure: Error | null = null
  const encoder = new VideoEncoder({
    output(chunk) {
      const unit = new Uint8Array(chunk.byteLength)
      chunk.copyTo(unit)
      units.push(unit)
    },
    error: (error) => {
      failure = error
    },
  })
  const annexB = format === 'h264' ? { avc: { format: 'annexb' as const } } : { hevc: { format: 'annexb' as const } }
  const codec = CODECS[format]
  encoder.configure({ codec, width, height, bitrate: 2e6, framerate: 20, latencyMode: 'realtime', ...annexB })
  for (let i = 0; i < count; i++) {
    const data = greyPicture(width, height, i)
    const frame = new VideoFrame(data, {
      format: 'RGBA',
      codedWidth: width,
      codedHeight: height,
      timestamp: i * 50_000,
    })
    encoder.encode(frame, { keyFrame: i % keyEvery === 0 })
    frame.close()
  }
  await encoder.flush()
  encoder.close()
  if (failure !== null) throw failure
  return units
}

export const brightnessOf = (i: number): number => 60 + 8 * i

function greyPicture(width: number, height: number, i: number): Uint8Array {
  const data = new Uint8Array(4 * width * height).fill(brightnessOf(i))
  for (let y = 20; y < 40; y++) data.fill(255, 4 * (y * width + 10 + 6 * i), 4 * (y * width + 30 + 6 * i))
  for (let at = 3; at < data.length; at += 4) data[at] = 255
  return data
}
