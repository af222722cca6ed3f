-- AlterTable
ALTER TABLE "desk" ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC';
