/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

const $root = $protobuf.roots["axdrive"] || ($protobuf.roots["axdrive"] = {});

export const axdrive = $root.axdrive = (() => {

    const axdrive = {};

    axdrive.v1 = (function() {

        const v1 = {};

        v1.CanFrames = (function() {

            const CanFrames = function (properties) {
                this.ids = [];
                this.lengths = [];
                this.stamps = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            CanFrames.prototype.bus = "";
            CanFrames.prototype.ids = $util.emptyArray;
            CanFrames.prototype.lengths = $util.emptyArray;
            CanFrames.prototype.data = $util.newBuffer([]);
            CanFrames.prototype.stamps = $util.emptyArray;

            CanFrames.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.bus != null && $Object.hasOwnProperty.call(message, "bus") && message.bus !== "")
                    writer.uint32(10).string(message.bus);
                if (message.ids != null && message.ids.length)
                    writer.uint32(18).fixed32s(message.ids);
                if (message.lengths != null && message.lengths.length)
                    writer.uint32(26).uint32s(message.lengths);
                if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                    writer.uint32(34).bytes(message.data);
                if (message.stamps != null && message.stamps.length)
                    writer.uint32(42).int64s(message.stamps);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            CanFrames.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.CanFrames();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.bus = value;
                            else
                                delete message.bus;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.ids && message.ids.length))
                                    message.ids = [];
                                reader.fixed32s(message.ids);
                                continue;
                            }
                            if (wireType !== 5)
                                break;
                            if (!(message.ids && message.ids.length))
                                message.ids = [];
                            message.ids.push(reader.fixed32());
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.lengths && message.lengths.length))
                                    message.lengths = [];
                                reader.uint32s(message.lengths);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.lengths && message.lengths.length))
                                message.lengths = [];
                            message.lengths.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.data = value;
                            else
                                delete message.data;
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.stamps && message.stamps.length))
                                    message.stamps = [];
                                reader.int64s(message.stamps);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.stamps && message.stamps.length))
                                message.stamps = [];
                            message.stamps.push(reader.int64());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CanFrames;
        })();

        v1.ControlCommand = (function() {

            const ControlCommand = function (properties) {
                this.limits = [];
                this.newest = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ControlCommand.prototype.stamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            ControlCommand.prototype.sequence = 0;
            ControlCommand.prototype.validUntil = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            ControlCommand.prototype.mode = 0;
            ControlCommand.prototype.reason = "";
            ControlCommand.prototype.frontWheelAngle = 0;
            ControlCommand.prototype.frontWheelAngleRate = 0;
            ControlCommand.prototype.curvature = 0;
            ControlCommand.prototype.acceleration = 0;
            ControlCommand.prototype.gear = 0;
            ControlCommand.prototype.turnSignal = 0;
            ControlCommand.prototype.limits = $util.emptyArray;
            ControlCommand.prototype.newest = $util.emptyArray;

            ControlCommand.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stamp != null && $Object.hasOwnProperty.call(message, "stamp") && (typeof message.stamp === "object" ? message.stamp.low || message.stamp.high : message.stamp !== 0))
                    writer.uint32(8).int64(message.stamp);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(16).uint32(message.sequence);
                if (message.validUntil != null && $Object.hasOwnProperty.call(message, "validUntil") && (typeof message.validUntil === "object" ? message.validUntil.low || message.validUntil.high : message.validUntil !== 0))
                    writer.uint32(24).int64(message.validUntil);
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== 0)
                    writer.uint32(32).int32(message.mode);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(42).string(message.reason);
                if (message.frontWheelAngle != null && $Object.hasOwnProperty.call(message, "frontWheelAngle") && !$Object.is(message.frontWheelAngle, 0))
                    writer.uint32(49).double(message.frontWheelAngle);
                if (message.frontWheelAngleRate != null && $Object.hasOwnProperty.call(message, "frontWheelAngleRate") && !$Object.is(message.frontWheelAngleRate, 0))
                    writer.uint32(57).double(message.frontWheelAngleRate);
                if (message.curvature != null && $Object.hasOwnProperty.call(message, "curvature") && !$Object.is(message.curvature, 0))
                    writer.uint32(65).double(message.curvature);
                if (message.acceleration != null && $Object.hasOwnProperty.call(message, "acceleration") && !$Object.is(message.acceleration, 0))
                    writer.uint32(73).double(message.acceleration);
                if (message.gear != null && $Object.hasOwnProperty.call(message, "gear") && message.gear !== 0)
                    writer.uint32(80).int32(message.gear);
                if (message.turnSignal != null && $Object.hasOwnProperty.call(message, "turnSignal") && message.turnSignal !== 0)
                    writer.uint32(88).int32(message.turnSignal);
                if (message.limits != null && message.limits.length)
                    writer.uint32(98).int32s(message.limits);
                if (message.newest != null && message.newest.length)
                    for (let i = 0; i < message.newest.length; ++i)
                        $root.axdrive.v1.SensorStamp.encode(message.newest[i], writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ControlCommand.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.ControlCommand();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.stamp = value;
                            else
                                delete message.stamp;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.validUntil = value;
                            else
                                delete message.validUntil;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.mode = value;
                            else
                                delete message.mode;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.frontWheelAngle = value;
                            else
                                delete message.frontWheelAngle;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.frontWheelAngleRate = value;
                            else
                                delete message.frontWheelAngleRate;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.curvature = value;
                            else
                                delete message.curvature;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.acceleration = value;
                            else
                                delete message.acceleration;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.gear = value;
                            else
                                delete message.gear;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.turnSignal = value;
                            else
                                delete message.turnSignal;
                            continue;
                        }
                    case 12: {
                            if (wireType === 2) {
                                if (!(message.limits && message.limits.length))
                                    message.limits = [];
                                reader.int32s(message.limits);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.limits && message.limits.length))
                                message.limits = [];
                            message.limits.push(reader.int32());
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            if (!(message.newest && message.newest.length))
                                message.newest = [];
                            message.newest.push($root.axdrive.v1.SensorStamp.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ControlCommand;
        })();

        v1.CommandMode = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "COMMAND_MODE_STANDBY"] = 0;
            values[valuesById[1] = "COMMAND_MODE_DRIVE"] = 1;
            values[valuesById[2] = "COMMAND_MODE_DEGRADED"] = 2;
            values[valuesById[3] = "COMMAND_MODE_MINIMAL_RISK"] = 3;
            values[valuesById[4] = "COMMAND_MODE_EMERGENCY"] = 4;
            return values;
        })();

        v1.Gear = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "GEAR_PARK"] = 0;
            values[valuesById[1] = "GEAR_REVERSE"] = 1;
            values[valuesById[2] = "GEAR_NEUTRAL"] = 2;
            values[valuesById[3] = "GEAR_DRIVE"] = 3;
            return values;
        })();

        v1.TurnSignal = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "TURN_SIGNAL_OFF"] = 0;
            values[valuesById[1] = "TURN_SIGNAL_LEFT"] = 1;
            values[valuesById[2] = "TURN_SIGNAL_RIGHT"] = 2;
            values[valuesById[3] = "TURN_SIGNAL_HAZARD"] = 3;
            return values;
        })();

        v1.Limit = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LIMIT_NOT_FINITE"] = 0;
            values[valuesById[1] = "LIMIT_FRONT_WHEEL_ANGLE"] = 1;
            values[valuesById[2] = "LIMIT_LATERAL_ACCELERATION"] = 2;
            values[valuesById[3] = "LIMIT_LATERAL_JERK"] = 3;
            values[valuesById[4] = "LIMIT_FRONT_WHEEL_ANGLE_RATE"] = 4;
            values[valuesById[5] = "LIMIT_ACCELERATION"] = 5;
            values[valuesById[6] = "LIMIT_DECELERATION"] = 6;
            values[valuesById[7] = "LIMIT_JERK"] = 7;
            return values;
        })();

        v1.SensorStamp = (function() {

            const SensorStamp = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SensorStamp.prototype.sensor = "";
            SensorStamp.prototype.stamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            SensorStamp.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sensor != null && $Object.hasOwnProperty.call(message, "sensor") && message.sensor !== "")
                    writer.uint32(10).string(message.sensor);
                if (message.stamp != null && $Object.hasOwnProperty.call(message, "stamp") && (typeof message.stamp === "object" ? message.stamp.low || message.stamp.high : message.stamp !== 0))
                    writer.uint32(16).int64(message.stamp);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            SensorStamp.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.SensorStamp();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sensor = value;
                            else
                                delete message.sensor;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.stamp = value;
                            else
                                delete message.stamp;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SensorStamp;
        })();

        v1.EgoState = (function() {

            const EgoState = function (properties) {
                this.covariance = [];
                this.calibration = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            EgoState.prototype.stamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            EgoState.prototype.isValid = false;
            EgoState.prototype.position = null;
            EgoState.prototype.origin = null;
            EgoState.prototype.yaw = 0;
            EgoState.prototype.speed = 0;
            EgoState.prototype.yawRate = 0;
            EgoState.prototype.acceleration = 0;
            EgoState.prototype.frontWheelAngle = 0;
            EgoState.prototype.covariance = $util.emptyArray;
            EgoState.prototype.calibration = $util.emptyArray;

            EgoState.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stamp != null && $Object.hasOwnProperty.call(message, "stamp") && (typeof message.stamp === "object" ? message.stamp.low || message.stamp.high : message.stamp !== 0))
                    writer.uint32(8).int64(message.stamp);
                if (message.isValid != null && $Object.hasOwnProperty.call(message, "isValid") && message.isValid !== false)
                    writer.uint32(16).bool(message.isValid);
                if (message.position != null && $Object.hasOwnProperty.call(message, "position"))
                    $root.axdrive.v1.Vector3.encode(message.position, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin"))
                    $root.axdrive.v1.GeodeticPoint.encode(message.origin, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.yaw != null && $Object.hasOwnProperty.call(message, "yaw") && !$Object.is(message.yaw, 0))
                    writer.uint32(41).double(message.yaw);
                if (message.speed != null && $Object.hasOwnProperty.call(message, "speed") && !$Object.is(message.speed, 0))
                    writer.uint32(49).double(message.speed);
                if (message.yawRate != null && $Object.hasOwnProperty.call(message, "yawRate") && !$Object.is(message.yawRate, 0))
                    writer.uint32(57).double(message.yawRate);
                if (message.acceleration != null && $Object.hasOwnProperty.call(message, "acceleration") && !$Object.is(message.acceleration, 0))
                    writer.uint32(65).double(message.acceleration);
                if (message.frontWheelAngle != null && $Object.hasOwnProperty.call(message, "frontWheelAngle") && !$Object.is(message.frontWheelAngle, 0))
                    writer.uint32(73).double(message.frontWheelAngle);
                if (message.covariance != null && message.covariance.length)
                    writer.uint32(82).doubles(message.covariance);
                if (message.calibration != null && message.calibration.length)
                    for (let i = 0; i < message.calibration.length; ++i)
                        $root.axdrive.v1.Calibration.encode(message.calibration[i], writer.uint32(90).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            EgoState.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.EgoState();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.stamp = value;
                            else
                                delete message.stamp;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isValid = value;
                            else
                                delete message.isValid;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.position = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.position);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.origin = $root.axdrive.v1.GeodeticPoint.decode(reader, reader.size(), $undefined, _depth + 1, message.origin);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.yaw = value;
                            else
                                delete message.yaw;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.speed = value;
                            else
                                delete message.speed;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.yawRate = value;
                            else
                                delete message.yawRate;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.acceleration = value;
                            else
                                delete message.acceleration;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.frontWheelAngle = value;
                            else
                                delete message.frontWheelAngle;
                            continue;
                        }
                    case 10: {
                            if (wireType === 2) {
                                if (!(message.covariance && message.covariance.length))
                                    message.covariance = [];
                                reader.doubles(message.covariance);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.covariance && message.covariance.length))
                                message.covariance = [];
                            message.covariance.push(reader.double());
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.calibration && message.calibration.length))
                                message.calibration = [];
                            message.calibration.push($root.axdrive.v1.Calibration.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return EgoState;
        })();

        v1.Calibration = (function() {

            const Calibration = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Calibration.prototype.name = "";
            Calibration.prototype.value = 0;
            Calibration.prototype.standardDeviation = 0;

            Calibration.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && !$Object.is(message.value, 0))
                    writer.uint32(17).double(message.value);
                if (message.standardDeviation != null && $Object.hasOwnProperty.call(message, "standardDeviation") && !$Object.is(message.standardDeviation, 0))
                    writer.uint32(25).double(message.standardDeviation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Calibration.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Calibration();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.standardDeviation = value;
                            else
                                delete message.standardDeviation;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Calibration;
        })();

        v1.Vector3 = (function() {

            const Vector3 = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Vector3.prototype.x = 0;
            Vector3.prototype.y = 0;
            Vector3.prototype.z = 0;

            Vector3.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.x != null && $Object.hasOwnProperty.call(message, "x") && !$Object.is(message.x, 0))
                    writer.uint32(9).double(message.x);
                if (message.y != null && $Object.hasOwnProperty.call(message, "y") && !$Object.is(message.y, 0))
                    writer.uint32(17).double(message.y);
                if (message.z != null && $Object.hasOwnProperty.call(message, "z") && !$Object.is(message.z, 0))
                    writer.uint32(25).double(message.z);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Vector3.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Vector3();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.x = value;
                            else
                                delete message.x;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.y = value;
                            else
                                delete message.y;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.z = value;
                            else
                                delete message.z;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Vector3;
        })();

        v1.Quaternion = (function() {

            const Quaternion = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Quaternion.prototype.x = 0;
            Quaternion.prototype.y = 0;
            Quaternion.prototype.z = 0;
            Quaternion.prototype.w = 0;

            Quaternion.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.x != null && $Object.hasOwnProperty.call(message, "x") && !$Object.is(message.x, 0))
                    writer.uint32(9).double(message.x);
                if (message.y != null && $Object.hasOwnProperty.call(message, "y") && !$Object.is(message.y, 0))
                    writer.uint32(17).double(message.y);
                if (message.z != null && $Object.hasOwnProperty.call(message, "z") && !$Object.is(message.z, 0))
                    writer.uint32(25).double(message.z);
                if (message.w != null && $Object.hasOwnProperty.call(message, "w") && !$Object.is(message.w, 0))
                    writer.uint32(33).double(message.w);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Quaternion.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Quaternion();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.x = value;
                            else
                                delete message.x;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.y = value;
                            else
                                delete message.y;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.z = value;
                            else
                                delete message.z;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.w = value;
                            else
                                delete message.w;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Quaternion;
        })();

        v1.GeodeticPoint = (function() {

            const GeodeticPoint = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            GeodeticPoint.prototype.latitude = 0;
            GeodeticPoint.prototype.longitude = 0;
            GeodeticPoint.prototype.altitude = 0;

            GeodeticPoint.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.latitude != null && $Object.hasOwnProperty.call(message, "latitude") && !$Object.is(message.latitude, 0))
                    writer.uint32(9).double(message.latitude);
                if (message.longitude != null && $Object.hasOwnProperty.call(message, "longitude") && !$Object.is(message.longitude, 0))
                    writer.uint32(17).double(message.longitude);
                if (message.altitude != null && $Object.hasOwnProperty.call(message, "altitude") && !$Object.is(message.altitude, 0))
                    writer.uint32(25).double(message.altitude);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            GeodeticPoint.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.GeodeticPoint();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.latitude = value;
                            else
                                delete message.latitude;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.longitude = value;
                            else
                                delete message.longitude;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.altitude = value;
                            else
                                delete message.altitude;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GeodeticPoint;
        })();

        v1.EgoTruth = (function() {

            const EgoTruth = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            EgoTruth.prototype.geodetic = null;
            EgoTruth.prototype.position = null;
            EgoTruth.prototype.orientation = null;
            EgoTruth.prototype.velocity = null;
            EgoTruth.prototype.referencePoint = "";

            EgoTruth.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.geodetic != null && $Object.hasOwnProperty.call(message, "geodetic"))
                    $root.axdrive.v1.GeodeticPoint.encode(message.geodetic, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.position != null && $Object.hasOwnProperty.call(message, "position"))
                    $root.axdrive.v1.Vector3.encode(message.position, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.orientation != null && $Object.hasOwnProperty.call(message, "orientation"))
                    $root.axdrive.v1.Quaternion.encode(message.orientation, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.velocity != null && $Object.hasOwnProperty.call(message, "velocity"))
                    $root.axdrive.v1.Vector3.encode(message.velocity, writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.referencePoint != null && $Object.hasOwnProperty.call(message, "referencePoint") && message.referencePoint !== "")
                    writer.uint32(42).string(message.referencePoint);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            EgoTruth.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.EgoTruth();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.geodetic = $root.axdrive.v1.GeodeticPoint.decode(reader, reader.size(), $undefined, _depth + 1, message.geodetic);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.position = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.position);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.orientation = $root.axdrive.v1.Quaternion.decode(reader, reader.size(), $undefined, _depth + 1, message.orientation);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.velocity = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.velocity);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.referencePoint = value;
                            else
                                delete message.referencePoint;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return EgoTruth;
        })();

        v1.Health = (function() {

            const Health = function (properties) {
                this.topics = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Health.prototype.stamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Health.prototype.topics = $util.emptyArray;

            Health.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stamp != null && $Object.hasOwnProperty.call(message, "stamp") && (typeof message.stamp === "object" ? message.stamp.low || message.stamp.high : message.stamp !== 0))
                    writer.uint32(8).int64(message.stamp);
                if (message.topics != null && message.topics.length)
                    for (let i = 0; i < message.topics.length; ++i)
                        $root.axdrive.v1.TopicHealth.encode(message.topics[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Health.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Health();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.stamp = value;
                            else
                                delete message.stamp;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.topics && message.topics.length))
                                message.topics = [];
                            message.topics.push($root.axdrive.v1.TopicHealth.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Health;
        })();

        v1.TopicHealth = (function() {

            const TopicHealth = function (properties) {
                this.faults = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TopicHealth.prototype.topic = "";
            TopicHealth.prototype.isAlive = false;
            TopicHealth.prototype.isOnRate = false;
            TopicHealth.prototype.isValid = false;
            TopicHealth.prototype.age = 0;
            TopicHealth.prototype.rate = 0;
            TopicHealth.prototype.clockOffset = 0;
            TopicHealth.prototype.clockOffsetDeviation = 0;
            TopicHealth.prototype.clockDrift = 0;
            TopicHealth.prototype.faults = $util.emptyArray;

            TopicHealth.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                    writer.uint32(10).string(message.topic);
                if (message.isAlive != null && $Object.hasOwnProperty.call(message, "isAlive") && message.isAlive !== false)
                    writer.uint32(16).bool(message.isAlive);
                if (message.isOnRate != null && $Object.hasOwnProperty.call(message, "isOnRate") && message.isOnRate !== false)
                    writer.uint32(24).bool(message.isOnRate);
                if (message.isValid != null && $Object.hasOwnProperty.call(message, "isValid") && message.isValid !== false)
                    writer.uint32(32).bool(message.isValid);
                if (message.age != null && $Object.hasOwnProperty.call(message, "age") && !$Object.is(message.age, 0))
                    writer.uint32(41).double(message.age);
                if (message.rate != null && $Object.hasOwnProperty.call(message, "rate") && !$Object.is(message.rate, 0))
                    writer.uint32(49).double(message.rate);
                if (message.clockOffset != null && $Object.hasOwnProperty.call(message, "clockOffset") && !$Object.is(message.clockOffset, 0))
                    writer.uint32(57).double(message.clockOffset);
                if (message.clockOffsetDeviation != null && $Object.hasOwnProperty.call(message, "clockOffsetDeviation") && !$Object.is(message.clockOffsetDeviation, 0))
                    writer.uint32(65).double(message.clockOffsetDeviation);
                if (message.clockDrift != null && $Object.hasOwnProperty.call(message, "clockDrift") && !$Object.is(message.clockDrift, 0))
                    writer.uint32(73).double(message.clockDrift);
                if (message.faults != null && message.faults.length)
                    for (let i = 0; i < message.faults.length; ++i)
                        writer.uint32(82).string(message.faults[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            TopicHealth.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.TopicHealth();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topic = value;
                            else
                                delete message.topic;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isAlive = value;
                            else
                                delete message.isAlive;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isOnRate = value;
                            else
                                delete message.isOnRate;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isValid = value;
                            else
                                delete message.isValid;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.age = value;
                            else
                                delete message.age;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.rate = value;
                            else
                                delete message.rate;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.clockOffset = value;
                            else
                                delete message.clockOffset;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.clockOffsetDeviation = value;
                            else
                                delete message.clockOffsetDeviation;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.clockDrift = value;
                            else
                                delete message.clockDrift;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.faults && message.faults.length))
                                message.faults = [];
                            message.faults.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TopicHealth;
        })();

        v1.ImuSample = (function() {

            const ImuSample = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ImuSample.prototype.acceleration = null;
            ImuSample.prototype.angularVelocity = null;

            ImuSample.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.acceleration != null && $Object.hasOwnProperty.call(message, "acceleration"))
                    $root.axdrive.v1.Vector3.encode(message.acceleration, writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.angularVelocity != null && $Object.hasOwnProperty.call(message, "angularVelocity"))
                    $root.axdrive.v1.Vector3.encode(message.angularVelocity, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ImuSample.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.ImuSample();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.acceleration = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.acceleration);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.angularVelocity = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.angularVelocity);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ImuSample;
        })();

        v1.Latency = (function() {

            const Latency = function (properties) {
                this.stages = [];
                this.endToEnd = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Latency.prototype.sequence = 0;
            Latency.prototype.stages = $util.emptyArray;
            Latency.prototype.endToEnd = $util.emptyArray;

            Latency.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                    writer.uint32(8).uint32(message.sequence);
                if (message.stages != null && message.stages.length)
                    for (let i = 0; i < message.stages.length; ++i)
                        $root.axdrive.v1.LatencySegment.encode(message.stages[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.endToEnd != null && message.endToEnd.length)
                    for (let i = 0; i < message.endToEnd.length; ++i)
                        $root.axdrive.v1.SensorLatency.encode(message.endToEnd[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Latency.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Latency();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.stages && message.stages.length))
                                message.stages = [];
                            message.stages.push($root.axdrive.v1.LatencySegment.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.endToEnd && message.endToEnd.length))
                                message.endToEnd = [];
                            message.endToEnd.push($root.axdrive.v1.SensorLatency.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Latency;
        })();

        v1.LatencySegment = (function() {

            const LatencySegment = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LatencySegment.prototype.stage = "";
            LatencySegment.prototype.duration = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            LatencySegment.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stage != null && $Object.hasOwnProperty.call(message, "stage") && message.stage !== "")
                    writer.uint32(10).string(message.stage);
                if (message.duration != null && $Object.hasOwnProperty.call(message, "duration") && (typeof message.duration === "object" ? message.duration.low || message.duration.high : message.duration !== 0))
                    writer.uint32(16).int64(message.duration);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            LatencySegment.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.LatencySegment();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.stage = value;
                            else
                                delete message.stage;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.duration = value;
                            else
                                delete message.duration;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LatencySegment;
        })();

        v1.SensorLatency = (function() {

            const SensorLatency = function (properties) {
                this.segments = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            SensorLatency.prototype.topic = "";
            SensorLatency.prototype.total = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            SensorLatency.prototype.segments = $util.emptyArray;

            SensorLatency.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                    writer.uint32(10).string(message.topic);
                if (message.total != null && $Object.hasOwnProperty.call(message, "total") && (typeof message.total === "object" ? message.total.low || message.total.high : message.total !== 0))
                    writer.uint32(16).int64(message.total);
                if (message.segments != null && message.segments.length)
                    for (let i = 0; i < message.segments.length; ++i)
                        $root.axdrive.v1.LatencySegment.encode(message.segments[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            SensorLatency.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.SensorLatency();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.topic = value;
                            else
                                delete message.topic;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.total = value;
                            else
                                delete message.total;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.segments && message.segments.length))
                                message.segments = [];
                            message.segments.push($root.axdrive.v1.LatencySegment.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SensorLatency;
        })();

        v1.LidarPackets = (function() {

            const LidarPackets = function (properties) {
                this.lengths = [];
                this.stamps = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LidarPackets.prototype.sensor = "";
            LidarPackets.prototype.model = "";
            LidarPackets.prototype.lengths = $util.emptyArray;
            LidarPackets.prototype.stamps = $util.emptyArray;
            LidarPackets.prototype.data = $util.newBuffer([]);

            LidarPackets.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sensor != null && $Object.hasOwnProperty.call(message, "sensor") && message.sensor !== "")
                    writer.uint32(10).string(message.sensor);
                if (message.model != null && $Object.hasOwnProperty.call(message, "model") && message.model !== "")
                    writer.uint32(18).string(message.model);
                if (message.lengths != null && message.lengths.length)
                    writer.uint32(26).uint32s(message.lengths);
                if (message.stamps != null && message.stamps.length)
                    writer.uint32(34).int64s(message.stamps);
                if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                    writer.uint32(42).bytes(message.data);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            LidarPackets.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.LidarPackets();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sensor = value;
                            else
                                delete message.sensor;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.model = value;
                            else
                                delete message.model;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.lengths && message.lengths.length))
                                    message.lengths = [];
                                reader.uint32s(message.lengths);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.lengths && message.lengths.length))
                                message.lengths = [];
                            message.lengths.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.stamps && message.stamps.length))
                                    message.stamps = [];
                                reader.int64s(message.stamps);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.stamps && message.stamps.length))
                                message.stamps = [];
                            message.stamps.push(reader.int64());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.data = value;
                            else
                                delete message.data;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LidarPackets;
        })();

        v1.MapTruth = (function() {

            const MapTruth = function (properties) {
                this.lanes = [];
                this.stopLines = [];
                this.crosswalks = [];
                this.trafficLights = [];
                this.drivableAreas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            MapTruth.prototype.lanes = $util.emptyArray;
            MapTruth.prototype.stopLines = $util.emptyArray;
            MapTruth.prototype.crosswalks = $util.emptyArray;
            MapTruth.prototype.trafficLights = $util.emptyArray;
            MapTruth.prototype.drivableAreas = $util.emptyArray;
            MapTruth.prototype.origin = null;

            MapTruth.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.lanes != null && message.lanes.length)
                    for (let i = 0; i < message.lanes.length; ++i)
                        $root.axdrive.v1.Lane.encode(message.lanes[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.stopLines != null && message.stopLines.length)
                    for (let i = 0; i < message.stopLines.length; ++i)
                        $root.axdrive.v1.StopLine.encode(message.stopLines[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.crosswalks != null && message.crosswalks.length)
                    for (let i = 0; i < message.crosswalks.length; ++i)
                        $root.axdrive.v1.Crosswalk.encode(message.crosswalks[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.trafficLights != null && message.trafficLights.length)
                    for (let i = 0; i < message.trafficLights.length; ++i)
                        $root.axdrive.v1.TrafficLight.encode(message.trafficLights[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.drivableAreas != null && message.drivableAreas.length)
                    for (let i = 0; i < message.drivableAreas.length; ++i)
                        $root.axdrive.v1.Polygon.encode(message.drivableAreas[i], writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin"))
                    $root.axdrive.v1.GeodeticPoint.encode(message.origin, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            MapTruth.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.MapTruth();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.lanes && message.lanes.length))
                                message.lanes = [];
                            message.lanes.push($root.axdrive.v1.Lane.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.stopLines && message.stopLines.length))
                                message.stopLines = [];
                            message.stopLines.push($root.axdrive.v1.StopLine.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.crosswalks && message.crosswalks.length))
                                message.crosswalks = [];
                            message.crosswalks.push($root.axdrive.v1.Crosswalk.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.trafficLights && message.trafficLights.length))
                                message.trafficLights = [];
                            message.trafficLights.push($root.axdrive.v1.TrafficLight.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.drivableAreas && message.drivableAreas.length))
                                message.drivableAreas = [];
                            message.drivableAreas.push($root.axdrive.v1.Polygon.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.origin = $root.axdrive.v1.GeodeticPoint.decode(reader, reader.size(), $undefined, _depth + 1, message.origin);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return MapTruth;
        })();

        v1.LaneType = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LANE_TYPE_UNKNOWN"] = 0;
            values[valuesById[1] = "LANE_TYPE_VEHICLE"] = 1;
            values[valuesById[2] = "LANE_TYPE_BUS"] = 2;
            values[valuesById[3] = "LANE_TYPE_BIKE"] = 3;
            return values;
        })();

        v1.Lane = (function() {

            const Lane = function (properties) {
                this.centreLine = [];
                this.widths = [];
                this.successors = [];
                this.predecessors = [];
                this.yieldsTo = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Lane.prototype.id = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Lane.prototype.type = 0;
            Lane.prototype.centreLine = $util.emptyArray;
            Lane.prototype.widths = $util.emptyArray;
            Lane.prototype.leftBoundary = null;
            Lane.prototype.rightBoundary = null;
            Lane.prototype.speedLimit = 0;
            Lane.prototype.successors = $util.emptyArray;
            Lane.prototype.predecessors = $util.emptyArray;
            Lane.prototype.leftNeighbour = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Lane.prototype.rightNeighbour = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Lane.prototype.isLeftNeighbourOncoming = false;
            Lane.prototype.isIntersection = false;
            Lane.prototype.isRightNeighbourOncoming = false;
            Lane.prototype.turn = 0;
            Lane.prototype.yieldsTo = $util.emptyArray;

            Lane.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(8).int64(message.id);
                if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                    writer.uint32(16).int32(message.type);
                if (message.centreLine != null && message.centreLine.length)
                    for (let i = 0; i < message.centreLine.length; ++i)
                        $root.axdrive.v1.Vector3.encode(message.centreLine[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.widths != null && message.widths.length)
                    writer.uint32(34).doubles(message.widths);
                if (message.leftBoundary != null && $Object.hasOwnProperty.call(message, "leftBoundary"))
                    $root.axdrive.v1.LaneBoundary.encode(message.leftBoundary, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.rightBoundary != null && $Object.hasOwnProperty.call(message, "rightBoundary"))
                    $root.axdrive.v1.LaneBoundary.encode(message.rightBoundary, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.speedLimit != null && $Object.hasOwnProperty.call(message, "speedLimit") && !$Object.is(message.speedLimit, 0))
                    writer.uint32(57).double(message.speedLimit);
                if (message.successors != null && message.successors.length)
                    writer.uint32(66).int64s(message.successors);
                if (message.predecessors != null && message.predecessors.length)
                    writer.uint32(74).int64s(message.predecessors);
                if (message.leftNeighbour != null && $Object.hasOwnProperty.call(message, "leftNeighbour") && (typeof message.leftNeighbour === "object" ? message.leftNeighbour.low || message.leftNeighbour.high : message.leftNeighbour !== 0))
                    writer.uint32(80).int64(message.leftNeighbour);
                if (message.rightNeighbour != null && $Object.hasOwnProperty.call(message, "rightNeighbour") && (typeof message.rightNeighbour === "object" ? message.rightNeighbour.low || message.rightNeighbour.high : message.rightNeighbour !== 0))
                    writer.uint32(88).int64(message.rightNeighbour);
                if (message.isLeftNeighbourOncoming != null && $Object.hasOwnProperty.call(message, "isLeftNeighbourOncoming") && message.isLeftNeighbourOncoming !== false)
                    writer.uint32(96).bool(message.isLeftNeighbourOncoming);
                if (message.isIntersection != null && $Object.hasOwnProperty.call(message, "isIntersection") && message.isIntersection !== false)
                    writer.uint32(104).bool(message.isIntersection);
                if (message.isRightNeighbourOncoming != null && $Object.hasOwnProperty.call(message, "isRightNeighbourOncoming") && message.isRightNeighbourOncoming !== false)
                    writer.uint32(112).bool(message.isRightNeighbourOncoming);
                if (message.turn != null && $Object.hasOwnProperty.call(message, "turn") && message.turn !== 0)
                    writer.uint32(120).int32(message.turn);
                if (message.yieldsTo != null && message.yieldsTo.length)
                    writer.uint32(130).int64s(message.yieldsTo);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Lane.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Lane();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.type = value;
                            else
                                delete message.type;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.centreLine && message.centreLine.length))
                                message.centreLine = [];
                            message.centreLine.push($root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.widths && message.widths.length))
                                    message.widths = [];
                                reader.doubles(message.widths);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.widths && message.widths.length))
                                message.widths = [];
                            message.widths.push(reader.double());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.leftBoundary = $root.axdrive.v1.LaneBoundary.decode(reader, reader.size(), $undefined, _depth + 1, message.leftBoundary);
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.rightBoundary = $root.axdrive.v1.LaneBoundary.decode(reader, reader.size(), $undefined, _depth + 1, message.rightBoundary);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.speedLimit = value;
                            else
                                delete message.speedLimit;
                            continue;
                        }
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.successors && message.successors.length))
                                    message.successors = [];
                                reader.int64s(message.successors);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.successors && message.successors.length))
                                message.successors = [];
                            message.successors.push(reader.int64());
                            continue;
                        }
                    case 9: {
                            if (wireType === 2) {
                                if (!(message.predecessors && message.predecessors.length))
                                    message.predecessors = [];
                                reader.int64s(message.predecessors);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.predecessors && message.predecessors.length))
                                message.predecessors = [];
                            message.predecessors.push(reader.int64());
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.leftNeighbour = value;
                            else
                                delete message.leftNeighbour;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.rightNeighbour = value;
                            else
                                delete message.rightNeighbour;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isLeftNeighbourOncoming = value;
                            else
                                delete message.isLeftNeighbourOncoming;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isIntersection = value;
                            else
                                delete message.isIntersection;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isRightNeighbourOncoming = value;
                            else
                                delete message.isRightNeighbourOncoming;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.turn = value;
                            else
                                delete message.turn;
                            continue;
                        }
                    case 16: {
                            if (wireType === 2) {
                                if (!(message.yieldsTo && message.yieldsTo.length))
                                    message.yieldsTo = [];
                                reader.int64s(message.yieldsTo);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.yieldsTo && message.yieldsTo.length))
                                message.yieldsTo = [];
                            message.yieldsTo.push(reader.int64());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Lane;
        })();

        v1.LaneTurn = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LANE_TURN_NONE"] = 0;
            values[valuesById[1] = "LANE_TURN_STRAIGHT"] = 1;
            values[valuesById[2] = "LANE_TURN_LEFT"] = 2;
            values[valuesById[3] = "LANE_TURN_RIGHT"] = 3;
            return values;
        })();

        v1.LaneBoundary = (function() {

            const LaneBoundary = function (properties) {
                this.points = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LaneBoundary.prototype.points = $util.emptyArray;
            LaneBoundary.prototype.pattern = 0;
            LaneBoundary.prototype.colour = 0;
            LaneBoundary.prototype.isRaised = false;

            LaneBoundary.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.points != null && message.points.length)
                    for (let i = 0; i < message.points.length; ++i)
                        $root.axdrive.v1.Vector3.encode(message.points[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.pattern != null && $Object.hasOwnProperty.call(message, "pattern") && message.pattern !== 0)
                    writer.uint32(16).int32(message.pattern);
                if (message.colour != null && $Object.hasOwnProperty.call(message, "colour") && message.colour !== 0)
                    writer.uint32(24).int32(message.colour);
                if (message.isRaised != null && $Object.hasOwnProperty.call(message, "isRaised") && message.isRaised !== false)
                    writer.uint32(32).bool(message.isRaised);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            LaneBoundary.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.LaneBoundary();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.points && message.points.length))
                                message.points = [];
                            message.points.push($root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.pattern = value;
                            else
                                delete message.pattern;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.colour = value;
                            else
                                delete message.colour;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isRaised = value;
                            else
                                delete message.isRaised;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LaneBoundary;
        })();

        v1.MarkingPattern = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "MARKING_PATTERN_UNKNOWN"] = 0;
            values[valuesById[1] = "MARKING_PATTERN_NONE"] = 1;
            values[valuesById[2] = "MARKING_PATTERN_SOLID"] = 2;
            values[valuesById[3] = "MARKING_PATTERN_DASHED"] = 3;
            values[valuesById[4] = "MARKING_PATTERN_DOUBLE_SOLID"] = 4;
            values[valuesById[5] = "MARKING_PATTERN_DOUBLE_DASHED"] = 5;
            values[valuesById[6] = "MARKING_PATTERN_SOLID_DASHED"] = 6;
            values[valuesById[7] = "MARKING_PATTERN_DASHED_SOLID"] = 7;
            return values;
        })();

        v1.MarkingColour = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "MARKING_COLOUR_UNKNOWN"] = 0;
            values[valuesById[1] = "MARKING_COLOUR_WHITE"] = 1;
            values[valuesById[2] = "MARKING_COLOUR_YELLOW"] = 2;
            values[valuesById[3] = "MARKING_COLOUR_BLUE"] = 3;
            return values;
        })();

        v1.StopLine = (function() {

            const StopLine = function (properties) {
                this.points = [];
                this.lanes = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            StopLine.prototype.id = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            StopLine.prototype.points = $util.emptyArray;
            StopLine.prototype.lanes = $util.emptyArray;
            StopLine.prototype.kind = 0;

            StopLine.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(8).int64(message.id);
                if (message.points != null && message.points.length)
                    for (let i = 0; i < message.points.length; ++i)
                        $root.axdrive.v1.Vector3.encode(message.points[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.lanes != null && message.lanes.length)
                    writer.uint32(26).int64s(message.lanes);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(32).int32(message.kind);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            StopLine.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.StopLine();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.points && message.points.length))
                                message.points = [];
                            message.points.push($root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.lanes && message.lanes.length))
                                    message.lanes = [];
                                reader.int64s(message.lanes);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.lanes && message.lanes.length))
                                message.lanes = [];
                            message.lanes.push(reader.int64());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return StopLine;
        })();

        v1.StopLineKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "STOP_LINE_KIND_UNKNOWN"] = 0;
            values[valuesById[1] = "STOP_LINE_KIND_SIGNAL"] = 1;
            values[valuesById[2] = "STOP_LINE_KIND_STOP_SIGN"] = 2;
            values[valuesById[3] = "STOP_LINE_KIND_YIELD"] = 3;
            return values;
        })();

        v1.Crosswalk = (function() {

            const Crosswalk = function (properties) {
                this.path = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Crosswalk.prototype.id = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Crosswalk.prototype.outline = null;
            Crosswalk.prototype.path = $util.emptyArray;

            Crosswalk.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(8).int64(message.id);
                if (message.outline != null && $Object.hasOwnProperty.call(message, "outline"))
                    $root.axdrive.v1.Polygon.encode(message.outline, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.path != null && message.path.length)
                    for (let i = 0; i < message.path.length; ++i)
                        $root.axdrive.v1.Vector3.encode(message.path[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Crosswalk.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Crosswalk();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.outline = $root.axdrive.v1.Polygon.decode(reader, reader.size(), $undefined, _depth + 1, message.outline);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.path && message.path.length))
                                message.path = [];
                            message.path.push($root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Crosswalk;
        })();

        v1.TrafficLight = (function() {

            const TrafficLight = function (properties) {
                this.lanes = [];
                this.phases = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TrafficLight.prototype.id = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            TrafficLight.prototype.position = null;
            TrafficLight.prototype.yaw = 0;
            TrafficLight.prototype.lanes = $util.emptyArray;
            TrafficLight.prototype.stopLine = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            TrafficLight.prototype.phases = $util.emptyArray;
            TrafficLight.prototype.phasesBegin = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            TrafficLight.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(8).int64(message.id);
                if (message.position != null && $Object.hasOwnProperty.call(message, "position"))
                    $root.axdrive.v1.Vector3.encode(message.position, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.yaw != null && $Object.hasOwnProperty.call(message, "yaw") && !$Object.is(message.yaw, 0))
                    writer.uint32(25).double(message.yaw);
                if (message.lanes != null && message.lanes.length)
                    writer.uint32(34).int64s(message.lanes);
                if (message.stopLine != null && $Object.hasOwnProperty.call(message, "stopLine") && (typeof message.stopLine === "object" ? message.stopLine.low || message.stopLine.high : message.stopLine !== 0))
                    writer.uint32(40).int64(message.stopLine);
                if (message.phases != null && message.phases.length)
                    for (let i = 0; i < message.phases.length; ++i)
                        $root.axdrive.v1.LightPhase.encode(message.phases[i], writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.phasesBegin != null && $Object.hasOwnProperty.call(message, "phasesBegin") && (typeof message.phasesBegin === "object" ? message.phasesBegin.low || message.phasesBegin.high : message.phasesBegin !== 0))
                    writer.uint32(56).int64(message.phasesBegin);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            TrafficLight.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.TrafficLight();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.position = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.position);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.yaw = value;
                            else
                                delete message.yaw;
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.lanes && message.lanes.length))
                                    message.lanes = [];
                                reader.int64s(message.lanes);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.lanes && message.lanes.length))
                                message.lanes = [];
                            message.lanes.push(reader.int64());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.stopLine = value;
                            else
                                delete message.stopLine;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.phases && message.phases.length))
                                message.phases = [];
                            message.phases.push($root.axdrive.v1.LightPhase.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.phasesBegin = value;
                            else
                                delete message.phasesBegin;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TrafficLight;
        })();

        v1.LightState = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LIGHT_STATE_UNKNOWN"] = 0;
            values[valuesById[1] = "LIGHT_STATE_OFF"] = 1;
            values[valuesById[2] = "LIGHT_STATE_RED"] = 2;
            values[valuesById[3] = "LIGHT_STATE_RED_AMBER"] = 3;
            values[valuesById[4] = "LIGHT_STATE_GREEN"] = 4;
            values[valuesById[5] = "LIGHT_STATE_AMBER"] = 5;
            return values;
        })();

        v1.LightPhase = (function() {

            const LightPhase = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            LightPhase.prototype.state = 0;
            LightPhase.prototype.duration = 0;

            LightPhase.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(8).int32(message.state);
                if (message.duration != null && $Object.hasOwnProperty.call(message, "duration") && !$Object.is(message.duration, 0))
                    writer.uint32(17).double(message.duration);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            LightPhase.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.LightPhase();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.duration = value;
                            else
                                delete message.duration;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LightPhase;
        })();

        v1.Polygon = (function() {

            const Polygon = function (properties) {
                this.points = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Polygon.prototype.points = $util.emptyArray;

            Polygon.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.points != null && message.points.length)
                    for (let i = 0; i < message.points.length; ++i)
                        $root.axdrive.v1.Vector3.encode(message.points[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Polygon.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Polygon();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.points && message.points.length))
                                message.points = [];
                            message.points.push($root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Polygon;
        })();

        v1.NavigationRoute = (function() {

            const NavigationRoute = function (properties) {
                this.latitude = [];
                this.longitude = [];
                this.speedLimit = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            NavigationRoute.prototype.latitude = $util.emptyArray;
            NavigationRoute.prototype.longitude = $util.emptyArray;
            NavigationRoute.prototype.speedLimit = $util.emptyArray;

            NavigationRoute.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.latitude != null && message.latitude.length)
                    writer.uint32(10).doubles(message.latitude);
                if (message.longitude != null && message.longitude.length)
                    writer.uint32(18).doubles(message.longitude);
                if (message.speedLimit != null && message.speedLimit.length)
                    writer.uint32(26).doubles(message.speedLimit);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            NavigationRoute.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.NavigationRoute();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType === 2) {
                                if (!(message.latitude && message.latitude.length))
                                    message.latitude = [];
                                reader.doubles(message.latitude);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.latitude && message.latitude.length))
                                message.latitude = [];
                            message.latitude.push(reader.double());
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.longitude && message.longitude.length))
                                    message.longitude = [];
                                reader.doubles(message.longitude);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.longitude && message.longitude.length))
                                message.longitude = [];
                            message.longitude.push(reader.double());
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.speedLimit && message.speedLimit.length))
                                    message.speedLimit = [];
                                reader.doubles(message.speedLimit);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.speedLimit && message.speedLimit.length))
                                message.speedLimit = [];
                            message.speedLimit.push(reader.double());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return NavigationRoute;
        })();

        v1.ObjectClass = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "OBJECT_CLASS_UNKNOWN"] = 0;
            values[valuesById[1] = "OBJECT_CLASS_CAR"] = 1;
            values[valuesById[2] = "OBJECT_CLASS_TRUCK"] = 2;
            values[valuesById[3] = "OBJECT_CLASS_BUS"] = 3;
            values[valuesById[4] = "OBJECT_CLASS_MOTORCYCLE"] = 4;
            values[valuesById[5] = "OBJECT_CLASS_CYCLIST"] = 5;
            values[valuesById[6] = "OBJECT_CLASS_PEDESTRIAN"] = 6;
            values[valuesById[7] = "OBJECT_CLASS_STATIC"] = 7;
            return values;
        })();

        v1.ObjectsTruth = (function() {

            const ObjectsTruth = function (properties) {
                this.objects = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ObjectsTruth.prototype.objects = $util.emptyArray;

            ObjectsTruth.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.objects != null && message.objects.length)
                    for (let i = 0; i < message.objects.length; ++i)
                        $root.axdrive.v1.TruthObject.encode(message.objects[i], writer.uint32(10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ObjectsTruth.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.ObjectsTruth();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.objects && message.objects.length))
                                message.objects = [];
                            message.objects.push($root.axdrive.v1.TruthObject.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ObjectsTruth;
        })();

        v1.TruthObject = (function() {

            const TruthObject = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TruthObject.prototype.id = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            TruthObject.prototype.objectClass = 0;
            TruthObject.prototype.position = null;
            TruthObject.prototype.yaw = 0;
            TruthObject.prototype.velocity = null;
            TruthObject.prototype.size = null;

            TruthObject.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(8).int64(message.id);
                if (message.objectClass != null && $Object.hasOwnProperty.call(message, "objectClass") && message.objectClass !== 0)
                    writer.uint32(16).int32(message.objectClass);
                if (message.position != null && $Object.hasOwnProperty.call(message, "position"))
                    $root.axdrive.v1.Vector3.encode(message.position, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.yaw != null && $Object.hasOwnProperty.call(message, "yaw") && !$Object.is(message.yaw, 0))
                    writer.uint32(33).double(message.yaw);
                if (message.velocity != null && $Object.hasOwnProperty.call(message, "velocity"))
                    $root.axdrive.v1.Vector3.encode(message.velocity, writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.size != null && $Object.hasOwnProperty.call(message, "size"))
                    $root.axdrive.v1.Vector3.encode(message.size, writer.uint32(50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            TruthObject.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.TruthObject();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.objectClass = value;
                            else
                                delete message.objectClass;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.position = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.position);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.yaw = value;
                            else
                                delete message.yaw;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.velocity = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.velocity);
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.size = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.size);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TruthObject;
        })();

        v1.RadarScan = (function() {

            const RadarScan = function (properties) {
                this.detections = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RadarScan.prototype.sensor = "";
            RadarScan.prototype.detections = $util.emptyArray;

            RadarScan.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sensor != null && $Object.hasOwnProperty.call(message, "sensor") && message.sensor !== "")
                    writer.uint32(10).string(message.sensor);
                if (message.detections != null && message.detections.length)
                    for (let i = 0; i < message.detections.length; ++i)
                        $root.axdrive.v1.RadarDetection.encode(message.detections[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            RadarScan.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.RadarScan();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sensor = value;
                            else
                                delete message.sensor;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.detections && message.detections.length))
                                message.detections = [];
                            message.detections.push($root.axdrive.v1.RadarDetection.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RadarScan;
        })();

        v1.RadarDetection = (function() {

            const RadarDetection = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            RadarDetection.prototype.range = 0;
            RadarDetection.prototype.rangeStandardDeviation = 0;
            RadarDetection.prototype.azimuth = 0;
            RadarDetection.prototype.azimuthStandardDeviation = 0;
            RadarDetection.prototype.elevation = 0;
            RadarDetection.prototype.elevationStandardDeviation = 0;
            RadarDetection.prototype.rangeRate = 0;
            RadarDetection.prototype.rangeRateStandardDeviation = 0;
            RadarDetection.prototype.radarCrossSection = 0;
            RadarDetection.prototype.slot = 0;
            RadarDetection.prototype.isNewInSlot = false;

            RadarDetection.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.range != null && $Object.hasOwnProperty.call(message, "range") && !$Object.is(message.range, 0))
                    writer.uint32(9).double(message.range);
                if (message.rangeStandardDeviation != null && $Object.hasOwnProperty.call(message, "rangeStandardDeviation") && !$Object.is(message.rangeStandardDeviation, 0))
                    writer.uint32(17).double(message.rangeStandardDeviation);
                if (message.azimuth != null && $Object.hasOwnProperty.call(message, "azimuth") && !$Object.is(message.azimuth, 0))
                    writer.uint32(25).double(message.azimuth);
                if (message.azimuthStandardDeviation != null && $Object.hasOwnProperty.call(message, "azimuthStandardDeviation") && !$Object.is(message.azimuthStandardDeviation, 0))
                    writer.uint32(33).double(message.azimuthStandardDeviation);
                if (message.elevation != null && $Object.hasOwnProperty.call(message, "elevation") && !$Object.is(message.elevation, 0))
                    writer.uint32(41).double(message.elevation);
                if (message.elevationStandardDeviation != null && $Object.hasOwnProperty.call(message, "elevationStandardDeviation") && !$Object.is(message.elevationStandardDeviation, 0))
                    writer.uint32(49).double(message.elevationStandardDeviation);
                if (message.rangeRate != null && $Object.hasOwnProperty.call(message, "rangeRate") && !$Object.is(message.rangeRate, 0))
                    writer.uint32(57).double(message.rangeRate);
                if (message.rangeRateStandardDeviation != null && $Object.hasOwnProperty.call(message, "rangeRateStandardDeviation") && !$Object.is(message.rangeRateStandardDeviation, 0))
                    writer.uint32(65).double(message.rangeRateStandardDeviation);
                if (message.radarCrossSection != null && $Object.hasOwnProperty.call(message, "radarCrossSection") && !$Object.is(message.radarCrossSection, 0))
                    writer.uint32(73).double(message.radarCrossSection);
                if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                    writer.uint32(80).sint32(message.slot);
                if (message.isNewInSlot != null && $Object.hasOwnProperty.call(message, "isNewInSlot") && message.isNewInSlot !== false)
                    writer.uint32(88).bool(message.isNewInSlot);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            RadarDetection.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.RadarDetection();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.range = value;
                            else
                                delete message.range;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.rangeStandardDeviation = value;
                            else
                                delete message.rangeStandardDeviation;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.azimuth = value;
                            else
                                delete message.azimuth;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.azimuthStandardDeviation = value;
                            else
                                delete message.azimuthStandardDeviation;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.elevation = value;
                            else
                                delete message.elevation;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.elevationStandardDeviation = value;
                            else
                                delete message.elevationStandardDeviation;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.rangeRate = value;
                            else
                                delete message.rangeRate;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.rangeRateStandardDeviation = value;
                            else
                                delete message.rangeRateStandardDeviation;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.radarCrossSection = value;
                            else
                                delete message.radarCrossSection;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.sint32())
                                message.slot = value;
                            else
                                delete message.slot;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isNewInSlot = value;
                            else
                                delete message.isNewInSlot;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RadarDetection;
        })();

        v1.TrackedObjects = (function() {

            const TrackedObjects = function (properties) {
                this.objects = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TrackedObjects.prototype.stamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            TrackedObjects.prototype.objects = $util.emptyArray;

            TrackedObjects.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stamp != null && $Object.hasOwnProperty.call(message, "stamp") && (typeof message.stamp === "object" ? message.stamp.low || message.stamp.high : message.stamp !== 0))
                    writer.uint32(8).int64(message.stamp);
                if (message.objects != null && message.objects.length)
                    for (let i = 0; i < message.objects.length; ++i)
                        $root.axdrive.v1.TrackedObject.encode(message.objects[i], writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            TrackedObjects.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.TrackedObjects();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.stamp = value;
                            else
                                delete message.stamp;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.objects && message.objects.length))
                                message.objects = [];
                            message.objects.push($root.axdrive.v1.TrackedObject.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TrackedObjects;
        })();

        v1.TrackedObject = (function() {

            const TrackedObject = function (properties) {
                this.covariance = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TrackedObject.prototype.id = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            TrackedObject.prototype.objectClass = 0;
            TrackedObject.prototype.existence = 0;
            TrackedObject.prototype.isConfirmed = false;
            TrackedObject.prototype.coastingFor = 0;
            TrackedObject.prototype.age = 0;
            TrackedObject.prototype.position = null;
            TrackedObject.prototype.yaw = 0;
            TrackedObject.prototype.velocityX = 0;
            TrackedObject.prototype.velocityY = 0;
            TrackedObject.prototype.acceleration = 0;
            TrackedObject.prototype.yawRate = 0;
            TrackedObject.prototype.size = null;
            TrackedObject.prototype.covariance = $util.emptyArray;

            TrackedObject.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                    writer.uint32(8).int64(message.id);
                if (message.objectClass != null && $Object.hasOwnProperty.call(message, "objectClass") && message.objectClass !== 0)
                    writer.uint32(16).int32(message.objectClass);
                if (message.existence != null && $Object.hasOwnProperty.call(message, "existence") && !$Object.is(message.existence, 0))
                    writer.uint32(25).double(message.existence);
                if (message.isConfirmed != null && $Object.hasOwnProperty.call(message, "isConfirmed") && message.isConfirmed !== false)
                    writer.uint32(32).bool(message.isConfirmed);
                if (message.coastingFor != null && $Object.hasOwnProperty.call(message, "coastingFor") && !$Object.is(message.coastingFor, 0))
                    writer.uint32(41).double(message.coastingFor);
                if (message.age != null && $Object.hasOwnProperty.call(message, "age") && !$Object.is(message.age, 0))
                    writer.uint32(49).double(message.age);
                if (message.position != null && $Object.hasOwnProperty.call(message, "position"))
                    $root.axdrive.v1.Vector3.encode(message.position, writer.uint32(58).fork(), _depth + 1).ldelim();
                if (message.yaw != null && $Object.hasOwnProperty.call(message, "yaw") && !$Object.is(message.yaw, 0))
                    writer.uint32(65).double(message.yaw);
                if (message.velocityX != null && $Object.hasOwnProperty.call(message, "velocityX") && !$Object.is(message.velocityX, 0))
                    writer.uint32(73).double(message.velocityX);
                if (message.velocityY != null && $Object.hasOwnProperty.call(message, "velocityY") && !$Object.is(message.velocityY, 0))
                    writer.uint32(81).double(message.velocityY);
                if (message.acceleration != null && $Object.hasOwnProperty.call(message, "acceleration") && !$Object.is(message.acceleration, 0))
                    writer.uint32(89).double(message.acceleration);
                if (message.yawRate != null && $Object.hasOwnProperty.call(message, "yawRate") && !$Object.is(message.yawRate, 0))
                    writer.uint32(97).double(message.yawRate);
                if (message.size != null && $Object.hasOwnProperty.call(message, "size"))
                    $root.axdrive.v1.Vector3.encode(message.size, writer.uint32(106).fork(), _depth + 1).ldelim();
                if (message.covariance != null && message.covariance.length)
                    writer.uint32(114).doubles(message.covariance);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            TrackedObject.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.TrackedObject();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.objectClass = value;
                            else
                                delete message.objectClass;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.existence = value;
                            else
                                delete message.existence;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isConfirmed = value;
                            else
                                delete message.isConfirmed;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.coastingFor = value;
                            else
                                delete message.coastingFor;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.age = value;
                            else
                                delete message.age;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.position = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.position);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.yaw = value;
                            else
                                delete message.yaw;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.velocityX = value;
                            else
                                delete message.velocityX;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.velocityY = value;
                            else
                                delete message.velocityY;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.acceleration = value;
                            else
                                delete message.acceleration;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.yawRate = value;
                            else
                                delete message.yawRate;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.size = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.size);
                            continue;
                        }
                    case 14: {
                            if (wireType === 2) {
                                if (!(message.covariance && message.covariance.length))
                                    message.covariance = [];
                                reader.doubles(message.covariance);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.covariance && message.covariance.length))
                                message.covariance = [];
                            message.covariance.push(reader.double());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TrackedObject;
        })();

        v1.Trajectory = (function() {

            const Trajectory = function (properties) {
                this.points = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Trajectory.prototype.stamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Trajectory.prototype.planner = "";
            Trajectory.prototype.points = $util.emptyArray;
            Trajectory.prototype.reason = "";

            Trajectory.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.stamp != null && $Object.hasOwnProperty.call(message, "stamp") && (typeof message.stamp === "object" ? message.stamp.low || message.stamp.high : message.stamp !== 0))
                    writer.uint32(8).int64(message.stamp);
                if (message.planner != null && $Object.hasOwnProperty.call(message, "planner") && message.planner !== "")
                    writer.uint32(18).string(message.planner);
                if (message.points != null && message.points.length)
                    for (let i = 0; i < message.points.length; ++i)
                        $root.axdrive.v1.TrajectoryPoint.encode(message.points[i], writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(34).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Trajectory.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Trajectory();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.stamp = value;
                            else
                                delete message.stamp;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.planner = value;
                            else
                                delete message.planner;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.points && message.points.length))
                                message.points = [];
                            message.points.push($root.axdrive.v1.TrajectoryPoint.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Trajectory;
        })();

        v1.TrajectoryPoint = (function() {

            const TrajectoryPoint = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            TrajectoryPoint.prototype.time = 0;
            TrajectoryPoint.prototype.x = 0;
            TrajectoryPoint.prototype.y = 0;
            TrajectoryPoint.prototype.yaw = 0;
            TrajectoryPoint.prototype.speed = 0;
            TrajectoryPoint.prototype.acceleration = 0;
            TrajectoryPoint.prototype.curvature = 0;

            TrajectoryPoint.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.time != null && $Object.hasOwnProperty.call(message, "time") && !$Object.is(message.time, 0))
                    writer.uint32(9).double(message.time);
                if (message.x != null && $Object.hasOwnProperty.call(message, "x") && !$Object.is(message.x, 0))
                    writer.uint32(17).double(message.x);
                if (message.y != null && $Object.hasOwnProperty.call(message, "y") && !$Object.is(message.y, 0))
                    writer.uint32(25).double(message.y);
                if (message.yaw != null && $Object.hasOwnProperty.call(message, "yaw") && !$Object.is(message.yaw, 0))
                    writer.uint32(33).double(message.yaw);
                if (message.speed != null && $Object.hasOwnProperty.call(message, "speed") && !$Object.is(message.speed, 0))
                    writer.uint32(41).double(message.speed);
                if (message.acceleration != null && $Object.hasOwnProperty.call(message, "acceleration") && !$Object.is(message.acceleration, 0))
                    writer.uint32(49).double(message.acceleration);
                if (message.curvature != null && $Object.hasOwnProperty.call(message, "curvature") && !$Object.is(message.curvature, 0))
                    writer.uint32(57).double(message.curvature);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            TrajectoryPoint.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.TrajectoryPoint();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.time = value;
                            else
                                delete message.time;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.x = value;
                            else
                                delete message.x;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.y = value;
                            else
                                delete message.y;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.yaw = value;
                            else
                                delete message.yaw;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.speed = value;
                            else
                                delete message.speed;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.acceleration = value;
                            else
                                delete message.acceleration;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.curvature = value;
                            else
                                delete message.curvature;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TrajectoryPoint;
        })();

        v1.Vehicle = (function() {

            const Vehicle = function (properties) {
                this.buses = [];
                this.mountings = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Vehicle.prototype.name = "";
            Vehicle.prototype.geometry = null;
            Vehicle.prototype.limits = null;
            Vehicle.prototype.buses = $util.emptyArray;
            Vehicle.prototype.mountings = $util.emptyArray;

            Vehicle.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(10).string(message.name);
                if (message.geometry != null && $Object.hasOwnProperty.call(message, "geometry"))
                    $root.axdrive.v1.VehicleGeometry.encode(message.geometry, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.limits != null && $Object.hasOwnProperty.call(message, "limits"))
                    $root.axdrive.v1.ActuatorLimits.encode(message.limits, writer.uint32(26).fork(), _depth + 1).ldelim();
                if (message.buses != null && message.buses.length)
                    for (let i = 0; i < message.buses.length; ++i)
                        $root.axdrive.v1.VehicleBus.encode(message.buses[i], writer.uint32(34).fork(), _depth + 1).ldelim();
                if (message.mountings != null && message.mountings.length)
                    for (let i = 0; i < message.mountings.length; ++i)
                        $root.axdrive.v1.Mounting.encode(message.mountings[i], writer.uint32(42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Vehicle.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Vehicle();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.geometry = $root.axdrive.v1.VehicleGeometry.decode(reader, reader.size(), $undefined, _depth + 1, message.geometry);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.limits = $root.axdrive.v1.ActuatorLimits.decode(reader, reader.size(), $undefined, _depth + 1, message.limits);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.buses && message.buses.length))
                                message.buses = [];
                            message.buses.push($root.axdrive.v1.VehicleBus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.mountings && message.mountings.length))
                                message.mountings = [];
                            message.mountings.push($root.axdrive.v1.Mounting.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Vehicle;
        })();

        v1.VehicleGeometry = (function() {

            const VehicleGeometry = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            VehicleGeometry.prototype.wheelbase = 0;
            VehicleGeometry.prototype.trackWidth = 0;
            VehicleGeometry.prototype.length = 0;
            VehicleGeometry.prototype.width = 0;
            VehicleGeometry.prototype.height = 0;
            VehicleGeometry.prototype.rearAxleToFront = 0;
            VehicleGeometry.prototype.steeringRatio = 0;

            VehicleGeometry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.wheelbase != null && $Object.hasOwnProperty.call(message, "wheelbase") && !$Object.is(message.wheelbase, 0))
                    writer.uint32(9).double(message.wheelbase);
                if (message.trackWidth != null && $Object.hasOwnProperty.call(message, "trackWidth") && !$Object.is(message.trackWidth, 0))
                    writer.uint32(17).double(message.trackWidth);
                if (message.length != null && $Object.hasOwnProperty.call(message, "length") && !$Object.is(message.length, 0))
                    writer.uint32(25).double(message.length);
                if (message.width != null && $Object.hasOwnProperty.call(message, "width") && !$Object.is(message.width, 0))
                    writer.uint32(33).double(message.width);
                if (message.height != null && $Object.hasOwnProperty.call(message, "height") && !$Object.is(message.height, 0))
                    writer.uint32(41).double(message.height);
                if (message.rearAxleToFront != null && $Object.hasOwnProperty.call(message, "rearAxleToFront") && !$Object.is(message.rearAxleToFront, 0))
                    writer.uint32(49).double(message.rearAxleToFront);
                if (message.steeringRatio != null && $Object.hasOwnProperty.call(message, "steeringRatio") && !$Object.is(message.steeringRatio, 0))
                    writer.uint32(57).double(message.steeringRatio);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            VehicleGeometry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.VehicleGeometry();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.wheelbase = value;
                            else
                                delete message.wheelbase;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.trackWidth = value;
                            else
                                delete message.trackWidth;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.length = value;
                            else
                                delete message.length;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.width = value;
                            else
                                delete message.width;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.height = value;
                            else
                                delete message.height;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.rearAxleToFront = value;
                            else
                                delete message.rearAxleToFront;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.steeringRatio = value;
                            else
                                delete message.steeringRatio;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VehicleGeometry;
        })();

        v1.ActuatorLimits = (function() {

            const ActuatorLimits = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            ActuatorLimits.prototype.frontWheelAngle = 0;
            ActuatorLimits.prototype.frontWheelAngleRate = 0;
            ActuatorLimits.prototype.braking = 0;

            ActuatorLimits.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.frontWheelAngle != null && $Object.hasOwnProperty.call(message, "frontWheelAngle") && !$Object.is(message.frontWheelAngle, 0))
                    writer.uint32(9).double(message.frontWheelAngle);
                if (message.frontWheelAngleRate != null && $Object.hasOwnProperty.call(message, "frontWheelAngleRate") && !$Object.is(message.frontWheelAngleRate, 0))
                    writer.uint32(17).double(message.frontWheelAngleRate);
                if (message.braking != null && $Object.hasOwnProperty.call(message, "braking") && !$Object.is(message.braking, 0))
                    writer.uint32(25).double(message.braking);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            ActuatorLimits.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.ActuatorLimits();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.frontWheelAngle = value;
                            else
                                delete message.frontWheelAngle;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.frontWheelAngleRate = value;
                            else
                                delete message.frontWheelAngleRate;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.braking = value;
                            else
                                delete message.braking;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ActuatorLimits;
        })();

        v1.VehicleBus = (function() {

            const VehicleBus = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            VehicleBus.prototype.bus = "";
            VehicleBus.prototype.dbcName = "";

            VehicleBus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.bus != null && $Object.hasOwnProperty.call(message, "bus") && message.bus !== "")
                    writer.uint32(10).string(message.bus);
                if (message.dbcName != null && $Object.hasOwnProperty.call(message, "dbcName") && message.dbcName !== "")
                    writer.uint32(18).string(message.dbcName);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            VehicleBus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.VehicleBus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.bus = value;
                            else
                                delete message.bus;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.dbcName = value;
                            else
                                delete message.dbcName;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VehicleBus;
        })();

        v1.Mounting = (function() {

            const Mounting = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Mounting.prototype.sensor = "";
            Mounting.prototype.position = null;
            Mounting.prototype.yaw = 0;
            Mounting.prototype.pitch = 0;
            Mounting.prototype.roll = 0;

            Mounting.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sensor != null && $Object.hasOwnProperty.call(message, "sensor") && message.sensor !== "")
                    writer.uint32(10).string(message.sensor);
                if (message.position != null && $Object.hasOwnProperty.call(message, "position"))
                    $root.axdrive.v1.Vector3.encode(message.position, writer.uint32(18).fork(), _depth + 1).ldelim();
                if (message.yaw != null && $Object.hasOwnProperty.call(message, "yaw") && !$Object.is(message.yaw, 0))
                    writer.uint32(25).double(message.yaw);
                if (message.pitch != null && $Object.hasOwnProperty.call(message, "pitch") && !$Object.is(message.pitch, 0))
                    writer.uint32(33).double(message.pitch);
                if (message.roll != null && $Object.hasOwnProperty.call(message, "roll") && !$Object.is(message.roll, 0))
                    writer.uint32(41).double(message.roll);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Mounting.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.axdrive.v1.Mounting();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sensor = value;
                            else
                                delete message.sensor;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.position = $root.axdrive.v1.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.position);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.yaw = value;
                            else
                                delete message.yaw;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.pitch = value;
                            else
                                delete message.pitch;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.roll = value;
                            else
                                delete message.roll;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Mounting;
        })();

        return v1;
    })();

    return axdrive;
})();

