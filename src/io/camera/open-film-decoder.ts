import type { OpenFilmDecoder } from './film-decoder.ts'

export interface FilmDecoders {
  readonly open: OpenFilmDecoder
  /** Why the library is not used, in one line; null where it is. */
  readonly fallback: string | null
}

/** WebCodecs where it can be loaded, else the ffmpeg program; the reason says so. Loaded by the first film only. */
export async function loadFilmDecoders(load: () => Promise<OpenFilmDecoder> = loadWebcodecs): Promise<FilmDecoders> {
  try {
    return { open: await load(), fallback: null }
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0]
    const { openFfmpegFilmDecoder } = await import('./ffmpeg-film-decoder.ts')
    const fallback = `expected @napi-rs/webcodecs, found that it cannot be loaded (${reason}): films go through ffmpeg`
    return { open: (format) => openFfmpegFilmDecoder(format), fallback }
  }
}

async function loadWebcodecs(): Promise<OpenFilmDecoder> {
  return (await import('./webcodecs-film-decoder.ts')).openWebcodecsFilmDecoder
}
