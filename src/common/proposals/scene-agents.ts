import type { Scene, TrackedObject } from '../../core/scene.ts'
import type { MapPose } from '../map/privileged-world.ts'
import { type AgentStates, createAgentStates, SCORE_STEP } from '../scoring/agent-states.ts'

/** Existence from which an unconfirmed track counts. */
const SUFFICIENT_EXISTENCE = 0.7

/** The scene's objects, each going straight on with its velocity, over `steps` states in the map. Allocates. */
export function constantVelocityAgents(scene: Scene, ego: MapPose, steps: number): AgentStates {
  const objects = scene.objects.filter(counts)
  const agents = createAgentStates(
    objects.map((object) => object.class),
    steps,
  )
  const cos = Math.cos(ego.yaw)
  const sin = Math.sin(ego.yaw)
  for (const [agent, object] of objects.entries()) {
    agents.ids[agent] = object.id
    agents.length[agent] = object.size[0]
    agents.width[agent] = object.size[1]
    const velocityX = cos * object.velocity[0] - sin * object.velocity[1]
    const velocityY = sin * object.velocity[0] + cos * object.velocity[1]
    const x = ego.x + cos * object.position[0] - sin * object.position[1]
    const y = ego.y + sin * object.position[0] + cos * object.position[1]
    for (let step = 0; step < steps; step++) {
      const i = agent * steps + step
      agents.x[i] = x + step * SCORE_STEP * velocityX
      agents.y[i] = y + step * SCORE_STEP * velocityY
      agents.yaw[i] = ego.yaw + object.yaw
      agents.velocityX[i] = velocityX
      agents.velocityY[i] = velocityY
    }
  }
  return agents
}

function counts({ isConfirmed, existence, position, velocity, yaw, size }: TrackedObject): boolean {
  if (!isConfirmed && existence < SUFFICIENT_EXISTENCE) return false
  return Number.isFinite(position[0] + position[1] + velocity[0] + velocity[1] + yaw + size[0] + size[1])
}

/** m/s² of the agents of {@link constantVelocityAgents}, in their order. */
export function sceneAccelerations(scene: Scene): number[] {
  return scene.objects.filter(counts).map(({ acceleration }) => (Number.isFinite(acceleration) ? acceleration : 0))
}
