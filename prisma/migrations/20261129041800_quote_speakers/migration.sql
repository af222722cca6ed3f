-- CreateTable
CREATE TABLE "quote_speaker" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "quote" TEXT NOT NULL,
    "quote_hash" TEXT NOT NULL,
    "speaker" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quote_speaker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "quote_speaker_claim_id_idx" ON "quote_speaker"("claim_id");

-- AddForeignKey
ALTER TABLE "quote_speaker" ADD CONSTRAINT "quote_speaker_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
