-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'message';

-- CreateTable
CREATE TABLE "claim_message" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "mention_ids" UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "claim_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "claim_message_claim_id_created_at_id_idx" ON "claim_message"("claim_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "claim_message" ADD CONSTRAINT "claim_message_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
