import * as $protobuf from "protobufjs";

/** Namespace axdrive. */
export namespace axdrive {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a CanFrames.
         * @deprecated Use axdrive.v1.CanFrames.$Properties instead.
         */
        interface ICanFrames extends axdrive.v1.CanFrames.$Properties {
        }

        /** Represents a CanFrames. */
        class CanFrames {

            /**
             * Constructs a new CanFrames.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.CanFrames.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CanFrames bus. */
            bus: string;

            /** CanFrames ids. */
            ids: number[];

            /** CanFrames lengths. */
            lengths: number[];

            /** CanFrames data. */
            data: Uint8Array;

            /** CanFrames stamps. */
            stamps: number[];

            /**
             * Encodes the specified CanFrames message. Does not implicitly {@link axdrive.v1.CanFrames.verify|verify} messages.
             * @param message CanFrames message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.CanFrames.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CanFrames message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.CanFrames & axdrive.v1.CanFrames.$Shape} CanFrames
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.CanFrames & axdrive.v1.CanFrames.$Shape;
        }

        namespace CanFrames {

            /** Properties of a CanFrames. */
            interface $Properties {

                /** CanFrames bus */
                bus?: (string|null);

                /** CanFrames ids */
                ids?: (number[]|null);

                /** CanFrames lengths */
                lengths?: (number[]|null);

                /** CanFrames data */
                data?: (Uint8Array|null);

                /** CanFrames stamps */
                stamps?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CanFrames. */
            type $Shape = axdrive.v1.CanFrames.$Properties;
        }

        /**
         * Properties of a ControlCommand.
         * @deprecated Use axdrive.v1.ControlCommand.$Properties instead.
         */
        interface IControlCommand extends axdrive.v1.ControlCommand.$Properties {
        }

        /** Represents a ControlCommand. */
        class ControlCommand {

            /**
             * Constructs a new ControlCommand.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.ControlCommand.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ControlCommand stamp. */
            stamp: number;

            /** ControlCommand sequence. */
            sequence: number;

            /** ControlCommand validUntil. */
            validUntil: number;

            /** ControlCommand mode. */
            mode: axdrive.v1.CommandMode;

            /** ControlCommand reason. */
            reason: string;

            /** ControlCommand frontWheelAngle. */
            frontWheelAngle: number;

            /** ControlCommand frontWheelAngleRate. */
            frontWheelAngleRate: number;

            /** ControlCommand curvature. */
            curvature: number;

            /** ControlCommand acceleration. */
            acceleration: number;

            /** ControlCommand gear. */
            gear: axdrive.v1.Gear;

            /** ControlCommand turnSignal. */
            turnSignal: axdrive.v1.TurnSignal;

            /** ControlCommand limits. */
            limits: axdrive.v1.Limit[];

            /** ControlCommand newest. */
            newest: axdrive.v1.SensorStamp.$Properties[];

            /**
             * Encodes the specified ControlCommand message. Does not implicitly {@link axdrive.v1.ControlCommand.verify|verify} messages.
             * @param message ControlCommand message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.ControlCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ControlCommand message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.ControlCommand & axdrive.v1.ControlCommand.$Shape} ControlCommand
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.ControlCommand & axdrive.v1.ControlCommand.$Shape;
        }

        namespace ControlCommand {

            /** Properties of a ControlCommand. */
            interface $Properties {

                /** ControlCommand stamp */
                stamp?: (number|null);

                /** ControlCommand sequence */
                sequence?: (number|null);

                /** ControlCommand validUntil */
                validUntil?: (number|null);

                /** ControlCommand mode */
                mode?: (axdrive.v1.CommandMode|null);

                /** ControlCommand reason */
                reason?: (string|null);

                /** ControlCommand frontWheelAngle */
                frontWheelAngle?: (number|null);

                /** ControlCommand frontWheelAngleRate */
                frontWheelAngleRate?: (number|null);

                /** ControlCommand curvature */
                curvature?: (number|null);

                /** ControlCommand acceleration */
                acceleration?: (number|null);

                /** ControlCommand gear */
                gear?: (axdrive.v1.Gear|null);

                /** ControlCommand turnSignal */
                turnSignal?: (axdrive.v1.TurnSignal|null);

                /** ControlCommand limits */
                limits?: (axdrive.v1.Limit[]|null);

                /** ControlCommand newest */
                newest?: (axdrive.v1.SensorStamp.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ControlCommand. */
            type $Shape = axdrive.v1.ControlCommand.$Properties;
        }

        /** CommandMode enum. */
        enum CommandMode {

            /** COMMAND_MODE_STANDBY value */
            COMMAND_MODE_STANDBY = 0,

            /** COMMAND_MODE_DRIVE value */
            COMMAND_MODE_DRIVE = 1,

            /** COMMAND_MODE_DEGRADED value */
            COMMAND_MODE_DEGRADED = 2,

            /** COMMAND_MODE_MINIMAL_RISK value */
            COMMAND_MODE_MINIMAL_RISK = 3,

            /** COMMAND_MODE_EMERGENCY value */
            COMMAND_MODE_EMERGENCY = 4
        }

        /** Gear enum. */
        enum Gear {

            /** GEAR_PARK value */
            GEAR_PARK = 0,

            /** GEAR_REVERSE value */
            GEAR_REVERSE = 1,

            /** GEAR_NEUTRAL value */
            GEAR_NEUTRAL = 2,

            /** GEAR_DRIVE value */
            GEAR_DRIVE = 3
        }

        /** TurnSignal enum. */
        enum TurnSignal {

            /** TURN_SIGNAL_OFF value */
            TURN_SIGNAL_OFF = 0,

            /** TURN_SIGNAL_LEFT value */
            TURN_SIGNAL_LEFT = 1,

            /** TURN_SIGNAL_RIGHT value */
            TURN_SIGNAL_RIGHT = 2,

            /** TURN_SIGNAL_HAZARD value */
            TURN_SIGNAL_HAZARD = 3
        }

        /** Limit enum. */
        enum Limit {

            /** LIMIT_NOT_FINITE value */
            LIMIT_NOT_FINITE = 0,

            /** LIMIT_FRONT_WHEEL_ANGLE value */
            LIMIT_FRONT_WHEEL_ANGLE = 1,

            /** LIMIT_LATERAL_ACCELERATION value */
            LIMIT_LATERAL_ACCELERATION = 2,

            /** LIMIT_LATERAL_JERK value */
            LIMIT_LATERAL_JERK = 3,

            /** LIMIT_FRONT_WHEEL_ANGLE_RATE value */
            LIMIT_FRONT_WHEEL_ANGLE_RATE = 4,

            /** LIMIT_ACCELERATION value */
            LIMIT_ACCELERATION = 5,

            /** LIMIT_DECELERATION value */
            LIMIT_DECELERATION = 6,

            /** LIMIT_JERK value */
            LIMIT_JERK = 7
        }

        /**
         * Properties of a SensorStamp.
         * @deprecated Use axdrive.v1.SensorStamp.$Properties instead.
         */
        interface ISensorStamp extends axdrive.v1.SensorStamp.$Properties {
        }

        /** Represents a SensorStamp. */
        class SensorStamp {

            /**
             * Constructs a new SensorStamp.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.SensorStamp.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SensorStamp sensor. */
            sensor: string;

            /** SensorStamp stamp. */
            stamp: number;

            /**
             * Encodes the specified SensorStamp message. Does not implicitly {@link axdrive.v1.SensorStamp.verify|verify} messages.
             * @param message SensorStamp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.SensorStamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SensorStamp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.SensorStamp & axdrive.v1.SensorStamp.$Shape} SensorStamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.SensorStamp & axdrive.v1.SensorStamp.$Shape;
        }

        namespace SensorStamp {

            /** Properties of a SensorStamp. */
            interface $Properties {

                /** SensorStamp sensor */
                sensor?: (string|null);

                /** SensorStamp stamp */
                stamp?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SensorStamp. */
            type $Shape = axdrive.v1.SensorStamp.$Properties;
        }

        /**
         * Properties of an EgoState.
         * @deprecated Use axdrive.v1.EgoState.$Properties instead.
         */
        interface IEgoState extends axdrive.v1.EgoState.$Properties {
        }

        /** Represents an EgoState. */
        class EgoState {

            /**
             * Constructs a new EgoState.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.EgoState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EgoState stamp. */
            stamp: number;

            /** EgoState isValid. */
            isValid: boolean;

            /** EgoState position. */
            position?: (axdrive.v1.Vector3.$Properties|null);

            /** EgoState origin. */
            origin?: (axdrive.v1.GeodeticPoint.$Properties|null);

            /** EgoState yaw. */
            yaw: number;

            /** EgoState speed. */
            speed: number;

            /** EgoState yawRate. */
            yawRate: number;

            /** EgoState acceleration. */
            acceleration: number;

            /** EgoState frontWheelAngle. */
            frontWheelAngle: number;

            /** EgoState covariance. */
            covariance: number[];

            /** EgoState calibration. */
            calibration: axdrive.v1.Calibration.$Properties[];

            /**
             * Encodes the specified EgoState message. Does not implicitly {@link axdrive.v1.EgoState.verify|verify} messages.
             * @param message EgoState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.EgoState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EgoState message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.EgoState & axdrive.v1.EgoState.$Shape} EgoState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.EgoState & axdrive.v1.EgoState.$Shape;
        }

        namespace EgoState {

            /** Properties of an EgoState. */
            interface $Properties {

                /** EgoState stamp */
                stamp?: (number|null);

                /** EgoState isValid */
                isValid?: (boolean|null);

                /** EgoState position */
                position?: (axdrive.v1.Vector3.$Properties|null);

                /** EgoState origin */
                origin?: (axdrive.v1.GeodeticPoint.$Properties|null);

                /** EgoState yaw */
                yaw?: (number|null);

                /** EgoState speed */
                speed?: (number|null);

                /** EgoState yawRate */
                yawRate?: (number|null);

                /** EgoState acceleration */
                acceleration?: (number|null);

                /** EgoState frontWheelAngle */
                frontWheelAngle?: (number|null);

                /** EgoState covariance */
                covariance?: (number[]|null);

                /** EgoState calibration */
                calibration?: (axdrive.v1.Calibration.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EgoState. */
            type $Shape = axdrive.v1.EgoState.$Properties;
        }

        /**
         * Properties of a Calibration.
         * @deprecated Use axdrive.v1.Calibration.$Properties instead.
         */
        interface ICalibration extends axdrive.v1.Calibration.$Properties {
        }

        /** Represents a Calibration. */
        class Calibration {

            /**
             * Constructs a new Calibration.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Calibration.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Calibration name. */
            name: string;

            /** Calibration value. */
            value: number;

            /** Calibration standardDeviation. */
            standardDeviation: number;

            /**
             * Encodes the specified Calibration message. Does not implicitly {@link axdrive.v1.Calibration.verify|verify} messages.
             * @param message Calibration message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Calibration.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Calibration message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Calibration & axdrive.v1.Calibration.$Shape} Calibration
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Calibration & axdrive.v1.Calibration.$Shape;
        }

        namespace Calibration {

            /** Properties of a Calibration. */
            interface $Properties {

                /** Calibration name */
                name?: (string|null);

                /** Calibration value */
                value?: (number|null);

                /** Calibration standardDeviation */
                standardDeviation?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Calibration. */
            type $Shape = axdrive.v1.Calibration.$Properties;
        }

        /**
         * Properties of a Vector3.
         * @deprecated Use axdrive.v1.Vector3.$Properties instead.
         */
        interface IVector3 extends axdrive.v1.Vector3.$Properties {
        }

        /** Represents a Vector3. */
        class Vector3 {

            /**
             * Constructs a new Vector3.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Vector3.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Vector3 x. */
            x: number;

            /** Vector3 y. */
            y: number;

            /** Vector3 z. */
            z: number;

            /**
             * Encodes the specified Vector3 message. Does not implicitly {@link axdrive.v1.Vector3.verify|verify} messages.
             * @param message Vector3 message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Vector3.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Vector3 message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Vector3 & axdrive.v1.Vector3.$Shape} Vector3
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Vector3 & axdrive.v1.Vector3.$Shape;
        }

        namespace Vector3 {

            /** Properties of a Vector3. */
            interface $Properties {

                /** Vector3 x */
                x?: (number|null);

                /** Vector3 y */
                y?: (number|null);

                /** Vector3 z */
                z?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Vector3. */
            type $Shape = axdrive.v1.Vector3.$Properties;
        }

        /**
         * Properties of a Quaternion.
         * @deprecated Use axdrive.v1.Quaternion.$Properties instead.
         */
        interface IQuaternion extends axdrive.v1.Quaternion.$Properties {
        }

        /** Represents a Quaternion. */
        class Quaternion {

            /**
             * Constructs a new Quaternion.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Quaternion.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Quaternion x. */
            x: number;

            /** Quaternion y. */
            y: number;

            /** Quaternion z. */
            z: number;

            /** Quaternion w. */
            w: number;

            /**
             * Encodes the specified Quaternion message. Does not implicitly {@link axdrive.v1.Quaternion.verify|verify} messages.
             * @param message Quaternion message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Quaternion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Quaternion message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Quaternion & axdrive.v1.Quaternion.$Shape} Quaternion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Quaternion & axdrive.v1.Quaternion.$Shape;
        }

        namespace Quaternion {

            /** Properties of a Quaternion. */
            interface $Properties {

                /** Quaternion x */
                x?: (number|null);

                /** Quaternion y */
                y?: (number|null);

                /** Quaternion z */
                z?: (number|null);

                /** Quaternion w */
                w?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Quaternion. */
            type $Shape = axdrive.v1.Quaternion.$Properties;
        }

        /**
         * Properties of a GeodeticPoint.
         * @deprecated Use axdrive.v1.GeodeticPoint.$Properties instead.
         */
        interface IGeodeticPoint extends axdrive.v1.GeodeticPoint.$Properties {
        }

        /** Represents a GeodeticPoint. */
        class GeodeticPoint {

            /**
             * Constructs a new GeodeticPoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.GeodeticPoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GeodeticPoint latitude. */
            latitude: number;

            /** GeodeticPoint longitude. */
            longitude: number;

            /** GeodeticPoint altitude. */
            altitude: number;

