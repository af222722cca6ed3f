-- AlterTable
ALTER TABLE "quote_override" ADD COLUMN     "own_words" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "verdict" ADD COLUMN     "own_words" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "waiver" ADD COLUMN     "own_words" BOOLEAN NOT NULL DEFAULT false;

-- What was decided before by somebody whose part in the words was known then.
ALTER TABLE "verdict" DISABLE TRIGGER append_only;
UPDATE "verdict" given SET "own_words" = true
FROM "claim_wording" wording
WHERE wording."claim_id" = given."claim_id" AND wording."created_at" <= given."created_at" AND given."checker_id" = ANY(wording."author_ids");
ALTER TABLE "verdict" ENABLE TRIGGER append_only;

UPDATE "waiver" given SET "own_words" = true
FROM "claim_wording" wording
WHERE wording."claim_id" = given."claim_id" AND wording."created_at" <= given."created_at" AND given."user_id" = ANY(wording."author_ids");

UPDATE "quote_override" given SET "own_words" = true
FROM "claim_wording" wording
WHERE wording."claim_id" = given."claim_id" AND wording."created_at" <= given."created_at" AND given."user_id" = ANY(wording."author_ids");
