#!/usr/bin/env bash
# Makes the networks of planning/models anew, from nothing and by fixed seeds: scripts/make-planner.sh FOLDER [MODELS]. The
# samples take 18 GB in FOLDER. An interrupted run goes on where it was.
set -euo pipefail
folder=${1:?expected a folder for samples and networks}
root=$(cd "$(dirname "$0")/.." && pwd)
models=${2:-$root/planning/models}
mkdir -p "$folder" "$models"
axdrive() { node "$root/bin/axdrive.js" "$@"; }
collect() { axdrive collect drives --vocabulary "$folder/vocabulary.json" --jobs 2 "$@"; }

[ -s "$folder/vocabulary.json" ] ||
  axdrive collect vocabulary -o "$folder/vocabulary.json" --seed 10000 --routes 80 --size 256
collect -o "$folder/unsteady" --driver unsteady --seed 30000 --routes 64
collect -o "$folder/unsteady" --driver unsteady --seed 31000 --routes 58
[ -s "$folder/first.json" ] ||
  axdrive train planner --data "$folder/unsteady" -o "$folder/first.onnx" --seed 1 --steps 3600 --rate 0.002
collect -o "$folder/driven" --driver "$folder/first.json" --seed 40000 --routes 15
collect -o "$folder/driven" --driver "$folder/first.json" --seed 41000 --routes 18
[ -s "$folder/second.json" ] ||
  axdrive train planner --data "$folder/unsteady" "$folder/driven" -o "$folder/second.onnx" \
    --from "$folder/first.onnx" --seed 2 --steps 2500 --rate 0.002
collect -o "$folder/unsteady" --driver unsteady --seed 32000 --routes 17
collect -o "$folder/driven2" --driver "$folder/second.json" --seed 42000 --routes 10
collect -o "$folder/supervised" --driver "$folder/second.json" --supervised --seed 43000 --routes 23
collect -o "$folder/supervised" --driver "$folder/second.json" --supervised --seed 44000 --routes 6
axdrive train planner --data "$folder/unsteady" "$folder/driven" "$folder/driven2" "$folder/supervised" \
  -o "$models/planner.onnx" --from "$folder/second.onnx" --seed 3 --steps 4600 --rate 0.0015
axdrive quantize "$folder/unsteady" "$folder/supervised" --manifest "$models/planner.json" -o "$models/planner-int8.onnx" --frames 600