            /**
             * Encodes the specified GeodeticPoint message. Does not implicitly {@link axdrive.v1.GeodeticPoint.verify|verify} messages.
             * @param message GeodeticPoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.GeodeticPoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GeodeticPoint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.GeodeticPoint & axdrive.v1.GeodeticPoint.$Shape} GeodeticPoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.GeodeticPoint & axdrive.v1.GeodeticPoint.$Shape;
        }

        namespace GeodeticPoint {

            /** Properties of a GeodeticPoint. */
            interface $Properties {

                /** GeodeticPoint latitude */
                latitude?: (number|null);

                /** GeodeticPoint longitude */
                longitude?: (number|null);

                /** GeodeticPoint altitude */
                altitude?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GeodeticPoint. */
            type $Shape = axdrive.v1.GeodeticPoint.$Properties;
        }

        /**
         * Properties of an EgoTruth.
         * @deprecated Use axdrive.v1.EgoTruth.$Properties instead.
         */
        interface IEgoTruth extends axdrive.v1.EgoTruth.$Properties {
        }

        /** Represents an EgoTruth. */
        class EgoTruth {

            /**
             * Constructs a new EgoTruth.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.EgoTruth.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EgoTruth geodetic. */
            geodetic?: (axdrive.v1.GeodeticPoint.$Properties|null);

            /** EgoTruth position. */
            position?: (axdrive.v1.Vector3.$Properties|null);

            /** EgoTruth orientation. */
            orientation?: (axdrive.v1.Quaternion.$Properties|null);

            /** EgoTruth velocity. */
            velocity?: (axdrive.v1.Vector3.$Properties|null);

            /** EgoTruth referencePoint. */
            referencePoint: string;

            /**
             * Encodes the specified EgoTruth message. Does not implicitly {@link axdrive.v1.EgoTruth.verify|verify} messages.
             * @param message EgoTruth message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.EgoTruth.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EgoTruth message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.EgoTruth & axdrive.v1.EgoTruth.$Shape} EgoTruth
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.EgoTruth & axdrive.v1.EgoTruth.$Shape;
        }

        namespace EgoTruth {

            /** Properties of an EgoTruth. */
            interface $Properties {

                /** EgoTruth geodetic */
                geodetic?: (axdrive.v1.GeodeticPoint.$Properties|null);

                /** EgoTruth position */
                position?: (axdrive.v1.Vector3.$Properties|null);

                /** EgoTruth orientation */
                orientation?: (axdrive.v1.Quaternion.$Properties|null);

                /** EgoTruth velocity */
                velocity?: (axdrive.v1.Vector3.$Properties|null);

                /** EgoTruth referencePoint */
                referencePoint?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EgoTruth. */
            type $Shape = axdrive.v1.EgoTruth.$Properties;
        }

        /**
         * Properties of a Health.
         * @deprecated Use axdrive.v1.Health.$Properties instead.
         */
        interface IHealth extends axdrive.v1.Health.$Properties {
        }

        /** Represents a Health. */
        class Health {

            /**
             * Constructs a new Health.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Health.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Health stamp. */
            stamp: number;

            /** Health topics. */
            topics: axdrive.v1.TopicHealth.$Properties[];

            /**
             * Encodes the specified Health message. Does not implicitly {@link axdrive.v1.Health.verify|verify} messages.
             * @param message Health message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Health.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Health message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Health & axdrive.v1.Health.$Shape} Health
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Health & axdrive.v1.Health.$Shape;
        }

        namespace Health {

            /** Properties of a Health. */
            interface $Properties {

                /** Health stamp */
                stamp?: (number|null);

                /** Health topics */
                topics?: (axdrive.v1.TopicHealth.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Health. */
            type $Shape = axdrive.v1.Health.$Properties;
        }

        /**
         * Properties of a TopicHealth.
         * @deprecated Use axdrive.v1.TopicHealth.$Properties instead.
         */
        interface ITopicHealth extends axdrive.v1.TopicHealth.$Properties {
        }

        /** Represents a TopicHealth. */
        class TopicHealth {

            /**
             * Constructs a new TopicHealth.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.TopicHealth.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TopicHealth topic. */
            topic: string;

            /** TopicHealth isAlive. */
            isAlive: boolean;

            /** TopicHealth isOnRate. */
            isOnRate: boolean;

            /** TopicHealth isValid. */
            isValid: boolean;

            /** TopicHealth age. */
            age: number;

            /** TopicHealth rate. */
            rate: number;

            /** TopicHealth clockOffset. */
            clockOffset: number;

            /** TopicHealth clockOffsetDeviation. */
            clockOffsetDeviation: number;

            /** TopicHealth clockDrift. */
            clockDrift: number;

            /** TopicHealth faults. */
            faults: string[];

            /**
             * Encodes the specified TopicHealth message. Does not implicitly {@link axdrive.v1.TopicHealth.verify|verify} messages.
             * @param message TopicHealth message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.TopicHealth.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TopicHealth message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.TopicHealth & axdrive.v1.TopicHealth.$Shape} TopicHealth
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.TopicHealth & axdrive.v1.TopicHealth.$Shape;
        }

        namespace TopicHealth {

            /** Properties of a TopicHealth. */
            interface $Properties {

                /** TopicHealth topic */
                topic?: (string|null);

                /** TopicHealth isAlive */
                isAlive?: (boolean|null);

                /** TopicHealth isOnRate */
                isOnRate?: (boolean|null);

                /** TopicHealth isValid */
                isValid?: (boolean|null);

                /** TopicHealth age */
                age?: (number|null);

                /** TopicHealth rate */
                rate?: (number|null);

                /** TopicHealth clockOffset */
                clockOffset?: (number|null);

                /** TopicHealth clockOffsetDeviation */
                clockOffsetDeviation?: (number|null);

                /** TopicHealth clockDrift */
                clockDrift?: (number|null);

                /** TopicHealth faults */
                faults?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TopicHealth. */
            type $Shape = axdrive.v1.TopicHealth.$Properties;
        }

        /**
         * Properties of an ImuSample.
         * @deprecated Use axdrive.v1.ImuSample.$Properties instead.
         */
        interface IImuSample extends axdrive.v1.ImuSample.$Properties {
        }

        /** Represents an ImuSample. */
        class ImuSample {

            /**
             * Constructs a new ImuSample.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.ImuSample.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ImuSample acceleration. */
            acceleration?: (axdrive.v1.Vector3.$Properties|null);

            /** ImuSample angularVelocity. */
            angularVelocity?: (axdrive.v1.Vector3.$Properties|null);

            /**
             * Encodes the specified ImuSample message. Does not implicitly {@link axdrive.v1.ImuSample.verify|verify} messages.
             * @param message ImuSample message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.ImuSample.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ImuSample message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.ImuSample & axdrive.v1.ImuSample.$Shape} ImuSample
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.ImuSample & axdrive.v1.ImuSample.$Shape;
        }

        namespace ImuSample {

            /** Properties of an ImuSample. */
            interface $Properties {

                /** ImuSample acceleration */
                acceleration?: (axdrive.v1.Vector3.$Properties|null);

                /** ImuSample angularVelocity */
                angularVelocity?: (axdrive.v1.Vector3.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ImuSample. */
            type $Shape = axdrive.v1.ImuSample.$Properties;
        }

        /**
         * Properties of a Latency.
         * @deprecated Use axdrive.v1.Latency.$Properties instead.
         */
        interface ILatency extends axdrive.v1.Latency.$Properties {
        }

        /** Represents a Latency. */
        class Latency {

            /**
             * Constructs a new Latency.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Latency.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Latency sequence. */
            sequence: number;

            /** Latency stages. */
            stages: axdrive.v1.LatencySegment.$Properties[];

            /** Latency endToEnd. */
            endToEnd: axdrive.v1.SensorLatency.$Properties[];

            /**
             * Encodes the specified Latency message. Does not implicitly {@link axdrive.v1.Latency.verify|verify} messages.
             * @param message Latency message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Latency.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Latency message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Latency & axdrive.v1.Latency.$Shape} Latency
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Latency & axdrive.v1.Latency.$Shape;
        }

        namespace Latency {

            /** Properties of a Latency. */
            interface $Properties {

                /** Latency sequence */
                sequence?: (number|null);

                /** Latency stages */
                stages?: (axdrive.v1.LatencySegment.$Properties[]|null);

                /** Latency endToEnd */
                endToEnd?: (axdrive.v1.SensorLatency.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Latency. */
            type $Shape = axdrive.v1.Latency.$Properties;
        }

        /**
         * Properties of a LatencySegment.
         * @deprecated Use axdrive.v1.LatencySegment.$Properties instead.
         */
        interface ILatencySegment extends axdrive.v1.LatencySegment.$Properties {
        }

        /** Represents a LatencySegment. */
        class LatencySegment {

            /**
             * Constructs a new LatencySegment.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.LatencySegment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LatencySegment stage. */
            stage: string;

            /** LatencySegment duration. */
            duration: number;

            /**
             * Encodes the specified LatencySegment message. Does not implicitly {@link axdrive.v1.LatencySegment.verify|verify} messages.
             * @param message LatencySegment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.LatencySegment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LatencySegment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.LatencySegment & axdrive.v1.LatencySegment.$Shape} LatencySegment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.LatencySegment & axdrive.v1.LatencySegment.$Shape;
        }

        namespace LatencySegment {

            /** Properties of a LatencySegment. */
            interface $Properties {

                /** LatencySegment stage */
                stage?: (string|null);

                /** LatencySegment duration */
                duration?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LatencySegment. */
            type $Shape = axdrive.v1.LatencySegment.$Properties;
        }

        /**
         * Properties of a SensorLatency.
         * @deprecated Use axdrive.v1.SensorLatency.$Properties instead.
         */
        interface ISensorLatency extends axdrive.v1.SensorLatency.$Properties {
        }

        /** Represents a SensorLatency. */
        class SensorLatency {

            /**
             * Constructs a new SensorLatency.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.SensorLatency.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SensorLatency topic. */
            topic: string;

            /** SensorLatency total. */
            total: number;

            /** SensorLatency segments. */
            segments: axdrive.v1.LatencySegment.$Properties[];

            /**
             * Encodes the specified SensorLatency message. Does not implicitly {@link axdrive.v1.SensorLatency.verify|verify} messages.
             * @param message SensorLatency message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.SensorLatency.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SensorLatency message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.SensorLatency & axdrive.v1.SensorLatency.$Shape} SensorLatency
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.SensorLatency & axdrive.v1.SensorLatency.$Shape;
        }

        namespace SensorLatency {

            /** Properties of a SensorLatency. */
            interface $Properties {

                /** SensorLatency topic */
                topic?: (string|null);

                /** SensorLatency total */
                total?: (number|null);

                /** SensorLatency segments */
                segments?: (axdrive.v1.LatencySegment.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SensorLatency. */
            type $Shape = axdrive.v1.SensorLatency.$Properties;
        }

        /**
         * Properties of a LidarPackets.
         * @deprecated Use axdrive.v1.LidarPackets.$Properties instead.
         */
        interface ILidarPackets extends axdrive.v1.LidarPackets.$Properties {
        }

        /** Represents a LidarPackets. */
        class LidarPackets {

            /**
             * Constructs a new LidarPackets.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.LidarPackets.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LidarPackets sensor. */
            sensor: string;

            /** LidarPackets model. */
            model: string;

            /** LidarPackets lengths. */
            lengths: number[];

            /** LidarPackets stamps. */
            stamps: number[];

            /** LidarPackets data. */
            data: Uint8Array;

            /**
             * Encodes the specified LidarPackets message. Does not implicitly {@link axdrive.v1.LidarPackets.verify|verify} messages.
             * @param message LidarPackets message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.LidarPackets.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LidarPackets message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.LidarPackets & axdrive.v1.LidarPackets.$Shape} LidarPackets
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.LidarPackets & axdrive.v1.LidarPackets.$Shape;
        }

        namespace LidarPackets {

            /** Properties of a LidarPackets. */
            interface $Properties {

                /** LidarPackets sensor */
                sensor?: (string|null);

                /** LidarPackets model */
                model?: (string|null);

                /** LidarPackets lengths */
                lengths?: (number[]|null);

                /** LidarPackets stamps */
                stamps?: (number[]|null);

                /** LidarPackets data */
                data?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LidarPackets. */
            type $Shape = axdrive.v1.LidarPackets.$Properties;
        }

        /**
         * Properties of a MapTruth.
         * @deprecated Use axdrive.v1.MapTruth.$Properties instead.
         */
        interface IMapTruth extends axdrive.v1.MapTruth.$Properties {
        }

        /** Represents a MapTruth. */
        class MapTruth {

            /**
             * Constructs a new MapTruth.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.MapTruth.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MapTruth lanes. */
            lanes: axdrive.v1.Lane.$Properties[];

            /** MapTruth stopLines. */
            stopLines: axdrive.v1.StopLine.$Properties[];

            /** MapTruth crosswalks. */
            crosswalks: axdrive.v1.Crosswalk.$Properties[];

            /** MapTruth trafficLights. */
            trafficLights: axdrive.v1.TrafficLight.$Properties[];

            /** MapTruth drivableAreas. */
            drivableAreas: axdrive.v1.Polygon.$Properties[];

            /** MapTruth origin. */
            origin?: (axdrive.v1.GeodeticPoint.$Properties|null);

            /**
             * Encodes the specified MapTruth message. Does not implicitly {@link axdrive.v1.MapTruth.verify|verify} messages.
             * @param message MapTruth message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.MapTruth.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MapTruth message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.MapTruth & axdrive.v1.MapTruth.$Shape} MapTruth
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.MapTruth & axdrive.v1.MapTruth.$Shape;
        }

        namespace MapTruth {

            /** Properties of a MapTruth. */
            interface $Properties {

                /** MapTruth lanes */
                lanes?: (axdrive.v1.Lane.$Properties[]|null);

                /** MapTruth stopLines */
                stopLines?: (axdrive.v1.StopLine.$Properties[]|null);

                /** MapTruth crosswalks */
                crosswalks?: (axdrive.v1.Crosswalk.$Properties[]|null);

                /** MapTruth trafficLights */
                trafficLights?: (axdrive.v1.TrafficLight.$Properties[]|null);

