-- CreateTable
CREATE TABLE "altered_quote" (
    "claim_id" UUID NOT NULL,
    "quote_hash" TEXT NOT NULL,
    "quote" TEXT NOT NULL,

    CONSTRAINT "altered_quote_pkey" PRIMARY KEY ("claim_id","quote_hash")
);

-- AddForeignKey
ALTER TABLE "altered_quote" ADD CONSTRAINT "altered_quote_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
