#!/usr/bin/env bash
# Makes the networks of planning/models anew, from nothing and by fixed seeds: scripts/make-planner.sh FOLDER [MODELS]. The
# samples take 23 GB in FOLDER. An interrupted run goes on where it was.
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
all=("$folder/unsteady" "$folder/driven" "$folder/driven2" "$folder/supervised")
[ -s "$folder/third.json" ] ||
  axdrive train planner --data "${all[@]}" -o "$folder/third.onnx" --from "$folder/second.onnx" \
    --seed 3 --steps 4600 --rate 0.0015
collect -o "$folder/unsteady2" --driver unsteady --seed 33000 --routes 46
collect -o "$folder/driven3" --driver "$folder/third.json" --seed 45000 --routes 2
collect -o "$folder/supervised2" --driver "$folder/third.json" --supervised --seed 45100 --routes 22
all+=("$folder/unsteady2" "$folder/driven3" "$folder/supervised2")
[ -s "$folder/fourth.json" ] ||
  axdrive train planner --data "${all[@]}" -o "$folder/fourth.onnx" --from "$folder/third.onnx" \
    --seed 4 --steps 4600 --rate 0.0015
axdrive train planner --data "${all[@]}" -o "$models/planner.onnx" --from "$folder/fourth.onnx" --int8 \
  --seed 5 --steps 1000 --rate 0.0006
axdrive quantize "$folder/unsteady2" "$folder/supervised2" --manifest "$models/planner.json" \
  -o "$models/planner-int8.onnx" --frames 600