                /** MapTruth drivableAreas */
                drivableAreas?: (axdrive.v1.Polygon.$Properties[]|null);

                /** MapTruth origin */
                origin?: (axdrive.v1.GeodeticPoint.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MapTruth. */
            type $Shape = axdrive.v1.MapTruth.$Properties;
        }

        /** LaneType enum. */
        enum LaneType {

            /** LANE_TYPE_UNKNOWN value */
            LANE_TYPE_UNKNOWN = 0,

            /** LANE_TYPE_VEHICLE value */
            LANE_TYPE_VEHICLE = 1,

            /** LANE_TYPE_BUS value */
            LANE_TYPE_BUS = 2,

            /** LANE_TYPE_BIKE value */
            LANE_TYPE_BIKE = 3
        }

        /**
         * Properties of a Lane.
         * @deprecated Use axdrive.v1.Lane.$Properties instead.
         */
        interface ILane extends axdrive.v1.Lane.$Properties {
        }

        /** Represents a Lane. */
        class Lane {

            /**
             * Constructs a new Lane.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Lane.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Lane id. */
            id: number;

            /** Lane type. */
            type: axdrive.v1.LaneType;

            /** Lane centreLine. */
            centreLine: axdrive.v1.Vector3.$Properties[];

            /** Lane widths. */
            widths: number[];

            /** Lane leftBoundary. */
            leftBoundary?: (axdrive.v1.LaneBoundary.$Properties|null);

            /** Lane rightBoundary. */
            rightBoundary?: (axdrive.v1.LaneBoundary.$Properties|null);

            /** Lane speedLimit. */
            speedLimit: number;

            /** Lane successors. */
            successors: number[];

            /** Lane predecessors. */
            predecessors: number[];

            /** Lane leftNeighbour. */
            leftNeighbour: number;

            /** Lane rightNeighbour. */
            rightNeighbour: number;

            /** Lane isLeftNeighbourOncoming. */
            isLeftNeighbourOncoming: boolean;

            /** Lane isIntersection. */
            isIntersection: boolean;

            /** Lane isRightNeighbourOncoming. */
            isRightNeighbourOncoming: boolean;

            /** Lane turn. */
            turn: axdrive.v1.LaneTurn;

            /** Lane yieldsTo. */
            yieldsTo: number[];

            /**
             * Encodes the specified Lane message. Does not implicitly {@link axdrive.v1.Lane.verify|verify} messages.
             * @param message Lane message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Lane.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Lane message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Lane & axdrive.v1.Lane.$Shape} Lane
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Lane & axdrive.v1.Lane.$Shape;
        }

        namespace Lane {

            /** Properties of a Lane. */
            interface $Properties {

                /** Lane id */
                id?: (number|null);

                /** Lane type */
                type?: (axdrive.v1.LaneType|null);

                /** Lane centreLine */
                centreLine?: (axdrive.v1.Vector3.$Properties[]|null);

                /** Lane widths */
                widths?: (number[]|null);

                /** Lane leftBoundary */
                leftBoundary?: (axdrive.v1.LaneBoundary.$Properties|null);

                /** Lane rightBoundary */
                rightBoundary?: (axdrive.v1.LaneBoundary.$Properties|null);

                /** Lane speedLimit */
                speedLimit?: (number|null);

                /** Lane successors */
                successors?: (number[]|null);

                /** Lane predecessors */
                predecessors?: (number[]|null);

                /** Lane leftNeighbour */
                leftNeighbour?: (number|null);

                /** Lane rightNeighbour */
                rightNeighbour?: (number|null);

                /** Lane isLeftNeighbourOncoming */
                isLeftNeighbourOncoming?: (boolean|null);

                /** Lane isIntersection */
                isIntersection?: (boolean|null);

                /** Lane isRightNeighbourOncoming */
                isRightNeighbourOncoming?: (boolean|null);

                /** Lane turn */
                turn?: (axdrive.v1.LaneTurn|null);

                /** Lane yieldsTo */
                yieldsTo?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Lane. */
            type $Shape = axdrive.v1.Lane.$Properties;
        }

        /** LaneTurn enum. */
        enum LaneTurn {

            /** LANE_TURN_NONE value */
            LANE_TURN_NONE = 0,

            /** LANE_TURN_STRAIGHT value */
            LANE_TURN_STRAIGHT = 1,

            /** LANE_TURN_LEFT value */
            LANE_TURN_LEFT = 2,

            /** LANE_TURN_RIGHT value */
            LANE_TURN_RIGHT = 3
        }

        /**
         * Properties of a LaneBoundary.
         * @deprecated Use axdrive.v1.LaneBoundary.$Properties instead.
         */
        interface ILaneBoundary extends axdrive.v1.LaneBoundary.$Properties {
        }

        /** Represents a LaneBoundary. */
        class LaneBoundary {

            /**
             * Constructs a new LaneBoundary.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.LaneBoundary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LaneBoundary points. */
            points: axdrive.v1.Vector3.$Properties[];

            /** LaneBoundary pattern. */
            pattern: axdrive.v1.MarkingPattern;

            /** LaneBoundary colour. */
            colour: axdrive.v1.MarkingColour;

            /** LaneBoundary isRaised. */
            isRaised: boolean;

            /**
             * Encodes the specified LaneBoundary message. Does not implicitly {@link axdrive.v1.LaneBoundary.verify|verify} messages.
             * @param message LaneBoundary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.LaneBoundary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LaneBoundary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.LaneBoundary & axdrive.v1.LaneBoundary.$Shape} LaneBoundary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.LaneBoundary & axdrive.v1.LaneBoundary.$Shape;
        }

        namespace LaneBoundary {

            /** Properties of a LaneBoundary. */
            interface $Properties {

                /** LaneBoundary points */
                points?: (axdrive.v1.Vector3.$Properties[]|null);

                /** LaneBoundary pattern */
                pattern?: (axdrive.v1.MarkingPattern|null);

                /** LaneBoundary colour */
                colour?: (axdrive.v1.MarkingColour|null);

                /** LaneBoundary isRaised */
                isRaised?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LaneBoundary. */
            type $Shape = axdrive.v1.LaneBoundary.$Properties;
        }

        /** MarkingPattern enum. */
        enum MarkingPattern {

            /** MARKING_PATTERN_UNKNOWN value */
            MARKING_PATTERN_UNKNOWN = 0,

            /** MARKING_PATTERN_NONE value */
            MARKING_PATTERN_NONE = 1,

            /** MARKING_PATTERN_SOLID value */
            MARKING_PATTERN_SOLID = 2,

            /** MARKING_PATTERN_DASHED value */
            MARKING_PATTERN_DASHED = 3,

            /** MARKING_PATTERN_DOUBLE_SOLID value */
            MARKING_PATTERN_DOUBLE_SOLID = 4,

            /** MARKING_PATTERN_DOUBLE_DASHED value */
            MARKING_PATTERN_DOUBLE_DASHED = 5,

            /** MARKING_PATTERN_SOLID_DASHED value */
            MARKING_PATTERN_SOLID_DASHED = 6,

            /** MARKING_PATTERN_DASHED_SOLID value */
            MARKING_PATTERN_DASHED_SOLID = 7
        }

        /** MarkingColour enum. */
        enum MarkingColour {

            /** MARKING_COLOUR_UNKNOWN value */
            MARKING_COLOUR_UNKNOWN = 0,

            /** MARKING_COLOUR_WHITE value */
            MARKING_COLOUR_WHITE = 1,

            /** MARKING_COLOUR_YELLOW value */
            MARKING_COLOUR_YELLOW = 2,

            /** MARKING_COLOUR_BLUE value */
            MARKING_COLOUR_BLUE = 3
        }

        /**
         * Properties of a StopLine.
         * @deprecated Use axdrive.v1.StopLine.$Properties instead.
         */
        interface IStopLine extends axdrive.v1.StopLine.$Properties {
        }

        /** Represents a StopLine. */
        class StopLine {

            /**
             * Constructs a new StopLine.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.StopLine.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StopLine id. */
            id: number;

            /** StopLine points. */
            points: axdrive.v1.Vector3.$Properties[];

            /** StopLine lanes. */
            lanes: number[];

            /** StopLine kind. */
            kind: axdrive.v1.StopLineKind;

            /**
             * Encodes the specified StopLine message. Does not implicitly {@link axdrive.v1.StopLine.verify|verify} messages.
             * @param message StopLine message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.StopLine.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StopLine message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.StopLine & axdrive.v1.StopLine.$Shape} StopLine
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.StopLine & axdrive.v1.StopLine.$Shape;
        }

        namespace StopLine {

            /** Properties of a StopLine. */
            interface $Properties {

                /** StopLine id */
                id?: (number|null);

                /** StopLine points */
                points?: (axdrive.v1.Vector3.$Properties[]|null);

                /** StopLine lanes */
                lanes?: (number[]|null);

                /** StopLine kind */
                kind?: (axdrive.v1.StopLineKind|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StopLine. */
            type $Shape = axdrive.v1.StopLine.$Properties;
        }

        /** StopLineKind enum. */
        enum StopLineKind {

            /** STOP_LINE_KIND_UNKNOWN value */
            STOP_LINE_KIND_UNKNOWN = 0,

            /** STOP_LINE_KIND_SIGNAL value */
            STOP_LINE_KIND_SIGNAL = 1,

            /** STOP_LINE_KIND_STOP_SIGN value */
            STOP_LINE_KIND_STOP_SIGN = 2,

            /** STOP_LINE_KIND_YIELD value */
            STOP_LINE_KIND_YIELD = 3
        }

        /**
         * Properties of a Crosswalk.
         * @deprecated Use axdrive.v1.Crosswalk.$Properties instead.
         */
        interface ICrosswalk extends axdrive.v1.Crosswalk.$Properties {
        }

        /** Represents a Crosswalk. */
        class Crosswalk {

            /**
             * Constructs a new Crosswalk.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Crosswalk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Crosswalk id. */
            id: number;

            /** Crosswalk outline. */
            outline?: (axdrive.v1.Polygon.$Properties|null);

            /** Crosswalk path. */
            path: axdrive.v1.Vector3.$Properties[];

            /**
             * Encodes the specified Crosswalk message. Does not implicitly {@link axdrive.v1.Crosswalk.verify|verify} messages.
             * @param message Crosswalk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Crosswalk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Crosswalk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Crosswalk & axdrive.v1.Crosswalk.$Shape} Crosswalk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Crosswalk & axdrive.v1.Crosswalk.$Shape;
        }

        namespace Crosswalk {

            /** Properties of a Crosswalk. */
            interface $Properties {

                /** Crosswalk id */
                id?: (number|null);

                /** Crosswalk outline */
                outline?: (axdrive.v1.Polygon.$Properties|null);

                /** Crosswalk path */
                path?: (axdrive.v1.Vector3.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Crosswalk. */
            type $Shape = axdrive.v1.Crosswalk.$Properties;
        }

        /**
         * Properties of a TrafficLight.
         * @deprecated Use axdrive.v1.TrafficLight.$Properties instead.
         */
        interface ITrafficLight extends axdrive.v1.TrafficLight.$Properties {
        }

        /** Represents a TrafficLight. */
        class TrafficLight {

            /**
             * Constructs a new TrafficLight.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.TrafficLight.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TrafficLight id. */
            id: number;

            /** TrafficLight position. */
            position?: (axdrive.v1.Vector3.$Properties|null);

            /** TrafficLight yaw. */
            yaw: number;

            /** TrafficLight lanes. */
            lanes: number[];

            /** TrafficLight stopLine. */
            stopLine: number;

            /** TrafficLight phases. */
            phases: axdrive.v1.LightPhase.$Properties[];

            /** TrafficLight phasesBegin. */
            phasesBegin: number;

            /**
             * Encodes the specified TrafficLight message. Does not implicitly {@link axdrive.v1.TrafficLight.verify|verify} messages.
             * @param message TrafficLight message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.TrafficLight.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TrafficLight message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.TrafficLight & axdrive.v1.TrafficLight.$Shape} TrafficLight
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.TrafficLight & axdrive.v1.TrafficLight.$Shape;
        }

        namespace TrafficLight {

            /** Properties of a TrafficLight. */
            interface $Properties {

                /** TrafficLight id */
                id?: (number|null);

                /** TrafficLight position */
                position?: (axdrive.v1.Vector3.$Properties|null);

                /** TrafficLight yaw */
                yaw?: (number|null);

                /** TrafficLight lanes */
                lanes?: (number[]|null);

                /** TrafficLight stopLine */
                stopLine?: (number|null);

                /** TrafficLight phases */
                phases?: (axdrive.v1.LightPhase.$Properties[]|null);

                /** TrafficLight phasesBegin */
                phasesBegin?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TrafficLight. */
            type $Shape = axdrive.v1.TrafficLight.$Properties;
        }

        /** LightState enum. */
        enum LightState {

            /** LIGHT_STATE_UNKNOWN value */
            LIGHT_STATE_UNKNOWN = 0,

            /** LIGHT_STATE_OFF value */
            LIGHT_STATE_OFF = 1,

            /** LIGHT_STATE_RED value */
            LIGHT_STATE_RED = 2,

            /** LIGHT_STATE_RED_AMBER value */
            LIGHT_STATE_RED_AMBER = 3,

            /** LIGHT_STATE_GREEN value */
            LIGHT_STATE_GREEN = 4,

            /** LIGHT_STATE_AMBER value */
            LIGHT_STATE_AMBER = 5
        }

        /**
         * Properties of a LightPhase.
         * @deprecated Use axdrive.v1.LightPhase.$Properties instead.
         */
        interface ILightPhase extends axdrive.v1.LightPhase.$Properties {
        }

        /** Represents a LightPhase. */
        class LightPhase {

            /**
             * Constructs a new LightPhase.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.LightPhase.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LightPhase state. */
            state: axdrive.v1.LightState;

            /** LightPhase duration. */
            duration: number;

            /**
             * Encodes the specified LightPhase message. Does not implicitly {@link axdrive.v1.LightPhase.verify|verify} messages.
             * @param message LightPhase message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.LightPhase.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LightPhase message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.LightPhase & axdrive.v1.LightPhase.$Shape} LightPhase
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.LightPhase & axdrive.v1.LightPhase.$Shape;
        }

        namespace LightPhase {

            /** Properties of a LightPhase. */
            interface $Properties {