export const foxglove = $root.foxglove = (() => {

    const foxglove = {};

    foxglove.CameraCalibration = (function() {

        const CameraCalibration = function (properties) {
            this.D = [];
            this.K = [];
            this.R = [];
            this.P = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CameraCalibration.prototype.timestamp = null;
        CameraCalibration.prototype.frameId = "";
        CameraCalibration.prototype.width = 0;
        CameraCalibration.prototype.height = 0;
        CameraCalibration.prototype.distortionModel = "";
        CameraCalibration.prototype.D = $util.emptyArray;
        CameraCalibration.prototype.K = $util.emptyArray;
        CameraCalibration.prototype.R = $util.emptyArray;
        CameraCalibration.prototype.P = $util.emptyArray;

        CameraCalibration.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.width != null && $Object.hasOwnProperty.call(message, "width") && message.width !== 0)
                writer.uint32(21).fixed32(message.width);
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && message.height !== 0)
                writer.uint32(29).fixed32(message.height);
            if (message.distortionModel != null && $Object.hasOwnProperty.call(message, "distortionModel") && message.distortionModel !== "")
                writer.uint32(34).string(message.distortionModel);
            if (message.D != null && message.D.length)
                writer.uint32(42).doubles(message.D);
            if (message.K != null && message.K.length)
                writer.uint32(50).doubles(message.K);
            if (message.R != null && message.R.length)
                writer.uint32(58).doubles(message.R);
            if (message.P != null && message.P.length)
                writer.uint32(66).doubles(message.P);
            if (message.frameId != null && $Object.hasOwnProperty.call(message, "frameId") && message.frameId !== "")
                writer.uint32(74).string(message.frameId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CameraCalibration.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.CameraCalibration();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.frameId = value;
                        else
                            delete message.frameId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 5)
                            break;
                        if (value = reader.fixed32())
                            message.width = value;
                        else
                            delete message.width;
                        continue;
                    }
                case 3: {
                        if (wireType !== 5)
                            break;
                        if (value = reader.fixed32())
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.distortionModel = value;
                        else
                            delete message.distortionModel;
                        continue;
                    }
                case 5: {
                        if (wireType === 2) {
                            if (!(message.D && message.D.length))
                                message.D = [];
                            reader.doubles(message.D);
                            continue;
                        }
                        if (wireType !== 1)
                            break;
                        if (!(message.D && message.D.length))
                            message.D = [];
                        message.D.push(reader.double());
                        continue;
                    }
                case 6: {
                        if (wireType === 2) {
                            if (!(message.K && message.K.length))
                                message.K = [];
                            reader.doubles(message.K);
                            continue;
                        }
                        if (wireType !== 1)
                            break;
                        if (!(message.K && message.K.length))
                            message.K = [];
                        message.K.push(reader.double());
                        continue;
                    }
                case 7: {
                        if (wireType === 2) {
                            if (!(message.R && message.R.length))
                                message.R = [];
                            reader.doubles(message.R);
                            continue;
                        }
                        if (wireType !== 1)
                            break;
                        if (!(message.R && message.R.length))
                            message.R = [];
                        message.R.push(reader.double());
                        continue;
                    }
                case 8: {
                        if (wireType === 2) {
                            if (!(message.P && message.P.length))
                                message.P = [];
                            reader.doubles(message.P);
                            continue;
                        }
                        if (wireType !== 1)
                            break;
                        if (!(message.P && message.P.length))
                            message.P = [];
                        message.P.push(reader.double());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CameraCalibration;
    })();

    foxglove.CompressedImage = (function() {

        const CompressedImage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CompressedImage.prototype.timestamp = null;
        CompressedImage.prototype.frameId = "";
        CompressedImage.prototype.data = $util.newBuffer([]);
        CompressedImage.prototype.format = "";

        CompressedImage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                writer.uint32(18).bytes(message.data);
            if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== "")
                writer.uint32(26).string(message.format);
            if (message.frameId != null && $Object.hasOwnProperty.call(message, "frameId") && message.frameId !== "")
                writer.uint32(34).string(message.frameId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CompressedImage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.CompressedImage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.frameId = value;
                        else
                            delete message.frameId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.format = value;
                        else
                            delete message.format;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CompressedImage;
    })();

    foxglove.CompressedVideo = (function() {

        const CompressedVideo = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CompressedVideo.prototype.timestamp = null;
        CompressedVideo.prototype.frameId = "";
        CompressedVideo.prototype.data = $util.newBuffer([]);
        CompressedVideo.prototype.format = "";

        CompressedVideo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.frameId != null && $Object.hasOwnProperty.call(message, "frameId") && message.frameId !== "")
                writer.uint32(18).string(message.frameId);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                writer.uint32(26).bytes(message.data);
            if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== "")
                writer.uint32(34).string(message.format);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CompressedVideo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.CompressedVideo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.frameId = value;
                        else
                            delete message.frameId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.format = value;
                        else
                            delete message.format;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CompressedVideo;
    })();

    foxglove.FrameTransforms = (function() {

        const FrameTransforms = function (properties) {
            this.transforms = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        FrameTransforms.prototype.transforms = $util.emptyArray;

        FrameTransforms.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.transforms != null && message.transforms.length)
                for (let i = 0; i < message.transforms.length; ++i)
                    $root.foxglove.FrameTransform.encode(message.transforms[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        FrameTransforms.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.FrameTransforms();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.transforms && message.transforms.length))
                            message.transforms = [];
                        message.transforms.push($root.foxglove.FrameTransform.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FrameTransforms;
    })();

    foxglove.FrameTransform = (function() {

        const FrameTransform = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        FrameTransform.prototype.timestamp = null;
        FrameTransform.prototype.parentFrameId = "";
        FrameTransform.prototype.childFrameId = "";
        FrameTransform.prototype.translation = null;
        FrameTransform.prototype.rotation = null;

        FrameTransform.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.parentFrameId != null && $Object.hasOwnProperty.call(message, "parentFrameId") && message.parentFrameId !== "")
                writer.uint32(18).string(message.parentFrameId);
            if (message.childFrameId != null && $Object.hasOwnProperty.call(message, "childFrameId") && message.childFrameId !== "")
                writer.uint32(26).string(message.childFrameId);
            if (message.translation != null && $Object.hasOwnProperty.call(message, "translation"))
                $root.foxglove.Vector3.encode(message.translation, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.rotation != null && $Object.hasOwnProperty.call(message, "rotation"))
                $root.foxglove.Quaternion.encode(message.rotation, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        FrameTransform.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.FrameTransform();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.parentFrameId = value;
                        else
                            delete message.parentFrameId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.childFrameId = value;
                        else
                            delete message.childFrameId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.translation = $root.foxglove.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.translation);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.rotation = $root.foxglove.Quaternion.decode(reader, reader.size(), $undefined, _depth + 1, message.rotation);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return FrameTransform;
    })();

    foxglove.Quaternion = (function() {

        const Quaternion = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Quaternion.prototype.x = 0;
        Quaternion.prototype.y = 0;
        Quaternion.prototype.z = 0;
        Quaternion.prototype.w = 0;

        Quaternion.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.x != null && $Object.hasOwnProperty.call(message, "x") && !$Object.is(message.x, 0))
                writer.uint32(9).double(message.x);
            if (message.y != null && $Object.hasOwnProperty.call(message, "y") && !$Object.is(message.y, 0))
                writer.uint32(17).double(message.y);
            if (message.z != null && $Object.hasOwnProperty.call(message, "z") && !$Object.is(message.z, 0))
                writer.uint32(25).double(message.z);
            if (message.w != null && $Object.hasOwnProperty.call(message, "w") && !$Object.is(message.w, 0))
                writer.uint32(33).double(message.w);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Quaternion.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.Quaternion();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.x = value;
                        else
                            delete message.x;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.y = value;
                        else
                            delete message.y;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.z = value;
                        else
                            delete message.z;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.w = value;
                        else
                            delete message.w;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Quaternion;
    })();

    foxglove.Vector3 = (function() {

        const Vector3 = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Vector3.prototype.x = 0;
        Vector3.prototype.y = 0;
        Vector3.prototype.z = 0;

        Vector3.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.x != null && $Object.hasOwnProperty.call(message, "x") && !$Object.is(message.x, 0))
                writer.uint32(9).double(message.x);
            if (message.y != null && $Object.hasOwnProperty.call(message, "y") && !$Object.is(message.y, 0))
                writer.uint32(17).double(message.y);
            if (message.z != null && $Object.hasOwnProperty.call(message, "z") && !$Object.is(message.z, 0))
                writer.uint32(25).double(message.z);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Vector3.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.Vector3();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.x = value;
                        else
                            delete message.x;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.y = value;
                        else
                            delete message.y;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.z = value;
                        else
                            delete message.z;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Vector3;
    })();

    foxglove.LocationFix = (function() {

        const LocationFix = function (properties) {
            this.positionCovariance = [];
            this.metadata = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        LocationFix.prototype.timestamp = null;
        LocationFix.prototype.frameId = "";
        LocationFix.prototype.latitude = 0;
        LocationFix.prototype.longitude = 0;
        LocationFix.prototype.altitude = 0;
        LocationFix.prototype.positionCovariance = $util.emptyArray;
        LocationFix.prototype.positionCovarianceType = 0;
        LocationFix.prototype.heading = null;
        LocationFix.prototype.velocity = null;
        LocationFix.prototype.color = null;
        LocationFix.prototype.metadata = $util.emptyArray;

        let $oneOfFields;

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(LocationFix.prototype, "_heading", {
            get: $util.oneOfGetter($oneOfFields = ["heading"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(LocationFix.prototype, "_velocity", {
            get: $util.oneOfGetter($oneOfFields = ["velocity"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        // Virtual OneOf for proto3 optional field
        $Object.defineProperty(LocationFix.prototype, "_color", {
            get: $util.oneOfGetter($oneOfFields = ["color"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        LocationFix.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.latitude != null && $Object.hasOwnProperty.call(message, "latitude") && !$Object.is(message.latitude, 0))
                writer.uint32(9).double(message.latitude);
            if (message.longitude != null && $Object.hasOwnProperty.call(message, "longitude") && !$Object.is(message.longitude, 0))
                writer.uint32(17).double(message.longitude);
            if (message.altitude != null && $Object.hasOwnProperty.call(message, "altitude") && !$Object.is(message.altitude, 0))
                writer.uint32(25).double(message.altitude);
            if (message.positionCovariance != null && message.positionCovariance.length)
                writer.uint32(34).doubles(message.positionCovariance);
            if (message.positionCovarianceType != null && $Object.hasOwnProperty.call(message, "positionCovarianceType") && message.positionCovarianceType !== 0)
                writer.uint32(40).int32(message.positionCovarianceType);
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.frameId != null && $Object.hasOwnProperty.call(message, "frameId") && message.frameId !== "")
                writer.uint32(58).string(message.frameId);
            if (message.color != null && $Object.hasOwnProperty.call(message, "color"))
                $root.foxglove.Color.encode(message.color, writer.uint32(66).fork(), _depth + 1).ldelim();
            if (message.metadata != null && message.metadata.length)
                for (let i = 0; i < message.metadata.length; ++i)
                    $root.foxglove.KeyValuePair.encode(message.metadata[i], writer.uint32(74).fork(), _depth + 1).ldelim();
            if (message.heading != null && $Object.hasOwnProperty.call(message, "heading"))
                writer.uint32(81).double(message.heading);
            if (message.velocity != null && $Object.hasOwnProperty.call(message, "velocity"))
                $root.foxglove.Vector3.encode(message.velocity, writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        LocationFix.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.LocationFix();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.frameId = value;
                        else
                            delete message.frameId;
                        continue;
                    }
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.latitude = value;
                        else
                            delete message.latitude;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.longitude = value;
                        else
                            delete message.longitude;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.altitude = value;
                        else
                            delete message.altitude;
                        continue;
                    }
                case 4: {
                        if (wireType === 2) {
                            if (!(message.positionCovariance && message.positionCovariance.length))
                                message.positionCovariance = [];
                            reader.doubles(message.positionCovariance);
                            continue;
                        }
                        if (wireType !== 1)
                            break;
                        if (!(message.positionCovariance && message.positionCovariance.length))
                            message.positionCovariance = [];
                        message.positionCovariance.push(reader.double());
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.positionCovarianceType = value;
                        else
                            delete message.positionCovarianceType;
                        continue;
                    }
                case 10: {
                        if (wireType !== 1)
                            break;
                        message.heading = reader.double();
                        message._heading = "heading";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.velocity = $root.foxglove.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.velocity);
                        message._velocity = "velocity";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.color = $root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1, message.color);
                        message._color = "color";
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if (!(message.metadata && message.metadata.length))
                            message.metadata = [];
                        message.metadata.push($root.foxglove.KeyValuePair.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        LocationFix.PositionCovarianceType = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNKNOWN"] = 0;
            values[valuesById[1] = "APPROXIMATED"] = 1;
            values[valuesById[2] = "DIAGONAL_KNOWN"] = 2;
            values[valuesById[3] = "KNOWN"] = 3;
            return values;
        })();

        return LocationFix;
    })();

    foxglove.Color = (function() {

        const Color = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Color.prototype.r = 0;
        Color.prototype.g = 0;
        Color.prototype.b = 0;
        Color.prototype.a = 0;

        Color.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.r != null && $Object.hasOwnProperty.call(message, "r") && !$Object.is(message.r, 0))
                writer.uint32(9).double(message.r);
            if (message.g != null && $Object.hasOwnProperty.call(message, "g") && !$Object.is(message.g, 0))
                writer.uint32(17).double(message.g);
            if (message.b != null && $Object.hasOwnProperty.call(message, "b") && !$Object.is(message.b, 0))
                writer.uint32(25).double(message.b);
            if (message.a != null && $Object.hasOwnProperty.call(message, "a") && !$Object.is(message.a, 0))
                writer.uint32(33).double(message.a);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Color.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.Color();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.r = value;
                        else
                            delete message.r;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.g = value;
                        else
                            delete message.g;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.b = value;
                        else
                            delete message.b;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.a = value;
                        else
                            delete message.a;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Color;
    })();

    foxglove.KeyValuePair = (function() {

        const KeyValuePair = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        KeyValuePair.prototype.key = "";
        KeyValuePair.prototype.value = "";

        KeyValuePair.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                writer.uint32(10).string(message.key);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                writer.uint32(18).string(message.value);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        KeyValuePair.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.KeyValuePair();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.value = value;
                        else
                            delete message.value;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return KeyValuePair;
    })();

    foxglove.Log = (function() {

        const Log = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Log.prototype.timestamp = null;
        Log.prototype.level = 0;
        Log.prototype.message = "";
        Log.prototype.name = "";
        Log.prototype.file = "";
        Log.prototype.line = 0;

        Log.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                writer.uint32(16).int32(message.level);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(26).string(message.message);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(34).string(message.name);
            if (message.file != null && $Object.hasOwnProperty.call(message, "file") && message.file !== "")
                writer.uint32(42).string(message.file);
            if (message.line != null && $Object.hasOwnProperty.call(message, "line") && message.line !== 0)
                writer.uint32(53).fixed32(message.line);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Log.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.Log();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.level = value;
                        else
                            delete message.level;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.file = value;
                        else
                            delete message.file;
                        continue;
                    }
                case 6: {
                        if (wireType !== 5)
                            break;
                        if (value = reader.fixed32())
                            message.line = value;
                        else
                            delete message.line;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        Log.Level = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNKNOWN"] = 0;
            values[valuesById[1] = "DEBUG"] = 1;
            values[valuesById[2] = "INFO"] = 2;
            values[valuesById[3] = "WARNING"] = 3;
            values[valuesById[4] = "ERROR"] = 4;
            values[valuesById[5] = "FATAL"] = 5;
            return values;
        })();

        return Log;
    })();

    foxglove.PointCloud = (function() {

        const PointCloud = function (properties) {
            this.fields = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PointCloud.prototype.timestamp = null;
        PointCloud.prototype.frameId = "";
        PointCloud.prototype.pose = null;
        PointCloud.prototype.pointStride = 0;
        PointCloud.prototype.fields = $util.emptyArray;
        PointCloud.prototype.data = $util.newBuffer([]);

        PointCloud.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.frameId != null && $Object.hasOwnProperty.call(message, "frameId") && message.frameId !== "")
                writer.uint32(18).string(message.frameId);
            if (message.pose != null && $Object.hasOwnProperty.call(message, "pose"))
                $root.foxglove.Pose.encode(message.pose, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.pointStride != null && $Object.hasOwnProperty.call(message, "pointStride") && message.pointStride !== 0)
                writer.uint32(37).fixed32(message.pointStride);
            if (message.fields != null && message.fields.length)
                for (let i = 0; i < message.fields.length; ++i)
                    $root.foxglove.PackedElementField.encode(message.fields[i], writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                writer.uint32(50).bytes(message.data);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PointCloud.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.PointCloud();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.frameId = value;
                        else
                            delete message.frameId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.pose = $root.foxglove.Pose.decode(reader, reader.size(), $undefined, _depth + 1, message.pose);
                        continue;
                    }
                case 4: {
                        if (wireType !== 5)
                            break;
                        if (value = reader.fixed32())
                            message.pointStride = value;
                        else
                            delete message.pointStride;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.fields && message.fields.length))
                            message.fields = [];
                        message.fields.push($root.foxglove.PackedElementField.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PointCloud;
    })();

    foxglove.PackedElementField = (function() {

        const PackedElementField = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        PackedElementField.prototype.name = "";
        PackedElementField.prototype.offset = 0;
        PackedElementField.prototype.type = 0;

        PackedElementField.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(10).string(message.name);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && message.offset !== 0)
                writer.uint32(21).fixed32(message.offset);
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(24).int32(message.type);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        PackedElementField.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.PackedElementField();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 5)
                            break;
                        if (value = reader.fixed32())
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        PackedElementField.NumericType = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNKNOWN"] = 0;
            values[valuesById[1] = "UINT8"] = 1;
            values[valuesById[2] = "INT8"] = 2;
            values[valuesById[3] = "UINT16"] = 3;
            values[valuesById[4] = "INT16"] = 4;
            values[valuesById[5] = "UINT32"] = 5;
            values[valuesById[6] = "INT32"] = 6;
            values[valuesById[7] = "FLOAT32"] = 7;
            values[valuesById[8] = "FLOAT64"] = 8;
            return values;
        })();

        return PackedElementField;
    })();

    foxglove.Pose = (function() {

        const Pose = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Pose.prototype.position = null;
        Pose.prototype.orientation = null;

        Pose.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.position != null && $Object.hasOwnProperty.call(message, "position"))
                $root.foxglove.Vector3.encode(message.position, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.orientation != null && $Object.hasOwnProperty.call(message, "orientation"))
                $root.foxglove.Quaternion.encode(message.orientation, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Pose.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.Pose();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.position = $root.foxglove.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.position);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.orientation = $root.foxglove.Quaternion.decode(reader, reader.size(), $undefined, _depth + 1, message.orientation);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Pose;
    })();

    foxglove.SceneUpdate = (function() {

        const SceneUpdate = function (properties) {
            this.deletions = [];
            this.entities = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SceneUpdate.prototype.deletions = $util.emptyArray;
        SceneUpdate.prototype.entities = $util.emptyArray;

        SceneUpdate.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.deletions != null && message.deletions.length)
                for (let i = 0; i < message.deletions.length; ++i)
                    $root.foxglove.SceneEntityDeletion.encode(message.deletions[i], writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.entities != null && message.entities.length)
                for (let i = 0; i < message.entities.length; ++i)
                    $root.foxglove.SceneEntity.encode(message.entities[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SceneUpdate.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.SceneUpdate();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.deletions && message.deletions.length))
                            message.deletions = [];
                        message.deletions.push($root.foxglove.SceneEntityDeletion.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.entities && message.entities.length))
                            message.entities = [];
                        message.entities.push($root.foxglove.SceneEntity.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SceneUpdate;
    })();

    foxglove.SceneEntity = (function() {

        const SceneEntity = function (properties) {
            this.metadata = [];
            this.arrows = [];
            this.cubes = [];
            this.spheres = [];
            this.cylinders = [];
            this.lines = [];
            this.triangles = [];
            this.texts = [];
            this.models = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SceneEntity.prototype.timestamp = null;
        SceneEntity.prototype.frameId = "";
        SceneEntity.prototype.id = "";
        SceneEntity.prototype.lifetime = null;
        SceneEntity.prototype.frameLocked = false;
        SceneEntity.prototype.metadata = $util.emptyArray;
        SceneEntity.prototype.arrows = $util.emptyArray;
        SceneEntity.prototype.cubes = $util.emptyArray;
        SceneEntity.prototype.spheres = $util.emptyArray;
        SceneEntity.prototype.cylinders = $util.emptyArray;
        SceneEntity.prototype.lines = $util.emptyArray;
        SceneEntity.prototype.triangles = $util.emptyArray;
        SceneEntity.prototype.texts = $util.emptyArray;
        SceneEntity.prototype.models = $util.emptyArray;

        SceneEntity.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.frameId != null && $Object.hasOwnProperty.call(message, "frameId") && message.frameId !== "")
                writer.uint32(18).string(message.frameId);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(26).string(message.id);
            if (message.lifetime != null && $Object.hasOwnProperty.call(message, "lifetime"))
                $root.google.protobuf.Duration.encode(message.lifetime, writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.frameLocked != null && $Object.hasOwnProperty.call(message, "frameLocked") && message.frameLocked !== false)
                writer.uint32(40).bool(message.frameLocked);
            if (message.metadata != null && message.metadata.length)
                for (let i = 0; i < message.metadata.length; ++i)
                    $root.foxglove.KeyValuePair.encode(message.metadata[i], writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.arrows != null && message.arrows.length)
                for (let i = 0; i < message.arrows.length; ++i)
                    $root.foxglove.ArrowPrimitive.encode(message.arrows[i], writer.uint32(58).fork(), _depth + 1).ldelim();
            if (message.cubes != null && message.cubes.length)
                for (let i = 0; i < message.cubes.length; ++i)
                    $root.foxglove.CubePrimitive.encode(message.cubes[i], writer.uint32(66).fork(), _depth + 1).ldelim();
            if (message.spheres != null && message.spheres.length)
                for (let i = 0; i < message.spheres.length; ++i)
                    $root.foxglove.SpherePrimitive.encode(message.spheres[i], writer.uint32(74).fork(), _depth + 1).ldelim();
            if (message.cylinders != null && message.cylinders.length)
                for (let i = 0; i < message.cylinders.length; ++i)
                    $root.foxglove.CylinderPrimitive.encode(message.cylinders[i], writer.uint32(82).fork(), _depth + 1).ldelim();
            if (message.lines != null && message.lines.length)
                for (let i = 0; i < message.lines.length; ++i)
                    $root.foxglove.LinePrimitive.encode(message.lines[i], writer.uint32(90).fork(), _depth + 1).ldelim();
            if (message.triangles != null && message.triangles.length)
                for (let i = 0; i < message.triangles.length; ++i)
                    $root.foxglove.TriangleListPrimitive.encode(message.triangles[i], writer.uint32(98).fork(), _depth + 1).ldelim();
            if (message.texts != null && message.texts.length)
                for (let i = 0; i < message.texts.length; ++i)
                    $root.foxglove.TextPrimitive.encode(message.texts[i], writer.uint32(106).fork(), _depth + 1).ldelim();
            if (message.models != null && message.models.length)
                for (let i = 0; i < message.models.length; ++i)
                    $root.foxglove.ModelPrimitive.encode(message.models[i], writer.uint32(114).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SceneEntity.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.SceneEntity();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.frameId = value;
                        else
                            delete message.frameId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.lifetime = $root.google.protobuf.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.lifetime);
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.frameLocked = value;
                        else
                            delete message.frameLocked;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.metadata && message.metadata.length))
                            message.metadata = [];
                        message.metadata.push($root.foxglove.KeyValuePair.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.arrows && message.arrows.length))
                            message.arrows = [];
                        message.arrows.push($root.foxglove.ArrowPrimitive.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.cubes && message.cubes.length))
                            message.cubes = [];
                        message.cubes.push($root.foxglove.CubePrimitive.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if (!(message.spheres && message.spheres.length))
                            message.spheres = [];
                        message.spheres.push($root.foxglove.SpherePrimitive.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if (!(message.cylinders && message.cylinders.length))
                            message.cylinders = [];
                        message.cylinders.push($root.foxglove.CylinderPrimitive.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if (!(message.lines && message.lines.length))
                            message.lines = [];
                        message.lines.push($root.foxglove.LinePrimitive.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if (!(message.triangles && message.triangles.length))
                            message.triangles = [];
                        message.triangles.push($root.foxglove.TriangleListPrimitive.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if (!(message.texts && message.texts.length))
                            message.texts = [];
                        message.texts.push($root.foxglove.TextPrimitive.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        if (!(message.models && message.models.length))
                            message.models = [];
                        message.models.push($root.foxglove.ModelPrimitive.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SceneEntity;
    })();

    foxglove.ArrowPrimitive = (function() {

        const ArrowPrimitive = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ArrowPrimitive.prototype.pose = null;
        ArrowPrimitive.prototype.shaftLength = 0;
        ArrowPrimitive.prototype.shaftDiameter = 0;
        ArrowPrimitive.prototype.headLength = 0;
        ArrowPrimitive.prototype.headDiameter = 0;
        ArrowPrimitive.prototype.color = null;

        ArrowPrimitive.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pose != null && $Object.hasOwnProperty.call(message, "pose"))
                $root.foxglove.Pose.encode(message.pose, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.shaftLength != null && $Object.hasOwnProperty.call(message, "shaftLength") && !$Object.is(message.shaftLength, 0))
                writer.uint32(17).double(message.shaftLength);
            if (message.shaftDiameter != null && $Object.hasOwnProperty.call(message, "shaftDiameter") && !$Object.is(message.shaftDiameter, 0))
                writer.uint32(25).double(message.shaftDiameter);
            if (message.headLength != null && $Object.hasOwnProperty.call(message, "headLength") && !$Object.is(message.headLength, 0))
                writer.uint32(33).double(message.headLength);
            if (message.headDiameter != null && $Object.hasOwnProperty.call(message, "headDiameter") && !$Object.is(message.headDiameter, 0))
                writer.uint32(41).double(message.headDiameter);
            if (message.color != null && $Object.hasOwnProperty.call(message, "color"))
                $root.foxglove.Color.encode(message.color, writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ArrowPrimitive.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.ArrowPrimitive();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.pose = $root.foxglove.Pose.decode(reader, reader.size(), $undefined, _depth + 1, message.pose);
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.shaftLength = value;
                        else
                            delete message.shaftLength;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.shaftDiameter = value;
                        else
                            delete message.shaftDiameter;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.headLength = value;
                        else
                            delete message.headLength;
                        continue;
                    }
                case 5: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.headDiameter = value;
                        else
                            delete message.headDiameter;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.color = $root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1, message.color);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ArrowPrimitive;
    })();

    foxglove.CubePrimitive = (function() {

        const CubePrimitive = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CubePrimitive.prototype.pose = null;
        CubePrimitive.prototype.size = null;
        CubePrimitive.prototype.color = null;

        CubePrimitive.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pose != null && $Object.hasOwnProperty.call(message, "pose"))
                $root.foxglove.Pose.encode(message.pose, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.size != null && $Object.hasOwnProperty.call(message, "size"))
                $root.foxglove.Vector3.encode(message.size, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.color != null && $Object.hasOwnProperty.call(message, "color"))
                $root.foxglove.Color.encode(message.color, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CubePrimitive.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.CubePrimitive();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.pose = $root.foxglove.Pose.decode(reader, reader.size(), $undefined, _depth + 1, message.pose);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.size = $root.foxglove.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.size);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.color = $root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1, message.color);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CubePrimitive;
    })();

    foxglove.CylinderPrimitive = (function() {

        const CylinderPrimitive = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        CylinderPrimitive.prototype.pose = null;
        CylinderPrimitive.prototype.size = null;
        CylinderPrimitive.prototype.bottomScale = 0;
        CylinderPrimitive.prototype.topScale = 0;
        CylinderPrimitive.prototype.color = null;

        CylinderPrimitive.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pose != null && $Object.hasOwnProperty.call(message, "pose"))
                $root.foxglove.Pose.encode(message.pose, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.size != null && $Object.hasOwnProperty.call(message, "size"))
                $root.foxglove.Vector3.encode(message.size, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.bottomScale != null && $Object.hasOwnProperty.call(message, "bottomScale") && !$Object.is(message.bottomScale, 0))
                writer.uint32(25).double(message.bottomScale);
            if (message.topScale != null && $Object.hasOwnProperty.call(message, "topScale") && !$Object.is(message.topScale, 0))
                writer.uint32(33).double(message.topScale);
            if (message.color != null && $Object.hasOwnProperty.call(message, "color"))
                $root.foxglove.Color.encode(message.color, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        CylinderPrimitive.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.CylinderPrimitive();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.pose = $root.foxglove.Pose.decode(reader, reader.size(), $undefined, _depth + 1, message.pose);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.size = $root.foxglove.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.size);
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.bottomScale = value;
                        else
                            delete message.bottomScale;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.topScale = value;
                        else
                            delete message.topScale;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.color = $root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1, message.color);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CylinderPrimitive;
    })();

    foxglove.LinePrimitive = (function() {

        const LinePrimitive = function (properties) {
            this.points = [];
            this.colors = [];
            this.indices = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        LinePrimitive.prototype.type = 0;
        LinePrimitive.prototype.pose = null;
        LinePrimitive.prototype.thickness = 0;
        LinePrimitive.prototype.scaleInvariant = false;
        LinePrimitive.prototype.points = $util.emptyArray;
        LinePrimitive.prototype.color = null;
        LinePrimitive.prototype.colors = $util.emptyArray;
        LinePrimitive.prototype.indices = $util.emptyArray;

        LinePrimitive.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(8).int32(message.type);
            if (message.pose != null && $Object.hasOwnProperty.call(message, "pose"))
                $root.foxglove.Pose.encode(message.pose, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.thickness != null && $Object.hasOwnProperty.call(message, "thickness") && !$Object.is(message.thickness, 0))
                writer.uint32(25).double(message.thickness);
            if (message.scaleInvariant != null && $Object.hasOwnProperty.call(message, "scaleInvariant") && message.scaleInvariant !== false)
                writer.uint32(32).bool(message.scaleInvariant);
            if (message.points != null && message.points.length)
                for (let i = 0; i < message.points.length; ++i)
                    $root.foxglove.Point3.encode(message.points[i], writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.color != null && $Object.hasOwnProperty.call(message, "color"))
                $root.foxglove.Color.encode(message.color, writer.uint32(50).fork(), _depth + 1).ldelim();
            if (message.colors != null && message.colors.length)
                for (let i = 0; i < message.colors.length; ++i)
                    $root.foxglove.Color.encode(message.colors[i], writer.uint32(58).fork(), _depth + 1).ldelim();
            if (message.indices != null && message.indices.length)
                writer.uint32(66).fixed32s(message.indices);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        LinePrimitive.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.LinePrimitive();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.pose = $root.foxglove.Pose.decode(reader, reader.size(), $undefined, _depth + 1, message.pose);
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.thickness = value;
                        else
                            delete message.thickness;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.scaleInvariant = value;
                        else
                            delete message.scaleInvariant;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.points && message.points.length))
                            message.points = [];
                        message.points.push($root.foxglove.Point3.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.color = $root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1, message.color);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.colors && message.colors.length))
                            message.colors = [];
                        message.colors.push($root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 8: {
                        if (wireType === 2) {
                            if (!(message.indices && message.indices.length))
                                message.indices = [];
                            reader.fixed32s(message.indices);
                            continue;
                        }
                        if (wireType !== 5)
                            break;
                        if (!(message.indices && message.indices.length))
                            message.indices = [];
                        message.indices.push(reader.fixed32());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        LinePrimitive.Type = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LINE_STRIP"] = 0;
            values[valuesById[1] = "LINE_LOOP"] = 1;
            values[valuesById[2] = "LINE_LIST"] = 2;
            return values;
        })();

        return LinePrimitive;
    })();

    foxglove.Point3 = (function() {

        const Point3 = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        Point3.prototype.x = 0;
        Point3.prototype.y = 0;
        Point3.prototype.z = 0;

        Point3.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.x != null && $Object.hasOwnProperty.call(message, "x") && !$Object.is(message.x, 0))
                writer.uint32(9).double(message.x);
            if (message.y != null && $Object.hasOwnProperty.call(message, "y") && !$Object.is(message.y, 0))
                writer.uint32(17).double(message.y);
            if (message.z != null && $Object.hasOwnProperty.call(message, "z") && !$Object.is(message.z, 0))
                writer.uint32(25).double(message.z);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        Point3.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.Point3();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.x = value;
                        else
                            delete message.x;
                        continue;
                    }
                case 2: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.y = value;
                        else
                            delete message.y;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.z = value;
                        else
                            delete message.z;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Point3;
    })();

    foxglove.ModelPrimitive = (function() {

        const ModelPrimitive = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        ModelPrimitive.prototype.pose = null;
        ModelPrimitive.prototype.scale = null;
        ModelPrimitive.prototype.color = null;
        ModelPrimitive.prototype.overrideColor = false;
        ModelPrimitive.prototype.url = "";
        ModelPrimitive.prototype.mediaType = "";
        ModelPrimitive.prototype.data = $util.newBuffer([]);

        ModelPrimitive.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pose != null && $Object.hasOwnProperty.call(message, "pose"))
                $root.foxglove.Pose.encode(message.pose, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.scale != null && $Object.hasOwnProperty.call(message, "scale"))
                $root.foxglove.Vector3.encode(message.scale, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.color != null && $Object.hasOwnProperty.call(message, "color"))
                $root.foxglove.Color.encode(message.color, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.overrideColor != null && $Object.hasOwnProperty.call(message, "overrideColor") && message.overrideColor !== false)
                writer.uint32(32).bool(message.overrideColor);
            if (message.url != null && $Object.hasOwnProperty.call(message, "url") && message.url !== "")
                writer.uint32(42).string(message.url);
            if (message.mediaType != null && $Object.hasOwnProperty.call(message, "mediaType") && message.mediaType !== "")
                writer.uint32(50).string(message.mediaType);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                writer.uint32(58).bytes(message.data);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        ModelPrimitive.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.ModelPrimitive();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.pose = $root.foxglove.Pose.decode(reader, reader.size(), $undefined, _depth + 1, message.pose);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.scale = $root.foxglove.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.scale);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.color = $root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1, message.color);
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.overrideColor = value;
                        else
                            delete message.overrideColor;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.url = value;
                        else
                            delete message.url;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.mediaType = value;
                        else
                            delete message.mediaType;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ModelPrimitive;
    })();

    foxglove.SpherePrimitive = (function() {

        const SpherePrimitive = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SpherePrimitive.prototype.pose = null;
        SpherePrimitive.prototype.size = null;
        SpherePrimitive.prototype.color = null;

        SpherePrimitive.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pose != null && $Object.hasOwnProperty.call(message, "pose"))
                $root.foxglove.Pose.encode(message.pose, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.size != null && $Object.hasOwnProperty.call(message, "size"))
                $root.foxglove.Vector3.encode(message.size, writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.color != null && $Object.hasOwnProperty.call(message, "color"))
                $root.foxglove.Color.encode(message.color, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SpherePrimitive.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.SpherePrimitive();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.pose = $root.foxglove.Pose.decode(reader, reader.size(), $undefined, _depth + 1, message.pose);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.size = $root.foxglove.Vector3.decode(reader, reader.size(), $undefined, _depth + 1, message.size);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.color = $root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1, message.color);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SpherePrimitive;
    })();

    foxglove.TextPrimitive = (function() {

        const TextPrimitive = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TextPrimitive.prototype.pose = null;
        TextPrimitive.prototype.billboard = false;
        TextPrimitive.prototype.fontSize = 0;
        TextPrimitive.prototype.scaleInvariant = false;
        TextPrimitive.prototype.color = null;
        TextPrimitive.prototype.text = "";

        TextPrimitive.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pose != null && $Object.hasOwnProperty.call(message, "pose"))
                $root.foxglove.Pose.encode(message.pose, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.billboard != null && $Object.hasOwnProperty.call(message, "billboard") && message.billboard !== false)
                writer.uint32(16).bool(message.billboard);
            if (message.fontSize != null && $Object.hasOwnProperty.call(message, "fontSize") && !$Object.is(message.fontSize, 0))
                writer.uint32(25).double(message.fontSize);
            if (message.scaleInvariant != null && $Object.hasOwnProperty.call(message, "scaleInvariant") && message.scaleInvariant !== false)
                writer.uint32(32).bool(message.scaleInvariant);
            if (message.color != null && $Object.hasOwnProperty.call(message, "color"))
                $root.foxglove.Color.encode(message.color, writer.uint32(42).fork(), _depth + 1).ldelim();
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(50).string(message.text);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TextPrimitive.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.TextPrimitive();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.pose = $root.foxglove.Pose.decode(reader, reader.size(), $undefined, _depth + 1, message.pose);
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.billboard = value;
                        else
                            delete message.billboard;
                        continue;
                    }
                case 3: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.fontSize = value;
                        else
                            delete message.fontSize;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.scaleInvariant = value;
                        else
                            delete message.scaleInvariant;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.color = $root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1, message.color);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TextPrimitive;
    })();

    foxglove.TriangleListPrimitive = (function() {

        const TriangleListPrimitive = function (properties) {
            this.points = [];
            this.colors = [];
            this.indices = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        TriangleListPrimitive.prototype.pose = null;
        TriangleListPrimitive.prototype.points = $util.emptyArray;
        TriangleListPrimitive.prototype.color = null;
        TriangleListPrimitive.prototype.colors = $util.emptyArray;
        TriangleListPrimitive.prototype.indices = $util.emptyArray;

        TriangleListPrimitive.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pose != null && $Object.hasOwnProperty.call(message, "pose"))
                $root.foxglove.Pose.encode(message.pose, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.points != null && message.points.length)
                for (let i = 0; i < message.points.length; ++i)
                    $root.foxglove.Point3.encode(message.points[i], writer.uint32(18).fork(), _depth + 1).ldelim();
            if (message.color != null && $Object.hasOwnProperty.call(message, "color"))
                $root.foxglove.Color.encode(message.color, writer.uint32(26).fork(), _depth + 1).ldelim();
            if (message.colors != null && message.colors.length)
                for (let i = 0; i < message.colors.length; ++i)
                    $root.foxglove.Color.encode(message.colors[i], writer.uint32(34).fork(), _depth + 1).ldelim();
            if (message.indices != null && message.indices.length)
                writer.uint32(42).fixed32s(message.indices);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        TriangleListPrimitive.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.TriangleListPrimitive();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.pose = $root.foxglove.Pose.decode(reader, reader.size(), $undefined, _depth + 1, message.pose);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.points && message.points.length))
                            message.points = [];
                        message.points.push($root.foxglove.Point3.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.color = $root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1, message.color);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.colors && message.colors.length))
                            message.colors = [];
                        message.colors.push($root.foxglove.Color.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType === 2) {
                            if (!(message.indices && message.indices.length))
                                message.indices = [];
                            reader.fixed32s(message.indices);
                            continue;
                        }
                        if (wireType !== 5)
                            break;
                        if (!(message.indices && message.indices.length))
                            message.indices = [];
                        message.indices.push(reader.fixed32());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return TriangleListPrimitive;
    })();

    foxglove.SceneEntityDeletion = (function() {

        const SceneEntityDeletion = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        SceneEntityDeletion.prototype.timestamp = null;
        SceneEntityDeletion.prototype.type = 0;
        SceneEntityDeletion.prototype.id = "";

        SceneEntityDeletion.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.google.protobuf.Timestamp.encode(message.timestamp, writer.uint32(10).fork(), _depth + 1).ldelim();
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(16).int32(message.type);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(26).string(message.id);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        SceneEntityDeletion.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.foxglove.SceneEntityDeletion();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.timestamp = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        SceneEntityDeletion.Type = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "MATCHING_ID"] = 0;
            values[valuesById[1] = "ALL"] = 1;
            return values;
        })();

        return SceneEntityDeletion;
    })();

    return foxglove;
})();

