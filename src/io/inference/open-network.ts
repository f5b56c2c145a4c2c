import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { checkManifest } from '../../common/manifest/check-manifest.ts'
import type { Manifest } from '../../common/manifest/manifest.ts'
import { ManifestNetwork } from '../../common/manifest/manifest-network.ts'
import { parseManifest } from '../../common/manifest/parse-manifest.ts'
import { InputError } from '../../core/errors.ts'
import { DEFAULT_ENGINE, openEngine } from './open-engine.ts'

/** A manifest's files, read; nothing has been loaded yet. */
export interface NetworkFiles {
  readonly manifest: Manifest
  readonly modelPath: string
  readonly model: Uint8Array
  /** Lower-case hex, of the model's bytes as they are. */
  readonly sha256: string
}

/** Reads a manifest and the model beside it. Rejects with InputError where one of them cannot be read. */
export async function readNetworkFiles(path: string): Promise<NetworkFiles> {
  const manifest = parseManifest((await readBytes(path, 'a manifest')).toString('utf8'), path)
  return readModel(manifest, dirname(path), path)
}

async function readModel(manifest: Manifest, folder: string, where: string): Promise<NetworkFiles> {
  const modelPath = resolve(folder, manifest.model.file)
  const model = await readBytes(modelPath, `the model of ${where}`)
  return { manifest, modelPath, model, sha256: createHash('sha256').update(model).digest('hex') }
}

export interface OpenNetworkOptions {
  readonly engine?: string
  readonly threads?: number
}

/**
 * The network of the manifest at `path`, loaded. Rejects with InputError, in one line, when a file cannot be read, the
 * model's hash is not the manifest's, the engine does not run it, or the manifest's shapes are not the model's.
 */
export async function openNetwork(path: string, options: OpenNetworkOptions = {}): Promise<ManifestNetwork> {
  return open(await readNetworkFiles(path), path, options)
}

/** As {@link openNetwork}, of a manifest that stands in no file; the model lies in `folder`. */
export async function openManifest(
  manifest: Manifest,
  folder: string,
  options: OpenNetworkOptions = {},
): Promise<ManifestNetwork> {
  return open(await readModel(manifest, folder, manifest.name), manifest.name, options)
}

async function open(files: NetworkFiles, where: string, options: OpenNetworkOptions): Promise<ManifestNetwork> {
  const { manifest, modelPath, model, sha256 } = files
  if (sha256 !== manifest.model.sha256) throw new InputError(hashFinding(manifest, sha256, modelPath))
  const engine = await openEngine(options.engine ?? DEFAULT_ENGINE, model, modelPath, options.threads)
  const [finding] = checkManifest(manifest, engine)
  if (finding !== undefined) {
    await engine.close()
    throw new InputError(`${finding}: ${where}`)
  }
  return new ManifestNetwork(manifest, engine)
}

export function hashFinding({ model }: Manifest, sha256: string, modelPath: string): string {
  return `expected a model with the SHA-256 ${model.sha256}, found ${sha256}: ${modelPath}`
}

async function readBytes(path: string, what: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new InputError(`expected ${what}, found ${error instanceof Error ? error.message : error}`)
  }
}
