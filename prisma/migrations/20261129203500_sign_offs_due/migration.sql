-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'sign_off_due';

-- AlterTable
ALTER TABLE "article" ADD COLUMN     "awaits" "SignOffKind"[] DEFAULT ARRAY[]::"SignOffKind"[];
