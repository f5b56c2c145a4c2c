/**
 * The state of a tracked object, common to all motion models that interact: box centre in a world-fixed frame (m),
 * yaw (rad counter-clockwise from the frame's x), speed along yaw over ground (m/s, negative when reversing), yaw rate
 * (rad/s) and acceleration along yaw (m/s²). World-fixed, so that a standing object needs no prediction and the ego
 * car's motion enters through the sensor's pose alone.
 */
export const CTRA = { x: 0, y: 1, yaw: 2, speed: 3, yawRate: 4, acceleration: 5 } as const
export const CTRA_SIZE = 6
export const CTRA_ANGLES: readonly number[] = [CTRA.yaw]
