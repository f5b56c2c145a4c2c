import { fileURLToPath } from 'node:url'
import type { ManifestNetwork } from '../common/manifest/manifest-network.ts'
import { formatEngine } from '../core/inference.ts'
import { openNetwork } from '../io/inference/open-network.ts'

/** The networks of a run, loaded. */
export interface LineNetworks {
  /** The planner's; null for one that needs none. */
  readonly planner: ManifestNetwork | null
  /** Those that find road users in pictures. */
  readonly detectors: readonly ManifestNetwork[]
}

export const NO_NETWORKS: LineNetworks = { planner: null, detectors: [] }

export interface NetworkChoice {
  /** A planner's name, that of a network that comes with the stack among them, or the path of a manifest. */
  readonly planner: string
  /** Paths of manifests. */
  readonly detectors?: readonly string[]
  readonly engine?: string
}

export interface OpenNetworks extends LineNetworks {
  /** What computes them, for the report; `none` without a network. */
  readonly engine: string
  close(): Promise<void>
}

/** Manifests of the networks that come with the stack, by the names that `--planner` takes. */
const OWN_NETWORKS: Readonly<Record<string, string>> = {
  e2e: '../../planning/models/planner.json',
  'e2e-int8': '../../planning/models/planner-int8.json',
}
export const NETWORK_NAMES: readonly string[] = Object.keys(OWN_NETWORKS)

/** The path of the manifest whose network a planner is: of its own, or of one that comes with the stack; null for others. */
export function manifestOf(planner: string): string | null {
  if (planner.endsWith('.json')) return planner
  if (!Object.hasOwn(OWN_NETWORKS, planner)) return null
  return fileURLToPath(new URL(OWN_NETWORKS[planner]!, import.meta.url))
}

export function isNetwork(planner: string): boolean {
  return manifestOf(planner) !== null
}

/** Rejects with InputError, and leaves nothing open, where one of them cannot be loaded. */
export async function openLineNetworks({ planner, detectors = [], engine }: NetworkChoice): Promise<OpenNetworks> {
  const options = engine === undefined ? {} : { engine }
  const own = manifestOf(planner)
  const paths = [...(own === null ? [] : [own]), ...detectors]
  const opened = await Promise.allSettled(paths.map((path) => openNetwork(path, options)))
  const networks = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const close = async () => {
    await Promise.all(networks.map((network) => network.engine.close()))
  }
  const failed = opened.find((one) => one.status === 'rejected')
  if (failed?.status === 'rejected') {
    await close()
    throw failed.reason
  }
  const [first] = networks
  return {
    planner: own === null ? null : first!,
    detectors: own === null ? networks : networks.slice(1),
    engine: first ? formatEngine(first.engine.description) : 'none',
    close,
  }
}

/** By the names of their observations: those whose silence the supervisor must answer. */
export function detectorSensors({ detectors }: LineNetworks): readonly string[] {
  return detectors.flatMap(({ cameras }) => cameras.map((camera) => `camera/${camera}`))
}
