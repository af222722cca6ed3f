-- CreateTable
CREATE TABLE "evidence_commitment" (
    "root" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "nonce" TEXT NOT NULL,
    "heads" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_commitment_pkey" PRIMARY KEY ("root")
);

-- CreateIndex
CREATE INDEX "evidence_commitment_article_id_idx" ON "evidence_commitment"("article_id");

-- What opens a row of the record stays as the row does.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "evidence_commitment"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
