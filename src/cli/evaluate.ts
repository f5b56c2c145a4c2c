import { Command } from 'commander'
import { evaluateCameraDistanceCommand } from './evaluate-camera-distance.ts'
import { evaluateComma2k19Command } from './evaluate-comma2k19.ts'
import { evaluateEgoCommand } from './evaluate-ego.ts'
import { evaluateFusionCommand } from './evaluate-fusion.ts'
import { evaluateKittiMotCommand } from './evaluate-kitti-mot.ts'
import { evaluateLidarObjectsCommand } from './evaluate-lidar.ts'
import { evaluatePerceptionCommand } from './evaluate-perception.ts'

/** `axdrive evaluate TASK`: scores against ground truth. A task is one file. */
export function evaluateCommand(): Command {
  const command = new Command('evaluate').description('score against ground truth')
  for (const task of [
    evaluateEgoCommand(),
    evaluateComma2k19Command(),
    evaluateKittiMotCommand(),
    evaluateFusionCommand(),
    evaluateLidarObjectsCommand(),
    evaluateCameraDistanceCommand(),
    evaluatePerceptionCommand(),
  ])
    command.addCommand(task)
  return command
}