                /** LightPhase state */
                state?: (axdrive.v1.LightState|null);

                /** LightPhase duration */
                duration?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LightPhase. */
            type $Shape = axdrive.v1.LightPhase.$Properties;
        }

        /**
         * Properties of a Polygon.
         * @deprecated Use axdrive.v1.Polygon.$Properties instead.
         */
        interface IPolygon extends axdrive.v1.Polygon.$Properties {
        }

        /** Represents a Polygon. */
        class Polygon {

            /**
             * Constructs a new Polygon.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Polygon.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Polygon points. */
            points: axdrive.v1.Vector3.$Properties[];

            /**
             * Encodes the specified Polygon message. Does not implicitly {@link axdrive.v1.Polygon.verify|verify} messages.
             * @param message Polygon message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Polygon.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Polygon message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Polygon & axdrive.v1.Polygon.$Shape} Polygon
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Polygon & axdrive.v1.Polygon.$Shape;
        }

        namespace Polygon {

            /** Properties of a Polygon. */
            interface $Properties {

                /** Polygon points */
                points?: (axdrive.v1.Vector3.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Polygon. */
            type $Shape = axdrive.v1.Polygon.$Properties;
        }

        /**
         * Properties of a NavigationRoute.
         * @deprecated Use axdrive.v1.NavigationRoute.$Properties instead.
         */
        interface INavigationRoute extends axdrive.v1.NavigationRoute.$Properties {
        }

        /** Represents a NavigationRoute. */
        class NavigationRoute {

            /**
             * Constructs a new NavigationRoute.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.NavigationRoute.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NavigationRoute latitude. */
            latitude: number[];

            /** NavigationRoute longitude. */
            longitude: number[];

            /** NavigationRoute speedLimit. */
            speedLimit: number[];

            /**
             * Encodes the specified NavigationRoute message. Does not implicitly {@link axdrive.v1.NavigationRoute.verify|verify} messages.
             * @param message NavigationRoute message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.NavigationRoute.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NavigationRoute message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.NavigationRoute & axdrive.v1.NavigationRoute.$Shape} NavigationRoute
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.NavigationRoute & axdrive.v1.NavigationRoute.$Shape;
        }

        namespace NavigationRoute {

            /** Properties of a NavigationRoute. */
            interface $Properties {

                /** NavigationRoute latitude */
                latitude?: (number[]|null);

                /** NavigationRoute longitude */
                longitude?: (number[]|null);

                /** NavigationRoute speedLimit */
                speedLimit?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NavigationRoute. */
            type $Shape = axdrive.v1.NavigationRoute.$Properties;
        }

        /** ObjectClass enum. */
        enum ObjectClass {

            /** OBJECT_CLASS_UNKNOWN value */
            OBJECT_CLASS_UNKNOWN = 0,

            /** OBJECT_CLASS_CAR value */
            OBJECT_CLASS_CAR = 1,

            /** OBJECT_CLASS_TRUCK value */
            OBJECT_CLASS_TRUCK = 2,

            /** OBJECT_CLASS_BUS value */
            OBJECT_CLASS_BUS = 3,

            /** OBJECT_CLASS_MOTORCYCLE value */
            OBJECT_CLASS_MOTORCYCLE = 4,

            /** OBJECT_CLASS_CYCLIST value */
            OBJECT_CLASS_CYCLIST = 5,

            /** OBJECT_CLASS_PEDESTRIAN value */
            OBJECT_CLASS_PEDESTRIAN = 6,

            /** OBJECT_CLASS_STATIC value */
            OBJECT_CLASS_STATIC = 7
        }

        /**
         * Properties of an ObjectsTruth.
         * @deprecated Use axdrive.v1.ObjectsTruth.$Properties instead.
         */
        interface IObjectsTruth extends axdrive.v1.ObjectsTruth.$Properties {
        }

        /** Represents an ObjectsTruth. */
        class ObjectsTruth {

            /**
             * Constructs a new ObjectsTruth.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.ObjectsTruth.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ObjectsTruth objects. */
            objects: axdrive.v1.TruthObject.$Properties[];

            /**
             * Encodes the specified ObjectsTruth message. Does not implicitly {@link axdrive.v1.ObjectsTruth.verify|verify} messages.
             * @param message ObjectsTruth message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.ObjectsTruth.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ObjectsTruth message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.ObjectsTruth & axdrive.v1.ObjectsTruth.$Shape} ObjectsTruth
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.ObjectsTruth & axdrive.v1.ObjectsTruth.$Shape;
        }

        namespace ObjectsTruth {

            /** Properties of an ObjectsTruth. */
            interface $Properties {

                /** ObjectsTruth objects */
                objects?: (axdrive.v1.TruthObject.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ObjectsTruth. */
            type $Shape = axdrive.v1.ObjectsTruth.$Properties;
        }

        /**
         * Properties of a TruthObject.
         * @deprecated Use axdrive.v1.TruthObject.$Properties instead.
         */
        interface ITruthObject extends axdrive.v1.TruthObject.$Properties {
        }

        /** Represents a TruthObject. */
        class TruthObject {

            /**
             * Constructs a new TruthObject.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.TruthObject.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TruthObject id. */
            id: number;

            /** TruthObject objectClass. */
            objectClass: axdrive.v1.ObjectClass;

            /** TruthObject position. */
            position?: (axdrive.v1.Vector3.$Properties|null);

            /** TruthObject yaw. */
            yaw: number;

            /** TruthObject velocity. */
            velocity?: (axdrive.v1.Vector3.$Properties|null);

            /** TruthObject size. */
            size?: (axdrive.v1.Vector3.$Properties|null);

            /**
             * Encodes the specified TruthObject message. Does not implicitly {@link axdrive.v1.TruthObject.verify|verify} messages.
             * @param message TruthObject message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.TruthObject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TruthObject message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.TruthObject & axdrive.v1.TruthObject.$Shape} TruthObject
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.TruthObject & axdrive.v1.TruthObject.$Shape;
        }

        namespace TruthObject {

            /** Properties of a TruthObject. */
            interface $Properties {

                /** TruthObject id */
                id?: (number|null);

                /** TruthObject objectClass */
                objectClass?: (axdrive.v1.ObjectClass|null);

                /** TruthObject position */
                position?: (axdrive.v1.Vector3.$Properties|null);

                /** TruthObject yaw */
                yaw?: (number|null);

                /** TruthObject velocity */
                velocity?: (axdrive.v1.Vector3.$Properties|null);

                /** TruthObject size */
                size?: (axdrive.v1.Vector3.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TruthObject. */
            type $Shape = axdrive.v1.TruthObject.$Properties;
        }

        /**
         * Properties of a RadarScan.
         * @deprecated Use axdrive.v1.RadarScan.$Properties instead.
         */
        interface IRadarScan extends axdrive.v1.RadarScan.$Properties {
        }

        /** Represents a RadarScan. */
        class RadarScan {

            /**
             * Constructs a new RadarScan.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.RadarScan.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RadarScan sensor. */
            sensor: string;

            /** RadarScan detections. */
            detections: axdrive.v1.RadarDetection.$Properties[];

            /**
             * Encodes the specified RadarScan message. Does not implicitly {@link axdrive.v1.RadarScan.verify|verify} messages.
             * @param message RadarScan message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.RadarScan.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RadarScan message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.RadarScan & axdrive.v1.RadarScan.$Shape} RadarScan
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.RadarScan & axdrive.v1.RadarScan.$Shape;
        }

        namespace RadarScan {

            /** Properties of a RadarScan. */
            interface $Properties {

                /** RadarScan sensor */
                sensor?: (string|null);

                /** RadarScan detections */
                detections?: (axdrive.v1.RadarDetection.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RadarScan. */
            type $Shape = axdrive.v1.RadarScan.$Properties;
        }

        /**
         * Properties of a RadarDetection.
         * @deprecated Use axdrive.v1.RadarDetection.$Properties instead.
         */
        interface IRadarDetection extends axdrive.v1.RadarDetection.$Properties {
        }

        /** Represents a RadarDetection. */
        class RadarDetection {

            /**
             * Constructs a new RadarDetection.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.RadarDetection.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RadarDetection range. */
            range: number;

            /** RadarDetection rangeStandardDeviation. */
            rangeStandardDeviation: number;

            /** RadarDetection azimuth. */
            azimuth: number;

            /** RadarDetection azimuthStandardDeviation. */
            azimuthStandardDeviation: number;

            /** RadarDetection elevation. */
            elevation: number;

            /** RadarDetection elevationStandardDeviation. */
            elevationStandardDeviation: number;

            /** RadarDetection rangeRate. */
            rangeRate: number;

            /** RadarDetection rangeRateStandardDeviation. */
            rangeRateStandardDeviation: number;

            /** RadarDetection radarCrossSection. */
            radarCrossSection: number;

            /** RadarDetection slot. */
            slot: number;

            /** RadarDetection isNewInSlot. */
            isNewInSlot: boolean;

            /**
             * Encodes the specified RadarDetection message. Does not implicitly {@link axdrive.v1.RadarDetection.verify|verify} messages.
             * @param message RadarDetection message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.RadarDetection.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RadarDetection message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.RadarDetection & axdrive.v1.RadarDetection.$Shape} RadarDetection
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.RadarDetection & axdrive.v1.RadarDetection.$Shape;
        }

        namespace RadarDetection {

            /** Properties of a RadarDetection. */
            interface $Properties {

                /** RadarDetection range */
                range?: (number|null);

                /** RadarDetection rangeStandardDeviation */
                rangeStandardDeviation?: (number|null);

                /** RadarDetection azimuth */
                azimuth?: (number|null);

                /** RadarDetection azimuthStandardDeviation */
                azimuthStandardDeviation?: (number|null);

                /** RadarDetection elevation */
                elevation?: (number|null);

                /** RadarDetection elevationStandardDeviation */
                elevationStandardDeviation?: (number|null);

                /** RadarDetection rangeRate */
                rangeRate?: (number|null);

                /** RadarDetection rangeRateStandardDeviation */
                rangeRateStandardDeviation?: (number|null);

                /** RadarDetection radarCrossSection */
                radarCrossSection?: (number|null);

                /** RadarDetection slot */
                slot?: (number|null);

                /** RadarDetection isNewInSlot */
                isNewInSlot?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RadarDetection. */
            type $Shape = axdrive.v1.RadarDetection.$Properties;
        }

        /**
         * Properties of a TrackedObjects.
         * @deprecated Use axdrive.v1.TrackedObjects.$Properties instead.
         */
        interface ITrackedObjects extends axdrive.v1.TrackedObjects.$Properties {
        }

        /** Represents a TrackedObjects. */
        class TrackedObjects {

            /**
             * Constructs a new TrackedObjects.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.TrackedObjects.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TrackedObjects stamp. */
            stamp: number;

            /** TrackedObjects objects. */
            objects: axdrive.v1.TrackedObject.$Properties[];

            /**
             * Encodes the specified TrackedObjects message. Does not implicitly {@link axdrive.v1.TrackedObjects.verify|verify} messages.
             * @param message TrackedObjects message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.TrackedObjects.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TrackedObjects message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.TrackedObjects & axdrive.v1.TrackedObjects.$Shape} TrackedObjects
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.TrackedObjects & axdrive.v1.TrackedObjects.$Shape;
        }

        namespace TrackedObjects {

            /** Properties of a TrackedObjects. */
            interface $Properties {

                /** TrackedObjects stamp */
                stamp?: (number|null);

                /** TrackedObjects objects */
                objects?: (axdrive.v1.TrackedObject.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TrackedObjects. */
            type $Shape = axdrive.v1.TrackedObjects.$Properties;
        }

        /**
         * Properties of a TrackedObject.
         * @deprecated Use axdrive.v1.TrackedObject.$Properties instead.
         */
        interface ITrackedObject extends axdrive.v1.TrackedObject.$Properties {
        }

        /** Represents a TrackedObject. */
        class TrackedObject {

            /**
             * Constructs a new TrackedObject.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.TrackedObject.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TrackedObject id. */
            id: number;

            /** TrackedObject objectClass. */
            objectClass: axdrive.v1.ObjectClass;

            /** TrackedObject existence. */
            existence: number;

            /** TrackedObject isConfirmed. */
            isConfirmed: boolean;

            /** TrackedObject coastingFor. */
            coastingFor: number;

            /** TrackedObject age. */
            age: number;

            /** TrackedObject position. */
            position?: (axdrive.v1.Vector3.$Properties|null);

            /** TrackedObject yaw. */
            yaw: number;

            /** TrackedObject velocityX. */
            velocityX: number;

            /** TrackedObject velocityY. */
            velocityY: number;

            /** TrackedObject acceleration. */
            acceleration: number;

            /** TrackedObject yawRate. */
            yawRate: number;

            /** TrackedObject size. */
            size?: (axdrive.v1.Vector3.$Properties|null);

            /** TrackedObject covariance. */
            covariance: number[];

            /**
             * Encodes the specified TrackedObject message. Does not implicitly {@link axdrive.v1.TrackedObject.verify|verify} messages.
             * @param message TrackedObject message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.TrackedObject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TrackedObject message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.TrackedObject & axdrive.v1.TrackedObject.$Shape} TrackedObject
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.TrackedObject & axdrive.v1.TrackedObject.$Shape;
        }

        namespace TrackedObject {

            /** Properties of a TrackedObject. */
            interface $Properties {

                /** TrackedObject id */
                id?: (number|null);

                /** TrackedObject objectClass */
                objectClass?: (axdrive.v1.ObjectClass|null);

                /** TrackedObject existence */
                existence?: (number|null);

                /** TrackedObject isConfirmed */
                isConfirmed?: (boolean|null);

                /** TrackedObject coastingFor */
                coastingFor?: (number|null);

                /** TrackedObject age */
                age?: (number|null);

                /** TrackedObject position */
                position?: (axdrive.v1.Vector3.$Properties|null);

                /** TrackedObject yaw */
                yaw?: (number|null);

                /** TrackedObject velocityX */
                velocityX?: (number|null);

                /** TrackedObject velocityY */
                velocityY?: (number|null);

                /** TrackedObject acceleration */
                acceleration?: (number|null);

                /** TrackedObject yawRate */
                yawRate?: (number|null);

