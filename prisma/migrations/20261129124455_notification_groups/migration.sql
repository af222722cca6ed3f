-- AlterTable
ALTER TABLE "notification" ADD COLUMN     "group_id" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateIndex
CREATE INDEX "notification_group_id_idx" ON "notification"("group_id");
