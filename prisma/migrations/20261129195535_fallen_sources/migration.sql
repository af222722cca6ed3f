-- AlterTable
ALTER TABLE "inherited_verdict" ADD COLUMN     "fallen_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "inherited_verdict_verdict_id_idx" ON "inherited_verdict"("verdict_id");