                /** TrackedObject size */
                size?: (axdrive.v1.Vector3.$Properties|null);

                /** TrackedObject covariance */
                covariance?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TrackedObject. */
            type $Shape = axdrive.v1.TrackedObject.$Properties;
        }

        /**
         * Properties of a Trajectory.
         * @deprecated Use axdrive.v1.Trajectory.$Properties instead.
         */
        interface ITrajectory extends axdrive.v1.Trajectory.$Properties {
        }

        /** Represents a Trajectory. */
        class Trajectory {

            /**
             * Constructs a new Trajectory.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Trajectory.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Trajectory stamp. */
            stamp: number;

            /** Trajectory planner. */
            planner: string;

            /** Trajectory points. */
            points: axdrive.v1.TrajectoryPoint.$Properties[];

            /** Trajectory reason. */
            reason: string;

            /**
             * Encodes the specified Trajectory message. Does not implicitly {@link axdrive.v1.Trajectory.verify|verify} messages.
             * @param message Trajectory message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Trajectory.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Trajectory message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Trajectory & axdrive.v1.Trajectory.$Shape} Trajectory
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Trajectory & axdrive.v1.Trajectory.$Shape;
        }

        namespace Trajectory {

            /** Properties of a Trajectory. */
            interface $Properties {

                /** Trajectory stamp */
                stamp?: (number|null);

                /** Trajectory planner */
                planner?: (string|null);

                /** Trajectory points */
                points?: (axdrive.v1.TrajectoryPoint.$Properties[]|null);

                /** Trajectory reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Trajectory. */
            type $Shape = axdrive.v1.Trajectory.$Properties;
        }

        /**
         * Properties of a TrajectoryPoint.
         * @deprecated Use axdrive.v1.TrajectoryPoint.$Properties instead.
         */
        interface ITrajectoryPoint extends axdrive.v1.TrajectoryPoint.$Properties {
        }

        /** Represents a TrajectoryPoint. */
        class TrajectoryPoint {

            /**
             * Constructs a new TrajectoryPoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.TrajectoryPoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TrajectoryPoint time. */
            time: number;

            /** TrajectoryPoint x. */
            x: number;

            /** TrajectoryPoint y. */
            y: number;

            /** TrajectoryPoint yaw. */
            yaw: number;

            /** TrajectoryPoint speed. */
            speed: number;

            /** TrajectoryPoint acceleration. */
            acceleration: number;

            /** TrajectoryPoint curvature. */
            curvature: number;

            /**
             * Encodes the specified TrajectoryPoint message. Does not implicitly {@link axdrive.v1.TrajectoryPoint.verify|verify} messages.
             * @param message TrajectoryPoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.TrajectoryPoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TrajectoryPoint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.TrajectoryPoint & axdrive.v1.TrajectoryPoint.$Shape} TrajectoryPoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.TrajectoryPoint & axdrive.v1.TrajectoryPoint.$Shape;
        }

        namespace TrajectoryPoint {

            /** Properties of a TrajectoryPoint. */
            interface $Properties {

                /** TrajectoryPoint time */
                time?: (number|null);

                /** TrajectoryPoint x */
                x?: (number|null);

                /** TrajectoryPoint y */
                y?: (number|null);

                /** TrajectoryPoint yaw */
                yaw?: (number|null);

                /** TrajectoryPoint speed */
                speed?: (number|null);

                /** TrajectoryPoint acceleration */
                acceleration?: (number|null);

                /** TrajectoryPoint curvature */
                curvature?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TrajectoryPoint. */
            type $Shape = axdrive.v1.TrajectoryPoint.$Properties;
        }

        /**
         * Properties of a Vehicle.
         * @deprecated Use axdrive.v1.Vehicle.$Properties instead.
         */
        interface IVehicle extends axdrive.v1.Vehicle.$Properties {
        }

        /** Represents a Vehicle. */
        class Vehicle {

            /**
             * Constructs a new Vehicle.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Vehicle.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Vehicle name. */
            name: string;

            /** Vehicle geometry. */
            geometry?: (axdrive.v1.VehicleGeometry.$Properties|null);

            /** Vehicle limits. */
            limits?: (axdrive.v1.ActuatorLimits.$Properties|null);

            /** Vehicle buses. */
            buses: axdrive.v1.VehicleBus.$Properties[];

            /** Vehicle mountings. */
            mountings: axdrive.v1.Mounting.$Properties[];

            /**
             * Encodes the specified Vehicle message. Does not implicitly {@link axdrive.v1.Vehicle.verify|verify} messages.
             * @param message Vehicle message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Vehicle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Vehicle message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Vehicle & axdrive.v1.Vehicle.$Shape} Vehicle
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Vehicle & axdrive.v1.Vehicle.$Shape;
        }

        namespace Vehicle {

            /** Properties of a Vehicle. */
            interface $Properties {

                /** Vehicle name */
                name?: (string|null);

                /** Vehicle geometry */
                geometry?: (axdrive.v1.VehicleGeometry.$Properties|null);

                /** Vehicle limits */
                limits?: (axdrive.v1.ActuatorLimits.$Properties|null);

                /** Vehicle buses */
                buses?: (axdrive.v1.VehicleBus.$Properties[]|null);

                /** Vehicle mountings */
                mountings?: (axdrive.v1.Mounting.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Vehicle. */
            type $Shape = axdrive.v1.Vehicle.$Properties;
        }

        /**
         * Properties of a VehicleGeometry.
         * @deprecated Use axdrive.v1.VehicleGeometry.$Properties instead.
         */
        interface IVehicleGeometry extends axdrive.v1.VehicleGeometry.$Properties {
        }

        /** Represents a VehicleGeometry. */
        class VehicleGeometry {

            /**
             * Constructs a new VehicleGeometry.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.VehicleGeometry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VehicleGeometry wheelbase. */
            wheelbase: number;

            /** VehicleGeometry trackWidth. */
            trackWidth: number;

            /** VehicleGeometry length. */
            length: number;

            /** VehicleGeometry width. */
            width: number;

            /** VehicleGeometry height. */
            height: number;

            /** VehicleGeometry rearAxleToFront. */
            rearAxleToFront: number;

            /** VehicleGeometry steeringRatio. */
            steeringRatio: number;

            /**
             * Encodes the specified VehicleGeometry message. Does not implicitly {@link axdrive.v1.VehicleGeometry.verify|verify} messages.
             * @param message VehicleGeometry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.VehicleGeometry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VehicleGeometry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.VehicleGeometry & axdrive.v1.VehicleGeometry.$Shape} VehicleGeometry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.VehicleGeometry & axdrive.v1.VehicleGeometry.$Shape;
        }

        namespace VehicleGeometry {

            /** Properties of a VehicleGeometry. */
            interface $Properties {

                /** VehicleGeometry wheelbase */
                wheelbase?: (number|null);

                /** VehicleGeometry trackWidth */
                trackWidth?: (number|null);

                /** VehicleGeometry length */
                length?: (number|null);

                /** VehicleGeometry width */
                width?: (number|null);

                /** VehicleGeometry height */
                height?: (number|null);

                /** VehicleGeometry rearAxleToFront */
                rearAxleToFront?: (number|null);

                /** VehicleGeometry steeringRatio */
                steeringRatio?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VehicleGeometry. */
            type $Shape = axdrive.v1.VehicleGeometry.$Properties;
        }

        /**
         * Properties of an ActuatorLimits.
         * @deprecated Use axdrive.v1.ActuatorLimits.$Properties instead.
         */
        interface IActuatorLimits extends axdrive.v1.ActuatorLimits.$Properties {
        }

        /** Represents an ActuatorLimits. */
        class ActuatorLimits {

            /**
             * Constructs a new ActuatorLimits.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.ActuatorLimits.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ActuatorLimits frontWheelAngle. */
            frontWheelAngle: number;

            /** ActuatorLimits frontWheelAngleRate. */
            frontWheelAngleRate: number;

            /** ActuatorLimits braking. */
            braking: number;

            /**
             * Encodes the specified ActuatorLimits message. Does not implicitly {@link axdrive.v1.ActuatorLimits.verify|verify} messages.
             * @param message ActuatorLimits message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.ActuatorLimits.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ActuatorLimits message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.ActuatorLimits & axdrive.v1.ActuatorLimits.$Shape} ActuatorLimits
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.ActuatorLimits & axdrive.v1.ActuatorLimits.$Shape;
        }

        namespace ActuatorLimits {

            /** Properties of an ActuatorLimits. */
            interface $Properties {

                /** ActuatorLimits frontWheelAngle */
                frontWheelAngle?: (number|null);

                /** ActuatorLimits frontWheelAngleRate */
                frontWheelAngleRate?: (number|null);

                /** ActuatorLimits braking */
                braking?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ActuatorLimits. */
            type $Shape = axdrive.v1.ActuatorLimits.$Properties;
        }

        /**
         * Properties of a VehicleBus.
         * @deprecated Use axdrive.v1.VehicleBus.$Properties instead.
         */
        interface IVehicleBus extends axdrive.v1.VehicleBus.$Properties {
        }

        /** Represents a VehicleBus. */
        class VehicleBus {

            /**
             * Constructs a new VehicleBus.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.VehicleBus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VehicleBus bus. */
            bus: string;

            /** VehicleBus dbcName. */
            dbcName: string;

            /**
             * Encodes the specified VehicleBus message. Does not implicitly {@link axdrive.v1.VehicleBus.verify|verify} messages.
             * @param message VehicleBus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.VehicleBus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VehicleBus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.VehicleBus & axdrive.v1.VehicleBus.$Shape} VehicleBus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.VehicleBus & axdrive.v1.VehicleBus.$Shape;
        }

        namespace VehicleBus {

            /** Properties of a VehicleBus. */
            interface $Properties {

                /** VehicleBus bus */
                bus?: (string|null);

                /** VehicleBus dbcName */
                dbcName?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VehicleBus. */
            type $Shape = axdrive.v1.VehicleBus.$Properties;
        }

        /**
         * Properties of a Mounting.
         * @deprecated Use axdrive.v1.Mounting.$Properties instead.
         */
        interface IMounting extends axdrive.v1.Mounting.$Properties {
        }

        /** Represents a Mounting. */
        class Mounting {

            /**
             * Constructs a new Mounting.
             * @param [properties] Properties to set
             */
            constructor(properties?: axdrive.v1.Mounting.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Mounting sensor. */
            sensor: string;

            /** Mounting position. */
            position?: (axdrive.v1.Vector3.$Properties|null);

            /** Mounting yaw. */
            yaw: number;

            /** Mounting pitch. */
            pitch: number;

            /** Mounting roll. */
            roll: number;

            /**
             * Encodes the specified Mounting message. Does not implicitly {@link axdrive.v1.Mounting.verify|verify} messages.
             * @param message Mounting message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: axdrive.v1.Mounting.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Mounting message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {axdrive.v1.Mounting & axdrive.v1.Mounting.$Shape} Mounting
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): axdrive.v1.Mounting & axdrive.v1.Mounting.$Shape;
        }

        namespace Mounting {

            /** Properties of a Mounting. */
            interface $Properties {

                /** Mounting sensor */
                sensor?: (string|null);

                /** Mounting position */
                position?: (axdrive.v1.Vector3.$Properties|null);

                /** Mounting yaw */
                yaw?: (number|null);

                /** Mounting pitch */
                pitch?: (number|null);

                /** Mounting roll */
                roll?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Mounting. */
            type $Shape = axdrive.v1.Mounting.$Properties;
        }
    }
}

/** Namespace foxglove. */
export namespace foxglove {

    /**
     * Properties of a CameraCalibration.
     * @deprecated Use foxglove.CameraCalibration.$Properties instead.
     */
    interface ICameraCalibration extends foxglove.CameraCalibration.$Properties {
    }

    /** Represents a CameraCalibration. */
    class CameraCalibration {

        /**
         * Constructs a new CameraCalibration.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.CameraCalibration.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CameraCalibration timestamp. */
        timestamp?: (google.protobuf.Timestamp.$Properties|null);

        /** CameraCalibration frameId. */
        frameId: string;

        /** CameraCalibration width. */
        width: number;

        /** CameraCalibration height. */
        height: number;

        /** CameraCalibration distortionModel. */
        distortionModel: string;

        /** CameraCalibration D. */
        D: number[];

        /** CameraCalibration K. */
        K: number[];

        /** CameraCalibration R. */
        R: number[];

        /** CameraCalibration P. */
        P: number[];

        /**
         * Encodes the specified CameraCalibration message. Does not implicitly {@link foxglove.CameraCalibration.verify|verify} messages.
         * @param message CameraCalibration message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.CameraCalibration.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CameraCalibration message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.CameraCalibration & foxglove.CameraCalibration.$Shape} CameraCalibration
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.CameraCalibration & foxglove.CameraCalibration.$Shape;
    }

    namespace CameraCalibration {

        /** Properties of a CameraCalibration. */
        interface $Properties {

            /** CameraCalibration timestamp */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /** CameraCalibration frameId */
            frameId?: (string|null);

            /** CameraCalibration width */
            width?: (number|null);

            /** CameraCalibration height */
            height?: (number|null);

            /** CameraCalibration distortionModel */
            distortionModel?: (string|null);

            /** CameraCalibration D */
            D?: (number[]|null);

            /** CameraCalibration K */
            K?: (number[]|null);

            /** CameraCalibration R */
            R?: (number[]|null);

            /** CameraCalibration P */
            P?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CameraCalibration. */
        type $Shape = foxglove.CameraCalibration.$Properties;
    }

    /**
     * Properties of a CompressedImage.
     * @deprecated Use foxglove.CompressedImage.$Properties instead.
     */
    interface ICompressedImage extends foxglove.CompressedImage.$Properties {
    }

    /** Represents a CompressedImage. */
    class CompressedImage {

        /**
         * Constructs a new CompressedImage.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.CompressedImage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CompressedImage timestamp. */
        timestamp?: (google.protobuf.Timestamp.$Properties|null);

        /** CompressedImage frameId. */
        frameId: string;

        /** CompressedImage data. */
        data: Uint8Array;

        /** CompressedImage format. */
        format: string;

