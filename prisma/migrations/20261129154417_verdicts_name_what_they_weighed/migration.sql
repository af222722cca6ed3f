-- AlterTable
ALTER TABLE "verdict" ADD COLUMN     "against_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "evidence_ids" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "waiver" ADD COLUMN     "against_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "evidence_ids" UUID[] DEFAULT ARRAY[]::UUID[];

-- Verdicts are never changed: these rows say now what could be told all along.
ALTER TABLE "verdict" DISABLE TRIGGER append_only;

-- What stood when they were given, of that what their giver may read. What was brought over came when it was brought.
WITH stood AS (
  SELECT evidence.*, coalesce(inherited.created_at, evidence.created_at) AS came_at
  FROM evidence LEFT JOIN inherited_verdict inherited ON inherited.id = evidence.inherited_id
)
UPDATE verdict SET
  evidence_ids = coalesce((
    SELECT array_agg(stood.id) FROM stood
    WHERE stood.claim_id = verdict.claim_id AND stood.came_at <= verdict.created_at
      AND (stood.withdrawn_at IS NULL OR stood.withdrawn_at > verdict.created_at)
      AND (NOT stood.confidential OR stood.created_by_id = verdict.checker_id
        OR EXISTS (SELECT 1 FROM evidence_reader WHERE evidence_reader.evidence_id = stood.id AND evidence_reader.user_id = verdict.checker_id))
  ), '{}'),
  against_ids = coalesce((
    SELECT array_agg(stood.id) FROM stood
    WHERE stood.claim_id = verdict.claim_id AND stood.came_at <= verdict.created_at AND stood.relation = 'contradicts'
      AND (NOT stood.confidential OR stood.created_by_id = verdict.checker_id
        OR EXISTS (SELECT 1 FROM evidence_reader WHERE evidence_reader.evidence_id = stood.id AND evidence_reader.user_id = verdict.checker_id))
  ), '{}');

WITH stood AS (
  SELECT evidence.*, coalesce(inherited.created_at, evidence.created_at) AS came_at
  FROM evidence LEFT JOIN inherited_verdict inherited ON inherited.id = evidence.inherited_id
)
UPDATE waiver SET
  evidence_ids = coalesce((
    SELECT array_agg(stood.id) FROM stood
    WHERE stood.claim_id = waiver.claim_id AND stood.came_at <= waiver.created_at
      AND (stood.withdrawn_at IS NULL OR stood.withdrawn_at > waiver.created_at)
      AND (NOT stood.confidential OR stood.created_by_id = waiver.user_id
        OR EXISTS (SELECT 1 FROM evidence_reader WHERE evidence_reader.evidence_id = stood.id AND evidence_reader.user_id = waiver.user_id))
  ), '{}'),
  against_ids = coalesce((
    SELECT array_agg(stood.id) FROM stood
    WHERE stood.claim_id = waiver.claim_id AND stood.came_at <= waiver.created_at AND stood.relation = 'contradicts'
      AND (NOT stood.confidential OR stood.created_by_id = waiver.user_id
        OR EXISTS (SELECT 1 FROM evidence_reader WHERE evidence_reader.evidence_id = stood.id AND evidence_reader.user_id = waiver.user_id))
  ), '{}');

ALTER TABLE "verdict" ENABLE TRIGGER append_only;
