#!/bin/bash
# The claims of a report as an array job: a share each. From the checkout, after npm ci and npm run build:
#
#   sbatch examples/slurm-array.sh --profile full
#   sbatch --array=1-4 examples/slurm-array.sh        # in fewer shares
#
# What follows the script's name goes to ncsparse compute. When all tasks are done, on a machine of the same kind:
#
#   npx ncsparse merge parts/part-*
#   npm run report -- --profile full
#
#SBATCH --job-name=ncsparse
#SBATCH --array=1-16
#SBATCH --cpus-per-task=2
#SBATCH --mem-per-cpu=2G
#SBATCH --time=04:00:00
#SBATCH --output=slurm-%A-%a.log

set -euo pipefail

parts=${PARTS:-parts}
mkdir -p "$parts"
exec npx ncsparse compute \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --workers "${SLURM_CPUS_PER_TASK:-1}" \
  --out "$parts/part-$SLURM_ARRAY_TASK_ID" \
  "$@"