        /**
         * Encodes the specified CompressedImage message. Does not implicitly {@link foxglove.CompressedImage.verify|verify} messages.
         * @param message CompressedImage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.CompressedImage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CompressedImage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.CompressedImage & foxglove.CompressedImage.$Shape} CompressedImage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.CompressedImage & foxglove.CompressedImage.$Shape;
    }

    namespace CompressedImage {

        /** Properties of a CompressedImage. */
        interface $Properties {

            /** CompressedImage timestamp */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /** CompressedImage frameId */
            frameId?: (string|null);

            /** CompressedImage data */
            data?: (Uint8Array|null);

            /** CompressedImage format */
            format?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CompressedImage. */
        type $Shape = foxglove.CompressedImage.$Properties;
    }

    /**
     * Properties of a CompressedVideo.
     * @deprecated Use foxglove.CompressedVideo.$Properties instead.
     */
    interface ICompressedVideo extends foxglove.CompressedVideo.$Properties {
    }

    /** Represents a CompressedVideo. */
    class CompressedVideo {

        /**
         * Constructs a new CompressedVideo.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.CompressedVideo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CompressedVideo timestamp. */
        timestamp?: (google.protobuf.Timestamp.$Properties|null);

        /** CompressedVideo frameId. */
        frameId: string;

        /** CompressedVideo data. */
        data: Uint8Array;

        /** CompressedVideo format. */
        format: string;

        /**
         * Encodes the specified CompressedVideo message. Does not implicitly {@link foxglove.CompressedVideo.verify|verify} messages.
         * @param message CompressedVideo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.CompressedVideo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CompressedVideo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.CompressedVideo & foxglove.CompressedVideo.$Shape} CompressedVideo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.CompressedVideo & foxglove.CompressedVideo.$Shape;
    }

    namespace CompressedVideo {

        /** Properties of a CompressedVideo. */
        interface $Properties {

            /** CompressedVideo timestamp */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /** CompressedVideo frameId */
            frameId?: (string|null);

            /** CompressedVideo data */
            data?: (Uint8Array|null);

            /** CompressedVideo format */
            format?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CompressedVideo. */
        type $Shape = foxglove.CompressedVideo.$Properties;
    }

    /**
     * Properties of a FrameTransforms.
     * @deprecated Use foxglove.FrameTransforms.$Properties instead.
     */
    interface IFrameTransforms extends foxglove.FrameTransforms.$Properties {
    }

    /** Represents a FrameTransforms. */
    class FrameTransforms {

        /**
         * Constructs a new FrameTransforms.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.FrameTransforms.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FrameTransforms transforms. */
        transforms: foxglove.FrameTransform.$Properties[];

        /**
         * Encodes the specified FrameTransforms message. Does not implicitly {@link foxglove.FrameTransforms.verify|verify} messages.
         * @param message FrameTransforms message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.FrameTransforms.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FrameTransforms message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.FrameTransforms & foxglove.FrameTransforms.$Shape} FrameTransforms
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.FrameTransforms & foxglove.FrameTransforms.$Shape;
    }

    namespace FrameTransforms {

        /** Properties of a FrameTransforms. */
        interface $Properties {

            /** FrameTransforms transforms */
            transforms?: (foxglove.FrameTransform.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FrameTransforms. */
        type $Shape = foxglove.FrameTransforms.$Properties;
    }

    /**
     * Properties of a FrameTransform.
     * @deprecated Use foxglove.FrameTransform.$Properties instead.
     */
    interface IFrameTransform extends foxglove.FrameTransform.$Properties {
    }

    /** Represents a FrameTransform. */
    class FrameTransform {

        /**
         * Constructs a new FrameTransform.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.FrameTransform.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FrameTransform timestamp. */
        timestamp?: (google.protobuf.Timestamp.$Properties|null);

        /** FrameTransform parentFrameId. */
        parentFrameId: string;

        /** FrameTransform childFrameId. */
        childFrameId: string;

        /** FrameTransform translation. */
        translation?: (foxglove.Vector3.$Properties|null);

        /** FrameTransform rotation. */
        rotation?: (foxglove.Quaternion.$Properties|null);

        /**
         * Encodes the specified FrameTransform message. Does not implicitly {@link foxglove.FrameTransform.verify|verify} messages.
         * @param message FrameTransform message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.FrameTransform.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FrameTransform message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.FrameTransform & foxglove.FrameTransform.$Shape} FrameTransform
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.FrameTransform & foxglove.FrameTransform.$Shape;
    }

    namespace FrameTransform {

        /** Properties of a FrameTransform. */
        interface $Properties {

            /** FrameTransform timestamp */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /** FrameTransform parentFrameId */
            parentFrameId?: (string|null);

            /** FrameTransform childFrameId */
            childFrameId?: (string|null);

            /** FrameTransform translation */
            translation?: (foxglove.Vector3.$Properties|null);

            /** FrameTransform rotation */
            rotation?: (foxglove.Quaternion.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FrameTransform. */
        type $Shape = foxglove.FrameTransform.$Properties;
    }

    /**
     * Properties of a Quaternion.
     * @deprecated Use foxglove.Quaternion.$Properties instead.
     */
    interface IQuaternion extends foxglove.Quaternion.$Properties {
    }

    /** Represents a Quaternion. */
    class Quaternion {

        /**
         * Constructs a new Quaternion.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.Quaternion.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Quaternion x. */
        x: number;

        /** Quaternion y. */
        y: number;

        /** Quaternion z. */
        z: number;

        /** Quaternion w. */
        w: number;

        /**
         * Encodes the specified Quaternion message. Does not implicitly {@link foxglove.Quaternion.verify|verify} messages.
         * @param message Quaternion message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.Quaternion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Quaternion message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.Quaternion & foxglove.Quaternion.$Shape} Quaternion
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.Quaternion & foxglove.Quaternion.$Shape;
    }

    namespace Quaternion {

        /** Properties of a Quaternion. */
        interface $Properties {

            /** Quaternion x */
            x?: (number|null);

            /** Quaternion y */
            y?: (number|null);

            /** Quaternion z */
            z?: (number|null);

            /** Quaternion w */
            w?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Quaternion. */
        type $Shape = foxglove.Quaternion.$Properties;
    }

    /**
     * Properties of a Vector3.
     * @deprecated Use foxglove.Vector3.$Properties instead.
     */
    interface IVector3 extends foxglove.Vector3.$Properties {
    }

    /** Represents a Vector3. */
    class Vector3 {

        /**
         * Constructs a new Vector3.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.Vector3.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Vector3 x. */
        x: number;

        /** Vector3 y. */
        y: number;

        /** Vector3 z. */
        z: number;

        /**
         * Encodes the specified Vector3 message. Does not implicitly {@link foxglove.Vector3.verify|verify} messages.
         * @param message Vector3 message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.Vector3.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Vector3 message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.Vector3 & foxglove.Vector3.$Shape} Vector3
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.Vector3 & foxglove.Vector3.$Shape;
    }

    namespace Vector3 {

        /** Properties of a Vector3. */
        interface $Properties {

            /** Vector3 x */
            x?: (number|null);

            /** Vector3 y */
            y?: (number|null);

            /** Vector3 z */
            z?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Vector3. */
        type $Shape = foxglove.Vector3.$Properties;
    }

    /**
     * Properties of a LocationFix.
     * @deprecated Use foxglove.LocationFix.$Properties instead.
     */
    interface ILocationFix extends foxglove.LocationFix.$Properties {
    }

    /** Represents a LocationFix. */
    class LocationFix {

        /**
         * Constructs a new LocationFix.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.LocationFix.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LocationFix timestamp. */
        timestamp?: (google.protobuf.Timestamp.$Properties|null);

        /** LocationFix frameId. */
        frameId: string;

        /** LocationFix latitude. */
        latitude: number;

        /** LocationFix longitude. */
        longitude: number;

        /** LocationFix altitude. */
        altitude: number;

        /** LocationFix positionCovariance. */
        positionCovariance: number[];

        /** LocationFix positionCovarianceType. */
        positionCovarianceType: foxglove.LocationFix.PositionCovarianceType;

        /** LocationFix heading. */
        heading?: (number|null);

        /** LocationFix velocity. */
        velocity?: (foxglove.Vector3.$Properties|null);

        /** LocationFix color. */
        color?: (foxglove.Color.$Properties|null);

        /** LocationFix metadata. */
        metadata: foxglove.KeyValuePair.$Properties[];

        /**
         * Encodes the specified LocationFix message. Does not implicitly {@link foxglove.LocationFix.verify|verify} messages.
         * @param message LocationFix message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.LocationFix.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LocationFix message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.LocationFix & foxglove.LocationFix.$Shape} LocationFix
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.LocationFix & foxglove.LocationFix.$Shape;
    }

    namespace LocationFix {

        /** Properties of a LocationFix. */
        interface $Properties {

            /** LocationFix timestamp */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /** LocationFix frameId */
            frameId?: (string|null);

            /** LocationFix latitude */
            latitude?: (number|null);

            /** LocationFix longitude */
            longitude?: (number|null);

            /** LocationFix altitude */
            altitude?: (number|null);

            /** LocationFix positionCovariance */
            positionCovariance?: (number[]|null);

            /** LocationFix positionCovarianceType */
            positionCovarianceType?: (foxglove.LocationFix.PositionCovarianceType|null);

            /** LocationFix heading */
            heading?: (number|null);

            /** LocationFix velocity */
            velocity?: (foxglove.Vector3.$Properties|null);

            /** LocationFix color */
            color?: (foxglove.Color.$Properties|null);

            /** LocationFix metadata */
            metadata?: (foxglove.KeyValuePair.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LocationFix. */
        type $Shape = foxglove.LocationFix.$Properties;

        /** PositionCovarianceType enum. */
        enum PositionCovarianceType {

            /** UNKNOWN value */
            UNKNOWN = 0,

            /** APPROXIMATED value */
            APPROXIMATED = 1,

            /** DIAGONAL_KNOWN value */
            DIAGONAL_KNOWN = 2,

            /** KNOWN value */
            KNOWN = 3
        }
    }

    /**
     * Properties of a Color.
     * @deprecated Use foxglove.Color.$Properties instead.
     */
    interface IColor extends foxglove.Color.$Properties {
    }

    /** Represents a Color. */
    class Color {

        /**
         * Constructs a new Color.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.Color.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Color r. */
        r: number;

        /** Color g. */
        g: number;

        /** Color b. */
        b: number;

        /** Color a. */
        a: number;

        /**
         * Encodes the specified Color message. Does not implicitly {@link foxglove.Color.verify|verify} messages.
         * @param message Color message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.Color.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Color message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.Color & foxglove.Color.$Shape} Color
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.Color & foxglove.Color.$Shape;
    }

    namespace Color {

        /** Properties of a Color. */
        interface $Properties {

            /** Color r */
            r?: (number|null);

            /** Color g */
            g?: (number|null);

            /** Color b */
            b?: (number|null);

            /** Color a */
            a?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Color. */
        type $Shape = foxglove.Color.$Properties;
    }

    /**
     * Properties of a KeyValuePair.
     * @deprecated Use foxglove.KeyValuePair.$Properties instead.
     */
    interface IKeyValuePair extends foxglove.KeyValuePair.$Properties {
    }

    /** Represents a KeyValuePair. */
    class KeyValuePair {

        /**
         * Constructs a new KeyValuePair.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.KeyValuePair.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyValuePair key. */
        key: string;

        /** KeyValuePair value. */
        value: string;

        /**
         * Encodes the specified KeyValuePair message. Does not implicitly {@link foxglove.KeyValuePair.verify|verify} messages.
         * @param message KeyValuePair message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.KeyValuePair.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyValuePair message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.KeyValuePair & foxglove.KeyValuePair.$Shape} KeyValuePair
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.KeyValuePair & foxglove.KeyValuePair.$Shape;
    }

    namespace KeyValuePair {

        /** Properties of a KeyValuePair. */
        interface $Properties {

            /** KeyValuePair key */
            key?: (string|null);

            /** KeyValuePair value */
            value?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyValuePair. */
        type $Shape = foxglove.KeyValuePair.$Properties;
    }

    /**
     * Properties of a Log.
     * @deprecated Use foxglove.Log.$Properties instead.
     */
    interface ILog extends foxglove.Log.$Properties {
    }

    /** Represents a Log. */
    class Log {

        /**
         * Constructs a new Log.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.Log.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Log timestamp. */
        timestamp?: (google.protobuf.Timestamp.$Properties|null);

        /** Log level. */
        level: foxglove.Log.Level;

        /** Log message. */
        message: string;

        /** Log name. */
        name: string;

        /** Log file. */
        file: string;

        /** Log line. */
        line: number;

        /**
         * Encodes the specified Log message. Does not implicitly {@link foxglove.Log.verify|verify} messages.
         * @param message Log message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.Log.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Log message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.Log & foxglove.Log.$Shape} Log
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.Log & foxglove.Log.$Shape;
    }

    namespace Log {

        /** Properties of a Log. */
        interface $Properties {

            /** Log timestamp */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /** Log level */
            level?: (foxglove.Log.Level|null);

            /** Log message */
            message?: (string|null);

            /** Log name */
            name?: (string|null);

            /** Log file */
            file?: (string|null);

            /** Log line */
            line?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Log. */
        type $Shape = foxglove.Log.$Properties;

        /** Level enum. */
        enum Level {

            /** UNKNOWN value */
            UNKNOWN = 0,

            /** DEBUG value */
            DEBUG = 1,

            /** INFO value */
            INFO = 2,

            /** WARNING value */
            WARNING = 3,

            /** ERROR value */
            ERROR = 4,

            /** FATAL value */
            FATAL = 5
        }
    }

    /**
     * Properties of a PointCloud.
     * @deprecated Use foxglove.PointCloud.$Properties instead.
     */
    interface IPointCloud extends foxglove.PointCloud.$Properties {
    }

    /** Represents a PointCloud. */
    class PointCloud {

        /**
         * Constructs a new PointCloud.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.PointCloud.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PointCloud timestamp. */
        timestamp?: (google.protobuf.Timestamp.$Properties|null);

        /** PointCloud frameId. */
        frameId: string;

        /** PointCloud pose. */
        pose?: (foxglove.Pose.$Properties|null);

        /** PointCloud pointStride. */
        pointStride: number;

        /** PointCloud fields. */
        fields: foxglove.PackedElementField.$Properties[];

