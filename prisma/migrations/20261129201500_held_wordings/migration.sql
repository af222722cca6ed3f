-- CreateTable
CREATE TABLE "held_wording" (
    "claim_id" UUID NOT NULL,
    "wording_hash" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "wording" TEXT NOT NULL,
    "held_by" TEXT NOT NULL,

    CONSTRAINT "held_wording_pkey" PRIMARY KEY ("claim_id","wording_hash")
);

-- CreateIndex
CREATE INDEX "held_wording_article_id_idx" ON "held_wording"("article_id");

-- AddForeignKey
ALTER TABLE "held_wording" ADD CONSTRAINT "held_wording_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What held claims when they left their articles can be told of those that had evidence against them, or one check of two.
INSERT INTO "held_wording" (claim_id, wording_hash, article_id, wording, held_by)
SELECT claim.id, claim.wording_hash, claim.article_id, claim.wording,
  CASE
    WHEN EXISTS (SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.relation = 'contradicts' AND evidence.withdrawn_at IS NULL AND NOT evidence.confidential) THEN 'against'
    WHEN claim.second_check AND EXISTS (SELECT 1 FROM verdict WHERE verdict.claim_id = claim.id AND verdict.wording_hash = claim.wording_hash) THEN 'awaiting_second'
    ELSE 'sealed'
  END
FROM claim
WHERE claim.removed_at IS NOT NULL AND claim.merged_into_id IS NULL AND (
  EXISTS (SELECT 1 FROM evidence WHERE evidence.claim_id = claim.id AND evidence.relation = 'contradicts' AND evidence.withdrawn_at IS NULL)
  OR (claim.second_check AND EXISTS (SELECT 1 FROM verdict WHERE verdict.claim_id = claim.id AND verdict.wording_hash = claim.wording_hash))
);
