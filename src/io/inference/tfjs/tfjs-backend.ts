import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { InputError } from '../../../core/errors.ts'
import { packageVersion } from '../package-version.ts'

/** The library, whichever package it came in: all have the same functions. */
export type Tfjs = typeof import('@tensorflow/tfjs')

export interface TfjsBackend {
  readonly tf: Tfjs
  readonly version: string
  /** `tensorflow` (native, on a GPU where the package is the one for it) or `wasm`. */
  readonly name: string
}

/** Native packages, the best first. Not dependencies of ours: their installation downloads a native library. */
export const NATIVE_PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const

/**
 * TensorFlow.js with the best backend that is installed: a native package, else WebAssembly. Throws InputError for a
 * native package that is installed and does not load: whoever installed it does not want a slower one in silence.
 */
export async function loadTfjs(): Promise<TfjsBackend> {
  for (const name of NATIVE_PACKAGES) {
    const tf = await loadNative(name)
    if (tf === null) continue
    await tf.ready()
    return { tf, version: packageVersion(name), name: `${tf.getBackend()} of ${name}` }
  }
  return loadWasm()
}

/** The file that a package's name stands for; null where the package is not installed. */
export function installedPackage(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    return null
  }
}

/** Null when it is not installed. `file` and `load` stand in for the package in tests. */
export async function loadNative(
  name: string,
  file: string | null = installedPackage(name),
  load: (url: string) => Promise<unknown> = (url) => import(url),
): Promise<Tfjs | null> {
  if (file === null) return null
  try {
    const module = (await load(pathToFileURL(file).href)) as Tfjs & { readonly default?: Tfjs }
    return module.default ?? module
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new InputError(`expected the installed package ${name} to load, found: ${message.split('\n')[0]}`)
  }
}

async function loadWasm(): Promise<TfjsBackend> {
  const tf = await import('@tensorflow/tfjs')
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm')
  setWasmPaths(`${dirname(entry)}/`)
  if (!(await tf.setBackend('wasm'))) throw new Error('expected the WebAssembly backend of TensorFlow.js to start')
  return { tf, version: tf.version['tfjs-core'], name: 'wasm' }
}