        /** PointCloud data. */
        data: Uint8Array;

        /**
         * Encodes the specified PointCloud message. Does not implicitly {@link foxglove.PointCloud.verify|verify} messages.
         * @param message PointCloud message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.PointCloud.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PointCloud message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.PointCloud & foxglove.PointCloud.$Shape} PointCloud
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.PointCloud & foxglove.PointCloud.$Shape;
    }

    namespace PointCloud {

        /** Properties of a PointCloud. */
        interface $Properties {

            /** PointCloud timestamp */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /** PointCloud frameId */
            frameId?: (string|null);

            /** PointCloud pose */
            pose?: (foxglove.Pose.$Properties|null);

            /** PointCloud pointStride */
            pointStride?: (number|null);

            /** PointCloud fields */
            fields?: (foxglove.PackedElementField.$Properties[]|null);

            /** PointCloud data */
            data?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PointCloud. */
        type $Shape = foxglove.PointCloud.$Properties;
    }

    /**
     * Properties of a PackedElementField.
     * @deprecated Use foxglove.PackedElementField.$Properties instead.
     */
    interface IPackedElementField extends foxglove.PackedElementField.$Properties {
    }

    /** Represents a PackedElementField. */
    class PackedElementField {

        /**
         * Constructs a new PackedElementField.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.PackedElementField.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PackedElementField name. */
        name: string;

        /** PackedElementField offset. */
        offset: number;

        /** PackedElementField type. */
        type: foxglove.PackedElementField.NumericType;

        /**
         * Encodes the specified PackedElementField message. Does not implicitly {@link foxglove.PackedElementField.verify|verify} messages.
         * @param message PackedElementField message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.PackedElementField.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PackedElementField message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.PackedElementField & foxglove.PackedElementField.$Shape} PackedElementField
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.PackedElementField & foxglove.PackedElementField.$Shape;
    }

    namespace PackedElementField {

        /** Properties of a PackedElementField. */
        interface $Properties {

            /** PackedElementField name */
            name?: (string|null);

            /** PackedElementField offset */
            offset?: (number|null);

            /** PackedElementField type */
            type?: (foxglove.PackedElementField.NumericType|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PackedElementField. */
        type $Shape = foxglove.PackedElementField.$Properties;

        /** NumericType enum. */
        enum NumericType {

            /** UNKNOWN value */
            UNKNOWN = 0,

            /** UINT8 value */
            UINT8 = 1,

            /** INT8 value */
            INT8 = 2,

            /** UINT16 value */
            UINT16 = 3,

            /** INT16 value */
            INT16 = 4,

            /** UINT32 value */
            UINT32 = 5,

            /** INT32 value */
            INT32 = 6,

            /** FLOAT32 value */
            FLOAT32 = 7,

            /** FLOAT64 value */
            FLOAT64 = 8
        }
    }

    /**
     * Properties of a Pose.
     * @deprecated Use foxglove.Pose.$Properties instead.
     */
    interface IPose extends foxglove.Pose.$Properties {
    }

    /** Represents a Pose. */
    class Pose {

        /**
         * Constructs a new Pose.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.Pose.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Pose position. */
        position?: (foxglove.Vector3.$Properties|null);

        /** Pose orientation. */
        orientation?: (foxglove.Quaternion.$Properties|null);

        /**
         * Encodes the specified Pose message. Does not implicitly {@link foxglove.Pose.verify|verify} messages.
         * @param message Pose message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.Pose.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Pose message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.Pose & foxglove.Pose.$Shape} Pose
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.Pose & foxglove.Pose.$Shape;
    }

    namespace Pose {

        /** Properties of a Pose. */
        interface $Properties {

            /** Pose position */
            position?: (foxglove.Vector3.$Properties|null);

            /** Pose orientation */
            orientation?: (foxglove.Quaternion.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Pose. */
        type $Shape = foxglove.Pose.$Properties;
    }

    /**
     * Properties of a SceneUpdate.
     * @deprecated Use foxglove.SceneUpdate.$Properties instead.
     */
    interface ISceneUpdate extends foxglove.SceneUpdate.$Properties {
    }

    /** Represents a SceneUpdate. */
    class SceneUpdate {

        /**
         * Constructs a new SceneUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.SceneUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SceneUpdate deletions. */
        deletions: foxglove.SceneEntityDeletion.$Properties[];

        /** SceneUpdate entities. */
        entities: foxglove.SceneEntity.$Properties[];

        /**
         * Encodes the specified SceneUpdate message. Does not implicitly {@link foxglove.SceneUpdate.verify|verify} messages.
         * @param message SceneUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.SceneUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SceneUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.SceneUpdate & foxglove.SceneUpdate.$Shape} SceneUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.SceneUpdate & foxglove.SceneUpdate.$Shape;
    }

    namespace SceneUpdate {

        /** Properties of a SceneUpdate. */
        interface $Properties {

            /** SceneUpdate deletions */
            deletions?: (foxglove.SceneEntityDeletion.$Properties[]|null);

            /** SceneUpdate entities */
            entities?: (foxglove.SceneEntity.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SceneUpdate. */
        type $Shape = foxglove.SceneUpdate.$Properties;
    }

    /**
     * Properties of a SceneEntity.
     * @deprecated Use foxglove.SceneEntity.$Properties instead.
     */
    interface ISceneEntity extends foxglove.SceneEntity.$Properties {
    }

    /** Represents a SceneEntity. */
    class SceneEntity {

        /**
         * Constructs a new SceneEntity.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.SceneEntity.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SceneEntity timestamp. */
        timestamp?: (google.protobuf.Timestamp.$Properties|null);

        /** SceneEntity frameId. */
        frameId: string;

        /** SceneEntity id. */
        id: string;

        /** SceneEntity lifetime. */
        lifetime?: (google.protobuf.Duration.$Properties|null);

        /** SceneEntity frameLocked. */
        frameLocked: boolean;

        /** SceneEntity metadata. */
        metadata: foxglove.KeyValuePair.$Properties[];

        /** SceneEntity arrows. */
        arrows: foxglove.ArrowPrimitive.$Properties[];

        /** SceneEntity cubes. */
        cubes: foxglove.CubePrimitive.$Properties[];

        /** SceneEntity spheres. */
        spheres: foxglove.SpherePrimitive.$Properties[];

        /** SceneEntity cylinders. */
        cylinders: foxglove.CylinderPrimitive.$Properties[];

        /** SceneEntity lines. */
        lines: foxglove.LinePrimitive.$Properties[];

        /** SceneEntity triangles. */
        triangles: foxglove.TriangleListPrimitive.$Properties[];

        /** SceneEntity texts. */
        texts: foxglove.TextPrimitive.$Properties[];

        /** SceneEntity models. */
        models: foxglove.ModelPrimitive.$Properties[];

        /**
         * Encodes the specified SceneEntity message. Does not implicitly {@link foxglove.SceneEntity.verify|verify} messages.
         * @param message SceneEntity message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.SceneEntity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SceneEntity message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.SceneEntity & foxglove.SceneEntity.$Shape} SceneEntity
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.SceneEntity & foxglove.SceneEntity.$Shape;
    }

    namespace SceneEntity {

        /** Properties of a SceneEntity. */
        interface $Properties {

            /** SceneEntity timestamp */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /** SceneEntity frameId */
            frameId?: (string|null);

            /** SceneEntity id */
            id?: (string|null);

            /** SceneEntity lifetime */
            lifetime?: (google.protobuf.Duration.$Properties|null);

            /** SceneEntity frameLocked */
            frameLocked?: (boolean|null);

            /** SceneEntity metadata */
            metadata?: (foxglove.KeyValuePair.$Properties[]|null);

            /** SceneEntity arrows */
            arrows?: (foxglove.ArrowPrimitive.$Properties[]|null);

            /** SceneEntity cubes */
            cubes?: (foxglove.CubePrimitive.$Properties[]|null);

            /** SceneEntity spheres */
            spheres?: (foxglove.SpherePrimitive.$Properties[]|null);

            /** SceneEntity cylinders */
            cylinders?: (foxglove.CylinderPrimitive.$Properties[]|null);

            /** SceneEntity lines */
            lines?: (foxglove.LinePrimitive.$Properties[]|null);

            /** SceneEntity triangles */
            triangles?: (foxglove.TriangleListPrimitive.$Properties[]|null);

            /** SceneEntity texts */
            texts?: (foxglove.TextPrimitive.$Properties[]|null);

            /** SceneEntity models */
            models?: (foxglove.ModelPrimitive.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SceneEntity. */
        type $Shape = foxglove.SceneEntity.$Properties;
    }

    /**
     * Properties of an ArrowPrimitive.
     * @deprecated Use foxglove.ArrowPrimitive.$Properties instead.
     */
    interface IArrowPrimitive extends foxglove.ArrowPrimitive.$Properties {
    }

    /** Represents an ArrowPrimitive. */
    class ArrowPrimitive {

        /**
         * Constructs a new ArrowPrimitive.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.ArrowPrimitive.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ArrowPrimitive pose. */
        pose?: (foxglove.Pose.$Properties|null);

        /** ArrowPrimitive shaftLength. */
        shaftLength: number;

        /** ArrowPrimitive shaftDiameter. */
        shaftDiameter: number;

        /** ArrowPrimitive headLength. */
        headLength: number;

        /** ArrowPrimitive headDiameter. */
        headDiameter: number;

        /** ArrowPrimitive color. */
        color?: (foxglove.Color.$Properties|null);

        /**
         * Encodes the specified ArrowPrimitive message. Does not implicitly {@link foxglove.ArrowPrimitive.verify|verify} messages.
         * @param message ArrowPrimitive message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.ArrowPrimitive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ArrowPrimitive message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.ArrowPrimitive & foxglove.ArrowPrimitive.$Shape} ArrowPrimitive
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.ArrowPrimitive & foxglove.ArrowPrimitive.$Shape;
    }

    namespace ArrowPrimitive {

        /** Properties of an ArrowPrimitive. */
        interface $Properties {

            /** ArrowPrimitive pose */
            pose?: (foxglove.Pose.$Properties|null);

            /** ArrowPrimitive shaftLength */
            shaftLength?: (number|null);

            /** ArrowPrimitive shaftDiameter */
            shaftDiameter?: (number|null);

            /** ArrowPrimitive headLength */
            headLength?: (number|null);

            /** ArrowPrimitive headDiameter */
            headDiameter?: (number|null);

            /** ArrowPrimitive color */
            color?: (foxglove.Color.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ArrowPrimitive. */
        type $Shape = foxglove.ArrowPrimitive.$Properties;
    }

    /**
     * Properties of a CubePrimitive.
     * @deprecated Use foxglove.CubePrimitive.$Properties instead.
     */
    interface ICubePrimitive extends foxglove.CubePrimitive.$Properties {
    }

    /** Represents a CubePrimitive. */
    class CubePrimitive {

        /**
         * Constructs a new CubePrimitive.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.CubePrimitive.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CubePrimitive pose. */
        pose?: (foxglove.Pose.$Properties|null);

        /** CubePrimitive size. */
        size?: (foxglove.Vector3.$Properties|null);

        /** CubePrimitive color. */
        color?: (foxglove.Color.$Properties|null);

        /**
         * Encodes the specified CubePrimitive message. Does not implicitly {@link foxglove.CubePrimitive.verify|verify} messages.
         * @param message CubePrimitive message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.CubePrimitive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CubePrimitive message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.CubePrimitive & foxglove.CubePrimitive.$Shape} CubePrimitive
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.CubePrimitive & foxglove.CubePrimitive.$Shape;
    }

    namespace CubePrimitive {

        /** Properties of a CubePrimitive. */
        interface $Properties {

            /** CubePrimitive pose */
            pose?: (foxglove.Pose.$Properties|null);

            /** CubePrimitive size */
            size?: (foxglove.Vector3.$Properties|null);

            /** CubePrimitive color */
            color?: (foxglove.Color.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CubePrimitive. */
        type $Shape = foxglove.CubePrimitive.$Properties;
    }

    /**
     * Properties of a CylinderPrimitive.
     * @deprecated Use foxglove.CylinderPrimitive.$Properties instead.
     */
    interface ICylinderPrimitive extends foxglove.CylinderPrimitive.$Properties {
    }

    /** Represents a CylinderPrimitive. */
    class CylinderPrimitive {

        /**
         * Constructs a new CylinderPrimitive.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.CylinderPrimitive.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CylinderPrimitive pose. */
        pose?: (foxglove.Pose.$Properties|null);

        /** CylinderPrimitive size. */
        size?: (foxglove.Vector3.$Properties|null);

        /** CylinderPrimitive bottomScale. */
        bottomScale: number;

        /** CylinderPrimitive topScale. */
        topScale: number;

        /** CylinderPrimitive color. */
        color?: (foxglove.Color.$Properties|null);

        /**
         * Encodes the specified CylinderPrimitive message. Does not implicitly {@link foxglove.CylinderPrimitive.verify|verify} messages.
         * @param message CylinderPrimitive message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.CylinderPrimitive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CylinderPrimitive message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.CylinderPrimitive & foxglove.CylinderPrimitive.$Shape} CylinderPrimitive
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.CylinderPrimitive & foxglove.CylinderPrimitive.$Shape;
    }

    namespace CylinderPrimitive {

        /** Properties of a CylinderPrimitive. */
        interface $Properties {

            /** CylinderPrimitive pose */
            pose?: (foxglove.Pose.$Properties|null);

            /** CylinderPrimitive size */
            size?: (foxglove.Vector3.$Properties|null);

            /** CylinderPrimitive bottomScale */
            bottomScale?: (number|null);

            /** CylinderPrimitive topScale */
            topScale?: (number|null);

            /** CylinderPrimitive color */
            color?: (foxglove.Color.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CylinderPrimitive. */
        type $Shape = foxglove.CylinderPrimitive.$Properties;
    }

    /**
     * Properties of a LinePrimitive.
     * @deprecated Use foxglove.LinePrimitive.$Properties instead.
     */
    interface ILinePrimitive extends foxglove.LinePrimitive.$Properties {
    }

    /** Represents a LinePrimitive. */
    class LinePrimitive {

        /**
         * Constructs a new LinePrimitive.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.LinePrimitive.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LinePrimitive type. */
        type: foxglove.LinePrimitive.Type;

