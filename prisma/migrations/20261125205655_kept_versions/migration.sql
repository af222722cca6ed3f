-- AlterEnum
ALTER TYPE "VersionKind" ADD VALUE 'automatic';

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "history_seq" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "peak_length" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "peak_seq" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "peak_vector" BYTEA;