export const google = $root.google = (() => {

    const google = {};

    google.protobuf = (function() {

        const protobuf = {};

        protobuf.Timestamp = (function() {

            const Timestamp = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Timestamp.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Timestamp.prototype.nanos = 0;

            Timestamp.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && (typeof message.seconds === "object" ? message.seconds.low || message.seconds.high : message.seconds !== 0))
                    writer.uint32(8).int64(message.seconds);
                if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
                    writer.uint32(16).int32(message.nanos);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Timestamp.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.google.protobuf.Timestamp();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.seconds = value;
                            else
                                delete message.seconds;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.nanos = value;
                            else
                                delete message.nanos;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Timestamp;
        })();

        protobuf.Duration = (function() {

            const Duration = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            Duration.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;
            Duration.prototype.nanos = 0;

            Duration.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && (typeof message.seconds === "object" ? message.seconds.low || message.seconds.high : message.seconds !== 0))
                    writer.uint32(8).int64(message.seconds);
                if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
                    writer.uint32(16).int32(message.nanos);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            Duration.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.google.protobuf.Duration();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.seconds = value;
                            else
                                delete message.seconds;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.nanos = value;
                            else
                                delete message.nanos;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Duration;
        })();

        return protobuf;
    })();

    return google;
})();

export {
  $root as default
};
