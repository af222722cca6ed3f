-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "copied_from_id" UUID;

-- CreateIndex
CREATE INDEX "evidence_copied_from_id_idx" ON "evidence"("copied_from_id");

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_copied_from_id_fkey" FOREIGN KEY ("copied_from_id") REFERENCES "evidence"("id") ON DELETE SET NULL ON UPDATE CASCADE;
