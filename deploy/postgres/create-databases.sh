#!/bin/bash
# Runs once, when the data volume is new: one database for each service that keeps state.
set -euo pipefail
for database in ingest profile segmentation recommend campaign; do
  createdb --username "$POSTGRES_USER" --owner "$POSTGRES_USER" "$database"
done
