-- CreateTable
CREATE TABLE "standing_finding" (
    "claim_id" UUID NOT NULL,
    "verdict_id" UUID NOT NULL,
    "wording_hash" TEXT NOT NULL,

    CONSTRAINT "standing_finding_pkey" PRIMARY KEY ("claim_id","verdict_id")
);

-- AddForeignKey
ALTER TABLE "standing_finding" ADD CONSTRAINT "standing_finding_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_finding" ADD CONSTRAINT "standing_finding_verdict_id_fkey" FOREIGN KEY ("verdict_id") REFERENCES "verdict"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
