-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'evidence';
