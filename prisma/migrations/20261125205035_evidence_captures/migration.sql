-- CreateEnum
CREATE TYPE "CaptureState" AS ENUM ('queued', 'captured', 'failed');

-- AlterTable
ALTER TABLE "evidence" ADD COLUMN     "locator" TEXT;

-- CreateTable
CREATE TABLE "evidence_capture" (
    "id" UUID NOT NULL,
    "evidence_id" UUID NOT NULL,
    "state" "CaptureState" NOT NULL DEFAULT 'queued',
    "pasted" BOOLEAN NOT NULL DEFAULT false,
    "requested_by_id" UUID NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "final_url" TEXT,
    "media_type" TEXT,
    "title" TEXT,
    "text" TEXT,
    "sha256" TEXT,
    "size" INTEGER,
    "failure" TEXT,
    "detail" TEXT,

    CONSTRAINT "evidence_capture_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "evidence_capture_evidence_id_requested_at_idx" ON "evidence_capture"("evidence_id", "requested_at");

-- AddForeignKey
ALTER TABLE "evidence_capture" ADD CONSTRAINT "evidence_capture_evidence_id_fkey" FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
