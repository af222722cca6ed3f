-- CreateTable
CREATE TABLE "quote_override" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "quote" TEXT NOT NULL,
    "quote_hash" TEXT NOT NULL,
    "evidence_ids" UUID[],
    "reason" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quote_override_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "quote_override_claim_id_idx" ON "quote_override"("claim_id");

-- AddForeignKey
ALTER TABLE "quote_override" ADD CONSTRAINT "quote_override_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
