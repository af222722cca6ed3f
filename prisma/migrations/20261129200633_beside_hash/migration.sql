-- AlterTable
ALTER TABLE "verdict" ADD COLUMN     "beside_hash" TEXT;

-- AlterTable
ALTER TABLE "waiver" ADD COLUMN     "beside_hash" TEXT;
