-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "pasted_from_id" UUID;

-- CreateTable
CREATE TABLE "pasted_claim" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "source_claim_id" UUID NOT NULL,
    "quote" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "suffix" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "claim_id" UUID,

    CONSTRAINT "pasted_claim_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pasted_claim_article_id_decided_at_idx" ON "pasted_claim"("article_id", "decided_at");

-- AddForeignKey
ALTER TABLE "pasted_claim" ADD CONSTRAINT "pasted_claim_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
