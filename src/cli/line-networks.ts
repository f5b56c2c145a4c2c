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
  /** A planner's name, or the path of a manifest. */
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

/** Whether a planner is asked for by its manifest and not by its name. */
export function isManifest(planner: string): boolean {
  return planner.endsWith('.json')
}

/** Rejects with InputError, and leaves nothing open, where one of them cannot be loaded. */
export async function openLineNetworks({ planner, detectors = [], engine }: NetworkChoice): Promise<OpenNetworks> {
  const options = engine === undefined ? {} : { engine }
  const paths = [...(isManifest(planner) ? [planner] : []), ...detectors]
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
    planner: isManifest(planner) ? first! : null,
    detectors: isManifest(planner) ? networks.slice(1) : networks,
    engine: first ? formatEngine(first.engine.description) : 'none',
    close,
  }
}

/** By the names of their observations: those whose silence the supervisor must answer. */
export function detectorSensors({ detectors }: LineNetworks): readonly string[] {
  return detectors.flatMap(({ cameras }) => cameras.map((camera) => `camera/${camera}`))
}
