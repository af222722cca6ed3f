-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'proposal';

-- CreateTable
CREATE TABLE "wording_proposal" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "proposed_by_id" UUID NOT NULL,
    "before" TEXT NOT NULL,
    "before_hash" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "reason" TEXT,
    "verdict_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "accepted" BOOLEAN,
    "decline_reason" TEXT,
    "seq" BIGINT,

    CONSTRAINT "wording_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "wording_proposal_claim_id_idx" ON "wording_proposal"("claim_id");

-- AddForeignKey
ALTER TABLE "wording_proposal" ADD CONSTRAINT "wording_proposal_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
