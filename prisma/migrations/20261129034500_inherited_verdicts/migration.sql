-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "inherited_id" UUID;

-- AlterTable
ALTER TABLE "verdict" ADD COLUMN     "inherited_id" UUID;

-- CreateTable
CREATE TABLE "inherited_verdict" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "verdict_id" UUID NOT NULL,
    "wording_hash" TEXT NOT NULL,
    "brought_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "inherited_verdict_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "inherited_verdict_claim_id_idx" ON "inherited_verdict"("claim_id");

-- CreateIndex
CREATE INDEX "evidence_inherited_id_idx" ON "evidence"("inherited_id");

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_inherited_id_fkey" FOREIGN KEY ("inherited_id") REFERENCES "inherited_verdict"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inherited_verdict" ADD CONSTRAINT "inherited_verdict_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inherited_verdict" ADD CONSTRAINT "inherited_verdict_verdict_id_fkey" FOREIGN KEY ("verdict_id") REFERENCES "verdict"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