        /** LinePrimitive pose. */
        pose?: (foxglove.Pose.$Properties|null);

        /** LinePrimitive thickness. */
        thickness: number;

        /** LinePrimitive scaleInvariant. */
        scaleInvariant: boolean;

        /** LinePrimitive points. */
        points: foxglove.Point3.$Properties[];

        /** LinePrimitive color. */
        color?: (foxglove.Color.$Properties|null);

        /** LinePrimitive colors. */
        colors: foxglove.Color.$Properties[];

        /** LinePrimitive indices. */
        indices: number[];

        /**
         * Encodes the specified LinePrimitive message. Does not implicitly {@link foxglove.LinePrimitive.verify|verify} messages.
         * @param message LinePrimitive message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.LinePrimitive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LinePrimitive message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.LinePrimitive & foxglove.LinePrimitive.$Shape} LinePrimitive
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.LinePrimitive & foxglove.LinePrimitive.$Shape;
    }

    namespace LinePrimitive {

        /** Properties of a LinePrimitive. */
        interface $Properties {

            /** LinePrimitive type */
            type?: (foxglove.LinePrimitive.Type|null);

            /** LinePrimitive pose */
            pose?: (foxglove.Pose.$Properties|null);

            /** LinePrimitive thickness */
            thickness?: (number|null);

            /** LinePrimitive scaleInvariant */
            scaleInvariant?: (boolean|null);

            /** LinePrimitive points */
            points?: (foxglove.Point3.$Properties[]|null);

            /** LinePrimitive color */
            color?: (foxglove.Color.$Properties|null);

            /** LinePrimitive colors */
            colors?: (foxglove.Color.$Properties[]|null);

            /** LinePrimitive indices */
            indices?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LinePrimitive. */
        type $Shape = foxglove.LinePrimitive.$Properties;

        /** Type enum. */
        enum Type {

            /** LINE_STRIP value */
            LINE_STRIP = 0,

            /** LINE_LOOP value */
            LINE_LOOP = 1,

            /** LINE_LIST value */
            LINE_LIST = 2
        }
    }

    /**
     * Properties of a Point3.
     * @deprecated Use foxglove.Point3.$Properties instead.
     */
    interface IPoint3 extends foxglove.Point3.$Properties {
    }

    /** Represents a Point3. */
    class Point3 {

        /**
         * Constructs a new Point3.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.Point3.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Point3 x. */
        x: number;

        /** Point3 y. */
        y: number;

        /** Point3 z. */
        z: number;

        /**
         * Encodes the specified Point3 message. Does not implicitly {@link foxglove.Point3.verify|verify} messages.
         * @param message Point3 message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.Point3.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Point3 message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.Point3 & foxglove.Point3.$Shape} Point3
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.Point3 & foxglove.Point3.$Shape;
    }

    namespace Point3 {

        /** Properties of a Point3. */
        interface $Properties {

            /** Point3 x */
            x?: (number|null);

            /** Point3 y */
            y?: (number|null);

            /** Point3 z */
            z?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Point3. */
        type $Shape = foxglove.Point3.$Properties;
    }

    /**
     * Properties of a ModelPrimitive.
     * @deprecated Use foxglove.ModelPrimitive.$Properties instead.
     */
    interface IModelPrimitive extends foxglove.ModelPrimitive.$Properties {
    }

    /** Represents a ModelPrimitive. */
    class ModelPrimitive {

        /**
         * Constructs a new ModelPrimitive.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.ModelPrimitive.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ModelPrimitive pose. */
        pose?: (foxglove.Pose.$Properties|null);

        /** ModelPrimitive scale. */
        scale?: (foxglove.Vector3.$Properties|null);

        /** ModelPrimitive color. */
        color?: (foxglove.Color.$Properties|null);

        /** ModelPrimitive overrideColor. */
        overrideColor: boolean;

        /** ModelPrimitive url. */
        url: string;

        /** ModelPrimitive mediaType. */
        mediaType: string;

        /** ModelPrimitive data. */
        data: Uint8Array;

        /**
         * Encodes the specified ModelPrimitive message. Does not implicitly {@link foxglove.ModelPrimitive.verify|verify} messages.
         * @param message ModelPrimitive message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.ModelPrimitive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ModelPrimitive message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.ModelPrimitive & foxglove.ModelPrimitive.$Shape} ModelPrimitive
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.ModelPrimitive & foxglove.ModelPrimitive.$Shape;
    }

    namespace ModelPrimitive {

        /** Properties of a ModelPrimitive. */
        interface $Properties {

            /** ModelPrimitive pose */
            pose?: (foxglove.Pose.$Properties|null);

            /** ModelPrimitive scale */
            scale?: (foxglove.Vector3.$Properties|null);

            /** ModelPrimitive color */
            color?: (foxglove.Color.$Properties|null);

            /** ModelPrimitive overrideColor */
            overrideColor?: (boolean|null);

            /** ModelPrimitive url */
            url?: (string|null);

            /** ModelPrimitive mediaType */
            mediaType?: (string|null);

            /** ModelPrimitive data */
            data?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ModelPrimitive. */
        type $Shape = foxglove.ModelPrimitive.$Properties;
    }

    /**
     * Properties of a SpherePrimitive.
     * @deprecated Use foxglove.SpherePrimitive.$Properties instead.
     */
    interface ISpherePrimitive extends foxglove.SpherePrimitive.$Properties {
    }

    /** Represents a SpherePrimitive. */
    class SpherePrimitive {

        /**
         * Constructs a new SpherePrimitive.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.SpherePrimitive.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SpherePrimitive pose. */
        pose?: (foxglove.Pose.$Properties|null);

        /** SpherePrimitive size. */
        size?: (foxglove.Vector3.$Properties|null);

        /** SpherePrimitive color. */
        color?: (foxglove.Color.$Properties|null);

        /**
         * Encodes the specified SpherePrimitive message. Does not implicitly {@link foxglove.SpherePrimitive.verify|verify} messages.
         * @param message SpherePrimitive message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.SpherePrimitive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SpherePrimitive message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.SpherePrimitive & foxglove.SpherePrimitive.$Shape} SpherePrimitive
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.SpherePrimitive & foxglove.SpherePrimitive.$Shape;
    }

    namespace SpherePrimitive {

        /** Properties of a SpherePrimitive. */
        interface $Properties {

            /** SpherePrimitive pose */
            pose?: (foxglove.Pose.$Properties|null);

            /** SpherePrimitive size */
            size?: (foxglove.Vector3.$Properties|null);

            /** SpherePrimitive color */
            color?: (foxglove.Color.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SpherePrimitive. */
        type $Shape = foxglove.SpherePrimitive.$Properties;
    }

    /**
     * Properties of a TextPrimitive.
     * @deprecated Use foxglove.TextPrimitive.$Properties instead.
     */
    interface ITextPrimitive extends foxglove.TextPrimitive.$Properties {
    }

    /** Represents a TextPrimitive. */
    class TextPrimitive {

        /**
         * Constructs a new TextPrimitive.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.TextPrimitive.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TextPrimitive pose. */
        pose?: (foxglove.Pose.$Properties|null);

        /** TextPrimitive billboard. */
        billboard: boolean;

        /** TextPrimitive fontSize. */
        fontSize: number;

        /** TextPrimitive scaleInvariant. */
        scaleInvariant: boolean;

        /** TextPrimitive color. */
        color?: (foxglove.Color.$Properties|null);

        /** TextPrimitive text. */
        text: string;

        /**
         * Encodes the specified TextPrimitive message. Does not implicitly {@link foxglove.TextPrimitive.verify|verify} messages.
         * @param message TextPrimitive message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.TextPrimitive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TextPrimitive message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.TextPrimitive & foxglove.TextPrimitive.$Shape} TextPrimitive
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.TextPrimitive & foxglove.TextPrimitive.$Shape;
    }

    namespace TextPrimitive {

        /** Properties of a TextPrimitive. */
        interface $Properties {

            /** TextPrimitive pose */
            pose?: (foxglove.Pose.$Properties|null);

            /** TextPrimitive billboard */
            billboard?: (boolean|null);

            /** TextPrimitive fontSize */
            fontSize?: (number|null);

            /** TextPrimitive scaleInvariant */
            scaleInvariant?: (boolean|null);

            /** TextPrimitive color */
            color?: (foxglove.Color.$Properties|null);

            /** TextPrimitive text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TextPrimitive. */
        type $Shape = foxglove.TextPrimitive.$Properties;
    }

    /**
     * Properties of a TriangleListPrimitive.
     * @deprecated Use foxglove.TriangleListPrimitive.$Properties instead.
     */
    interface ITriangleListPrimitive extends foxglove.TriangleListPrimitive.$Properties {
    }

    /** Represents a TriangleListPrimitive. */
    class TriangleListPrimitive {

        /**
         * Constructs a new TriangleListPrimitive.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.TriangleListPrimitive.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TriangleListPrimitive pose. */
        pose?: (foxglove.Pose.$Properties|null);

        /** TriangleListPrimitive points. */
        points: foxglove.Point3.$Properties[];

        /** TriangleListPrimitive color. */
        color?: (foxglove.Color.$Properties|null);

        /** TriangleListPrimitive colors. */
        colors: foxglove.Color.$Properties[];

        /** TriangleListPrimitive indices. */
        indices: number[];

        /**
         * Encodes the specified TriangleListPrimitive message. Does not implicitly {@link foxglove.TriangleListPrimitive.verify|verify} messages.
         * @param message TriangleListPrimitive message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.TriangleListPrimitive.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TriangleListPrimitive message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.TriangleListPrimitive & foxglove.TriangleListPrimitive.$Shape} TriangleListPrimitive
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.TriangleListPrimitive & foxglove.TriangleListPrimitive.$Shape;
    }

    namespace TriangleListPrimitive {

        /** Properties of a TriangleListPrimitive. */
        interface $Properties {

            /** TriangleListPrimitive pose */
            pose?: (foxglove.Pose.$Properties|null);

            /** TriangleListPrimitive points */
            points?: (foxglove.Point3.$Properties[]|null);

            /** TriangleListPrimitive color */
            color?: (foxglove.Color.$Properties|null);

            /** TriangleListPrimitive colors */
            colors?: (foxglove.Color.$Properties[]|null);

            /** TriangleListPrimitive indices */
            indices?: (number[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TriangleListPrimitive. */
        type $Shape = foxglove.TriangleListPrimitive.$Properties;
    }

    /**
     * Properties of a SceneEntityDeletion.
     * @deprecated Use foxglove.SceneEntityDeletion.$Properties instead.
     */
    interface ISceneEntityDeletion extends foxglove.SceneEntityDeletion.$Properties {
    }

    /** Represents a SceneEntityDeletion. */
    class SceneEntityDeletion {

        /**
         * Constructs a new SceneEntityDeletion.
         * @param [properties] Properties to set
         */
        constructor(properties?: foxglove.SceneEntityDeletion.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SceneEntityDeletion timestamp. */
        timestamp?: (google.protobuf.Timestamp.$Properties|null);

        /** SceneEntityDeletion type. */
        type: foxglove.SceneEntityDeletion.Type;

        /** SceneEntityDeletion id. */
        id: string;

        /**
         * Encodes the specified SceneEntityDeletion message. Does not implicitly {@link foxglove.SceneEntityDeletion.verify|verify} messages.
         * @param message SceneEntityDeletion message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: foxglove.SceneEntityDeletion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SceneEntityDeletion message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {foxglove.SceneEntityDeletion & foxglove.SceneEntityDeletion.$Shape} SceneEntityDeletion
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): foxglove.SceneEntityDeletion & foxglove.SceneEntityDeletion.$Shape;
    }

    namespace SceneEntityDeletion {

        /** Properties of a SceneEntityDeletion. */
        interface $Properties {

            /** SceneEntityDeletion timestamp */
            timestamp?: (google.protobuf.Timestamp.$Properties|null);

            /** SceneEntityDeletion type */
            type?: (foxglove.SceneEntityDeletion.Type|null);

            /** SceneEntityDeletion id */
            id?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SceneEntityDeletion. */
        type $Shape = foxglove.SceneEntityDeletion.$Properties;

        /** Type enum. */
        enum Type {

            /** MATCHING_ID value */
            MATCHING_ID = 0,

            /** ALL value */
            ALL = 1
        }
    }
}

/** Namespace google. */
export namespace google {

    /** Namespace protobuf. */
    namespace protobuf {

        /**
         * Properties of a Timestamp.
         * @deprecated Use google.protobuf.Timestamp.$Properties instead.
         */
        interface ITimestamp extends google.protobuf.Timestamp.$Properties {
        }

        /** Represents a Timestamp. */
        class Timestamp {

            /**
             * Constructs a new Timestamp.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Timestamp.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Timestamp seconds. */
            seconds: number;

            /** Timestamp nanos. */
            nanos: number;

            /**
             * Encodes the specified Timestamp message. Does not implicitly {@link google.protobuf.Timestamp.verify|verify} messages.
             * @param message Timestamp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Timestamp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape} Timestamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape;
        }

        namespace Timestamp {

            /** Properties of a Timestamp. */
            interface $Properties {

                /** Timestamp seconds */
                seconds?: (number|null);

                /** Timestamp nanos */
                nanos?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Timestamp. */
            type $Shape = google.protobuf.Timestamp.$Properties;
        }

        /**
         * Properties of a Duration.
         * @deprecated Use google.protobuf.Duration.$Properties instead.
         */
        interface IDuration extends google.protobuf.Duration.$Properties {
        }

        /** Represents a Duration. */
        class Duration {

            /**
             * Constructs a new Duration.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Duration.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Duration seconds. */
            seconds: number;

            /** Duration nanos. */
            nanos: number;

            /**
             * Encodes the specified Duration message. Does not implicitly {@link google.protobuf.Duration.verify|verify} messages.
             * @param message Duration message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Duration.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Duration message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Duration & google.protobuf.Duration.$Shape} Duration
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Duration & google.protobuf.Duration.$Shape;
        }

        namespace Duration {

            /** Properties of a Duration. */
            interface $Properties {

                /** Duration seconds */
                seconds?: (number|null);

                /** Duration nanos */
                nanos?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Duration. */
            type $Shape = google.protobuf.Duration.$Properties;
        }
    }
}
